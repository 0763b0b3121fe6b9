import { isDeepStrictEqual } from 'node:util';
import { affectedSince } from '../../shared/changes/affects-lines.ts';
import type { CodeSetState, HeldRelease } from '../../shared/codebook/code-set-state.ts';
import { coveredPeriods } from '../../shared/codebook/coverage.ts';
import type { IsoDate } from '../../shared/dates.ts';
import { uncoveredLines } from '../adapters/sweep-store.ts';
import type { WritePorts } from './write-publication.ts';

/**
 * Puts on the books, under the newest release that is left, what a withdrawal turns: lines of the codes that a dropped
 * comparison touched, and findings on dates that no release held covers any more.
 */
export async function planLost(
  { codeSets, sweeps }: WritePorts,
  before: CodeSetState,
  left: readonly HeldRelease[],
): Promise<void> {
  const { codeSet } = before;
  const newest = left.at(-1)!;
  const standing = new Set(left.map(({ changeSet }) => changeSet));
  const since = new Map<string, IsoDate>();
  for (const { changeSet } of before.releases) {
    if (standing.has(changeSet)) continue;
    for (const [code, day] of affectedSince(await codeSets.changes(codeSet, changeSet)))
      if (day < (since.get(code) ?? '9')) since.set(code, day);
    for (const { code, since: day } of await sweeps.pending(codeSet, changeSet))
      if (day < (since.get(code) ?? '9')) since.set(code, day);
  }
  if (!isDeepStrictEqual(coveredPeriods(before.releases), coveredPeriods(left))) since.set(uncoveredLines, newest.date);
  await sweeps.planQuietly(codeSet, newest.changeSet, since);
}
