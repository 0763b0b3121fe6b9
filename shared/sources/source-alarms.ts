import type { SourceAlarm, SourceStatus } from '../api/source-forms.ts';
import { daysBetween } from '../dates.ts';
import type { EarlyEdition, SourceFacts } from './source-status.ts';

/** The watcher looks every day; after so many days without, something keeps it from looking. */
const askedWithinDays = 3;

/** What somebody has to hear of a series, each with what to do about it. */
export function alarmsOf(
  facts: SourceFacts,
  next: SourceStatus['next'],
  early: readonly EarlyEdition[],
): readonly SourceAlarm[] {
  return [
    ...(next && next.lateBy > 0 ? [lateAlarm(facts, next)] : []),
    ...early.map((edition) => earlyAlarm(facts, edition)),
    ...(facts.series.comes === 'by-watching' ? watchingAlarms(facts) : []),
  ];
}

function lateAlarm(
  { series, run }: SourceFacts,
  { release, expectedBy, lateBy, listed }: NonNullable<SourceStatus['next']>,
) {
  const { codeSet, publisher, comes } = series;
  const text = `${codeSet} ${release} is ${days(lateBy)} late: ${publisher === 'CMS' ? 'CMS was to post it' : 'the AMA was to release it'} by ${expectedBy}`;
  const byWatching = !run?.answeredAt ? askFirst : listed ? listedNotHeld : notListed;
  return { kind: 'late', text, remedy: comes === 'by-hand' ? byLicensee : byWatching } as const;
}

const byLicensee =
  'put the AMA\'s files of the year into a folder of its own and run "codeset ingest licensed/cpt/YEAR"';
const askFirst = 'run "codeset ingest --cms", or download it with a browser and run "codeset ingest FILE"';
const listedNotHeld =
  'CMS lists it: "codeset quarantine" says whether it waits for a decision; else download it with a browser and run "codeset ingest FILE"';
const notListed =
  'CMS does not list it where we look: open the quarterly page, and if it is there, download it and run "codeset ingest FILE"';

function earlyAlarm({ series }: SourceFacts, { release, expectedFrom, on }: EarlyEdition) {
  const text = `${series.codeSet} ${release} came on ${on}, before anybody expects it (${expectedFrom})`;
  const remedy = 'look whether the file is what its name says: "codeset diff" compares it with the release before';
  return { kind: 'early', text, remedy } as const;
}

function watchingAlarms({ series: { publisher }, run, today, quarantined }: SourceFacts): readonly SourceAlarm[] {
  const alarms: SourceAlarm[] = [];
  const asked = run?.askedAt.slice(0, 10);
  if (asked === undefined || daysBetween(asked, today) > askedWithinDays)
    alarms.push({
      kind: 'not-asked',
      text: asked === undefined ? `nobody has asked ${publisher} yet` : `${publisher} was last asked on ${asked}`,
      remedy: 'run "codeset ingest --cms", or leave "codeset serve" running, which asks every six hours',
    });
  for (const { url, failure, detail, remedy } of run?.failures ?? [])
    alarms.push({ kind: failure === 'blocked' ? 'blocked' : 'failed', text: `${url}: ${detail}`, remedy });
  const unknown = run?.unknown.length ?? 0;
  if (unknown > 0)
    alarms.push({
      kind: 'unknown-links',
      text: `${unknown === 1 ? 'a link' : `${unknown} links`} on ${publisher}'s page that nothing explains`,
      remedy: 'open each; a release is ingested with "codeset ingest FILE"',
    });
  if (quarantined > 0)
    alarms.push({
      kind: 'quarantined',
      text: `${quarantined === 1 ? 'one file waits' : `${quarantined} files wait`} for a person's decision`,
      remedy: '"codeset quarantine" says why; "codeset release approve R" or "reject R" decides',
    });
  return alarms;
}

function days(count: number): string {
  return count === 1 ? '1 day' : `${count} days`;
}
