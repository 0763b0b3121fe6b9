import type { BookEntry } from '../../codebook/code-book.ts';
import { addDays, fromDayNumber, toDayNumber } from '../../dates.ts';
import { type AcceptanceWindow, acceptanceOn, type PayerAcceptance } from '../acceptance-window.ts';
import type { Fix } from '../finding.ts';
import { sentences } from './findings.ts';
import { type FixAnswer, fixOf, noFix } from './fix.ts';
import {
  type ChainEnd,
  chainEndsOf,
  insteadOfInvalid,
  insteadOfUnpaid,
  predecessorOf,
  type ReplacementScope,
} from './replacement-chain.ts';
import { found, type JudgingRules, scopeOf, type Use, type Verdict } from './verdict.ts';
import { fixSentence, newestHeld } from './wording.ts';

/** What the payer's own document says of the code on a day; undefined where it is silent. */
export function acceptanceOf({ facts, head, payerClass }: Use, day: number): PayerAcceptance | undefined {
  if (facts.windows.length === 0) return undefined;
  return acceptanceOn(facts.windows, head.payer, payerClass, fromDayNumber(day));
}

/** False where the payer's own document refuses the code on the date: it is no choice then. */
export function isTaken(code: string, scope: ReplacementScope, windows: readonly AcceptanceWindow[]): boolean {
  const own = windows.filter((window) => window.code === code);
  if (own.length === 0) return true;
  return acceptanceOn(own, scope.payer, scope.payerClass, scope.date)?.accepted !== false;
}

/** A code that the payer does not take on the date, by its own word. */
export function outsideWindow(use: Use, window: AcceptanceWindow, rules: JudgingRules): Verdict {
  const { code, day } = use;
  const answer = insteadForPayer(use, window, day, rules);
  const message = `The payer does not take ${code} on ${fromDayNumber(day)}`;
  return found(
    use,
    'code-outside-payer-window',
    {
      message: sentences(message, fixSentence(answer.fix, code, true), ...answer.remarks),
      reason: `${windowInWords(window)}. The payer's own dates for the code override the code set's.`,
      source: window.document,
      fix: answer.fix,
    },
    rules,
  );
}

/** The payer stops taking the code within the span of the line. */
export function windowCrossed(use: Use, window: AcceptanceWindow, rules: JudgingRules): Verdict {
  const { code, day, throughDay } = use;
  const lastOfFirst =
    window.takes === false ? addDays(window.from ?? fromDayNumber(throughDay), -1) : (window.to ?? fromDayNumber(day));
  const { fix } = insteadForPayer(use, window, throughDay, rules);
  const numbers = numbersOf(fix.map(({ code: each }) => each));
  return found(
    use,
    'span-crosses-change',
    {
      message: sentences(
        `The payer takes ${code} until ${lastOfFirst}, within ${fromDayNumber(day)} to ${fromDayNumber(throughDay)}: split the line after ${lastOfFirst}; the part after it needs another code`,
        fixSentence(numbers, code, true),
      ),
      reason: `${windowInWords(window)}. The payer's own dates for the code override the code set's.`,
      source: window.document,
      fix: numbers,
    },
    rules,
  );
}

/** A payer whose contract or manual takes no codes that begin with S. Medicare's own refusal rests on the record. */
export function refusesSCode({ code, payerClass, profile }: Pick<Use, 'code' | 'payerClass' | 'profile'>): boolean {
  return (
    profile?.takesSCodes === false &&
    /^S\d{4}$/.test(code) &&
    payerClass !== 'medicare' &&
    payerClass !== 'medicare-dme'
  );
}

export function sCodeRefused(use: Use, rules: JudgingRules): Verdict {
  const { code, facts, line, day } = use;
  const scope = scopeOf(use, day, rules.books);
  const ends = facts.entry ? chainEndsOf(facts.entry, scope, insteadOfUnpaid) : [];
  const answer = ends.length > 0 ? fixOf(facts.entry!, line, ends, scope) : noFix;
  return found(
    use,
    's-code-not-taken',
    {
      message: sentences(
        `The payer takes no S codes, and ${code} is one`,
        fixSentence(answer.fix, code, true),
        ...answer.remarks,
      ),
      reason: `${code} is valid on ${fromDayNumber(day)}; the payer's profile says that it takes no S codes. ${newestHeld(facts.book!)}`,
      source: use.profile?.source ?? "the payer's profile as the account keeps it",
      fix: answer.fix,
    },
    rules,
  );
}

