import type { ToldChange } from '../../shared/api/change-forms.ts';
import type { ListedChange } from '../../shared/api/code-set-forms.ts';
import type { CodeChange } from '../../shared/changes/change.ts';
import { type Reported, tellerOf } from '../../shared/changes/told.ts';
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

/** A change with its place, before what it comes to is told: that costs more than all the rest. */
export type PlacedChange = CodeChange & Omit<ListedChange, keyof ToldChange>;

export interface Placed {
  readonly change: PlacedChange;
  readonly tell: () => ListedChange;
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
  return placedChanges(release, changes, telling).map(({ tell }) => tell());
}

/** The same, each to be told when it is wanted. */
export function placedChanges(
  release: HeldRelease,
  changes: readonly CodeChange[],
  telling: Telling,
): readonly Placed[] {
  const seen = new Map<string, number>();
  const { releases, reports } = telling;
  const at = releases.findIndex(({ changeSet }) => changeSet === release.changeSet);
  const between = { older: releases[at - 1]?.date ?? null, newer: release.date };
  const decided = changesAsDecided(changes, telling);
  const tellOf = tellerOf(decided, between, reports.get(release.changeSet) ?? null);
  return decided.map((decidedChange) => {
    const nth = (seen.get(decidedChange.code) ?? 0) + 1;
    seen.set(decidedChange.code, nth);
    const place = {
      codeSet: release.codeSet,
      id: `${release.changeSet}-${decidedChange.code}-${nth}`,
      release: release.release,
      changeSet: release.changeSet,
      knownSince: release.knownSince,
    };
    return { change: { ...decidedChange, ...place }, tell: () => ({ ...tellOf(decidedChange), ...place }) };
  });
}
