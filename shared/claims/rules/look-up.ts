import type { ClaimInHand } from '../check/claim-in-hand.ts';
import { doseOf, unitsForDose } from '../check/line-dose.ts';
import type { ClaimLine } from '../claim.ts';
import type { Severity } from '../finding.ts';
import type { CompiledLookUp } from './compile-rules.ts';
import { selects } from './compile-selector.ts';
import type { Edition, PairEdit, Programme, RuleLists, UnlikelyEdit } from './lists.ts';
import type { Match } from './match-rule.ts';

/** Modifiers that NCCI takes as a sign of separate services, where the edit allows one. */
const separating: ReadonlySet<string> = new Set([
  ...['E1', 'E2', 'E3', 'E4', 'FA', 'F1', 'F2', 'F3', 'F4', 'F5', 'F6', 'F7', 'F8', 'F9'],
  ...['TA', 'T1', 'T2', 'T3', 'T4', 'T5', 'T6', 'T7', 'T8', 'T9', 'LT', 'RT', 'LC', 'LD', 'LM', 'RC', 'RI'],
  ...['24', '25', '27', '57', '58', '59', '78', '79', '91', 'XE', 'XP', 'XS', 'XU'],
]);

/** Holds a line against what the tables say of its code. */
export function lookUp(condition: CompiledLookUp, claim: ClaimInHand, at: number, lists: RuleLists): Match | null {
  if (condition.line && !selects(condition.line, claim, at)) return null;
  const { kind } = condition.condition;
  switch (kind) {
    case 'pair-edit':
      return pairEdit(condition, claim, at, lists.pairs!.source);
    case 'unit-limit':
      return unitLimit(condition, claim, at, lists.unlikely!.source);
    case 'own-code':
      return ownCode(condition, claim, at, lists.products!);
    default:
      return kind satisfies never;
  }
}

/** The finding stands on the column two code, which is the one that is not paid. */
function pairEdit(condition: CompiledLookUp, claim: ClaimInHand, at: number, source: string): Match | null {
  const { partners } = claim.rows[at]!;
  if (!partners) return null;
  for (let other = 0; other < claim.lines.length; other++) {
    if (other === at || !claim.sameDate(at, other)) continue;
    const edit = inForce(partners.get(claim.facts[other]!.code), claim, at);
    if (!edit || edit.modifierIndicator === '9') continue;
    if (edit.modifierIndicator === '1' && (isSeparate(claim.lines[at]!) || isSeparate(claim.lines[other]!))) continue;
    const severity: Severity = edit.modifierIndicator === '0' ? 'error' : 'warning';
    const detail = `${source}: ${edit.columnOne} and ${edit.columnTwo}, modifier indicator ${edit.modifierIndicator}`;
    return { condition, severity: weaker(severity, condition.severity), other, detail, fix: [] };
  }
  return null;
}

function isSeparate({ modifiers }: ClaimLine): boolean {
  return modifiers.some((modifier) => separating.has(modifier));
}

/** An edit of a line counts its own units; one of a date all units of the code on it, reported where they exceed. */
function unitLimit(condition: CompiledLookUp, claim: ClaimInHand, at: number, source: string): Match | null {
  const { limits, leastLimit } = claim.rows[at]!;
  const onDate = unitsThrough(claim, at);
  if (!limits || onDate <= leastLimit || claim.isSpan(at)) return null;
  const edit = inForce(limits, claim, at);
  if (!edit || (edit.adjudication === '1' ? claim.lines[at]!.units : onDate) <= edit.units) return null;
  const severity: Severity = edit.adjudication === '2' ? 'error' : 'warning';
  const detail = `${source}: at most ${edit.units} of ${edit.code}, adjudication indicator ${edit.adjudication}`;
  return { condition, severity: weaker(severity, condition.severity), other: -1, detail, fix: [] };
}

function unitsThrough(claim: ClaimInHand, at: number): number {
  let units = 0;
  for (let earlier = 0; earlier <= at; earlier++)
    if (earlier === at || (claim.facts[earlier] === claim.facts[at] && claim.sameDate(at, earlier)))
      units += claim.lines[earlier]!.units;
  return units;
}

function ownCode(
  condition: CompiledLookUp,
  claim: ClaimInHand,
  at: number,
  { source, codes }: NonNullable<RuleLists['products']>,
): Match | null {
  const line = claim.lines[at]!;
  const day = claim.days[at]!;
  const own = line.drug && codes.get(line.drug.ndc)?.find(({ from, to }) => from <= day && day <= to);
  if (!own || own.code === line.code) return null;
  const detail = `${source}: NDC ${own.ndc} is ${own.code}`;
  const fix = [{ code: own.code, units: unitsOf(line, own.code, claim, at), confirm: true }];
  return { condition, severity: condition.severity, other: -1, detail, fix };
}

function unitsOf(line: ClaimLine, code: string, claim: ClaimInHand, at: number): number | null {
  const dose = doseOf(line);
  const book = claim.facts[at]!.book;
  const entry = book?.entry(code);
  const size = book && entry && book.versionAt(entry, claim.days[at]!).dose;
  return (dose && size && unitsForDose(dose, size)?.up) ?? null;
}

/** The edit of the date, in the edition of who bills, for the programme that pays. */
function inForce<T extends PairEdit | UnlikelyEdit>(
  edits: readonly T[] | undefined,
  claim: ClaimInHand,
  at: number,
): T | undefined {
  if (edits === undefined) return undefined;
  const day = claim.days[at]!;
  const programme = programmeOf(claim);
  const edition = editionOf(claim);
  for (const edit of edits)
    if (edit.programme === programme && edit.edition === edition && edit.from <= day && day <= edit.to) return edit;
  return undefined;
}

function programmeOf({ payerClass }: ClaimInHand): Programme {
  return payerClass === 'medicaid' ? 'medicaid' : 'medicare';
}

function editionOf({ payerClass, head }: ClaimInHand): Edition {
  if (payerClass === 'medicare-dme') return 'dme';
  return head.claimType === 'professional' ? 'practitioner' : 'outpatient';
}

const strength: Readonly<Record<Severity, number>> = { review: 0, warning: 1, error: 2 };

/** The table's word, unless the account wants to hear less of it. */
function weaker(a: Severity, b: Severity): Severity {
  return strength[a] < strength[b] ? a : b;
}
