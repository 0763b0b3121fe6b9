import type { ReplacementsAnswer } from '../../shared/api/change-forms.ts';
import { followReplacements, type Standing } from '../../shared/changes/follow-replacements.ts';
import type { Replacement } from '../../shared/changes/replacement.ts';
import { noEnd } from '../../shared/codebook/code-book.ts';
import { fromDayNumber, type IsoDate, toDayNumber } from '../../shared/dates.ts';
import { type Books, bookOfCode } from './books.ts';
import { validityOf } from './code-at.ts';
import { type AnswerFacts, answerInWords } from './replacement-answer.ts';

/** What to bill instead of a code on a date of service, for every payer, from the code books at hand. */
export function replacementsIn(books: Books, code: string, on: IsoDate): ReplacementsAnswer {
  return answerOf(factsOf(books, code, on, everything));
}

export function answerOf(facts: AnswerFacts): ReplacementsAnswer {
  const { code, on, status, now } = facts;
  return { code, on, valid: validityOf(status), replacements: now, answer: answerInWords(facts) };
}

/** What is a choice at all: by whom a replacement holds for, and by whether its code is taken on the day. */
export interface Choice {
  holds(replacement: Replacement): boolean;
  takes(code: string): boolean;
}

const everything: Choice = { holds: () => true, takes: () => true };

/** How a code stands on a date of service, and where what replaces it leads. */
export function factsOf(books: Books, code: string, on: IsoDate, { holds, takes }: Choice): AnswerFacts {
  const book = bookOfCode(books, code);
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
      linksOf: (from) => bookOfCode(books, from)?.entry(from)?.replacements ?? [],
      admits: holds,
      standingOf: (link) => {
        const standing = standingIn(books, link, on);
        return standing === 'now' && !takes(link.code) ? 'never' : standing;
      },
    }),
  };
}

function standingIn(books: Books, { code, effective }: Replacement, on: IsoDate): Standing {
  if (effective > on) return 'later';
  const book = bookOfCode(books, code);
  // Of a code set that is not held the number alone is known.
  if (!book) return 'now';
  const status = book.status(code, toDayNumber(on));
  if (status === 'terminated') return 'ended';
  if (status === 'not-yet-effective') return 'later';
  return status === 'never-valid' || status === 'unknown' ? 'never' : 'now';
}
