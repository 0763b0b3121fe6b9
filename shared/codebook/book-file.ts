import * as z from 'zod';
import type { Replacement } from '../changes/replacement.ts';
import { CodesetError } from '../errors.ts';
import type { BookEntry, BookLife, BookVersion, CodeBook } from './code-book.ts';
import { bookOf } from './compile.ts';

/** The form of the file; a reader refuses any other, since a code book misread is a wrong bill. */
const form = 'codeset-watch/code-book/1';

type Life = [from: number, to: number, release: number, withdrawn: 0 | 1];
type Version = [from: number, release: number, coverage: string | 0, pricing: string, short: string, dose: string];
type Entry = [
  code: string,
  lives: Life[],
  versions: Version[],
  unproven: [from: number, to: number] | 0,
  replacements: readonly Replacement[] | 0,
];

/** The head is validated; the entries are our own writing, under a hash, and are taken as they stand. */
const head = z.object({
  form: z.literal(form),
  codeSet: z.enum(['HCPCS', 'CPT']),
  releases: z.array(
    z.object({ release: z.string(), file: z.string(), sha256: z.string(), date: z.string(), knownSince: z.string() }),
  ),
  coverage: z.array(z.object({ from: z.string(), to: z.string() })),
  entries: z.array(z.unknown()),
});

/** Compact JSON: one array a code, dates as numbers. 8,500 codes take about a megabyte. */
export function writeCodeBook(book: CodeBook): string {
  const entries = [...book.codes()].map((code) => entryRow(book.entry(code)!));
  return JSON.stringify({ form, codeSet: book.codeSet, releases: book.releases, coverage: book.coverage, entries });
}

/** Throws where the text is no code book of this form. */
export function readCodeBook(text: string): CodeBook {
  const parsed = head.safeParse(JSON.parse(text));
  if (!parsed.success)
    throw new CodesetError(
      'CODE_BOOK_FORM',
      `the code book has another form than ${form}; run "codeset rebuild" to write it anew`,
    );
  const { codeSet, releases, coverage, entries } = parsed.data;
  const book = new Map((entries as Entry[]).map((row) => [row[0], entryOf(row)]));
  return bookOf(codeSet, releases, coverage, book);
}

function entryRow(entry: BookEntry): Entry {
  return [
    entry.code,
    entry.lives.map(({ from, to, release, withdrawn }): Life => [from, to, release, withdrawn ? 1 : 0]),
    entry.versions.map(versionRow),
    entry.unproven ? [entry.unproven.from, entry.unproven.to] : 0,
    entry.replacements.length > 0 ? entry.replacements : 0,
  ];
}

function versionRow({ from, release, coverage, pricingIndicators, shortDescription, dose }: BookVersion): Version {
  const written = dose ? `${dose.numerator}/${dose.denominator} ${dose.unit}` : '';
  return [from, release, coverage ?? 0, pricingIndicators.join(' '), shortDescription, written];
}

function entryOf([code, lives, versions, unproven, replacements]: Entry): BookEntry {
  return {
    code,
    codeType: code.length === 2 ? 'modifier' : 'procedure',
    lives: lives.map(([from, to, release, withdrawn]): BookLife => ({ from, to, release, withdrawn: withdrawn === 1 })),
    versions: versions.map(versionOf),
    unproven: unproven === 0 ? null : { from: unproven[0], to: unproven[1] },
    replacements: replacements === 0 ? [] : replacements,
  };
}

function versionOf([from, release, coverage, pricing, shortDescription, dose]: Version): BookVersion {
  return {
    from,
    release,
    coverage: coverage === 0 ? null : coverage,
    pricingIndicators: pricing === '' ? [] : pricing.split(' '),
    shortDescription,
    dose: doseOf(dose),
  };
}

function doseOf(written: string): BookVersion['dose'] {
  const match = /^(\d+)\/(\d+) (.+)$/.exec(written);
  return match && { numerator: Number(match[1]), denominator: Number(match[2]), unit: match[3]! };
}
