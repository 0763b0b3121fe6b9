import type { LookupAnswer, LookupRequest } from '../../shared/api/bulk-forms.ts';
import { codeSetOf, formOf } from '../../shared/code.ts';
import { type BookEntry, type CodeBook, type DayNumber, noEnd } from '../../shared/codebook/code-book.ts';
import { fromDayNumber, type IsoDate, toDayNumber } from '../../shared/dates.ts';
import { type Books, bookOfCode, heldBooks } from './books.ts';
import { validityOf } from './code-at.ts';
import type { CodeSetReader } from './question.ts';

type Found = LookupAnswer['results'][number];

/** Many codes at once, each on its date of service, from the code books in memory: no store is asked a code. */
export const bulkLookup =
  ({ codeSets }: { codeSets: CodeSetReader }) =>
  async ({ codes, on }: LookupRequest, today: IsoDate): Promise<LookupAnswer> => {
    const books = await heldBooks(codeSets);
    const usual = toDayNumber(on ?? today);
    return {
      on: on ?? today,
      results: codes.map((asked) =>
        typeof asked === 'string'
          ? lookUp(books, asked, usual)
          : lookUp(books, asked.code, asked.on === undefined ? usual : toDayNumber(asked.on)),
      ),
    };
  };

/** The answer as JSON. What was said of an entry is not written anew for every call. */
export function lookupAsJson({ on, results }: LookupAnswer): string {
  let json = `{"on":${JSON.stringify(on)},"results":[`;
  for (let at = 0; at < results.length; at++) {
    const found = results[at]!;
    if (at > 0) json += ',';
    json += written.get(found) ?? JSON.stringify(found);
  }
  return `${json}]}`;
}

/** What was last said of an entry: most codes of a call share their day, and calls do, too. */
const said = new WeakMap<BookEntry, { readonly day: DayNumber; readonly found: Found }>();

/** The same as JSON. */
const written = new WeakMap<Found, string>();

function lookUp(books: Books, asked: string, day: DayNumber): Found {
  const code = asked.trim().toUpperCase();
  const book = bookOfCode(books, code);
  const entry = book?.entry(code);
  if (!book || !entry) return withoutEntry(book, code, day);
  const last = said.get(entry);
  if (last?.day === day) return last.found;
  const found = foundIn(book, entry, day);
  said.set(entry, { day, found });
  written.set(found, JSON.stringify(found));
  return found;
}

function foundIn(book: CodeBook, entry: BookEntry, day: DayNumber): Found {
  const status = book.statusOf(entry, day);
  const life = book.lifeAt(entry, day) ?? entry.lives[0];
  const version = book.versionAt(entry, day);
  return {
    code: entry.code,
    codeSet: book.codeSet,
    codeType: entry.codeType,
    on: fromDayNumber(day),
    status,
    valid: validityOf(status),
    from: life ? fromDayNumber(life.from) : null,
    to: life && life.to !== noEnd ? fromDayNumber(life.to) : null,
    shortDescription: version.shortDescription === '' ? null : version.shortDescription,
    coverage: version.coverage,
    replaced: entry.replacements.length > 0,
  };
}

function withoutEntry(book: CodeBook | undefined, code: string, day: DayNumber): Found {
  const form = formOf(code);
  const status = form === 'malformed' ? 'malformed' : (book?.status(code, day) ?? 'no-code-set');
  return {
    code,
    codeSet: book?.codeSet ?? codeSetOf(code) ?? null,
    codeType: form.endsWith('modifier') ? 'modifier' : 'procedure',
    on: fromDayNumber(day),
    status,
    valid: status === 'malformed' ? false : validityOf(status),
    from: null,
    to: null,
    shortDescription: null,
    coverage: null,
    replaced: false,
  };
}
