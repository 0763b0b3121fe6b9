import type { ReplacementsAnswer } from '../../shared/api/change-forms.ts';
import { followReplacements, type Standing } from '../../shared/changes/follow-replacements.ts';
import type { Replacement } from '../../shared/changes/replacement.ts';
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
}

/** What to bill instead of a code on a date of service. That nothing is named is an answer too. */
export const replacementsFor =
  ({ codeSets }: { codeSets: CodeSetReader }) =>
  async ({ code: written, on, payer, payers = noPayers }: ReplacementsQuestion): Promise<ReplacementsAnswer> => {
    const asked = askedCode(written);
    const held = await bookHolding(codeSets, asked);
    return replacementsIn(held?.book ?? null, asked.code, on, holdsFor(payer, payers));
  };

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
