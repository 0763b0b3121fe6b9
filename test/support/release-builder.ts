import * as XLSX from 'xlsx';
import { ZipFile } from 'yazl';
import { blankRecord } from '../../shared/release/blank-record.ts';
import type { Evidence } from '../../shared/release/gate.ts';
import {
  type Columns,
  dateFields,
  hcpcsLayout,
  hcpcsRepeats,
  workbookHeaders,
  workbookRepeats,
  workbookSingles,
} from '../../shared/release/layout.ts';
import type { CodeRecord } from '../../shared/release/record.ts';

const recordWidth = 320;
const textWidth = 80;

/** A record of which a test says only what matters to it. */
export type RecordSketch = Partial<CodeRecord> & Pick<CodeRecord, 'code'>;

export interface LineOptions {
  /** Columns of the long description to a line; CMS fills up to 80. */
  readonly wrapAt?: number;
  /** Sequence number of the first line and the step to the next. */
  readonly sequence?: number;
}

export interface TextOptions extends LineOptions {
  readonly preamble?: readonly string[];
  readonly lineEnd?: '\r\n' | '\n';
  /** `full`: all 320. `continuations`: next lines trimmed, as in 2017. `all`: every line ends with its last character. */
  readonly padding?: 'full' | 'continuations' | 'all';
  readonly finalLineEnd?: boolean;
}

export interface WorkbookOptions {
  readonly preamble?: readonly (readonly string[])[];
  readonly sheetName?: string;
  /** Splits long descriptions over rows of record id 4 or 8, as CMS did once. */
  readonly wrapAt?: number;
  readonly otherSheets?: Readonly<Record<string, readonly (readonly string[])[]>>;
}

/** A whole record with harmless defaults: alive since 2015, carrier judgment, no action. */
export function recordOf(sketch: RecordSketch): CodeRecord {
  const longDescription = sketch.longDescription ?? `Invented service ${sketch.code}`;
  return {
    ...blankRecord({ code: sketch.code, codeType: sketch.code.length === 2 ? 'modifier' : 'procedure', line: 0 }),
    longDescription,
    shortDescription: longDescription.slice(0, 28).trim(),
    coverage: 'C',
    addedOn: '2015-01-01',
    actionEffectiveOn: '2015-01-01',
    actionCode: 'N',
    ...sketch,
  };
}

/** The fixed-width lines of one record: its first line with every field, then the rest of the description. */
export function codeLine(sketch: RecordSketch, { wrapAt = textWidth, sequence = 100 }: LineOptions = {}): string[] {
  const record = recordOf(sketch);
  const procedure = record.codeType === 'procedure';
  return wrap(record.longDescription, wrapAt).map((text, index) => {
    const line = new Array<string>(recordWidth).fill(' ');
    put(line, hcpcsLayout.code, record.code.padStart(5));
    put(line, hcpcsLayout.sequence, String(sequence * (index + 1)).padStart(5, '0'));
    put(line, hcpcsLayout.longDescription, text);
    put(line, hcpcsLayout.recordId, index === 0 ? (procedure ? '3' : '7') : procedure ? '4' : '8');
    if (index === 0) putFields(line, record);
    return line.join('');
  });
}

/** The bytes of a whole ANWEB text file, in cp1252 as CMS writes it. */
export function releaseText(sketches: readonly RecordSketch[], options: TextOptions = {}): Uint8Array {
  const { preamble = [], lineEnd = '\r\n', padding = 'full', finalLineEnd = true } = options;
  const lines = sketches.flatMap((sketch) =>
    codeLine(sketch, options).map((line, index) =>
      padding === 'all' || (padding === 'continuations' && index > 0) ? line.trimEnd() : line,
    ),
  );
  return Buffer.from([...preamble, ...lines].join(lineEnd) + (finalLineEnd ? lineEnd : ''), 'latin1');
}

