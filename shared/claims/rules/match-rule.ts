import type { ClaimInHand } from '../check/claim-in-hand.ts';
import type { Fix, Severity } from '../finding.ts';
import type { CompiledCondition, CompiledPattern } from './compile-rules.ts';
import { type CompiledSelector, hasRole, selects } from './compile-selector.ts';
import type { RuleLists } from './lists.ts';
import { lookUp } from './look-up.ts';

/** A condition that holds on a line. */
export interface Match {
  readonly condition: CompiledCondition;
  readonly severity: Severity;
  /** The other line that it rests on; -1 for none. */
  readonly other: number;
  /** What the table says, where it was one. */
  readonly detail: string | null;
  readonly fix: readonly Fix[];
}

/** Whether a condition that is asked holds on a line. */
export function matchOf(condition: CompiledCondition, claim: ClaimInHand, at: number, lists: RuleLists): Match | null {
  if (condition.kind === 'table') return lookUp(condition, claim, at, lists);
  return selects(condition.line, claim, at) ? matchOfPattern(condition, claim, at) : null;
}

function matchOfPattern(condition: CompiledPattern, claim: ClaimInHand, at: number): Match | null {
  const { most, once } = condition.condition;
  if (most !== undefined && countThrough(condition, claim, at) <= most) return null;
  if (once && isAnEarlierOne(condition, claim, at)) return null;
  if (condition.without.length > 0 && findOther(condition, condition.without, claim, at, true) >= 0) return null;
  const other = condition.with.length > 0 ? findOther(condition, condition.with, claim, at, false) : -1;
  if (condition.with.length > 0 && other < 0) return null;
  return { condition, severity: condition.severity, other, detail: null, fix: [] };
}

/** The first line in scope that one of the selectors means; -1 for none. */
function findOther(
  condition: CompiledPattern,
  selectors: readonly CompiledSelector[],
  claim: ClaimInHand,
  at: number,
  itselfToo: boolean,
): number {
  if (!selectors.some(({ role }) => hasRole(claim.allRoles, role))) return -1;
  for (let other = 0; other < claim.lines.length; other++) {
    if (other === at && !itselfToo) continue;
    if (!inScope(condition, claim, at, other) || !isSame(condition, claim, at, other)) continue;
    for (const selector of selectors) if (selects(selector, claim, other)) return other;
  }
  return -1;
}

function inScope({ condition: { scope } }: CompiledPattern, claim: ClaimInHand, at: number, other: number): boolean {
  if (scope === 'date-or-encounter' && claim.head.claimType === 'institutional') return true;
  return claim.sameDate(at, other);
}

function isSame({ condition: { same } }: CompiledPattern, { lines }: ClaimInHand, at: number, other: number): boolean {
  if (same === undefined) return true;
  const [one, two] = [lines[at]!, lines[other]!];
  if (one.code !== two.code) return false;
  return same === 'code' || !one.drug || !two.drug || one.drug.ndc === two.drug.ndc;
}

/** Services on the line's date, up to and with this line. Units are several services on a single day only. */
function countThrough(condition: CompiledPattern, claim: ClaimInHand, at: number): number {
  let count = 0;
  for (let earlier = 0; earlier <= at; earlier++) {
    if (!claim.sameDate(at, earlier) || !selects(condition.line, claim, earlier)) continue;
    const { units, unitOfMeasure } = claim.lines[earlier]!;
    count += unitOfMeasure === 'UN' && !claim.isSpan(earlier) ? Math.max(1, units) : 1;
  }
  return count;
}

function isAnEarlierOne(condition: CompiledPattern, claim: ClaimInHand, at: number): boolean {
  for (let earlier = 0; earlier < at; earlier++)
    if (inScope(condition, claim, at, earlier) && selects(condition.line, claim, earlier)) return true;
  return false;
}
