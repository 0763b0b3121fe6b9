import type { CodeBook } from '../../shared/codebook/code-book.ts';
import type { CodeSetState, HeldRelease } from '../../shared/codebook/code-set-state.ts';
import { type CodeHistory, foldReleases } from '../../shared/codebook/history.ts';
import type { IsoDate } from '../../shared/dates.ts';
import type { CodeRecord } from '../../shared/release/record.ts';
import type { VersionRow } from '../adapters/code-set-store.ts';
import type { CodeSetReader } from './question.ts';

/** One code as the releases known by a day tell it. */
export interface KnownHistory {
  /** In order of the dates from which they are in force; `lives` and `versions` count in these. */
  readonly releases: readonly HeldRelease[];
  readonly history: CodeHistory | undefined;
  readonly rows: readonly VersionRow[];
}

/**
 * The versions of a code. One that a file lists again years after its end changes nothing and so has none: its record
 * is then read from the release that showed it first.
 */
export async function versionRows(
  codeSets: CodeSetReader,
  state: CodeSetState,
  book: CodeBook,
  code: string,
): Promise<readonly VersionRow[]> {
  const rows = await codeSets.versions(state, code);
  const entry = book.entry(code);
  if (rows.length > 0 || !entry) return rows;
  const { changeSet, content } = state.releases[entry.versions[0]!.release]!;
  const records = await codeSets.records(state.codeSet, content);
  return [{ code, changeSet, content, record: records.find((record) => record.code === code) ?? null, changes: [] }];
}

function knownBy(state: CodeSetState, asKnown: IsoDate | null): readonly HeldRelease[] {
  return asKnown === null ? state.releases : state.releases.filter(({ knownSince }) => knownSince <= asKnown);
}

/**
 * Folds one code's versions. They stand only where something changed: in between the record is the same, also across
 * releases that were not known yet.
 */
export function historyAsKnown(
  state: CodeSetState,
  rows: readonly VersionRow[],
  code: string,
  asKnown: IsoDate | null,
): KnownHistory {
  const releases = knownBy(state, asKnown);
  const byChangeSet = new Map(rows.map((row) => [row.changeSet, row]));
  let record: CodeRecord | null = null;
  const records = new Map<string, readonly CodeRecord[]>();
  for (const { changeSet } of state.releases) {
    const row = byChangeSet.get(changeSet);
    if (row) record = row.record;
    records.set(changeSet, record ? [record] : []);
  }
  const states = releases.map((release) => ({ ...release, records: records.get(release.changeSet)! }));
  const known = new Set(releases.map(({ changeSet }) => changeSet));
  return {
    releases,
    history: foldReleases(states).get(code),
    rows: rows.filter(({ changeSet }) => known.has(changeSet)),
  };
}
