import { equals, times } from '../../changes/fraction.ts';
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
  const ends = new Map<string, ChainEnd>();
  follow(entry, scope, relations, new Set([entry.code]), (end) => {
    if (!ends.has(end.code)) ends.set(end.code, end);
  });
  const found = [...ends.values()];
  const confirmed = found.filter((end) => end.confirmed);
  return confirmed.length > 0 ? confirmed : found;
}

type Relations = ReadonlySet<Replacement['relation']>;

/** Instead of a code that is not valid on the date. */
export const insteadOfInvalid: Relations = new Set(['same', 'one-of', 'restructure']);
/** Instead of a valid code that Medicare does not pay. */
export const insteadOfUnpaid: Relations = new Set(['restructure', 'not-valid-for-medicare-use']);

function follow(
  entry: BookEntry,
  scope: ReplacementScope,
  relations: Relations,
  seen: Set<string>,
  reach: (end: ChainEnd) => void,
): void {
  for (const replacement of entry.replacements) {
    if (seen.has(replacement.code) || !appliesTo(replacement, scope)) continue;
    if (!relations.has(replacement.relation)) continue;
    seen.add(replacement.code);
    const book = bookFor(replacement.code, scope.books);
    const target = book?.entry(replacement.code) ?? null;
    const link = linkOf(replacement, target && book!.versionAt(target, scope.day).dose, book !== undefined);
    if (!book || !target) {
      if (isTakenOnTrust(replacement, book)) reach(link);
    } else if (isLiving(book, target, scope)) reach(link);
    else if (book.statusOf(target, scope.day) === 'terminated')
      follow(target, scope, relations, seen, (end) => reach(joined(link, end)));
  }
}

/** A CPT code of which only the number is known, or a code of a sourced list that the releases held do not reach to. */
function isTakenOnTrust({ code, source }: Replacement, book: CodeBook | undefined): boolean {
  return book ? source === 'curated' : codeSetOf(code) === 'CPT';
}

function appliesTo({ effective, payers, code }: Replacement, scope: ReplacementScope): boolean {
  if (effective > scope.date) return false;
  if (!scope.hospitalCodes && /^C\d/.test(code)) return false;
  if (payers === null) return true;
  return payers.includes(scope.payerClass) || (scope.payer !== null && payers.includes(scope.payer));
}

/** Beyond the last day that the releases speak for, a code that has not ended is taken to live on. */
function isLiving(book: CodeBook, target: BookEntry, scope: ReplacementScope): boolean {
  const status = book.statusOf(target, scope.day);
  if (status !== 'valid' && status !== 'outside-coverage') return false;
  return !(feeForService.has(scope.payerClass) && notPayable.has(book.versionAt(target, scope.day).coverage));
}

function linkOf(replacement: Replacement, dose: BookVersion['dose'], held: boolean): ChainEnd {
  const { code, units, status, relation, reasons } = replacement;
  return { code, dose, factor: held ? units : null, confirmed: status === 'confirmed', relation, reasons };
}

function joined(link: ChainEnd, end: ChainEnd): ChainEnd {
  const product = link.factor && end.factor && times(link.factor, end.factor);
  return {
    ...end,
    factor: product ? { ...product, rounding: 'up' } : null,
    confirmed: link.confirmed && end.confirmed,
    relation: link.relation === 'same' ? end.relation : link.relation,
    reasons: [...link.reasons, ...end.reasons],
  };
}

/** What a code that does not yet live replaces, where exactly one code on the date is confirmed to be that. */
export function predecessorOf(code: string, scope: ReplacementScope): ChainEnd | undefined {
  const book = bookFor(code, scope.books);
  const before = (book && predecessors(book).get(code)) ?? [];
  const living = before.filter(
    ({ entry, replacement }) =>
      isLiving(book!, entry, scope) && appliesTo({ ...replacement, code: entry.code, effective: '' }, scope),
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

function bookFor(code: string, books: CodeBooks): CodeBook | undefined {
  const codeSet = codeSetOf(code);
  return codeSet && books[codeSet];
}

export function isSameUnit(factor: UnitFactor | null): boolean {
  return factor !== null && equals(factor, { numerator: 1, denominator: 1 });
}
