import type { CodeRecord } from '../../release/record.ts';
import type { Appraisal } from './appraise.ts';
import type { Corpus, Descriptor } from './corpus.ts';
import {
  contrasting,
  drugSections,
  reportingBlocks,
  reportingLanguage,
  salts,
  soleCodeQualifiers,
  unlisted,
} from './vocabulary.ts';

/** Score from which an inferred replacement needs no person, if nothing speaks against it (docs/INFERENCE.md). */
export const automaticFrom = 0.85;

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
  const objections: string[] = [];
  const { candidate, differences, timing, identical, rescaled } = best;
  if (best.score < automaticFrom) objections.push(`the score is below ${automaticFrom}`);
  if (isReporting(old.record) || isReporting(candidate.record))
    objections.push('reporting codes share their texts by the dozen');
  if ([...old.words, ...candidate.words].some((word) => unlisted.has(word)))
    objections.push('a code for what has no code of its own');
  if (differences.shared.length === 0) objections.push('no word that says what it is');
  if (!identical && differences.contradictions.length > 0) objections.push('the texts contradict each other');
  if (timing === 'coexisted' || (!identical && timing !== 'takes-over' && timing !== 'soon-after'))
    objections.push('the dates do not show that one took over from the other');
  if (suffixAppears(old, candidate) && differences.names.length === 0)
    objections.push('one of several biologics of that name');
  if (!identical && !(rescaled && (isDrug(old) || reworded(old, candidate))) && !renamed(old, best, corpus))
    objections.push('the texts are not close enough');
  if (candidate.record.code.startsWith('C') && !old.record.code.startsWith('C'))
    objections.push('a temporary outpatient code does not take over from others');
  const rival = others.find((other) => rivals(other, best));
  if (rival) objections.push(`${rival.candidate.record.code} may be meant as well`);
  return objections;
}

/** A drug under the same name, and no other living code has that name; brand, salt, route or a common word may differ. */
function renamed(old: Descriptor, { candidate, differences, doses }: Appraisal, corpus: Corpus): boolean {
  if (!isDrug(old) || !isDrug(candidate) || doses === 'incomparable' || differences.names.length === 0) return false;
  const detail = (from: Descriptor) => (word: string) =>
    salts.has(word) ||
    soleCodeQualifiers.has(word) ||
    word === 'unspecified' ||
    (!contrasting.has(word) && (from.bracketed.has(word) || corpus.isCommon(word)));
  return differences.lost.every(detail(old)) && differences.gained.every(detail(candidate));
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
  const section = code.charAt(0);
  if (reportingBlocks.some(([first, last]) => code >= first && code <= last)) return true;
  if ((section === 'G' || section === 'M') && pricingIndicators.includes('00')) return true;
  return (section === 'G' || section === 'M') && reportingLanguage.test(longDescription.toLowerCase());
}
