import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareReleases } from '../../../shared/changes/compare.ts';
import { inferredBetween } from '../../../shared/changes/inferred.ts';
import { withReplacements } from '../../../shared/changes/replace.ts';
import { readCodeBook, writeCodeBook } from '../../../shared/codebook/book-file.ts';
import type { HeldRelease } from '../../../shared/codebook/code-set-state.ts';
import { compileState } from '../../../shared/codebook/compile-state.ts';
import { toDayNumber } from '../../../shared/dates.ts';
import { CodesetError } from '../../../shared/errors.ts';
import type { CodeRecord } from '../../../shared/release/record.ts';
import { anyDay, anyRelease } from '../../support/any-release.ts';
import { recordOf } from '../../support/release-builder.ts';

function held(index: number): HeldRelease {
  const date = `202${index}-01-01`;
  return {
    release: date.slice(0, 7),
    codeSet: 'HCPCS',
    date,
    coveredThrough: `202${index}-12-31`,
    knownSince: date,
    knownSinceSource: 'name',
    file: `HCPC202${index}_JAN_ANWEB.txt`,
    sha256: String(index),
    content: String(index),
    records: 0,
    changeSet: String(index),
  };
}

function bookOf(releases: readonly (readonly CodeRecord[])[]) {
  const states = releases.map((_, index) => held(index));
  const changes = releases.map((records, index) => {
    const older = releases[index - 1];
    if (!older) return [];
    const before = { date: states[index - 1]!.date, records: older };
    const after = { date: states[index]!.date, records };
    const found = compareReleases(before, after);
    const lookup = (list: readonly CodeRecord[]) => new Map(list.map((record) => [record.code, record]));
    return withReplacements(found.changes, lookup(older), lookup(records), inferredBetween(before, after));
  });
  return compileState(
    'HCPCS',
    states,
    new Map(releases.map((records, index) => [String(index), records])),
    new Map(changes.map((list, index) => [String(index), list])),
  );
}

test('a code book written and read again is the same code book', () => {
  fc.assert(
    fc.property(
      fc.array(anyRelease, { minLength: 1, maxLength: 3 }),
      fc.array(anyDay, { maxLength: 10 }),
      (releases, days) => {
        const book = bookOf(releases);
        const text = writeCodeBook(book);
        const read = readCodeBook(text);
        expect(writeCodeBook(read)).toBe(text);
        expect([...read.codes()]).toEqual([...book.codes()]);
        for (const code of book.codes()) {
          expect(read.entry(code)).toEqual(book.entry(code));
          for (const day of days) expect(read.status(code, toDayNumber(day))).toBe(book.status(code, toDayNumber(day)));
        }
        expect([read.codeSet, read.releases, read.coverage]).toEqual([book.codeSet, book.releases, book.coverage]);
      },
    ),
    { numRuns: 60 },
  );
});

test('a code book holds what rules ask: coverage, prices, dose, what replaces a code', () => {
  const older = [
    recordOf({
      code: 'J1001',
      longDescription: 'Injection, examplinib, 10 mg',
      coverage: 'D',
      pricingIndicators: ['51', '53'],
    }),
  ];
  const newer = [
    recordOf({
      code: 'J1001',
      longDescription: 'Injection, examplinib, 10 mg',
      coverage: 'D',
      terminatedOn: '2020-12-31',
      crossReferences: ['J1002'],
    }),
    recordOf({ code: 'J1002', longDescription: 'Injection, examplinib, 1 mg', addedOn: '2021-01-01' }),
  ];
  const book = readCodeBook(writeCodeBook(bookOf([older, newer])));
  const entry = book.entry('J1001')!;
  expect(book.versionAt(entry, 20_200_601)).toMatchObject({
    coverage: 'D',
    pricingIndicators: ['51', '53'],
    dose: { numerator: 10, denominator: 1 },
  });
  expect(entry.replacements).toMatchObject([
    { code: 'J1002', source: 'cms-xref', units: { numerator: 10, denominator: 1, rounding: 'up' } },
  ]);
});

test.each(['{}', '{"form":"codeset-watch/code-book/0"}'])('another form is refused with its remedy: %s', (text) => {
  expect(() => readCodeBook(text)).toThrow(CodesetError);
  expect(() => readCodeBook(text)).toThrow(/codeset rebuild/);
});
