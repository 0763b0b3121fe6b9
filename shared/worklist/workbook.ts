import * as XLSX from 'xlsx';
import { daysBetween } from '../dates.ts';
import type { SheetColumn } from './sheet.ts';

/** The first day of Excel's count, as its error about 1900 has it. */
const excelBegins = '1899-12-30';
const longestCell = 32_767;

const formats = { money: '#,##0.00', date: 'yyyy-mm-dd' } as const;
const widths = { text: 18, money: 12, number: 8, date: 12 } as const;

/**
 * A table as an .xlsx: amounts are numbers, dates are dates, and text is typed as text. Text that would become a formula
 * once the sheet is saved as CSV or copied gets an apostrophe before it, as in CSV.
 */
export function workbookOf<Entry>(
  name: string,
  columns: readonly SheetColumn<Entry>[],
  entries: readonly Entry[],
): Uint8Array {
  const sheet: XLSX.WorkSheet = {};
  columns.forEach(({ heading }, column) => {
    sheet[XLSX.utils.encode_cell({ r: 0, c: column })] = { t: 's', v: heading };
  });
  entries.forEach((entry, row) => {
    columns.forEach((column, at) => {
      const cell = cellOf(column, entry);
      if (cell) sheet[XLSX.utils.encode_cell({ r: row + 1, c: at })] = cell;
    });
  });
  sheet['!ref'] = XLSX.utils.encode_range({ s: { r: 0, c: 0 }, e: { r: entries.length, c: columns.length - 1 } });
  sheet['!cols'] = columns.map(({ kind }) => ({ wch: widths[kind] }));
  sheet['!autofilter'] = { ref: sheet['!ref'] };
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, sheet, name);
  return new Uint8Array(XLSX.write(book, { type: 'array', bookType: 'xlsx', compression: true }));
}

function cellOf<Entry>({ kind, cell }: SheetColumn<Entry>, entry: Entry): XLSX.CellObject | null {
  const value = cell(entry);
  if (value === null || value === '') return null;
  if (kind === 'date') return { t: 'n', v: daysBetween(excelBegins, String(value)), z: formats.date };
  if (kind === 'money') return { t: 'n', v: Number(value), z: formats.money };
  if (kind === 'number') return { t: 'n', v: Number(value) };
  return { t: 's', v: harmless(String(value)).slice(0, longestCell) };
}

/** What spreadsheets take for the beginning of a formula, full-width forms included. */
export function harmless(text: string): string {
  return /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/.test(text) ? `'${text}` : text;
}
