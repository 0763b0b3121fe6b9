import type { CodeChange } from '../../shared/changes/change.ts';
import type { HeldRelease } from '../../shared/codebook/code-set-state.ts';
import type { Slot } from '../../shared/codebook/timeline.ts';
import { codeSetKeys } from '../../shared/keys/code-set-keys.ts';
import type { Key } from '../../shared/keys/key.ts';
import { noCode, type VersionRow } from '../adapters/code-set-store.ts';
import type { Item } from '../adapters/table.ts';
import type { CorrectedSlots, Records } from './material.ts';
import type { Step } from './plan-publication.ts';

/** Every row that belongs to one change set: a version of each code that it touches, and what a correction came to. */
export async function changeSetRows(
  { slot, earlier }: Step,
  release: HeldRelease,
  records: Records,
  changes: readonly CodeChange[],
): Promise<readonly (Key & Item)[]> {
  const now = new Map((await records.of(slot)).map((record) => [record.code, record]));
  const learnt = await records.learnt(slot);
  const listed = earlier ? [...now.keys()].filter((code) => learnt.has(code)) : [...now.keys()];
  const touched = new Map<string, readonly CodeChange[]>([
    ...listed.map((code) => [code, []] as const),
    ...byCode(changes),
  ]);
  const { codeSet, date, changeSet, content } = release;
  const versions = [...touched].map(([code, ofCode]): Key & VersionRow => {
    const row = { code, changeSet, content, record: now.get(code) ?? null, changes: ofCode };
    return { ...codeSetKeys.version(codeSet, code, date, changeSet), ...row };
  });
  const { corrections } = records;
  return slot.corrected && corrections ? [...versions, ...(await correctedRows(slot, release, corrections))] : versions;
}

/** The notes of a correction, and the instructions that it leaves to a person. */
async function correctedRows(
  slot: Slot,
  { codeSet, release, date, content, sha256, changeSet }: HeldRelease,
  records: CorrectedSlots,
): Promise<readonly (Key & Item)[]> {
  const { counts, notes, quarantined } = await records.document(slot);
  const made = await records.correctedBy(slot);
  const row = { date, content, sha256, counts, notes: [...notes, ...made.notes] };
  const instructions = [...quarantined, ...made.quarantined].map((instruction, index) => ({
    ...codeSetKeys.quarantinedInstruction(codeSet, changeSet, index + 1),
    ...instruction,
    release,
    changeSet,
    code: instruction.code ?? noCode,
  }));
  return [
    { ...codeSetKeys.release(codeSet, date, content, changeSet), ...row, changeSet, code: noCode },
    ...instructions,
  ];
}

function byCode(changes: readonly CodeChange[]): ReadonlyMap<string, readonly CodeChange[]> {
  const grouped = new Map<string, CodeChange[]>();
  for (const change of changes) {
    const ofCode = grouped.get(change.code);
    if (ofCode) ofCode.push(change);
    else grouped.set(change.code, [change]);
  }
  return grouped;
}
