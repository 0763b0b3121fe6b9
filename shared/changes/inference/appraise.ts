import { addDays, daysBetween, type IsoDate, isIsoDate } from '../../dates.ts';
import { unitFactor } from '../units.ts';
import type { Corpus, Descriptor } from './corpus.ts';
import { type Differences, differencesOf, outlineBeside } from './differences.ts';
import { comparable } from './dose-units.ts';
import { contrasts } from './vocabulary.ts';

/** One candidate held against one discontinued code. */
export interface Appraisal {
  readonly candidate: Descriptor;
  /** 0 to 1. */
  readonly score: number;
  readonly reasons: readonly string[];
  readonly differences: Differences;
  /** The long descriptions are the same but for punctuation and ways of writing. */
  readonly identical: boolean;
  /** The same but for the dose, and the doses compare; one code for all uses may take the place of one for each. */
  readonly rescaled: boolean;
  readonly timing: Timing;
  readonly doses: DoseAgreement;
}

/** How the candidate's first day lies to the day after the old code's last. */
export type Timing = 'takes-over' | 'soon-after' | 'within-a-year' | 'overlaps' | 'coexisted';
type DoseAgreement = 'same' | 'convertible' | 'none' | 'one-sided' | 'incomparable';

/** What each piece of evidence is worth; the text has the rest of the whole 1. */
const weights = { timing: 0.15, dose: 0.1, section: 0.05 } as const;
const textWeight = 1 - weights.timing - weights.dose - weights.section;
/** For each contradiction, of which two are as bad as many. */
const contradictionCost = 0.12;

const timingValue: Readonly<Record<Timing, number>> = {
  'takes-over': 1,
  'soon-after': 0.85,
  'within-a-year': 0.6,
  overlaps: 0.6,
  coexisted: 0.1,
};
const doseValue: Readonly<Record<DoseAgreement, number>> = {
  same: 1,
  convertible: 0.85,
  none: 0.85,
  'one-sided': 0.5,
  incomparable: 0.2,
};

/** From which section codes move to which, as CMS does it: a temporary code becomes a permanent one. */
const usualMoves = new Set([
  'CJ',
  'CA',
  'CQ',
  'CG',
  'QJ',
  'QA',
  'QP',
  'QB',
  'SJ',
  'KE',
  'KL',
  'KA',
  'GG',
  'JJ',
  'QQ',
  'LL',
  'EE',
  'AA',
  'SG',
  'JQ',
]);

/** A quarter, the time between two releases, with a few days to spare. */
const quarter = 95;

export function appraise(
  old: Descriptor,
  endedOn: IsoDate | null,
  candidate: Descriptor,
  corpus: Corpus,
  isNew: boolean,
): Appraisal {
  const differences = differencesOf(old, candidate, corpus);
  const identical = old.text === candidate.text;
  const timing = timingOf(endedOn, candidate.record.addedOn, isNew);
  const doses = dosesOf(old, candidate);
  const move = old.record.code.charAt(0) + candidate.record.code.charAt(0);
  const text = identical ? 1 : differences.similarity * 0.97;
  const score =
    textWeight * text +
    weights.timing * timingValue[timing] +
    weights.dose * doseValue[doses] +
    weights.section * (usualMoves.has(move) ? 1 : 0.4) -
    contradictionCost * Math.min(2, differences.contradictions.length);
  const bare =
    differences.gained.length === 0 &&
    differences.lost.every((word) => contrasts.purpose!.includes(word)) &&
    old.numbers === candidate.numbers &&
    outlineBeside(candidate, old).length === outlineBeside(old, candidate).length + differences.lost.length;
  return {
    candidate,
    score: Math.max(0, Math.min(1, Math.round(score * 1000) / 1000)),
    reasons: reasonsOf(old, candidate, differences, identical, timing, endedOn),
    differences,
    identical,
    rescaled: bare && (doses === 'same' || doses === 'convertible' || doses === 'none'),
    timing,
    doses,
  };
}

function timingOf(endedOn: IsoDate | null, addedOn: IsoDate | null, isNew: boolean): Timing {
  if (addedOn === null || !isIsoDate(addedOn)) return 'coexisted';
  if (endedOn === null || !isIsoDate(endedOn)) return isNew ? 'soon-after' : 'coexisted';
  const days = daysBetween(addDays(endedOn, 1), addedOn);
  if (days === 0) return 'takes-over';
  if (days > 0) return days <= quarter ? 'soon-after' : days <= 366 ? 'within-a-year' : 'coexisted';
  return days >= -quarter ? 'overlaps' : 'coexisted';
}

function dosesOf(old: Descriptor, candidate: Descriptor): DoseAgreement {
  if (old.amounts === candidate.amounts) return old.amounts === '' ? 'none' : 'same';
  if (unitFactor(old.record.longDescription, candidate.record.longDescription)) return 'convertible';
  if (!old.dose || !candidate.dose) return 'one-sided';
  return comparable(old.dose.unit, candidate.dose.unit) ? 'one-sided' : 'incomparable';
}

function reasonsOf(
  old: Descriptor,
  candidate: Descriptor,
  { shared, lost, gained, contradictions }: Differences,
  identical: boolean,
  timing: Timing,
  endedOn: IsoDate | null,
): readonly string[] {
  const reasons: string[] = [];
  if (identical) reasons.push('the long descriptions are the same');
  else if (lost.length + gained.length === 0) reasons.push('the long descriptions have the same words');
  else {
    reasons.push(`both name ${shared.join(' ') || 'nothing'}`);
    if (lost.length > 0) reasons.push(`${old.record.code} alone says ${lost.join(' ')}`);
    if (gained.length > 0) reasons.push(`${candidate.record.code} alone says ${gained.join(' ')}`);
  }
  if (old.amounts !== candidate.amounts) {
    const factor = unitFactor(old.record.longDescription, candidate.record.longDescription);
    const change = factor ? `, ${factor.numerator}/${factor.denominator} new units for one old` : '';
    reasons.push(`${old.amounts || 'no dose'} before, ${candidate.amounts || 'no dose'} now${change}`);
  }
  const ended = endedOn ? `${old.record.code} ended on ${endedOn}` : `${old.record.code} left the file`;
  const when: Record<Timing, string> = {
    'takes-over': 'the very next day',
    'soon-after': 'within a quarter after',
    'within-a-year': 'within a year after',
    overlaps: 'within a quarter before',
    coexisted: 'they existed side by side or far apart',
  };
  reasons.push(`${ended}, ${candidate.record.code} was added on ${candidate.record.addedOn}: ${when[timing]}`);
  return [...reasons, ...contradictions];
}
