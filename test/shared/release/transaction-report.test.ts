import { describe, expect, test } from 'vitest';
import { unzip } from '../../../functions/adapters/unzip.ts';
import { actionOf } from '../../../shared/release/action-words.ts';
import { readTransactionReport, type TransactionReport } from '../../../shared/release/transaction-report.ts';
import { workbookOf } from '../../support/release-builder.ts';
import { cmsFile, haveCms } from '../../support/shared-files.ts';

const text = (lines: readonly string[]) => Buffer.from(lines.join('\r\n'), 'latin1');
const letters = ({ actions }: TransactionReport) =>
  Object.fromEntries([...actions].map(([code, { action }]) => [code, action]));

describe('the words of an action', () => {
  test.each([
    ['ADD', 'A'],
    ['Discontinued', 'D'],
    ['Re-activated', 'R'],
    ['Reactivated', 'R'],
    ['No Change', 'N'],
    ['Coverage and Long Description Change', 'B'],
    ['Change in both Coverage & Long Description', 'B'],
    ['Change in both administrative data and long description', 'B'],
    ['Long Description Change', 'C'],
    ['Long/Short Description Change', 'C'],
    ['Change in long description of procedure or modifier code', 'C'],
    ['Short Description Change', 'S'],
    ['Coverage Change', 'F'],
    ['Change in administrative data field', 'F'],
    ['Payment Change', 'P'],
    ['Miscellaneous change (BETOS or Type of Service)', 'T'],
    ['Coverage and Long DescripInj, foo', 'B'],
    ['d', 'D'],
    ['X', null],
    ['See note', null],
    ['', null],
  ])('%s is %s', (words, action) => {
    expect(actionOf(words)).toBe(action);
  });

  test("the file's own key goes before our table", () => {
    expect(actionOf('Coverage  change', new Map([['coverage change', 'T']]))).toBe('T');
  });
});

const layouts = {
  'two columns, header in row 1, padded modifiers': {
    'Changes by HCPCS Code': [
      ['HCPCS/Modifier Code', 'Type of Change'],
      ['   FX', 'ADD'],
      ['A9999', 'No Change'],
      ['J1111', 'Discontinued'],
    ],
    'Changes by Action Code': [
      ['HCPCS/Modifier Code', 'Type of Change'],
      ['   FX', 'ADD'],
      ['J1111', 'Discontinued'],
      ['A9999', 'No Change'],
    ],
    'Action Code Key': [['Action Codes'], ['A', 'Add'], ['D', 'Discontinued'], ['N', 'No Change']],
  },
  'four columns, a note above, header in row 10': {
    'Changes by Action Code': [
      ['Note regarding coverage and payment indicators'],
      ...Array.from({ length: 8 }, () => []),
      ['HCPC/MOD', 'ACTION CD', 'SHORT DESCRIPTION', 'LONG DESCRIPTION'],
      ['FX', 'ADD', 'Film', 'X-ray taken using film'],
      ['J1111', 'Discontinued', 'Inj', 'Injection, invented, 1 mg'],
      ['A9999', 'No Change', 'Misc', 'Invented supply'],
    ],
  },
  'letters instead of words, one sheet of any name': {
    Sheet1: [
      ['HCPCS Code', 'ACTION CODE'],
      ['FX', 'A'],
      ['J1111', 'D'],
      ['A9999', 'N'],
    ],
  },
};

test.each(Object.entries(layouts))('reads a workbook: %s', (_, sheets) => {
  const report = readTransactionReport('Trans.xlsx', workbookOf(sheets));
  expect(letters(report)).toEqual({ FX: 'A', J1111: 'D', A9999: 'N' });
  expect(report.notes).toEqual([]);
  expect(report.refused).toEqual([]);
});

test.each([
  ['2017', ['HCPCS/Modifier Code Type of Change', '   FX               ADD', 'J1111               Discontinued']],
  [
    '2018',
    ['HCPCS/Modifier CodeType of Change', '', 'FX                 ADD', 'J1111              Discontinued', '\u001a'],
  ],
  [
    'long words run into the next column',
    ['HCPC/MOD ACTION CD   SHORT DESCRIPTION', 'FX       ADD         Film', 'J1111    DiscontinuedInj, invented, 1 mg'],
  ],
  ['no header at all', ['FX  ADD', 'J1111 Discontinued']],
])('reads a print file: %s', (_, lines) => {
  const report = readTransactionReport('Trans.prn', text(lines));
  expect(letters(report)).toEqual({ FX: 'A', J1111: 'D' });
  expect(report.refused).toEqual([]);
});

