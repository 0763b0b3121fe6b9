import type { CodeChange } from '../../shared/changes/change.ts';
import type { HeldRelease } from '../../shared/codebook/code-set-state.ts';
import { objectKeys } from '../../shared/keys/object-keys.ts';
import type { CodeSetStore } from '../adapters/code-set-store.ts';
import { changeSetRows } from './change-set-rows.ts';
import type { Records } from './material.ts';
import type { Step } from './plan-publication.ts';

/** Writes the object and the rows of one comparison; announced before, so that a crash leaves a trace. */
export async function writeChangeSet(
  codeSets: CodeSetStore,
  step: Step,
  release: HeldRelease,
  records: Records,
  changes: readonly CodeChange[],
): Promise<void> {
  const { codeSet, changeSet, content } = release;
  await codeSets.announce(codeSet, changeSet);
  await codeSets.putObject(objectKeys.changeSet(codeSet, changeSet), JSON.stringify(changes));
  if (records.derives(step.slot)) await codeSets.putRecords(codeSet, content, await records.of(step.slot));
  await records.keep(release, step.slot);
  await codeSets.putRows(await changeSetRows(step, release, records, changes));
}
