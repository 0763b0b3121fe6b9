import * as XLSX from 'xlsx';
import { BadInput } from '../errors.ts';
import { RecordAssembler } from './assemble.ts';
import { recordIds, workbookHeaders, workbookRepeats, workbookSingles } from './layout.ts';
import type { RawAdministrative, RawFields } from './make-record.ts';
import type { ParsedCodeFile } from './record.ts';
import { assertWholeZip } from './whole-zip.ts';

type Row = readonly string[];

/** CMS's widest sheet has 48 columns. */
const widestRow = 256;

/** Rows of one worksheet as text, exactly as they are shown; a missing cell is an empty string. */
export interface Sheet {
  readonly name: string;
  readonly rows: readonly Row[];
}

export function readSheets(file: string, bytes: Uint8Array): readonly Sheet[] {
  return sheetsOf(openWorkbook(file, bytes), (cell) => (cell ? XLSX.utils.format_cell(cell) : ''));
}

/** As `readSheets`, but a cell formatted as a date reads `YYYY-MM-DD`; `rows` stops after the first so many rows. */
export function readDatedSheets(file: string, bytes: Uint8Array, rows = 0): readonly Sheet[] {
  const book = openWorkbook(file, bytes, { cellNF: true, sheetRows: rows });
  const date1904 = book.Workbook?.WBProps?.date1904 === true;
  return sheetsOf(book, (cell) => shown(cell, date1904));
}

/** True for a file in one of Excel's containers: a zip, or the compound document of older versions. */
export function isWorkbook(bytes: Uint8Array): boolean {
  return (bytes[0] === 0x50 && bytes[1] === 0x4b) || (bytes[0] === 0xd0 && bytes[1] === 0xcf);
}

/** From the cells that are there: the range that a sheet declares may be a million rows of nothing. */
function sheetsOf(book: XLSX.WorkBook, read: (cell: XLSX.CellObject | undefined) => string): readonly Sheet[] {
  return book.SheetNames.map((name) => {
    const cells: XLSX.CellObject[][] = book.Sheets[name]?.['!data'] ?? [];
    return { name, rows: Array.from(cells, (row) => Array.from((row ?? []).slice(0, widestRow), read)) };
  });
}

function openWorkbook(file: string, bytes: Uint8Array, options: XLSX.ParsingOptions = {}): XLSX.WorkBook {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) {
    const what = bytes[0] === 0x3c ? 'a web page' : bytes[0] === 0xd0 ? 'an old .xls' : 'something else';
    throw new BadInput(file, null, 'not-a-workbook', `cannot be opened as a workbook, it is ${what}; an .xlsx is due`);
  }
  assertWholeZip(file, bytes);
  try {
    return XLSX.read(bytes, { type: 'array', dense: true, cellFormula: false, cellHTML: false, ...options });
  } catch (cause) {
    throw new BadInput(file, null, 'not-a-workbook', `cannot be opened as a workbook (${(cause as Error).message})`);
  }
}

/** The serial day is read off the number, so that neither the cell's format nor a time zone can shift it. */
function shown(cell: XLSX.CellObject | undefined, date1904: boolean): string {
  if (!cell) return '';
  if (cell.t === 'n' && typeof cell.z === 'string' && XLSX.SSF.is_date(cell.z)) {
    const day = XLSX.SSF.parse_date_code(Number(cell.v), { date1904 });
    if (day) return `${day.y}-${String(day.m).padStart(2, '0')}-${String(day.d).padStart(2, '0')}`;
  }
  return XLSX.utils.format_cell(cell);
}

const allHeaders: ReadonlySet<string> = new Set([
  ...Object.values(workbookHeaders),
  ...Object.values(workbookSingles),
  ...Object.values(workbookRepeats).flat(),
]);

/**
 * Where the headers of a code file stand, -1 for any other sheet. Half of them will do: with a column missing it is a
 * damaged code file, which says so, and not a list of corrections, which has a code, an action and a date as well.
 */
export function headerRowOf(sheet: Sheet): number {
  return sheet.rows
    .slice(0, 60)
    .findIndex((row) => new Set(row.map(heading).filter((cell) => allHeaders.has(cell))).size * 2 >= allHeaders.size);
}

/** Reads the ANWEB workbook to the same records as the text. Throws `BadInput` where a column is missing. */
export function parseCodeWorkbook(file: string, bytes: Uint8Array): ParsedCodeFile {
  const sheet = readSheets(file, bytes).find((candidate) => headerRowOf(candidate) >= 0);
  if (!sheet)
    throw new BadInput(
      file,
      null,
      'no-header',
      'has no sheet with the headers of a code file (HCPC, SEQNUM, RECID …); it is not an ANWEB workbook',
    );
  const headerRow = headerRowOf(sheet);
  const columns = new Map<string, number>();
  sheet.rows[headerRow]!.forEach((cell, index) => {
    if (!columns.has(heading(cell))) columns.set(heading(cell), index);
  });
  const missing = [...allHeaders].filter((header) => !columns.has(header));
  if (missing.length > 0)
    throw new BadInput(file, headerRow + 1, 'wrong-columns', `the header row lacks ${missing.join(', ')}`);

  const assembler = new RecordAssembler();
  const cell = (row: Row, header: string): string => row[columns.get(header)!] ?? '';
  for (let index = 0; index < sheet.rows.length; index++) {
    const row = sheet.rows[index]!;
    if (index <= headerRow || row.every((value) => value.trim() === '')) assembler.skipPreamble();
    else readRow(assembler, index + 1, row, cell);
  }
  const parsed = assembler.finish(sheet.rows.length);
  if (parsed.records.length === 0)
    throw new BadInput(
      file,
      parsed.refused[0]?.line ?? headerRow + 1,
      'no-records',
      'holds no HCPCS record below its header',
    );
  return parsed;
}

function readRow(assembler: RecordAssembler, line: number, row: Row, cell: (row: Row, header: string) => string): void {
  const code = cell(row, workbookHeaders.code);
  const recordId = cell(row, workbookHeaders.recordId).trim();
  const sequence = cell(row, workbookHeaders.sequence).trim();
  if (code.trim() === '' || !Object.hasOwn(recordIds, recordId) || !/^\d+$/.test(sequence)) {
    assembler.refuseUnreadable(
      line,
      code.trim() || null,
      recordId === '4' || recordId === '8',
      'not-a-record',
      `code "${code}", record id "${recordId}" or sequence number "${sequence}" cannot be right`,
    );
    return;
  }
  const id = recordId as keyof typeof recordIds;
  const raw = {
    line,
    code,
    sequence: Number(sequence),
    recordId: id,
    longDescription: cell(row, workbookHeaders.longDescription),
  };
  if (recordIds[id].continues) assembler.continuation(raw);
  else assembler.first(raw, fieldsOf(row, cell));
}

function fieldsOf(row: Row, cell: (row: Row, header: string) => string): RawFields {
  const singles = Object.entries(workbookSingles).map(([field, header]) => [field, cell(row, header)]);
  const repeats = Object.entries(workbookRepeats).map(([field, headers]) => [
    field,
    headers.map((header) => cell(row, header)),
  ]);
  const all = Object.fromEntries([...singles, ...repeats]) as RawAdministrative & Omit<RawFields, 'administrative'>;
  const { shortDescription, addedOn, actionEffectiveOn, terminatedOn, actionCode, ...administrative } = all;
  return { administrative, shortDescription, addedOn, actionEffectiveOn, terminatedOn, actionCode };
}

function heading(cell: string): string {
  return cell.replace(/\s+/g, ' ').trim().toUpperCase();
}
