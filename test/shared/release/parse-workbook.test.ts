import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as XLSX from 'xlsx';
import { BadInput } from '../../../shared/errors.ts';
import { parseCodeText } from '../../../shared/release/parse-text.ts';
import { parseCodeWorkbook } from '../../../shared/release/parse-workbook.ts';
import type { CodeRecord } from '../../../shared/release/record.ts';
import { anyRelease } from '../../support/any-release.ts';
import { damage } from '../../support/damage.ts';
import {
  recordOf,
  releaseText,
  releaseWorkbook,
  type WorkbookOptions,
  workbookOf,
} from '../../support/release-builder.ts';

const long = `Invented device, ${'with one more invented part, '.repeat(9)}each`;
const some = [
  recordOf({ code: 'RT', longDescription: 'Right side' }),
  recordOf({ code: 'Y2', longDescription: long }),
  recordOf({ code: 'G0279', longDescription: long, crossReferences: ['77067'], terminatedOn: '2025-12-31' }),
];
const withoutLine = (records: readonly CodeRecord[]) => records.map((record) => ({ ...record, line: 0 }));
const headers = (): string[] => rowsOf(releaseWorkbook([{ code: 'RT' }]))[0]!;
const rowsOf = (bytes: Uint8Array): string[][] => {
  const book = XLSX.read(bytes, { type: 'array' });
  return XLSX.utils.sheet_to_json<string[]>(book.Sheets[book.SheetNames[0]!]!, { header: 1, defval: '' });
};
const faultOf = (bytes: Uint8Array): BadInput => {
  try {
    parseCodeWorkbook('f.xlsx', bytes);
  } catch (cause) {
    if (cause instanceof BadInput) return cause;
    throw cause;
  }
  throw new Error('was accepted');
};

