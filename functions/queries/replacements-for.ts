import type { ReplacementsAnswer } from '../../shared/api/change-forms.ts';
import { followReplacements, type Standing } from '../../shared/changes/follow-replacements.ts';
import type { Replacement } from '../../shared/changes/replacement.ts';
import { type AcceptanceWindow, acceptanceOn, type PayerAcceptance } from '../../shared/claims/acceptance-window.ts';
import { noPayers, type PayerMap, payerClassOf } from '../../shared/claims/payers.ts';
import { codeSetOf } from '../../shared/code.ts';
import { type CodeBook, noEnd } from '../../shared/codebook/code-book.ts';
import { fromDayNumber, type IsoDate, toDayNumber } from '../../shared/dates.ts';
import { validityOf } from './code-at.ts';
import { askedCode, bookHolding, type CodeSetReader } from './question.ts';
import { type AnswerFacts, answerInWords } from './replacement-answer.ts';

export interface ReplacementsQuestion {
  readonly code: string;
  /** Date of service. */
  readonly on: IsoDate;
  /** Payer class (`medicare`) or id; every payer's replacements where none is named. */
  readonly payer?: string | undefined;
  /** The account's own classes of payer ids. */
  readonly payers?: PayerMap;
  /** The account's own windows: what the payer takes on the day goes before what holds for its class. */
  readonly windows?: readonly AcceptanceWindow[];
}

/** What to bill instead of a code on a date of service. That nothing is named is an answer too. */
export const replacementsFor =
  ({ codeSets }: { codeSets: CodeSetReader }) =>
  async ({
    code: written,
    on,
    payer,
    payers = noPayers,
    windows = [],
  }: ReplacementsQuestion): Promise<ReplacementsAnswer> => {
    const asked = askedCode(written);
    const held = await bookHolding(codeSets, asked);
    const holds = holdsFor(payer, payers);
    if (payer === undefined || windows.length === 0) return replacementsIn(held?.book ?? null, asked.code, on, holds);
    const taken = (code: string) => acceptanceFor(windows, code, payer, payers, on);
    const found = replacementsIn(
      held?.book ?? null,
      asked.code,
      on,
      (each) => holds(each) && taken(each.code)?.accepted !== false,
    );
    const said = taken(asked.code);
    return said ? { ...found, answer: `${payerWord(asked.code, payer, said)} ${found.answer}` } : found;
  };

function acceptanceFor(
  windows: readonly AcceptanceWindow[],
  code: string,
  payer: string,
  payers: PayerMap,
  on: IsoDate,
): PayerAcceptance | undefined {
  const ofCode = windows.filter((window) => window.code === code);
  return acceptanceOn(ofCode, payer, payerClassOf({ payer, filingIndicator: null }, payers), on);
}

/** What the payer's own document says goes before what the code set says. */
function payerWord(code: string, payer: string, { accepted, window }: PayerAcceptance): string {
  const { from, to, instead = [], document } = window;
  const span = [from && ` from ${from}`, to && ` until ${to}`].filter(Boolean).join('');
  const verb = window.takes === false ? 'does not take' : 'takes';
  const other = !accepted && instead.length > 0 ? ` Its document names ${instead.join(', ')} instead.` : '';
  return `${payer} ${verb} ${code}${span} (${document}).${other}`;
}

/** The same from a code book at hand. */
export function replacementsIn(
  book: CodeBook | null,
  code: string,
  on: IsoDate,
  holds: (replacement: Replacement) => boolean,
): ReplacementsAnswer {
  const facts = factsOf(book, code, on, holds);
  return { code, on, valid: validityOf(facts.status), replacements: facts.now, answer: answerInWords(facts) };
}

function factsOf(
  book: CodeBook | null,
  code: string,
  on: IsoDate,
  holds: (replacement: Replacement) => boolean,
): AnswerFacts {
  const nothing = { code, on, from: null, to: null, withdrawn: false, now: [], later: [] };
  if (!book) return { ...nothing, status: 'no-code-set', coveredThrough: null };
  const coveredThrough = book.coverage.at(-1)?.to ?? null;
  const entry = book.entry(code);
  const day = toDayNumber(on);
  if (!entry) return { ...nothing, status: book.status(code, day), coveredThrough };
  const life = book.lifeAt(entry, day) ?? entry.lives[0];
  return {
    code,
    on,
    status: book.statusOf(entry, day),
    from: life ? fromDayNumber(life.from) : null,
    to: life && life.to !== noEnd ? fromDayNumber(life.to) : null,
    withdrawn: life?.withdrawn ?? false,
    coveredThrough,
    ...followReplacements(code, {
      linksOf: (from) => book.entry(from)?.replacements ?? [],
      admits: holds,
      standingOf: (link) => standingIn(book, link, on),
    }),
  };
}

function standingIn(book: CodeBook, { code, effective }: Replacement, on: IsoDate): Standing {
  if (effective > on) return 'later';
  if (codeSetOf(code) !== book.codeSet) return 'now';
  const status = book.status(code, toDayNumber(on));
  if (status === 'terminated') return 'ended';
  if (status === 'not-yet-effective') return 'later';
  return status === 'never-valid' || status === 'unknown' ? 'never' : 'now';
}

/** Which replacements a payer takes; all of them where none is named. */
export function holdsFor(payer: string | undefined, map: PayerMap): (replacement: Replacement) => boolean {
  if (payer === undefined) return () => true;
  const payerClass = payerClassOf({ payer, filingIndicator: null }, map);
  return ({ payers }) => payers === null || payers.includes(payer) || payers.includes(payerClass);
}
