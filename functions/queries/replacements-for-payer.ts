import type { Caller } from '../../shared/access/caller.ts';
import type { ReplacementsAnswer } from '../../shared/api/change-forms.ts';
import type { Replacement } from '../../shared/changes/replacement.ts';
import { type AcceptanceWindow, acceptanceOn, type PayerAcceptance } from '../../shared/claims/acceptance-window.ts';
import { endsForPayer, refusesSCode } from '../../shared/claims/check/payer-window.ts';
import {
  type ChainEnd,
  holdsFor,
  isPaidBy,
  type ReplacementScope,
} from '../../shared/claims/check/replacement-chain.ts';
import { noPayers, type PayerMap, payerClassOf, profileOf } from '../../shared/claims/payers.ts';
import type { BookEntry, CodeBook } from '../../shared/codebook/code-book.ts';
import { type IsoDate, toDayNumber } from '../../shared/dates.ts';
import type { SettingsStore } from '../adapters/settings-store.ts';
import { bookOfCode } from './books.ts';
import { standing } from './replacement-answer.ts';
import { answerOf, factsOf } from './replacements-in.ts';

/** For whom a replacement is asked, and what the asking account keeps of payers. */
export interface ForPayer {
  /** Payer class (`medicare`) or id; every payer's replacements where none is named. */
  readonly payer?: string | undefined;
  /** The account's own classes of payer ids. */
  readonly payers?: PayerMap;
  /** The account's own windows: what the payer takes on the day goes before what holds for its class. */
  readonly windows?: readonly AcceptanceWindow[];
}

/** What the caller's account keeps of a payer that is asked for; nobody's of one that is not known. */
export async function askingFor(
  { settings }: { settings: Pick<SettingsStore, 'read'> },
  caller: Pick<Caller, 'account'> | null,
  payer: string | undefined,
): Promise<ForPayer> {
  if (caller === null || payer === undefined) return { payer };
  const { payers, windows } = await settings.read(caller.account);
  return { payer, payers, windows };
}

interface Asked {
  readonly scope: ReplacementScope;
  readonly payer: string;
  readonly windows: readonly AcceptanceWindow[];
  /** Whether the payer takes no S codes, and this is one. */
  readonly refusesS: (code: string) => boolean;
}

/**
 * What to bill instead for a payer, by the same rules as the check of claims: the payer's own word on a code goes before
 * the code set's, what the payer does not take is no choice, and Medicare is offered nothing that it does not pay.
 */
export function replacementsForPayer(
  books: readonly CodeBook[],
  code: string,
  on: IsoDate,
  { payer, payers = noPayers, windows = [] }: ForPayer,
): ReplacementsAnswer {
  const scope = scopeOf(books, on, payer ?? null, payers);
  const profile = payer === undefined ? null : profileOf(payer, payers);
  const refusesS = (each: string) => refusesSCode({ code: each, payerClass: scope.payerClass, profile });
  const acceptance = (each: string) => (payer === undefined ? undefined : acceptanceFor(each, scope, windows));
  const facts = factsOf(books, code, on, {
    holds: (each) => payer === undefined || holdsFor(each, scope),
    takes: (each) => acceptance(each)?.accepted !== false && !refusesS(each) && isPaid(each, books, scope),
  });
  const found = answerOf(facts);
  if (payer === undefined) return found;
  const said = acceptance(code);
  const asked = { scope, payer, windows, refusesS };
  if (said?.accepted) {
    const codeSets = facts.status === 'valid' ? answerOf({ ...facts, now: [] }).answer : standing(facts);
    return { ...found, valid: true, replacements: [], answer: `${payerWord(asked, code, said)} ${codeSets}` };
  }
  if (said) return refused(bookOfCode(books, code)?.entry(code), found, asked, said);
  return found.valid === true && refusesS(code)
    ? { ...found, valid: false, answer: `${payer} takes no codes that begin with S. ${found.answer}` }
    : found;
}

function scopeOf(books: readonly CodeBook[], on: IsoDate, payer: string | null, payers: PayerMap): ReplacementScope {
  return {
    books: Object.fromEntries(books.map((book) => [book.codeSet, book])),
    date: on,
    day: toDayNumber(on),
    payer,
    payerClass: payerClassOf({ payer, filingIndicator: null }, payers),
    hospitalCodes: true,
  };
}

function acceptanceFor(
  code: string,
  { payer, payerClass, date }: ReplacementScope,
  windows: readonly AcceptanceWindow[],
): PayerAcceptance | undefined {
  const ofCode = windows.filter((window) => window.code === code);
  return ofCode.length === 0 ? undefined : acceptanceOn(ofCode, payer, payerClass, date);
}

function isPaid(code: string, books: readonly CodeBook[], { payerClass, day }: ReplacementScope): boolean {
  const book = bookOfCode(books, code);
  const target = book?.entry(code);
  return !target || isPaidBy(payerClass, book!, target, day);
}

/** The payer's own document refuses the code on the date. */
function refused(
  entry: BookEntry | undefined,
  found: ReplacementsAnswer,
  asked: Asked,
  said: PayerAcceptance,
): ReplacementsAnswer {
  const { code, on } = found;
  const ends = entry ? endsForPayer(entry, said.window, asked.scope, asked.windows) : [];
  const known = new Map([...(entry?.replacements ?? []), ...found.replacements].map((each) => [each.code, each]));
  const taken = ends.filter((end) => said.window.instead?.includes(end.code) || !asked.refusesS(end.code));
  const chosen = taken.map((end) => known.get(end.code) ?? asReplacement(end, on, asked.payer));
  const others = found.replacements.filter((each) => !said.window.instead?.length && !isAmong(each, chosen));
  return {
    ...found,
    valid: false,
    replacements: [...chosen, ...others],
    answer: `${payerWord(asked, code, said)} ${found.answer}`,
  };
}

function isAmong({ code }: Replacement, chosen: readonly Replacement[]): boolean {
  return chosen.some((each) => each.code === code);
}

/** What the payer's document alone names, or goes on taking: from when is its own affair, on the date it holds. */
function asReplacement(
  { code, factor, relation, reasons, confirmed }: ChainEnd,
  on: IsoDate,
  payer: string,
): Replacement {
  const status = confirmed ? 'confirmed' : 'proposed';
  return {
    code,
    source: 'curated',
    status,
    score: 1,
    reasons,
    relation,
    units: factor,
    effective: on,
    payers: [payer],
  };
}

/** What the payer's own document says goes before what the code set says. */
function payerWord({ payer }: Asked, code: string, { accepted, window }: PayerAcceptance): string {
  const { from, to, instead = [], document } = window;
  const span = [from && ` from ${from}`, to && ` until ${to}`].filter(Boolean).join('');
  const verb = window.takes === false ? 'does not take' : 'takes';
  const other = !accepted && instead.length > 0 ? ` Its document names ${instead.join(', ')} instead.` : '';
  return `${payer} ${verb} ${code}${span} (${document}).${other}`;
}
