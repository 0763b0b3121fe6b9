import { followReplacements, type Standing } from '../../changes/follow-replacements.ts';
import { equals } from '../../changes/fraction.ts';
import type { Replacement, UnitFactor } from '../../changes/replacement.ts';
import { codeSetOf } from '../../code.ts';
import type { BookEntry, BookVersion, CodeBook, DayNumber } from '../../codebook/code-book.ts';
import type { IsoDate } from '../../dates.ts';
import type { PayerClass } from '../claim.ts';
import type { CodeBooks } from './code-facts.ts';

/** For whom and for which date of service a code is sought. */
export interface ReplacementScope {
  readonly books: CodeBooks;
  readonly date: IsoDate;
  readonly day: DayNumber;
  readonly payer: string | null;
  readonly payerClass: PayerClass;
  /** A hospital's temporary codes (C) are no answer for an office. */
  readonly hospitalCodes: boolean;
}

/** A code that can be billed instead, at the end of a chain of replacements. */
export interface ChainEnd {
  readonly code: string;
  /** Of its billing unit on the date; null where none is stated, or only the number of a CPT code is known. */
  readonly dose: BookVersion['dose'];
  readonly factor: UnitFactor | null;
  readonly confirmed: boolean;
  readonly relation: Replacement['relation'];
  /** Why, in words, from the first link of the chain. */
  readonly reasons: readonly string[];
}

/** Coverage of a record that Medicare fee-for-service does not pay. */
const notPayable: ReadonlySet<string | null> = new Set(['I', 'M', 'S']);
const feeForService: ReadonlySet<PayerClass> = new Set(['medicare', 'medicare-dme']);

/**
 * The codes that replace one on a date of service, for a payer. What has ended itself is followed to what has not;
 * what does not yet live, or is not for this payer, is no choice. Confirmed ones leave no room for proposals.
 */
export function chainEndsOf(entry: BookEntry, scope: ReplacementScope, relations: Relations): readonly ChainEnd[] {
  const { now } = followReplacements(entry.code, {
    linksOf: (code) => entryOf(code, scope.books)?.replacements ?? [],
    admits: (link) => relations.has(link.relation) && holdsFor(link, scope),
    standingOf: (link) => standingOf(link, scope),
  });
  const ends = now.map((replacement) => endOf(replacement, scope));
  const confirmed = ends.filter((end) => end.confirmed);
  return confirmed.length > 0 ? confirmed : ends;
}

type Relations = ReadonlySet<Replacement['relation']>;

/** Instead of a code that is not valid on the date. */
export const insteadOfInvalid: Relations = new Set(['same', 'one-of', 'restructure']);
/** Instead of a valid code that Medicare does not pay. */
export const insteadOfUnpaid: Relations = new Set(['restructure', 'not-valid-for-medicare-use']);

function standingOf(replacement: Replacement, scope: ReplacementScope): Standing {
  const { code, effective } = replacement;
  if (effective > scope.date) return 'later';
  const book = bookFor(code, scope.books);
  const target = book?.entry(code);
  if (book && target && book.statusOf(target, scope.day) === 'terminated') return 'ended';
  if (!isPlacedRight(code, scope)) return 'never';
  if (!book || !target) return isTakenOnTrust(replacement, book) ? 'now' : 'never';
  return isLiving(book, target, scope) ? 'now' : 'never';
}

/** A CPT code of which only the number is known, or a code of a sourced list that the releases held do not reach to. */
function isTakenOnTrust({ code, source }: Replacement, book: CodeBook | undefined): boolean {
  return book ? source === 'curated' : codeSetOf(code) === 'CPT';
}

function isPlacedRight(code: string, { hospitalCodes }: ReplacementScope): boolean {
  return hospitalCodes || !/^C\d/.test(code);
}

/** Whether a replacement is for a payer, by its class or its id. */
export function holdsFor(
  { payers }: Replacement,
  { payer, payerClass }: Pick<ReplacementScope, 'payer' | 'payerClass'>,
): boolean {
  return payers === null || payers.includes(payerClass) || (payer !== null && payers.includes(payer));
}

/** Beyond the last day that the releases speak for, a code that has not ended is taken to live on. */
function isLiving(book: CodeBook, target: BookEntry, scope: ReplacementScope): boolean {
  const status = book.statusOf(target, scope.day);
  return (status === 'valid' || status === 'outside-coverage') && isPaidBy(scope.payerClass, book, target, scope.day);
}

/** False where the payer is Medicare fee-for-service, and the code's record on the day says that it does not pay. */
export function isPaidBy(payerClass: PayerClass, book: CodeBook, target: BookEntry, day: DayNumber): boolean {
  return !(feeForService.has(payerClass) && notPayable.has(book.versionAt(target, day).coverage));
}

function endOf({ code, units, status, relation, reasons }: Replacement, { books, day }: ReplacementScope): ChainEnd {
  const book = bookFor(code, books);
  const target = book?.entry(code);
  const dose = book && target ? book.versionAt(target, day).dose : null;
  return { code, dose, factor: book ? units : null, confirmed: status === 'confirmed', relation, reasons };
}

/** What a code that does not yet live replaces, where exactly one code on the date is confirmed to be that. */
export function predecessorOf(code: string, scope: ReplacementScope): ChainEnd | undefined {
  const book = bookFor(code, scope.books);
  const before = (book && predecessors(book).get(code)) ?? [];
  const living = before.filter(
    ({ entry, replacement }) =>
      isLiving(book!, entry, scope) && isPlacedRight(entry.code, scope) && holdsFor(replacement, scope),
  );
  if (living.length !== 1) return undefined;
  const { entry, replacement } = living[0]!;
  const { units, reasons } = replacement;
  const factor = units && ({ numerator: units.denominator, denominator: units.numerator, rounding: 'up' } as const);
  const { dose } = book!.versionAt(entry, scope.day);
  return { code: entry.code, dose, factor, confirmed: true, relation: 'same', reasons };
}

interface Predecessor {
  readonly entry: BookEntry;
  readonly replacement: Replacement;
}

const indexes = new WeakMap<CodeBook, ReadonlyMap<string, readonly Predecessor[]>>();

/** Made once a code book, when the first line asks. */
function predecessors(book: CodeBook): ReadonlyMap<string, readonly Predecessor[]> {
  const known = indexes.get(book);
  if (known) return known;
  const index = new Map<string, Predecessor[]>();
  for (const code of book.codes()) {
    const entry = book.entry(code)!;
    for (const replacement of entry.replacements) {
      if (replacement.relation !== 'same' || replacement.status !== 'confirmed') continue;
      index.set(replacement.code, [...(index.get(replacement.code) ?? []), { entry, replacement }]);
    }
  }
  indexes.set(book, index);
  return index;
}

function entryOf(code: string, books: CodeBooks): BookEntry | undefined {
  return bookFor(code, books)?.entry(code);
}

function bookFor(code: string, books: CodeBooks): CodeBook | undefined {
  const codeSet = codeSetOf(code);
  return codeSet && books[codeSet];
}

export function isSameUnit(factor: UnitFactor | null): boolean {
  return factor !== null && equals(factor, { numerator: 1, denominator: 1 });
}
