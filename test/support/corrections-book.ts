import * as XLSX from 'xlsx';
import { daysBetween } from '../../shared/dates.ts';

/** One row under the headers of the document; a day `YYYY-MM-DD` becomes a date cell, as in CMS's workbooks. */
export type CorrectionSketch = Readonly<Record<string, string>>;

/** A corrections workbook in CMS's form: a title, two blank rows, the header in row 4. */
export function correctionsBook(
  rows: readonly CorrectionSketch[],
  { title = '2030 HCPCS CORRECTIONS', format = 'm/d/yy' }: { title?: string; format?: string } = {},
): Uint8Array {
  const headers = [...new Set(['CODE', 'ACTION', 'EFF DATE', ...rows.flatMap((row) => Object.keys(row))])];
  const cells = rows.map((row) => headers.map((header) => cellOf(row[header] ?? '', format)));
  const sheet = XLSX.utils.aoa_to_sheet([['', title], [], [], headers, ...cells]);
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, sheet, 'Sheet1');
  return new Uint8Array(XLSX.write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
}

function cellOf(text: string, format: string): XLSX.CellObject | string {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return text;
  return { t: 'n', v: daysBetween('1899-12-30', text), z: format };
}
