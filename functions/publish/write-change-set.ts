import type { CodeChange } from '../../shared/changes/change.ts';
import type { HeldRelease } from '../../shared/codebook/code-set-state.ts';
import type { Slot } from '../../shared/codebook/timeline.ts';
import { objectKeys } from '../../shared/keys.ts';
import type { CodeSetStore, VersionRow } from '../adapters/code-set-store.ts';
import type { Step } from './plan-publication.ts';
import type { SlotRecords } from './slot-records.ts';

/** Writes the rows and the object of one comparison; announced before, so that a crash leaves a trace. */
export async function writeChangeSet(
  codeSets: CodeSetStore,
  { slot, earlier }: Step,
  release: HeldRelease,
  records: SlotRecords,
  changes: readonly CodeChange[],
): Promise<void> {
  const { codeSet, changeSet } = release;
  await codeSets.announce(codeSet, changeSet);
  await codeSets.putObject(objectKeys.changeSet(codeSet, changeSet), JSON.stringify(changes));
  if (slot.corrected) await writeCorrected(codeSets, slot, release, records);
  const now = new Map((await records.of(slot)).map((record) => [record.code, record]));
  const touched = earlier ? byCode(changes) : new Map([...now.keys()].map((code) => [code, []]));
  await codeSets.putVersions(
    codeSet,
    release,
    [...touched].map(
      ([code, ofCode]): VersionRow => ({
        code,
        changeSet,
        content: release.content,
        record: now.get(code) ?? null,
        changes: ofCode,
      }),
    ),
  );
}

/** The corrected records, whole as a file's are, and what the instructions came to. */
async function writeCorrected(
  codeSets: CodeSetStore,
  slot: Slot,
  release: HeldRelease,
  records: SlotRecords,
): Promise<void> {
  const { codeSet, date, content, sha256 } = release;
  const { counts, notes, quarantined } = await records.document(slot);
  const made = await records.correctedBy(slot);
  await codeSets.putRecords(codeSet, content, made.records);
  const row = { date, content, sha256, counts, notes: [...notes, ...made.notes] };
  await codeSets.putCorrected(codeSet, release, row, [...quarantined, ...made.quarantined]);
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
