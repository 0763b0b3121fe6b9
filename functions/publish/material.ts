import type { CodeChange } from '../../shared/changes/change.ts';
import type { HeldRelease } from '../../shared/codebook/code-set-state.ts';
import type { Slot } from '../../shared/codebook/timeline.ts';
import type { CorrectedRelease } from '../../shared/release/corrections/apply-corrections.ts';
import type { Corrections } from '../../shared/release/corrections/operation.ts';
import type { CodeRecord } from '../../shared/release/record.ts';
import type { Step } from './plan-publication.ts';

/** What corrections say, and what they make of the file that they correct. */
export interface CorrectedSlots {
  correctedBy(slot: Slot): Promise<CorrectedRelease>;
  document(slot: Slot): Promise<Corrections>;
}

/** The records of the slots of a publication, as anybody may see them. */
export interface Records {
  of(slot: Slot): Promise<readonly CodeRecord[]>;
  /** Whether they follow from more than the slot's own file, and are stored with the comparison. */
  derives(slot: Slot): boolean;
  /** Codes of which a slot tells more than the one before it, though nothing happened to them. */
  learnt(slot: Slot): Promise<ReadonlySet<string>>;
  /** Null where a code set has no corrections. */
  readonly corrections: CorrectedSlots | null;
  /** Keeps what belongs to a release beside its records and changes: licensed texts, what was found while reading. */
  keep(release: HeldRelease, slot: Slot): Promise<void>;
}

/** The changes of the steps of a publication, as anybody may see them. */
export interface StepChanges {
  of(step: Step): Promise<readonly CodeChange[]>;
}
