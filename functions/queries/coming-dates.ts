import type { ComingDates } from '../../shared/api/code-set-forms.ts';
import type { CodeChange } from '../../shared/changes/change.ts';
import type { CodeSet } from '../../shared/code.ts';
import { quarterOf } from '../../shared/codebook/code-set-state.ts';
import { daysBetween, type IsoDate } from '../../shared/dates.ts';
import { countKinds } from './list-releases.ts';
import type { CodeSetReader } from './question.ts';

/** Dates from today on at which changes already published take effect, and the next quarterly update. */
export const comingDates =
  ({ codeSets }: { codeSets: CodeSetReader }) =>
  async (today: IsoDate, codeSet: CodeSet = 'HCPCS'): Promise<ComingDates> => {
    const state = await codeSets.state(codeSet);
    const byDate = new Map<IsoDate, CodeChange[]>();
    for (const { changeSet } of state.releases)
      for (const change of await codeSets.changes(codeSet, changeSet))
        if (change.effective >= today) byDate.set(change.effective, [...(byDate.get(change.effective) ?? []), change]);
    const next = nextQuarter(today);
    return {
      today,
      dates: [...byDate]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([date, changes]) => ({
          date,
          days: daysBetween(today, date),
          changes: countKinds(changes),
          codes: new Set(changes.map(({ code }) => code)).size,
        })),
      nextUpdate: {
        release: quarterOf(next),
        date: next,
        days: daysBetween(today, next),
        held: state.releases.some(({ date }) => date === next),
      },
    };
  };

/** The first day of the next quarter, on which CMS's next update takes effect; today, where it is one. */
function nextQuarter(today: IsoDate): IsoDate {
  const year = Number(today.slice(0, 4));
  const starts = ['01-01', '04-01', '07-01', '10-01'].map((day) => `${year}-${day}`);
  return starts.find((start) => start >= today) ?? `${year + 1}-01-01`;
}
