import { equals, type Fraction, fractionOf, times } from './fraction.ts';
import { type DoseUnit, unitNamed, unitPattern, units } from './inference/dose-units.ts';

/** An amount as a descriptor states it: `0.25 mg` is 1/4 of the unit `mg`. */
export interface Quantity {
  readonly value: Fraction;
  readonly unit: DoseUnit;
}

/** What one billed unit of a code holds. */
export interface Dose extends Quantity {
  /** `up-to`: one unit is any amount that does not exceed the value. */
  readonly limit: 'exact' | 'up-to';
  /** The thing that is counted instead of the amount (`study dose`, `vial`, `patch`): its amounts cannot be converted. */
  readonly per: string | null;
  /** What the amount is of, where it is not the drug itself (`iron`, `phenytoin equivalent`). */
  readonly of: string | null;
}

/** One number with its unit, where it stands and in what role. */
export interface DosePhrase extends Dose {
  /** Introduced by "per" or "each", or equated with one unit: this is what is billed. */
  readonly billed: boolean;
}

const magnitudes: Readonly<Record<string, number>> = { thousand: 1e3, million: 1e6, billion: 1e9 };
const number = String.raw`(?<number>\d[\d,]*(?:\.\d+)?|\.\d+)`;
const magnitude = String.raw`(?:\s*(?<magnitude>thousand|million|billion))?`;
const phrase = new RegExp(
  String.raw`(?<![\d.^a-z]|\d,|\dx)${number}${magnitude}\s*(?<unit>${unitPattern})(?![a-z0-9^])`,
  'g',
);
/** Strengths of a solution, amounts a body weight or a time: never what is billed. */
const concentration = new RegExp(
  String.raw`(?:(?:up to )?[\d.,]+\s*)?(?<![a-z])(?:${unitPattern}|%)\s*(?:\/|\bper\b)\s*(?:ml|cc|dl|l|liter|kg|m2|day|hour|hr|minute|min|mm|cell)s?(?![a-z0-9])`,
  'g',
);
/** One of the unit, without a number: "per millicurie". A bare "unit" is a bag of blood or a piece. */
const perOne = new RegExp(String.raw`(?<![a-z])per (?!units?\b)(?<unit>${unitPattern})(?![a-z0-9])`, 'g');

/** Bounds and amounts of something else, by the words before and after the number. */
const boundBefore =
  /(?:\b(?:than|least|exceed|exceeding|over|under|above|below|between|minimum|minimum of|maximum|maximum of|equal to|in|in a|from)|(?<!\bup )\bto|[<>=≥≤-])\s*$/;
const boundAfter =
  /^\s*(?:(?:or|and) (?:less|more|greater|higher|over|above|under|fewer|below)|to \d|-\s*\d|through \d)/;
const equatedAfter = /^\s*=\s*(?:1|one) unit\b/;

const counted =
  /\b(?:per|each|single)(?: unit)? (study dose|treatment dose|therapeutic dose|dosage form|dose|treatment|infusion|instillation|administration|application|vial|ampule|patch|capsule|tablet|implant|insert|kit|bottle|bag|box|disc|procedure|session)\b|\b(contraceptive system)\b|, (each)\b(?!\s*(?:additional|\d))/;
const countedAfter = /^\s*(vial|ampule|patch|capsule|tablet|bag|bottle|kit|cartridge|syringe|pellet)s?\b/;
const ofAfter = /^\s*(?:of (?:the )?(?:elemental )?([a-z]+)|((?:[a-z]+ )?equivalents?|vwf:rco))/;

/**
 * The dose that one billed unit of a code stands for, from its long description. Null where none is stated, or where
 * several amounts stand and it is not certain which one is billed: a wrong dose makes a wrong bill.
 */
export function parseDose(longDescription: string): Dose | null {
  const phrases = dosePhrases(longDescription);
  const only = phrases.length === 1 ? phrases[0] : billedUnderBound(phrases);
  if (!only) return null;
  const { value, unit, limit, per, of } = only;
  return { value, unit, limit, per, of };
}

/** "per 100 microcuries, up to 999 microcuries": the first is billed, the second says how far. */
function billedUnderBound(phrases: readonly DosePhrase[]): DosePhrase | undefined {
  const billed = phrases.filter((candidate) => candidate.billed);
  const bounds = phrases.filter((candidate) => !candidate.billed && candidate.limit === 'up-to');
  return phrases.length === 2 && billed.length === 1 && bounds.length === 1 ? billed[0] : undefined;
}

/** Every amount in the text that could be what is billed, in order; strengths, bounds and sizes are left out. */
export function dosePhrases(longDescription: string): readonly DosePhrase[] {
  const text = readable(longDescription).replace(concentration, ' ; ');
  const per = perOf(text);
  const phrases: DosePhrase[] = [];
  for (const match of text.matchAll(phrase)) {
    const found = phraseOf(match, text, per);
    if (found) phrases.push(found);
  }
  for (const match of text.matchAll(perOne)) {
    const unit = unitNamed(match.groups!.unit!);
    const of = ofIn(text.slice(match.index + match[0].length));
    if (unit) phrases.push({ value: { numerator: 1, denominator: 1 }, unit, limit: 'exact', per, of, billed: true });
  }
  return phrases;
}

/** True where both lists name the same amounts in the same order. */
export function sameDoses(a: readonly Dose[], b: readonly Dose[]): boolean {
  return a.length === b.length && a.every((dose, index) => sameDose(dose, b[index]!));
}

export function sameDose(a: Dose, b: Dose): boolean {
  return equals(a.value, b.value) && a.unit === b.unit && a.per === b.per && a.of === b.of;
}

function phraseOf(match: RegExpExecArray, text: string, per: string | null): DosePhrase | undefined {
  const { number: written, magnitude: word, unit: name } = match.groups!;
  const before = text.slice(0, match.index);
  const after = text.slice(match.index + match[0].length);
  const equated = equatedAfter.test(after);
  if (!equated && (boundBefore.test(before) || boundAfter.test(after))) return undefined;
  const unit = unitNamed(name!);
  const decimal = fractionOf(written!);
  const value = decimal && times(decimal, { numerator: magnitudes[word ?? ''] ?? 1, denominator: 1 });
  if (!unit || !value || value.numerator === 0) return undefined;
  const introduced = /\b(?:per|each)\s*$/.test(before);
  if (units[unit].size && !introduced) return undefined;
  return {
    value,
    unit,
    limit: /\bup to\s*$/.test(before) ? 'up-to' : 'exact',
    per: countedAfter.exec(after)?.[1] ?? per,
    of: ofIn(after),
    billed: introduced || equated,
  };
}

function perOf(text: string): string | null {
  const match = counted.exec(text);
  return match?.slice(1).find(Boolean) ?? null;
}

function ofIn(after: string): string | null {
  const match = ofAfter.exec(after);
  return match ? (match[1] ?? match[2]!) : null;
}

/** Lower case, µ as u, dotted abbreviations without their dots. */
function readable(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[µμ]/g, 'u')
    .replace(/\bi\.\s?u\.?(?![a-z])/g, 'iu')
    .replace(/\bsq\.\s*/g, 'sq ')
    .replace(/\s+/g, ' ');
}