test('a stated change outweighs "no change", and every contradiction is noted', () => {
  const header = ['HCPC', 'ACTION CD'];
  const { actions, notes } = readTransactionReport(
    'Trans.xlsx',
    workbookOf({
      'Changes by Action Code': [header, ['CS', 'Long Description Change'], ['CS', 'No Change'], ['A1111', 'ADD']],
      'Changes by HCPC': [header, ['CS', 'No Change'], ['A2222', 'No Change']],
    }),
  );
  expect(actions.get('CS')).toEqual({ action: 'C', words: 'Long Description Change' });
  expect(notes.map(({ code, rule }) => [code, rule])).toEqual([
    ['CS', 'contradiction'],
    ['CS', 'contradiction'],
    ['A1111', 'missing-from-sheet'],
    ['A2222', 'missing-from-sheet'],
  ]);
});

test('what cannot be read is listed, not dropped', () => {
  const { actions, notes, refused } = readTransactionReport(
    'Trans.xlsx',
    workbookOf({
      Sheet1: [
        ['HCPC', 'ACTION CD'],
        ['A1111', 'See memo'],
        ['total', '1'],
        ['A2222', ''],
      ],
    }),
  );
  expect([...actions]).toEqual([['A1111', { action: null, words: 'See memo' }]]);
  expect(notes.map(({ rule }) => rule)).toEqual(['unknown-action-words']);
  expect(refused.map(({ line, code }) => [line, code])).toEqual([
    [3, null],
    [4, 'A2222'],
  ]);
});

test.each([
  ['a web page', Buffer.from('<!DOCTYPE html><html>')],
  ['an empty file', Buffer.alloc(0)],
  ['another workbook', workbookOf({ A: [['x', 'y']] })],
])('refuses %s', (_, bytes) => {
  expect(() => readTransactionReport('Trans.prn', bytes)).toThrow(/Trans\.prn/);
});

describe.skipIf(!haveCms)('the real reports', () => {
  const totals = async (file: string, entry?: string) => {
    const files = entry ? await unzip(file, cmsFile(file)) : [{ name: file, bytes: cmsFile(file) }];
    const report = readTransactionReport(file, files.find(({ name }) => name.includes(entry ?? ''))!.bytes);
    const counts: Record<string, number> = {};
    for (const { action } of report.actions.values()) counts[`${action}`] = (counts[`${action}`] ?? 0) + 1;
    return { counts, report };
  };
  const of2017 = { N: 5902, A: 278, D: 147, B: 1, C: 124, F: 1, P: 38, S: 2, T: 4, R: 1 };
  const of2018 = { N: 6231, A: 152, D: 40, C: 50, F: 2, P: 64, S: 19 };

  test.each([
    ['2017-Alpha-Numeric-HCPCS-File.zip', 'Alpha.xlsx', of2017],
    ['2017-Alpha-Numeric-HCPCS-File.zip', 'ChangesbyAction.prn', of2017],
    ['2017-Alpha-Numeric-HCPCS-File.zip', 'ChangesbyHCPC.prn', of2017],
    ['2018-Alpha-Numeric-HCPCS-File.zip', 'Trans_Report_Alpha.xlsx', of2018],
    ['2018-Alpha-Numeric-HCPCS-File.zip', 'ChangesbyAction.prn', of2018],
    ['2018-Alpha-Numeric-HCPCS-File.zip', 'ChangesbyHCPC.prn', of2018],
    ['HCPC2020_APR_Trans_Alpha.xlsx', undefined, { N: 7074, A: 18, D: 1, C: 4 }],
    ['HCPC2020_JUL_Trans_Alpha.xlsx', undefined, { N: 7083, A: 61, D: 9, C: 4, S: 1 }],
  ])('%s %s', async (file, entry, expected) => {
    const { counts, report } = await totals(file, entry);
    expect(counts).toEqual(expected);
    expect(report.refused).toEqual([]);
  });

  test('July 2020 contradicts itself on one modifier', async () => {
    const { report } = await totals('HCPC2020_JUL_Trans_Alpha.xlsx');
    expect(report.notes.map(({ code, rule }) => [code, rule])).toEqual([['CS', 'contradiction']]);
  });
});
