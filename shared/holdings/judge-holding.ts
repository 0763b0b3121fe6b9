import type { ClaimHead } from '../claims/check/claim-in-hand.ts';
import type { CodeBooks } from '../claims/check/code-facts.ts';
import type { ClaimLine } from '../claims/claim.ts';
import type { Finding, Fix } from '../claims/finding.ts';
import { codeSetOf } from '../code.ts';
import { type BookEntry, noEnd } from '../codebook/code-book.ts';
import { addDays, fromDayNumber, type IsoDate, toDayNumber } from '../dates.ts';
import { amountOf, type HeldLine, type HoldingFinding } from './holding.ts';
import { holdingMessage } from './holding-words.ts';

/** What judging a line as if it were billed on one day has found, by the very check that claims undergo. */
export interface DayVerdict {
  readonly findings: readonly Finding[];
  /** The releases held cannot judge that day yet. */
  readonly awaits: boolean;
}

export type AskDay = (head: ClaimHead, line: ClaimLine) => DayVerdict;

export interface HoldingVerdict {
  /** The first thing that goes wrong; null where nothing does, as far as is known. */
  readonly finding: HoldingFinding | null;
  readonly awaits: boolean;
}

/**
 * Judges a held line over all the days on which it may be used. Verdicts turn only where a life of the code, its
 * record, a payer's window or the line itself begins or ends, so those days alone are asked about.
 */
export function judgeHolding(
  held: HeldLine,
  use: string,
  books: CodeBooks,
  windowDays: readonly IsoDate[],
  ask: AskDay,
): HoldingVerdict {
  const entry = entryOf(use, books);
  const first = ask(headOf(held), lineOn(held, held.from));
  const asked = daysOf(held, entry, windowDays).map((day) => {
    const { findings } = day === held.from ? first : ask(headOf(held), lineOn(held, day));
    return { day, finding: findings.find(({ severity }) => severity === 'error') ?? findings[0] ?? null };
  });
  const hits = asked.flatMap(({ day, finding }) => (finding ? [{ day, finding }] : []));
  const hit = hits.find(({ finding }) => finding.severity === 'error') ?? hits[0];
  if (!hit) return { finding: null, awaits: first.awaits };
  const right = asked.find(({ day, finding }) => day > hit.day && finding === null);
  const end = right ? addDays(right.day, -1) : null;
  return { finding: findingOf(held, hit.finding, hit.day, end, entry), awaits: first.awaits };
}

function findingOf(
  held: HeldLine,
  found: Finding,
  since: IsoDate,
  end: IsoDate | null,
  entry: BookEntry | undefined,
): HoldingFinding {
  const { code, rule, reason, source } = found;
  const fix = found.fix.map((each) => converted(each, found.fix.length, held, entry));
  const severity = rule.endsWith('-not-yet-effective') ? 'review' : found.severity;
  // What a payer says of its own dates ends with them; everything else with the code's next life.
  const until = rule === 'code-outside-payer-window' ? end : lifeAfter(entry, since);
  const said = { code, rule, severity, since, until, reason, source, fix };
  return { ...said, message: holdingMessage(held, { ...said, message: found.message }) };
}

/**
 * Units by the exact factor between the two codes: of the whole line where it counts them, else of one old unit. A
 * claim's units were rounded up when they were billed, so that the check gives a range there; a list's were not.
 */
function converted(fix: Fix, choices: number, held: HeldLine, entry: BookEntry | undefined): Fix {
  const named = entry?.replacements.find(({ code }) => code === fix.code);
  if (!named?.units) return { ...fix, units: null };
  const { numerator, denominator } = named.units;
  const units = countsUnits(held) ? Math.ceil(((held.units ?? 1) * numerator) / denominator) : numerator / denominator;
  const certain = choices === 1 && named.status === 'confirmed' && named.relation === 'same';
  return { code: fix.code, units, confirm: !certain };
}

/** Whether the units of a line are a quantity that was ordered or authorised. */
function countsUnits({ type, units }: HeldLine): boolean {
  return (type === 'authorisation' || type === 'order') && units !== null;
}

function entryOf(code: string, books: CodeBooks): BookEntry | undefined {
  const codeSet = codeSetOf(code);
  return codeSet && books[codeSet]?.entry(code);
}

/** Days on which the verdict may turn, in order, within the line's own. */
function daysOf(
  { from, through }: HeldLine,
  entry: BookEntry | undefined,
  windowDays: readonly IsoDate[],
): readonly IsoDate[] {
  const days = new Set<IsoDate>([from, ...(through ? [through] : []), ...windowDays]);
  for (const { to } of entry?.lives ?? []) if (to !== noEnd) days.add(addDays(fromDayNumber(to), 1));
  for (const version of entry?.versions ?? []) days.add(fromDayNumber(version.from));
  return [...days].filter((day) => day >= from && (through === null || day <= through)).sort();
}

/** The day before the code's next life; null where none is known. */
function lifeAfter(entry: BookEntry | undefined, day: IsoDate): IsoDate | null {
  const next = entry?.lives.find(({ from }) => from > toDayNumber(day));
  return next ? addDays(fromDayNumber(next.from), -1) : null;
}

function headOf({ item, payer, provider }: HeldLine): ClaimHead {
  return {
    claimId: item,
    claimType: 'professional',
    frequency: '1',
    payerClaimNumber: null,
    payer,
    filingIndicator: null,
    provider,
    place: null,
  };
}

function lineOn(held: HeldLine, day: IsoDate): ClaimLine {
  return {
    line: 1,
    code: held.code,
    modifiers: held.modifiers,
    units: countsUnits(held) ? held.units! : 1,
    unitOfMeasure: 'UN',
    amount: amountOf(held),
    dateOfService: day,
    throughDate: day,
    placeOfService: null,
    revenueCode: null,
    drug: null,
  };
}
