import { describe, expect, test } from 'vitest';
import * as XLSX from 'xlsx';
import type { ListHead } from '../../../shared/holdings/held-row.ts';
import { readHoldings } from '../../../shared/holdings/read-holdings.ts';
import { holdingsAsCsv } from '../../../shared/holdings/workbook-list.ts';

const head: ListHead = { type: 'chargemaster', list: 'main', asOf: '2026-01-20' };
const csv = (text: string) => ({ name: 'list.csv', bytes: new TextEncoder().encode(text) });
const read = (text: string, more: Partial<ListHead> = {}) => readHoldings(csv(text), { ...head, ...more });
const xlsx = (rows: readonly (readonly unknown[])[]) => {
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([['nothing here']]), 'Cover');
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(rows.map((row) => [...row])), 'CDM');
  return { name: 'list.xlsx', bytes: new Uint8Array(XLSX.write(book, { type: 'array', bookType: 'xlsx' })) };
};

describe('a list as CSV', () => {
  test('every column by its usual names, money in cents, an end that nobody will see as none', () => {
    const text = [
      'Charge Code,HCPCS,Modifier,Price,Annual Volume,Effective Date,Expires,Payer ID,NPI',
      'CDM-1,j0013,JZ,"$1,017.50",24,2026-03-01,12/31/9999,P1,1999990011',
    ].join('\n');
    expect(read(text).lines).toEqual([
      {
        type: 'chargemaster',
        list: 'main',
        item: 'CDM-1',
        code: 'J0013',
        modifiers: ['JZ'],
        from: '2026-03-01',
        through: null,
        payer: 'P1',
        provider: '1999990011',
        units: 24,
        price: 101_750,
      },
    ]);
  });

  test('what lies before the day on which it was handed in is history', () => {
    const { lines } = read('cdm,code,from\nA1,J0013,2019-01-01\nA2,J0013,2026-06-01\nA3,J0013,\n');
    expect(lines.map(({ from }) => from)).toEqual(['2026-01-20', '2026-06-01', '2026-01-20']);
  });

  test.each([
    ['fee-schedule', 'hcpcs;rate\nJ0013;1,485', /price cannot be read/],
    ['authorisation', 'auth,code,expires\n12,J0013,soon', /last day cannot be read: write 2026-01-31/],
    ['authorisation', 'auth,code,start,end\n12,J0013,2026-02-01,2026-01-01', /last day lies before/],
    ['authorisation', 'auth,code\nJane Doe,J0013', /number cannot be one/],
    ['order', 'order,code\n,J0013', /no number of its standing order/],
    ['order', 'order,code\nO1,S00133', /write five characters/],
    ['order', 'order,code,units\nO1,J0013,-4', /units cannot be read/],
    ['order', 'order,code,npi\nO1,J0013,Dr Who', /NPI cannot be read/],
    ['chargemaster', 'cdm,code,mod\nC1,J0013,LEFT', /modifier cannot be read/],
    ['chargemaster', 'cdm,code\nC1,J0013\nC1,J0013', /stand in a row above/],
  ] as const)('%s: "%s" is refused with its line and what to do', (type, text, reason) => {
    const { refused } = read(text, { type });
    expect(refused).toHaveLength(1);
    expect(refused[0]).toMatchObject({ file: 'list.csv', line: text.split('\n').length });
    expect(refused[0]!.reason).toMatch(reason);
    expect(refused[0]!.reason).not.toMatch(/Jane|Who/);
  });

  test('rows without a code and codes of sets that are not followed are counted, not refused', () => {
    expect(read('cdm,code\nC1,\nC2,D0120\nC3,W1234\nC4,J0013')).toMatchObject({
      withoutCode: 1,
      notFollowed: 2,
      refused: [],
      lines: [{ item: 'C4' }],
    });
  });

  test('columns of patients are never read', () => {
    const { lines } = read('auth,code,patient name,member id,diagnosis\nA1,J0013,MARKED-NAME,MARKED-ID,F32.9', {
      type: 'authorisation',
    });
    expect(JSON.stringify(lines)).not.toMatch(/MARKED|F32/);
  });

  test('a header of the user’s own; without it the missing column is named', () => {
    const file = csv('Nr,Leistung\nC1,J0013');
    expect(() => readHoldings(file, head)).toThrow(/list\.csv:1: no column for item.*no column for code/);
    expect(readHoldings(file, head, { item: 'Nr', code: 'Leistung' }).lines).toHaveLength(1);
  });

  test.each([
    ['', /empty/],
    ['nothing of a list', /no column/],
  ])('a file that is no list: %j', (text, reason) => {
    expect(() => read(text)).toThrow(reason);
  });
});

describe('a list as a workbook', () => {
  const rows = [
    ['Chargemaster of the clinic'],
    [],
    ['Charge Code', 'HCPCS', 'Price', 'Effective Date'],
    ['C1', 'J0013', 17.5, new Date(Date.UTC(2026, 2, 1))],
    ['C2', 99213, 215, null],
    ['C3', 'S00133', 1, null],
  ];

  test('reads like the CSV: the sheet that has the columns, titles above them, dates as dates', () => {
    const file = xlsx(rows);
    const { lines, refused } = readHoldings({ ...file, bytes: holdingsAsCsv(file, head.type) }, head);
    expect(lines).toMatchObject([
      { item: 'C1', code: 'J0013', price: 1750, from: '2026-03-01' },
      { item: 'C2', code: '99213', price: 21_500 },
    ]);
    expect(refused).toMatchObject([{ file: 'list.xlsx', line: 6, item: 'C3' }]);
  });

  test('without such a sheet it says which columns are due', () => {
    expect(() => holdingsAsCsv(xlsx([['a', 'b']]), head.type)).toThrow(/no sheet has the columns item and code.*--map/);
  });
});
