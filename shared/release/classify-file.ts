import { BadInput } from '../errors.ts';
import { actionOf } from './action-words.ts';
import { correctionHeaders } from './corrections/correction-row.ts';
import { versionInName } from './corrections/read-corrections.ts';
import { nocHeaders } from './noc-list.ts';
import { recordForm } from './parse-text.ts';
import { headerRowOf, isWorkbook, readDatedSheets, type Sheet } from './parse-workbook.ts';
import { findTable } from './sheet-table.ts';
import type { SourceFile } from './source-file.ts';
import { isWebPage, textLines } from './text-lines.ts';
import { printedEntry, reportHeaders } from './transaction-report.ts';

export type FileKind =
  | 'code-text'
  | 'code-workbook'
  | 'transaction-report'
  | 'corrections'
  | 'noc-list'
  | 'processing-notes'
  | 'readme'
  | 'record-layout'
  | 'unknown';

export interface ClassifiedFile {
  readonly kind: FileKind;
  readonly format: 'workbook' | 'text';
  /** `name`: the content could not be recognised, so that reading the file will say what is wrong with it. */
  readonly by: 'content' | 'name' | null;
  /** V1 to Vn of corrections; null for every other kind. */
  readonly version: number | null;
}

/** So much of a file shows what it is. */
const headLines = 400;
const headRows = 60;

/** What CMS calls its files. Consulted only where the content says nothing. */
const names: readonly (readonly [RegExp, FileKind])[] = [
  [/read_?me/i, 'readme'],
  [/correction/i, 'corrections'],
  [/trans(?:action)?[ _-]?(?:rep|alpha)|changes ?by/i, 'transaction-report'],
  [/\bnoc\b|noc[ _-]?codes/i, 'noc-list'],
  [/proc(?:essing)?[ _-]?notes?/i, 'processing-notes'],
  [/record[ _-]?layout/i, 'record-layout'],
  [/anweb/i, 'code-text'],
];

/** Texts that are no tables are told by the words that they open with. */
const openings: readonly (readonly [RegExp, FileKind])[] = [
  [/^\s*NAME\s+LENGTH\s+BEG\s+END\b/im, 'record-layout'],
  [/^\s*PROCESSING NOTES\s*$/im, 'processing-notes'],
  [/HCPCS File Content|^\s*Update Information\s*$/im, 'readme'],
];

/** Says what a file of a CMS zip is: by its content, and only where that says nothing by its name. */
export function classifyFile(file: Pick<SourceFile, 'name' | 'bytes'>): ClassifiedFile {
  const format = isWorkbook(file.bytes) ? 'workbook' : 'text';
  const byContent = format === 'workbook' ? kindOfWorkbook(file) : kindOfText(file.bytes);
  if (byContent) return classified(byContent, format, 'content', file.name);
  if (/\.zip$/i.test(file.name)) return classified('unknown', format, null, file.name);
  const byName = names.find(([pattern]) => pattern.test(baseName(file.name)))?.[1];
  if (!byName) return classified('unknown', format, null, file.name);
  const workbook = byName === 'code-text' && /\.xlsx?$/i.test(file.name);
  return classified(workbook ? 'code-workbook' : byName, format, 'name', file.name);
}

function classified(
  kind: FileKind,
  format: ClassifiedFile['format'],
  by: ClassifiedFile['by'],
  name: string,
): ClassifiedFile {
  return { kind, format, by, version: kind === 'corrections' ? versionInName(name) : null };
}

function kindOfWorkbook({ name, bytes }: Pick<SourceFile, 'name' | 'bytes'>): FileKind | undefined {
  try {
    const sheets = readDatedSheets(name, bytes, headRows);
    if (sheets.some((sheet) => headerRowOf(sheet) >= 0)) return 'code-workbook';
    return kindOfTables(sheets);
  } catch (cause) {
    if (cause instanceof BadInput) return undefined;
    throw cause;
  }
}

/** Corrections and transaction reports both have a code and an action: the title, or an effective date, tells them. */
function kindOfTables(sheets: readonly Sheet[]): FileKind | undefined {
  const has = (find: (rows: Sheet['rows']) => unknown): boolean => sheets.some(({ rows }) => find(rows) !== undefined);
  const titled = (pattern: RegExp) =>
    sheets.some(({ rows }) =>
      rows
        .slice(0, 10)
        .flat()
        .some((cell) => pattern.test(cell)),
    );
  const acted = has((rows) => findTable(rows, correctionHeaders, ['code', 'action']));
  if (acted && titled(/\bcorrections?\b/i)) return 'corrections';
  if (sheets.some(({ name }) => /changes? by/i.test(name))) return 'transaction-report';
  if (has((rows) => findTable(rows, correctionHeaders, ['code', 'action', 'effectiveOn']))) return 'corrections';
  if (has((rows) => findTable(rows, reportHeaders, ['code', 'words']))) return 'transaction-report';
  if (has((rows) => findTable(rows, nocHeaders, ['code', 'description', 'addedOn']))) return 'noc-list';
  return undefined;
}

function kindOfText(bytes: Uint8Array): FileKind | undefined {
  const lines = textLines(bytes.subarray(0, 200_000)).slice(0, headLines);
  if (isWebPage(lines)) return undefined;
  if (lines.some((line) => recordForm.test(line))) return 'code-text';
  const cells = lines.map((line) => line.split(/\t|\s{2,}/).filter((cell) => cell.trim() !== ''));
  if (/^\W*\d{0,4}\W*HCPCS CORRECTIONS/im.test(lines.slice(0, 10).join('\n'))) return 'corrections';
  const entries = lines.filter((line) => actionOf(entryWords(line)) !== null).length;
  if (entries > 0 && entries * 2 > lines.filter((line) => line.trim() !== '').length) return 'transaction-report';
  const table = kindOfTables([{ name: '', rows: cells }]);
  return table ?? openings.find(([pattern]) => pattern.test(lines.join('\n')))?.[1];
}

function entryWords(line: string): string {
  return printedEntry.exec(line)?.[3] ?? '';
}

function baseName(name: string): string {
  return name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
}
