import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvText, tableOf } from '../../../functions/api/csv.ts';

/** A cell, and how a program reads it back. */
const cells: readonly (readonly [string | number | boolean | null | string[], string])[] = [
  ['J0013', 'J0013'],
  ['a, b', 'a, b'],
  ['say "so"', 'say "so"'],
  ['two\nlines', 'two\nlines'],
  [null, ''],
  [true, 'true'],
  [false, 'false'],
  [12.5, '12.5'],
  [['J1', 'J2'], 'J1 J2'],
  ['=1+1', "'=1+1"],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\tx', "'\tx"],
  ['\rx', "'\rx"],
];

test.each(cells)('%j is read back as %j', (cell, read) => {
  const text = csvText(tableOf([{ cell }], { first: ({ cell: shown }) => shown, last: () => 'end' }));
  expect(parse(text)).toEqual([
    ['first', 'last'],
    [read, 'end'],
  ]);
});

test('no text begins as a formula, whatever it is', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 5 }), (texts) => {
      const text = csvText(tableOf(texts, { text: (each) => each }));
      const rows = parse(text, { relax_column_count: true, skip_empty_lines: false }) as string[][];
      for (const [cell = ''] of rows.slice(1)) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
    }),
  );
});

test('no rows leave the header', () => {
  expect(csvText(tableOf([], { code: () => '', on: () => '' }))).toBe('code,on\r\n');
});
