import { addDays, type IsoDate, laterOf } from '../dates.ts';
import { type Decision, pairSubject } from '../decision.ts';
import type { CodeRecord } from '../release/record.ts';
import { endOf, startOf } from './compare.ts';
import type { CodeLookup } from './cross-references.ts';
import { dividedBy, fractionOf } from './fraction.ts';
import type { Replacement, UnitFactor } from './replacement.ts';
import { unitFactor } from './units.ts';

export type ReplacementDecision = Decision<'replacement'>;

/** What a person's word is about, and the ground on which it stands. */
export interface DecidedOn {
  readonly record: CodeRecord;
  /** First day of the code's latest life: a word that is older was about another meaning of the code. */
  readonly livesFrom: IsoDate | null;
  /** Any code that is held, as its newest record has it. */
  readonly lookup: CodeLookup;
}

/**
 * Replacements as people have decided about them. Accepted ones are confirmed, and stand before what was only read from
 * the descriptors; rejected ones are gone. What CMS or a sourced list states is no proposal, and nobody can reject it.
 */
export function withDecisions(
  found: readonly Replacement[],
  decisions: readonly ReplacementDecision[],
  on: DecidedOn,
): readonly Replacement[] {
  const { code } = on.record;
  const mine = decisions.filter(
    ({ subject, at, decision }) =>
      subject.startsWith(pairSubject(code, '')) &&
      decision.verdict !== 'reopen' &&
      (on.livesFrom === null || at.slice(0, 10) >= on.livesFrom),
  );
  if (mine.length === 0) return found;
  const wordOn = new Map(mine.map((made) => [newCodeOf(made), made]));
  const taken = [...wordOn].filter(([, { decision }]) => decision.verdict !== 'reject').map(([target]) => target);
  const targets = new Map(found.map((replacement) => [replacement.code, replacement]));
  for (const target of taken) if (!targets.has(target)) targets.set(target, namedByPerson(target, on));
  const settled = [...targets.values()].flatMap((replacement) => {
    const made = wordOn.get(replacement.code);
    if (made?.decision.verdict === 'reject') return isProposal(replacement) ? [] : [replacement];
    if (made) return [confirmedBy(made, replacement, taken.length > 1)];
    return taken.length > 0 && isProposal(replacement)
      ? [{ ...replacement, status: 'proposed' as const }]
      : [replacement];
  });
  return settled.sort((a, b) => Number(taken.includes(b.code)) - Number(taken.includes(a.code)));
}

/** Nobody but our own reading says it, or CMS misspelt it. */
export function isProposal({ source, status }: Replacement): boolean {
  return source === 'inferred' || status === 'proposed';
}

export function oldCodeOf({ subject }: ReplacementDecision): string {
  return subject.slice(0, subject.indexOf(' '));
}

export function newCodeOf({ subject }: ReplacementDecision): string {
  return subject.slice(subject.indexOf(' ') + 1);
}

function confirmedBy(
  { decision, at, note }: ReplacementDecision,
  replacement: Replacement,
  oneOf: boolean,
): Replacement {
  const why = note ? `: ${note}` : '';
  const units = decision.verdict === 'edit' && decision.units ? asFactor(decision.units) : replacement.units;
  const what = decision.verdict === 'edit' ? 'accepted it with units of its own' : 'accepted it';
  return {
    ...replacement,
    status: 'confirmed',
    relation: oneOf && replacement.relation === 'same' ? 'one-of' : replacement.relation,
    units,
    reasons: [`a person ${what} on ${at.slice(0, 10)}${why}`, ...replacement.reasons.filter(isNoQuestion)],
  };
}

/** What was left to a person is decided now. */
function isNoQuestion(reason: string): boolean {
  return !reason.startsWith('for a person to decide');
}

/** A code that nothing but a person names. */
function namedByPerson(code: string, { record, lookup }: DecidedOn): Replacement {
  const target = lookup(code);
  const end = endOf(record);
  const freed = end === null ? (startOf(record) ?? '1900-01-01') : addDays(end, 1);
  const begun = (target && startOf(target)) ?? freed;
  return {
    code,
    source: 'curated',
    status: 'confirmed',
    score: 1,
    reasons: [],
    relation: 'same',
    units: target ? unitFactor(record.longDescription, target.longDescription) : null,
    effective: laterOf(freed, begun),
    payers: null,
  };
}

function asFactor({ numerator, denominator }: { numerator: number; denominator: number }): UnitFactor | null {
  const [above, below] = [fractionOf(numerator), fractionOf(denominator)];
  const factor = above && below && dividedBy(above, below);
  return factor ? { ...factor, rounding: 'up' } : null;
}
