import type { Quantity } from '../../changes/dose.ts';
import { ceiling, floor } from '../../changes/fraction.ts';
import { unitNamed } from '../../changes/inference/dose-units.ts';
import { doseOfDrugQuantity, unitsIn } from '../../changes/units.ts';
import type { BookVersion } from '../../codebook/code-book.ts';
import type { ClaimLine } from '../claim.ts';

/** Billing units for a dose: what was given is rounded up, what was discarded is rounded down. */
export interface DoseUnits {
  readonly up: number;
  readonly down: number;
}

/** The dose behind a line by its NDC quantity, the only sound source of one; null where it states none. */
export function doseOf({ drug }: ClaimLine): Quantity | null {
  return drug && drug.quantity !== null && drug.unit !== null ? doseOfDrugQuantity(drug.quantity, drug.unit) : null;
}

/** Null where the dose and the code's unit do not compare (mL against mg). */
export function unitsForDose(dose: Quantity, size: NonNullable<BookVersion['dose']>): DoseUnits | null {
  const unit = unitNamed(size.unit);
  const { numerator, denominator } = size;
  const ratio = unit ? unitsIn(dose, { value: { numerator, denominator }, unit }) : null;
  return ratio && { up: ceiling(ratio), down: floor(ratio) };
}