describe('forms in which CMS has published', () => {
  const disclaimer = [['***Disclaimers'], [''], ['Discontinued codes stay for four years.']];
  test.each<[string, WorkbookOptions, number]>([
    ['headers in row 1', {}, 1],
    ['headers below a disclaimer', { preamble: disclaimer }, 4],
    [
      'headers below a title and blank rows',
      { preamble: Array.from({ length: 10 }, (_, n) => (n ? [] : ['Title'])) },
      11,
    ],
    ['descriptions split over rows', { wrapAt: 80 }, 1],
    ['another sheet before it', { otherSheets: { Key: [['Action Code', 'Meaning']] } }, 1],
    ['a sheet of any name', { sheetName: 'HCPC2020_JUL' }, 1],
  ])('%s', (_, options, preamble) => {
    const parsed = parseCodeWorkbook('f.xlsx', releaseWorkbook(some, options));
    expect(withoutLine(parsed.records)).toEqual(some);
    expect(parsed.records[0]!.line).toBe(preamble + 1);
    expect(parsed.refused).toEqual([]);
    expect(parsed.counts.preamble).toBe(preamble);
    const { lines, records, continuations, refused } = parsed.counts;
    expect(records + continuations + preamble + refused).toBe(lines);
  });

  test('columns may stand in any order, with others between, and headers with odd blanks', () => {
    const [head, ...rows] = rowsOf(releaseWorkbook(some)) as [string[], ...string[][]];
    const turned = [
      ['NEW COLUMN', ...head.map((h) => ` ${h.toLowerCase().replace(' ', '\n')} `).reverse()],
      ...rows.map((row) => ['x', ...row.reverse()]),
    ];
    expect(withoutLine(parseCodeWorkbook('f.xlsx', workbookOf({ A: turned })).records)).toEqual(some);
  });

  test('rows of nothing below the last record, however many the sheet declares', () => {
    const zip = XLSX.CFB.read(releaseWorkbook(some) as Buffer, { type: 'buffer' });
    const sheet = XLSX.CFB.find(zip, '/xl/worksheets/sheet1.xml')!;
    const xml = Buffer.from(sheet.content as Uint8Array).toString('utf8');
    expect(xml).toMatch(/<dimension ref="[^"]*"/);
    sheet.content = Buffer.from(xml.replace(/<dimension ref="[^"]*"/, '<dimension ref="A1:XFD1048576"'));
    const bytes = new Uint8Array(XLSX.CFB.write(zip, { type: 'buffer', fileType: 'zip' }) as Buffer);
    const started = performance.now();
    expect(withoutLine(parseCodeWorkbook('f.xlsx', bytes).records)).toEqual(some);
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  test('numbers where text is due', () => {
    const [head, row] = rowsOf(releaseWorkbook([some[0]!])) as [string[], string[]];
    const cells = row.map((cell, index) =>
      ['SEQNUM', 'RECID', 'ADD DT'].includes(head[index]!) ? Number(cell) : cell,
    );
    const parsed = parseCodeWorkbook('f.xlsx', workbookOf({ A: [head, cells as string[]] }));
    expect(withoutLine(parsed.records)).toEqual([some[0]]);
  });
});

describe('rows that are refused', () => {
  const [head, ...rows] = rowsOf(releaseWorkbook(some, { wrapAt: 80 })) as [string[], ...string[][]];
  const at = (header: string) => head.indexOf(header);
  const changed = (row: string[], header: string, cell: string) =>
    row.map((old, index) => (index === at(header) ? cell : old));
  const [right, y2, ...rest] = rows as [string[], string[], ...string[][]];

  test.each<[string, string[][], string[], string[]]>([
    [
      'a next row is missing',
      [right, y2, ...rest.slice(1, 3)],
      ['RT'],
      ['lacks-a-line', 'continues-refused', 'continues-refused'],
    ],
    ['a code twice', [right, right], ['RT'], ['duplicate-code']],
    ['no record id', [right, changed(y2, 'RECID', '')], ['RT'], ['not-a-record']],
    [
      'a record id by a name that every object has',
      [right, changed(y2, 'RECID', 'toString')],
      ['RT'],
      ['not-a-record'],
    ],
    [
      'an action code by such a name, no date',
      [right, changed(changed(y2, 'ACTION CD', 'valueOf'), 'ADD DT', '-')],
      ['RT'],
      ['wrong-columns'],
    ],
    ['words below the table', [right, ['Total', '1']], ['RT'], ['not-a-record']],
    ['a next row without a code', [right, y2, changed(rest[0]!, 'HCPC', '')], ['RT'], ['lacks-a-line', 'not-a-record']],
  ])('%s', (_, body, codes, rules) => {
    const parsed = parseCodeWorkbook('f.xlsx', workbookOf({ A: [head, ...body] }));
    expect(parsed.records.map(({ code }) => code)).toEqual(codes);
    expect(parsed.refused.map(({ rule }) => rule)).toEqual(rules);
    const { lines, records, continuations, preamble, refused } = parsed.counts;
    expect(records + continuations + preamble + refused).toBe(lines);
  });
});

describe('what is no code workbook', () => {
  test.each<[string, () => Uint8Array, string, string]>([
    ['a workbook of something else', () => workbookOf({ A: [['CODE', 'ACTION']] }), 'no-header', 'HCPC'],
    [
      'a column is missing',
      () => workbookOf({ A: [headers().filter((h) => h !== 'TERM DT')] }),
      'wrong-columns',
      'TERM DT',
    ],
    ['headers alone', () => workbookOf({ A: [headers()] }), 'no-records', 'below its header'],
    ['an empty sheet', () => workbookOf({ A: [] }), 'no-header', 'HCPC'],
    [
      'a web page',
      () => Buffer.from('<html><table><tr><td>HCPC</td></tr></table></html>'),
      'not-a-workbook',
      'web page',
    ],
    ['nothing', () => new Uint8Array(), 'not-a-workbook', 'cannot'],
    ['half of a workbook', () => releaseWorkbook(some).slice(0, 3000), 'not-a-workbook', 'end is missing'],
    ['an old .xls', () => Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'not-a-workbook', '.xls'],
  ])('%s', (_, bytes, rule, words) => {
    const fault = faultOf(bytes());
    expect(fault.rule).toBe(rule);
    expect(fault.message).toContain(words);
    expect(fault.file).toBe('f.xlsx');
  });
});

describe('properties', () => {
  test('what the builder writes is what the parser reads, and the text says the same', () => {
    fc.assert(
      fc.property(anyRelease, fc.constantFrom(40, 80, 100_000), (records, wrapAt) => {
        const parsed = parseCodeWorkbook('f.xlsx', releaseWorkbook(records, { wrapAt }));
        expect(parsed.refused).toEqual([]);
        expect(withoutLine(parsed.records)).toEqual(withoutLine(parseCodeText('f.txt', releaseText(records)).records));
      }),
      { numRuns: 40 },
    );
  });

  test('however it is damaged: bad input, or every row accounted for', () => {
    const bytes = releaseWorkbook(some, { wrapAt: 80 });
    for (let seed = 0; seed < 300; seed++) {
      try {
        const { lines, records, continuations, preamble, refused } = parseCodeWorkbook(
          'f.xlsx',
          damage(bytes, seed),
        ).counts;
        expect(records + continuations + preamble + refused).toBe(lines);
      } catch (cause) {
        if (!(cause instanceof BadInput)) throw new Error(`seed ${seed}`, { cause });
      }
    }
  });
});
