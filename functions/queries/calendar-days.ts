import type { ListedChange } from '../../shared/api/code-set-forms.ts';
import type { CodeSet } from '../../shared/code.ts';
import { addDays, type IsoDate } from '../../shared/dates.ts';
import { calendar, type Edition, editionAfter, type Series } from '../../shared/sources/calendar.ts';
import type { CalendarDay } from '../feeds/calendar-ics.ts';
import { countKinds } from './list-releases.ts';
import { listedChanges, tellingOf } from './listed-change.ts';
import type { CodeSetReader } from './question.ts';

export interface CalendarQuestion {
  readonly codeSet: CodeSet;
  readonly wanted: (change: ListedChange) => boolean;
  readonly today: IsoDate;
}

/** Effective dates are shown so many days back, and so many editions ahead are announced. */
const daysBack = 400;
const editionsAhead = 4;
/** So many codes are named on one day. */
const codesNamed = 40;

/** Days on which changes take effect, and those by which the next releases are to be had. */
export const calendarDays =
  ({ codeSets }: { codeSets: CodeSetReader }) =>
  async ({ codeSet, wanted, today }: CalendarQuestion): Promise<readonly CalendarDay[]> => {
    const state = await codeSets.state(codeSet);
    const byDay = new Map<IsoDate, ListedChange[]>();
    const earliest = addDays(today, -daysBack);
    const telling = await tellingOf(codeSets, state);
    for (const release of state.releases)
      for (const change of listedChanges(release, await codeSets.changes(codeSet, release.changeSet), telling))
        if (change.effective >= earliest && wanted(change))
          byDay.set(change.effective, [...(byDay.get(change.effective) ?? []), change]);
    const followed = calendar.filter((series: Series) => series.codeSet === codeSet && isFollowed(series));
    const expected = followed.flatMap((series) => expectedDays(series, today));
    const effective = [...byDay].map(([date, changes]) => effectiveDay(codeSet, date, changes));
    return [...effective, ...expected].sort((a, b) => (a.date + a.id < b.date + b.id ? -1 : 1));

    /** Nobody waits for a series that was never handed in. */
    function isFollowed({ followedBy }: Series): boolean {
      return followedBy === null || state.releases.some(({ date }) => followedBy.includes(date.slice(5)));
    }
  };

function effectiveDay(codeSet: CodeSet, date: IsoDate, changes: readonly ListedChange[]): CalendarDay {
  const counts = Object.entries(countKinds(changes)).filter(([, count]) => count > 0);
  const said = counts.map(([kind, count]) => `${count} ${kind === 'deleted' ? 'ended' : kind}`).join(', ');
  const codes = [...new Set(changes.map(({ code }) => code))];
  const more = codes.length > codesNamed ? ` and ${codes.length - codesNamed} more` : '';
  return {
    id: `effective ${codeSet} ${date}`,
    date,
    title: `${codeSet} changes take effect: ${said}`,
    text: `First day of service affected. Codes: ${codes.slice(0, codesNamed).join(', ')}${more}.`,
  };
}

function expectedDays(series: Series, today: IsoDate): readonly CalendarDay[] {
  const days: CalendarDay[] = [];
  let from = today;
  for (let ahead = 0; ahead < editionsAhead; ahead++) {
    const edition: Edition | undefined = editionAfter(series, from);
    if (!edition) break;
    from = edition.effective;
    const { publisher, title } = series;
    const quarter = edition.effective.slice(0, 7);
    days.push({
      id: `expected ${series.id} ${edition.effective}`,
      date: edition.by,
      title: `${title}: ${quarter} expected by today`,
      text: `${publisher} usually has it out between ${edition.from} and ${edition.by}. In force from ${edition.effective}.`,
    });
    days.push({
      id: `in force ${series.id} ${edition.effective}`,
      date: edition.effective,
      title: `${title}: ${quarter} in force`,
      text: `First day of service that the release of ${publisher} speaks for.`,
    });
  }
  return days;
}