/** The bytes of an ANWEB workbook: all 48 headers, all cells text, the sequence number without its last digit. */
export function releaseWorkbook(sketches: readonly RecordSketch[], options: WorkbookOptions = {}): Uint8Array {
  const headers = [
    ...Object.values(workbookHeaders),
    ...Object.values(workbookSingles),
    ...Object.values(workbookRepeats).flat(),
  ];
  const rows = sketches.flatMap((sketch) => workbookRows(recordOf(sketch), options.wrapAt ?? Number.MAX_SAFE_INTEGER));
  const table = [
    ...(options.preamble ?? []),
    headers,
    ...rows.map((row) => headers.map((header) => row[header] ?? '')),
  ];
  return workbookOf({ ...options.otherSheets, [options.sheetName ?? 'A']: table });
}

/** An xlsx of plain text cells. */
export function workbookOf(sheets: Readonly<Record<string, readonly (readonly string[])[]>>): Uint8Array {
  const book = XLSX.utils.book_new();
  for (const [name, rows] of Object.entries(sheets))
    XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(rows as string[][]), name);
  return new Uint8Array(XLSX.write(book, { type: 'buffer', bookType: 'xlsx', compression: true }) as Buffer);
}

/** A zip of the named files. */
export function zipOf(files: Readonly<Record<string, Uint8Array | string>>, modified = '2026-01-05'): Promise<Buffer> {
  const zip = new ZipFile();
  const mtime = new Date(`${modified}T12:00:00`);
  for (const [name, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), name, { mtime });
  zip.end();
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    zip.outputStream.on('data', (chunk: Buffer) => chunks.push(chunk));
    zip.outputStream.on('end', () => resolve(Buffer.concat(chunks)));
    zip.outputStream.on('error', reject);
  });
}

function workbookRows(record: CodeRecord, wrapAt: number): Record<string, string>[] {
  const ids = record.codeType === 'procedure' ? ['3', '4'] : ['7', '8'];
  return wrap(record.longDescription, wrapAt).map((text, index) => ({
    [workbookHeaders.code]: record.code.padStart(5),
    [workbookHeaders.sequence]: String(10 * (index + 1)).padStart(4, '0'),
    [workbookHeaders.recordId]: ids[Math.min(index, 1)]!,
    [workbookHeaders.longDescription]: text,
    ...(index === 0 ? workbookFields(record) : {}),
  }));
}

function workbookFields(record: CodeRecord): Record<string, string> {
  const cells: Record<string, string> = {};
  for (const [field, header] of Object.entries(workbookSingles)) cells[header] = written(record, field);
  for (const [field, headers] of Object.entries(workbookRepeats))
    headers.forEach((header, index) => {
      cells[header] = record[field as keyof typeof workbookRepeats][index] ?? '';
    });
  return cells;
}

function putFields(line: string[], record: CodeRecord): void {
  for (const [field, columns] of Object.entries(hcpcsLayout))
    if (field in workbookSingles) put(line, columns, written(record, field), field === 'anesthesiaUnits');
  for (const [field, { first, width }] of Object.entries(hcpcsRepeats))
    record[field as keyof typeof hcpcsRepeats].forEach((value, index) => {
      put(line, [first + index * width, first + (index + 1) * width - 1], value);
    });
}

function written(record: CodeRecord, field: string): string {
  const value = (record[field as keyof CodeRecord] ?? '') as string;
  return (dateFields as readonly string[]).includes(field) ? value.replaceAll('-', '') : value;
}

function put(line: string[], [first, last]: Columns, text: string, right = false): void {
  const wide = last - first + 1;
  if (text.length > wide) throw new RangeError(`"${text}" does not fit columns ${first}-${last}`);
  const padded = right ? text.padStart(wide) : text.padEnd(wide);
  for (let index = 0; index < wide; index++) line[first - 1 + index] = padded[index]!;
}

/** At words, as CMS does; a word that is longer than the line is cut. */
function wrap(text: string, wide: number): string[] {
  const lines: string[] = [];
  let rest = text;
  while (rest.length > wide) {
    const blank = rest.lastIndexOf(' ', wide);
    const cut = blank > 0 ? blank : wide;
    lines.push(rest.slice(0, cut));
    rest = rest.slice(cut).replace(/^ /, '');
  }
  return [...lines, rest];
}

/** A release that came with nothing to hold it against. */
export const noEvidence: Evidence = { workbook: null, report: null, reportModifiedOn: null, noc: null, notes: [] };
