import type { HeldRelease } from '../../shared/codebook/code-set-state.ts';
import type { CodeSetStore } from '../adapters/code-set-store.ts';
import { changeSetRows } from './change-set-rows.ts';
import type { Step } from './plan-publication.ts';
import type { Work } from './write-publication.ts';

/** Rows that bear the name of a change set, but are none of it. */
export async function removeStrays(
  codeSets: CodeSetStore,
  { publication, records, comparisons }: Work,
  releases: readonly HeldRelease[],
  steps: readonly Step[],
): Promise<void> {
  for (const step of steps) {
    const release = releases[publication.steps.indexOf(step)]!;
    const rows = await changeSetRows(step, release, records, await comparisons.of(step));
    const mine = new Set(rows.map(({ pk, sk }) => `${pk} ${sk}`));
    const found = await codeSets.rowsOf(step.changeSet);
    await codeSets.removeRows(found.filter(({ pk, sk }) => !mine.has(`${pk} ${sk}`)));
  }
}
