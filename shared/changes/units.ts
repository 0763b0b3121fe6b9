import { ownEntry } from '../own-entry.ts';
import { type Dose, dosePhrases, parseDose, type Quantity, sameDose, sameDoses } from './dose.ts';
import { ceiling, dividedBy, type Fraction, floor, fractionOf, times } from './fraction.ts';
import { comparable, type DoseUnit, units } from './inference/dose-units.ts';
import type { UnitFactor } from './replacement.ts';

/** Units of the new code. `confirm`: a person has to say which of them, from the dose. */
export interface UnitRange {
  readonly from: number;
  readonly to: number;
  readonly confirm: boolean;
}

/** X12 CTP05-1 of loop 2410: the units of a drug quantity that state an amount. `UN` (a vial, a tablet) states none. */
const drugQuantityUnits: Readonly<Record<string, DoseUnit>> = { F2: 'iu', GR: 'g', ME: 'mg', ML: 'ml' };

const one: UnitFactor = { numerator: 1, denominator: 1, rounding: 'up' };

/**
 * New units for one old unit, exactly. Null where a descriptor states no dose, or the doses cannot be compared
 * (mg against mL, a vial against a mg): no factor is ever guessed. The same text means the same unit, dose or not.
 */
export function unitFactor(oldDescription: string, newDescription: string): UnitFactor | null {
  if (folded(oldDescription) === folded(newDescription)) return one;
  const [oldDose, newDose] = [parseDose(oldDescription), parseDose(newDescription)];
  if (!oldDose || !newDose) return sameAmounts(oldDescription, newDescription) ? one : null;
  if (!convertible(oldDose, newDose)) return null;
  const ratio = ratioOf(oldDose, newDose);
  return ratio ? { ...ratio, rounding: 'up' } : null;
}

/** How many units of a size a dose is, exactly; null where the two do not compare. */
export function unitsIn(dose: Quantity, size: Quantity): Fraction | null {
  return comparable(dose.unit, size.unit) ? (ratioOf(dose, size) ?? null) : null;
}

/** The dose that a drug quantity (CTP04 with its CTP05-1) states; null where it states none. */
export function doseOfDrugQuantity(quantity: number, unit: string): Quantity | null {
  const value = fractionOf(quantity);
  const doseUnit = ownEntry(drugQuantityUnits, unit);
  return value && doseUnit && value.numerator > 0 ? { value, unit: doseUnit } : null;
}

/**
 * Units of the new code when only billed units are known. Those were rounded up, so N units of size U stand for any
 * dose above (N-1)·U and not above N·U: floor((N-1)·U/u)+1 to ceil(N·U/u) units of size u. Null for no units at all.
 */
export function unitRange(oldUnits: number, factor: UnitFactor): UnitRange | null {
  const billed = fractionOf(oldUnits);
  if (!billed || billed.numerator <= 0) return null;
  if (factor.numerator === factor.denominator) return { from: oldUnits, to: oldUnits, confirm: false };
  const before = fractionOf(Math.ceil(oldUnits) - 1);
  const lower = before && times(before, factor);
  const upper = times(billed, factor);
  return lower && upper ? { from: floor(lower) + 1, to: ceiling(upper), confirm: true } : null;
}

/** A counted thing has the old size only where the new one counts the same thing of the same amount. */
function convertible(a: Dose, b: Dose): boolean {
  if (!comparable(a.unit, b.unit) || a.of !== b.of || a.per !== b.per) return false;
  return a.per === null || sameDose(a, b);
}

function ratioOf(a: Quantity, b: Quantity): Fraction | undefined {
  const scale = fractionOf(units[a.unit].scale);
  const inSmallest = scale && times(a.value, scale);
  const otherScale = fractionOf(units[b.unit].scale);
  const otherInSmallest = otherScale && times(b.value, otherScale);
  return inSmallest && otherInSmallest && dividedBy(inSmallest, otherInSmallest);
}

/** Combinations ("50 mg and 25 mg") state no single dose, but the very same amounts are the very same unit. */
function sameAmounts(oldDescription: string, newDescription: string): boolean {
  const [before, after] = [dosePhrases(oldDescription), dosePhrases(newDescription)];
  return before.length > 1 && sameDoses(before, after);
}

function folded(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9<>=%.]+/g, ' ')
    .trim();
}
