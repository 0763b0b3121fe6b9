import type { CodeSetState } from '../../shared/codebook/code-set-state.ts';
import type { CodeSetStore } from '../adapters/code-set-store.ts';
import type { SweepStore } from '../adapters/sweep-store.ts';

/**
 * Takes away the rows and sweeps of change sets that were announced, but are no part of the visible state: those of a
 * publication that did not come to its end, and those that one has superseded.
 */
export async function clearLeftovers(
  { codeSets, sweeps }: { readonly codeSets: CodeSetStore; readonly sweeps: SweepStore },
  { codeSet, releases }: CodeSetState,
): Promise<void> {
  const visible = new Set(releases.map(({ changeSet }) => changeSet));
  for (const changeSet of await codeSets.announced(codeSet)) {
    if (!visible.has(changeSet)) {
      await codeSets.removeChangeSet(changeSet);
      await sweeps.withdraw(codeSet, changeSet);
    }
    await codeSets.settled(codeSet, changeSet);
  }
}