function insteadForPayer(use: Use, window: AcceptanceWindow, day: number, rules: JudgingRules): FixAnswer {
  const { facts, line } = use;
  const scope = scopeOf(use, day, rules.books);
  if (!facts.entry) return { fix: numbersOf(window.instead ?? []), remarks: [] };
  const ends = endsForPayer(facts.entry, window, scope, rules.windows).filter(
    ({ code }) => window.instead?.includes(code) || !refusesSCode({ ...use, code }),
  );
  return ends.length > 0 ? fixOf(facts.entry, line, ends, scope) : noFix;
}

/**
 * Instead of a code that the payer does not take on the date: what its document names; else what replaces the code for
 * the payer, or served before it.
 */
export function endsForPayer(
  entry: BookEntry,
  window: AcceptanceWindow,
  scope: ReplacementScope,
  windows: readonly AcceptanceWindow[],
): readonly ChainEnd[] {
  if (window.instead?.length) return namedInstead(entry, window, scope);
  const ends = chainEndsOf(entry, scope, insteadOfInvalid).filter((end) => isTaken(end.code, scope, windows));
  if (ends.length > 0 || window.from === null || window.from <= scope.date) return ends;
  const before = servingBefore(entry, scope, windows);
  return before ? [before] : [];
}

/** Codes that a payer's document names. Their units follow where the code set knows how the two compare. */
function namedInstead(
  entry: BookEntry,
  { instead = [], document }: AcceptanceWindow,
  scope: ReplacementScope,
): readonly ChainEnd[] {
  const before = predecessorOf(entry.code, dayBefore(entry, scope));
  return instead.map((code) => {
    const known = entry.replacements.find((replacement) => replacement.code === code);
    const { HCPCS } = scope.books;
    const target = HCPCS?.entry(code);
    return {
      code,
      dose: target ? HCPCS!.versionAt(target, scope.day).dose : null,
      factor: known?.units ?? (before?.code === code ? before.factor : null),
      confirmed: true,
      relation: known?.relation ?? (instead.length > 1 ? 'one-of' : 'same'),
      reasons: known ? [...known.reasons, document] : [document],
    };
  });
}

/** The code that a payer goes on taking while it does not yet take this one. */
function servingBefore(
  entry: BookEntry,
  scope: ReplacementScope,
  windows: readonly AcceptanceWindow[],
): ChainEnd | undefined {
  const living = predecessorOf(entry.code, scope);
  if (living) return isTaken(living.code, scope, windows) ? living : undefined;
  const former = predecessorOf(entry.code, dayBefore(entry, scope));
  const own = windows.filter(({ code }) => code === former?.code);
  return acceptanceOn(own, scope.payer, scope.payerClass, scope.date)?.accepted ? former : undefined;
}

/** The eve of the code's first day, when what it replaces was still valid. */
function dayBefore({ lives }: BookEntry, scope: ReplacementScope): ReplacementScope {
  const first = lives[0];
  if (!first) return scope;
  const date = addDays(fromDayNumber(first.from), -1);
  return { ...scope, date, day: toDayNumber(date) };
}

/** Codes of whose units nobody can say anything. */
function numbersOf(codes: readonly string[]): Fix[] {
  return codes.map((code) => ({ code, units: null, confirm: true }));
}

function windowInWords({ payer, code, from, to, takes }: AcceptanceWindow): string {
  const span = [from && `from ${from}`, to && `until ${to}`].filter(Boolean).join(' ');
  return takes === false
    ? `${payer} does not take ${code}${span && ` ${span}`}`
    : `${payer} takes ${code}${span ? ` ${span}` : ' on any date'}`;
}
