import { affectedSince } from '../../shared/changes/affects-lines.ts';
import type { CodeChange } from '../../shared/changes/change.ts';
import type { HeldRelease } from '../../shared/codebook/code-set-state.ts';
import { openChange, type YearState } from '../../shared/cpt/year-states.ts';
import { addDays, type IsoDate } from '../../shared/dates.ts';
import { objectKeys } from '../../shared/keys.ts';
import type { CodeSetStore, VersionRow } from '../adapters/code-set-store.ts';
import { awaitingLines, type SweepStore } from '../adapters/sweep-store.ts';

export interface OpenYearPorts {
  readonly codeSets: CodeSetStore;
  readonly sweeps: SweepStore;
}

export interface OpenYearContext {
  /** It is the first year held: nothing changed, and all of it is new. */
  readonly baseline: boolean;
  readonly notify: boolean;
  /** Changes that are void with it: what they had touched is judged again. */
  readonly former: readonly CodeChange[];
}

/** Writes what anybody may know of a year of CPT, and the re-check that it causes: all before the flip. */
export async function writeOpenYear(
  { codeSets, sweeps }: OpenYearPorts,
  release: HeldRelease,
  state: YearState,
  { baseline, notify, former }: OpenYearContext,
): Promise<void> {
  const { codeSet, changeSet, content, date, sha256 } = release;
  const changes = state.changes.map(openChange);
  await codeSets.announce(codeSet, changeSet);
  await codeSets.putRecords(codeSet, content, state.records);
  await codeSets.putObject(objectKeys.changeSet(codeSet, changeSet), JSON.stringify(changes));
  await codeSets.putVersions(codeSet, release, rowsOf(release, state, changes, baseline));
  await codeSets.putRelease(codeSet, { date, content, sha256, counts: { records: state.records.length }, notes: [] });
  await sweeps.plan(codeSet, changeSet, notify, dueSince(release, state, [...changes, ...former], baseline));
}

/** Of a first year no line waits for its coverage: what it shows to be out of use is looked for among all lines. */
function dueSince(
  { date }: HeldRelease,
  { records }: YearState,
  changes: readonly CodeChange[],
  baseline: boolean,
): ReadonlyMap<string, IsoDate> {
  const since = new Map<string, IsoDate>([[awaitingLines, date], ...affectedSince(changes)]);
  for (const { code, terminatedOn } of baseline ? records : [])
    if (terminatedOn !== null) since.set(code, addDays(terminatedOn, 1));
  return since;
}

/** Of the first year every code; of a later one those that changed, with the end that their absence means. */
function rowsOf(
  { changeSet, content }: HeldRelease,
  { records, fresh }: YearState,
  changes: readonly CodeChange[],
  baseline: boolean,
): readonly VersionRow[] {
  const byCode = new Map(changes.map((change) => [change.code, change]));
  return records
    .filter(({ code }) => baseline || byCode.has(code) || fresh.has(code))
    .map((record): VersionRow => {
      const change = byCode.get(record.code);
      return { code: record.code, changeSet, content, record, changes: change ? [change] : [] };
    });
}
