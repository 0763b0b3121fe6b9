import { describeSources } from '../../../functions/queries/describe-sources.ts';
import type { SourceAlarm, SourceStatus, SourcesAnswer } from '../../../shared/api/source-forms.ts';
import type { IsoDate } from '../../../shared/dates.ts';
import type { LocalApp } from '../local-app.ts';
import { answer, type Common, type Context, remark } from './context.ts';
import { counted } from './money.ts';
import { textTable } from './table.ts';

/** `codeset sources`: what is expected when, what came, and what a person has to do. */
export async function sources(context: Context, app: LocalApp, options: Common): Promise<void> {
  const standing = await describeSources(app)(options.today);
  answer(context, options, standing, () => textOf(standing, context.io.columns));
}

/** Says aloud what came too late or too early. */
export async function sayAlarms(context: Context, app: LocalApp, today: IsoDate): Promise<void> {
  const { sources: all } = await describeSources(app)(today);
  for (const alarm of all.flatMap(({ alarms }) => alarms))
    if (alarm.kind === 'late' || alarm.kind === 'early') remark(context, `*** ${alarmText(alarm)} ***`);
}

function alarmText({ kind, text, remedy }: SourceAlarm): string {
  return `${kindText(kind)}: ${text}; ${remedy}`;
}

function kindText(kind: SourceAlarm['kind']): string {
  return kind.toUpperCase().replace('-', ' ');
}

function textOf({ sources: all }: SourcesAnswer, columns: number | undefined): string {
  const table = textTable(
    [
      { heading: 'SOURCE' },
      { heading: 'STATE' },
      { heading: 'HELD' },
      { heading: 'NEXT' },
      { heading: 'EXPECTED' },
      { heading: 'IN FORCE', width: 40 },
    ],
    all.map((source) => [
      source.title,
      stateWords[source.state],
      source.newest?.release ?? '-',
      source.next?.release ?? '-',
      source.next ? `${source.next.expectedFrom} to ${source.next.expectedBy}` : '-',
      source.next ? `${source.next.effective}, ${daysText(source.next.days)}` : '-',
    ]),
    columns,
  );
  const alarms = all
    .flatMap((source) => source.alarms)
    .map(({ kind, text, remedy }) => `${kindText(kind)}: ${text}\n  ${remedy}\n`);
  return [table, ...all.map(runText), alarms.join('')].filter(Boolean).join('\n');
}

const stateWords: Readonly<Record<SourceStatus['state'], string>> = {
  held: 'all held',
  due: 'due',
  late: 'LATE',
  'not-followed': 'not followed',
  irregular: 'no calendar',
};

function daysText(days: number): string {
  if (days === 0) return 'today';
  return days > 0 ? `in ${counted(days, 'day')}` : `${counted(-days, 'day')} ago`;
}

/** What came of asking last, with every link that nothing explains. */
function runText({ publisher, lastRun }: SourceStatus): string {
  if (!lastRun) return '';
  const { askedAt, answeredAt, listed, downloads, unknown, problems } = lastRun;
  const newest = listed.at(-1);
  const answered = answeredAt === null ? 'it has never answered' : `it last answered ${moment(answeredAt)}`;
  const list = newest ? `It lists ${counted(listed.length, 'release')}, the newest ${newest}. ` : '';
  const lines = [
    `${publisher} was last asked ${moment(askedAt)}; ${answered}. ${list}${counted(downloads, 'file')} downloaded.`,
    ...unknown.map(({ url, text, reason }) => `  not recognised: ${text} (${url}): ${reason}`),
    ...problems.map((problem) => `  ${problem}`),
  ];
  return `${lines.join('\n')}\n`;
}

function moment(instant: string): string {
  return `on ${instant.slice(0, 10)} at ${instant.slice(11, 16)} UTC`;
}
