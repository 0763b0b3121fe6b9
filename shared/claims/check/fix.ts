import { medicareVisitFor } from '../../changes/curated.ts';
import { ceiling, floor, fractionOf, times } from '../../changes/fraction.ts';
import { unitRange } from '../../changes/units.ts';
import type { BookEntry } from '../../codebook/code-book.ts';
import type { ClaimLine } from '../claim.ts';
import type { Fix } from '../finding.ts';
import { doseOf, unitsForDose } from './line-dose.ts';
import { type ChainEnd, isSameUnit, type ReplacementScope } from './replacement-chain.ts';

/** A fix with the words that go with it. */
export interface FixAnswer {
  readonly fix: readonly Fix[];
  /** Conditions and what else changes on the claim, as sentences; empty where there is nothing to add. */
  readonly remarks: readonly string[];
}

export const noFix: FixAnswer = { fix: [], remarks: [] };

interface Conversion {
  readonly units: Fix['units'];
  /** No person has to look at the units. */
  readonly exact: boolean;
}

/** Products that were told apart by a modifier until the codes were split: the modifier decides, and comes off. */
const decidingModifiers = [
  { old: 'Q5102', modifier: 'ZB', code: 'Q5103' },
  { old: 'Q5102', modifier: 'ZC', code: 'Q5104' },
] as const;

/** Turns the ends of replacement chains into what to bill. Units are converted from the dose, not from billed units. */
export function fixOf(old: BookEntry, line: ClaimLine, ends: readonly ChainEnd[], scope: ReplacementScope): FixAnswer {
  const decided = decidingModifiers.find(
    ({ old: code, modifier }) => code === old.code && line.modifiers.includes(modifier),
  );
  const chosen = decided && ends.find(({ code }) => code === decided.code);
  if (chosen) {
    const fix = [asFix(chosen, conversion(line, chosen), true)];
    return { fix, remarks: [`Modifier ${decided.modifier} comes off`] };
  }
  const restructured = ends.filter(({ relation }) => relation === 'restructure');
  if (restructured.length > 0) return restructuring(old, line, restructured, scope);
  const fix = ends.map((end) => asFix(end, conversion(line, end), ends.length === 1));
  return { fix, remarks: remarksOn(ends) };
}

function asFix({ code, confirmed, relation }: ChainEnd, { units, exact }: Conversion, decided: boolean): Fix {
  const certain = decided && confirmed && (relation === 'same' || relation === 'one-of');
  return { code, units, confirm: !(certain && exact) };
}

/** Another way of billing: one of the choices by the dose, always for a person to decide. */
function restructuring(old: BookEntry, line: ClaimLine, ends: readonly ChainEnd[], scope: ReplacementScope): FixAnswer {
  const milligrams = milligramsOf(old, line, scope);
  const visit = milligrams === null ? null : medicareVisitFor(old.code, milligrams);
  const chosen = ends.filter(({ code }) => visit === null || code === visit);
  return {
    fix: chosen.map(({ code }) => ({ code, units: visit === null ? null : 1, confirm: true })),
    remarks: [
      'This is another way of billing, never a swap of codes',
      ...chosen.map(({ code, reasons }) => `${code}: ${reasons[0]}`),
    ],
  };
}

function remarksOn(ends: readonly ChainEnd[]): readonly string[] {
  const remarks = ends.length > 1 ? ends.map(({ code, reasons }) => `${code}: ${reasons.join('; ')}`) : [];
  return ends.some(({ confirmed }) => !confirmed)
    ? [...remarks, 'It is a proposal that nobody has confirmed yet']
    : remarks;
}

function conversion(line: ClaimLine, { factor, dose }: ChainEnd): Conversion {
  if (isSameUnit(factor)) return { units: line.units, exact: true };
  const discarded = line.modifiers.includes('JW');
  const range = factor && (discarded ? discardedRange(line.units, factor) : unitRange(line.units, factor));
  const within = range && { from: range.from, to: range.to };
  const given = discarded ? null : unitsGiven(line, dose);
  if (given === null) return { units: within, exact: false };
  return { units: given, exact: within !== null && within.from <= given && given <= within.to };
}

/** Only where the NDC quantity compares with the unit of the new code. */
function unitsGiven(line: ClaimLine, size: ChainEnd['dose']): number | null {
  const dose = doseOf(line);
  return (dose && size && unitsForDose(dose, size)?.up) ?? null;
}

/** Discarded amounts are rounded down: N units stand for N to just below N + 1 units of waste. */
function discardedRange(
  units: number,
  factor: { readonly numerator: number; readonly denominator: number },
): { from: number; to: number } | null {
  const [least, most] = [fractionOf(Math.floor(units)), fractionOf(Math.floor(units) + 1)];
  const lower = least && times(least, factor);
  const upper = most && times(most, factor);
  return lower && upper ? { from: floor(lower), to: ceiling(upper) - 1 } : null;
}

/** The dose on the line in milligrams; from billed units only where the code's unit is a milligram. */
function milligramsOf(old: BookEntry, line: ClaimLine, { books, day }: ReplacementScope): number | null {
  const milligram = { numerator: 1, denominator: 1, unit: 'mg' };
  const dose = doseOf(line);
  const given = dose && unitsForDose(dose, milligram);
  if (given) return given.up;
  const size = books.HCPCS?.versionAt(old, day).dose;
  return size?.unit === 'mg' && line.units > 0 ? (line.units * size.numerator) / size.denominator : null;
}
