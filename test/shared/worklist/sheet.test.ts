import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as XLSX from 'xlsx';
import { csvText } from '../../../functions/api/csv.ts';
import { worklistTable } from '../../../functions/worklist/worklist-table.ts';
import type { WorklistEntry } from '../../../shared/api/worklist-forms.ts';
import { entryOrder } from '../../../shared/worklist/order.ts';
import { worklistColumns } from '../../../shared/worklist/sheet.ts';
import { workbookOf } from '../../../shared/worklist/workbook.ts';

const plain: WorklistEntry = {
  type: 'claims',
  id: '7K3M0XQ2',
  item: 'A-1',
  list: null,
  line: 1,
  payer: 'P1',
  provider: null,
  date: '2026-01-05',
  through: null,
  code: 'S0013',
  severity: 'error',
  rule: 'code-terminated',
  message: 'Code S0013 ended',
  reason: 'It ended',
  source: 'HCPCS 2026-01',
  amount: 1470.5,
  deadline: '2027-01-05',
  days: 350,
  status: 'open',
  assignee: null,
  release: '2026-01',
  hold: null,
  old: { code: 'S0013', modifiers: ['JZ'], units: 84 },
  new: [{ code: 'J0013', modifiers: ['JZ'], units: { from: 80, to: 84 }, confirm: true }],
  wayBack: null,
  payerClaimNumber: null,
};
const entry = (more: Partial<WorklistEntry>): WorklistEntry => ({ ...plain, ...more });
const csvOf = (entries: readonly WorklistEntry[]) =>
  csvText(worklistTable({ today: '2026-01-20', entries, more: false, next: null }));
const sheetOf = (entries: readonly WorklistEntry[]) =>
  XLSX.read(workbookOf('Worklist', worklistColumns, entries), { cellFormula: true, cellNF: true }).Sheets.Worklist!;
const cellIn = (sheet: XLSX.WorkSheet, heading: string): XLSX.CellObject =>
  sheet[XLSX.utils.encode_cell({ r: 1, c: worklistColumns.findIndex((column) => column.heading === heading) })];

const formulas = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '=HYPERLINK("http://evil")', '＝1'];

describe('a worklist for a spreadsheet', () => {
  test.each(formulas)('%j is no formula, in CSV and in XLSX', (evil) => {
    const bad = [entry({ item: evil, payer: evil, message: evil, assignee: evil })];
    const cells = csvOf(bad).split('\r\n')[1]!;
    expect(cells).toMatch(/^claims,7K3M0XQ2,"?'/);
    const sheet = sheetOf(bad);
    for (const heading of ['item', 'payer', 'what to do', 'assignee']) {
      const cell = cellIn(sheet, heading);
      expect([cell.t, cell.f, String(cell.v).charAt(0)]).toEqual(['s', undefined, "'"]);
    }
  });

  test('no text at all becomes a formula', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const sheet = sheetOf([entry({ item: text || 'x' })]);
        const cell = cellIn(sheet, 'item');
        return cell.f === undefined && !/^[=+\-@\t\r]/.test(String(cell.v));
      }),
      { numRuns: 50 },
    );
  });

  test('amounts are numbers and dates are dates', () => {
    const sheet = sheetOf([plain]);
    expect(cellIn(sheet, 'amount')).toMatchObject({ t: 'n', v: 1470.5 });
    const date = cellIn(sheet, 'date');
    expect([date.t, XLSX.SSF.is_date(String(date.z)), XLSX.SSF.format('yyyy-mm-dd', date.v)]).toEqual([
      'n',
      true,
      '2026-01-05',
    ]);
    expect(csvOf([plain])).toContain(',1470.5,2027-01-05,350,');
  });

  test('old and new line stand beside each other', () => {
    expect(csvOf([plain])).toContain(',S0013-JZ x84,J0013-JZ x80-84,yes,');
  });
});

describe('the order', () => {
  const list = [
    entry({ item: 'poor', amount: 10, deadline: '2026-02-01' }),
    entry({ item: 'rich', amount: 900, deadline: null }),
    entry({ item: 'rich and soon', amount: 900, deadline: '2026-03-01' }),
  ];
  test.each([
    ['money', ['rich and soon', 'rich', 'poor']],
    ['deadline', ['poor', 'rich and soon', 'rich']],
  ] as const)('by %s', (by, order) => {
    expect([...list].sort(entryOrder(by)).map(({ item }) => item)).toEqual(order);
  });
});
