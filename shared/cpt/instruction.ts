import type { Replacement } from '../changes/replacement.ts';
import { formOf } from '../code.ts';
import type { IsoDate } from '../dates.ts';

/** Codes as AMA's instructions name them; a range has a hyphen or a dash. */
const named =
  /(?<![\dA-Z.$])(\d{4}[\dAFMTU]|[A-CE-V]\d{4})(?:\s*(?:-|\u2013|\u2014|through)\s*(\d{4}[\dAFMTU]))?(?![\dA-Z])/g;
/** Sentences that say what not to do, or merely which codes are gone. */
const notInstead = /\bdo not report\b|\bdo not use\b|\bhas been deleted\b|\bhave been deleted\b/i;
const widestRange = 50;

export interface Instructed {
  readonly code: string;
  readonly instruction: string;
  /** First day on which the deleted code is out of use. */
  readonly effective: IsoDate;
  /** The codes in the set of the newer year. */
  readonly isListed: (code: string) => boolean;
}

/**
 * The codes that AMA's instruction on a deleted code names to be reported instead. What is not in the set any more is
 * no replacement; units are never converted, for CPT's have no stated dose.
 */
export function instructedReplacements({ code, instruction, effective, isListed }: Instructed): readonly Replacement[] {
  const codes = new Set<string>();
  for (const sentence of instruction.split(/[.;)]\s*(?=[A-Z(]|$)/)) {
    if (notInstead.test(sentence)) continue;
    for (const [, first, last] of sentence.matchAll(named))
      for (const each of last ? rangeOf(first!, last) : [first!])
        if (each !== code && (isListed(each) || formOf(each) === 'hcpcs')) codes.add(each);
  }
  return [...codes].map((each) => ({
    code: each,
    source: 'curated',
    status: 'confirmed',
    score: 1,
    reasons: [`AMA's instruction on the deleted code ${code} names ${each}`],
    relation: codes.size > 1 ? 'one-of' : 'same',
    units: null,
    effective,
    payers: null,
  }));
}

/** All numbers of a range within one kind of code; a range that cannot be one names its two ends. */
function rangeOf(first: string, last: string): readonly string[] {
  const [from, to] = [first, last].map((code) => Number(code.replace(/\D$/, ''))) as [number, number];
  if (formOf(first) !== formOf(last) || to < from || to - from > widestRange) return [first, last];
  const letter = /\D$/.exec(first)?.[0] ?? '';
  return Array.from(
    { length: to - from + 1 },
    (_, step) => String(from + step).padStart(5 - letter.length, '0') + letter,
  );
}
