import type { ListedChange } from '../../shared/api/code-set-forms.ts';
import type { CodeChange } from '../../shared/changes/change.ts';
import { type Reported, toldChanges } from '../../shared/changes/told.ts';
import { changesAsDecided, type DecidedState } from '../../shared/codebook/as-decided.ts';
import type { CodeSetState, HeldRelease } from '../../shared/codebook/code-set-state.ts';
import { decidedIn } from './decided-changes.ts';
import type { CodeSetReader } from './question.ts';

/** What has to be known to tell of the changes of a state. */
export interface Telling extends DecidedState {
  /** In order of time. */
  readonly releases: readonly HeldRelease[];
  /** CMS's own reports, by change set. */
  readonly reports: ReadonlyMap<string, Reported>;
}

export async function tellingOf(
  codeSets: Pick<CodeSetReader, 'codeBook' | 'report'>,
  state: CodeSetState,
): Promise<Telling> {
  const { releases } = state;
  const reports = await Promise.all(
    releases.map(async (release) => [release.changeSet, await codeSets.report(release)] as const),
  );
  return { ...(await decidedIn(codeSets, state)), releases, reports: new Map(reports) };
}

/**
 * Changes with the release that brought them. A code may have several changes in one comparison: their number makes
 * the id, which stays the same for ever.
 */
export function listedChanges(
  release: HeldRelease,
  changes: readonly CodeChange[],
  telling: Telling,
): readonly ListedChange[] {
  const seen = new Map<string, number>();
  const { releases, reports } = telling;
  const at = releases.findIndex(({ changeSet }) => changeSet === release.changeSet);
  const between = { older: releases[at - 1]?.date ?? null, newer: release.date };
  return toldChanges(changesAsDecided(changes, telling), between, reports.get(release.changeSet) ?? null).map(
    (change) => {
      const nth = (seen.get(change.code) ?? 0) + 1;
      seen.set(change.code, nth);
      return {
        ...change,
        codeSet: release.codeSet,
        id: `${release.changeSet}-${change.code}-${nth}`,
        release: release.release,
        changeSet: release.changeSet,
        knownSince: release.knownSince,
      };
    },
  );
}
