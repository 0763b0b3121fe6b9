import { sectionOf } from '../../code.ts';
import type { CodeRecord } from '../../release/record.ts';
import type { Appraisal, Timing } from './appraise.ts';
import type { Corpus, Descriptor } from './corpus.ts';
import {
  contrasting,
  drugSections,
  reportingBlocks,
  reportingLanguage,
  salts,
  soleBrandQualifiers,
  soleCodeQualifiers,
  temporary,
  unlisted,
} from './vocabulary.ts';

/** Score from which an inferred replacement needs no person, if nothing speaks against it (docs/INFERENCE.md). */
const automaticFrom = 0.85;

/** A rival within this distance of the best leaves the choice to a person. */
const margin = 0.05;

/**
 * Why the best candidate must wait for a person; empty if it passes the bar. Text alone is never enough: the rest of
 * the evidence must not leave another reading.
 */
export function objectionsTo(
  old: Descriptor,
  best: Appraisal,
  others: readonly Appraisal[],
  corpus: Corpus,
): readonly string[] {
  const { candidate, differences, timing, identical } = best;
  const rival = others.find((other) => rivals(other, best));
  const objections: readonly (readonly [holds: boolean, objection: string])[] = [
    [best.score < automaticFrom, `the score is below ${automaticFrom}`],
    [isReporting(old.record) || isReporting(candidate.record), 'reporting codes share their texts by the dozen'],
    [namesNothing(old) || namesNothing(candidate), 'a code for what has no code of its own'],
    [differences.shared.length === 0, 'no word that says what it is'],
    [!identical && differences.contradictions.length > 0, 'the texts contradict each other'],
    [!tookOver(timing, identical), 'the dates do not show that one took over from the other'],
    [suffixAppears(old, candidate) && differences.names.length === 0, 'one of several biologics of that name'],
    [!sameThing(old, best, corpus), 'the texts are not close enough'],
    [section(candidate) === 'C' && section(old) !== 'C', 'a temporary code does not take over from a permanent one'],
    [rival !== undefined, `${rival?.candidate.record.code} may be meant as well`],
  ];
  return objections.flatMap(([holds, objection]) => (holds ? objection : []));
}

/** The very same text may wait for a release that came late; any other has to follow at once. */
function tookOver(timing: Timing, identical: boolean): boolean {
  return timing === 'takes-over' || timing === 'soon-after' || (identical && timing !== 'coexisted');
}

function sameThing(old: Descriptor, best: Appraisal, corpus: Corpus): boolean {
  const { identical, rescaled, candidate } = best;
  return identical || (rescaled && (isDrug(old) || reworded(old, candidate))) || renamed(old, best, corpus);
}

function namesNothing({ words }: Descriptor): boolean {
  return [...words].some((word) => unlisted.has(word));
}

function section({ record }: Descriptor): string {
  return sectionOf(record.code);
}

/** A drug under the same name, and no other living code has that name; brand, salt, route or a common word may differ. */
function renamed(old: Descriptor, { candidate, differences, doses }: Appraisal, corpus: Corpus): boolean {
  if (!isDrug(old) || !isDrug(candidate) || doses === 'incomparable' || differences.names.length === 0) return false;
  const branded = differences.names.some((word) => old.bracketed.has(word) && candidate.bracketed.has(word));
  const qualifiers = branded ? soleBrandQualifiers : soleCodeQualifiers;
  const detail = (from: Descriptor) => (word: string) =>
    salts.has(word) ||
    qualifiers.has(word) ||
    word === 'unspecified' ||
    (!contrasting.has(word) && (from.bracketed.has(word) || corpus.isCommon(word)));
  // A permanent code without a brand stood for every maker's: one brand does not take its place.
  const narrowed = !temporary.has(section(old)) && differences.gained.some((word) => candidate.bracketed.has(word));
  return !narrowed && differences.lost.every(detail(old)) && differences.gained.every(detail(candidate));
}

/** A thing that is no drug: the same words in the same order, the same sizes. */
function reworded(old: Descriptor, candidate: Descriptor): boolean {
  return old.amounts === candidate.amounts && old.outline.join(' ') === candidate.outline.join(' ');
}

function isDrug({ record, amounts, words }: Descriptor): boolean {
  return drugSections.test(record.code) && (amounts !== '' || words.has('injection') || words.has('diagnostic'));
}

function suffixAppears(old: Descriptor, candidate: Descriptor): boolean {
  return old.suffixed.size !== candidate.suffixed.size;
}

function rivals(other: Appraisal, best: Appraisal): boolean {
  if (other.identical) return true;
  if (best.identical || other.timing === 'coexisted') return false;
  return other.score > best.score - margin || (other.rescaled && !(best.rescaled && best.doses === 'same'));
}

/** Quality measures and demonstrations, by block, by pricing ("00": not paid for) or by the way that they speak. */
function isReporting({ code, pricingIndicators, longDescription }: CodeRecord): boolean {
  if (reportingBlocks.some(([first, last]) => code >= first && code <= last)) return true;
  const reports = /^[GM]/.test(code);
  return reports && (pricingIndicators.includes('00') || reportingLanguage.test(longDescription.toLowerCase()));
}
