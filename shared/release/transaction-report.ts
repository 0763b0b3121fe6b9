import { formOf } from '../code.ts';
import { BadInput } from '../errors.ts';
import { actionOf, keyRows } from './action-words.ts';
import { isWorkbook, readSheets, type Sheet } from './parse-workbook.ts';
import type { Note, Refusal } from './record.ts';
import { cellOf, findTable, type HeaderPatterns, isBlank, type TableStart } from './sheet-table.ts';
import { isWebPage, textLines } from './text-lines.ts';

/** What CMS itself says that it did to one code in a release. */
export interface ReportedAction {
  /** A B C D F N P R S T; null where the words are none that CMS is known to use. */
  readonly action: string | null;
  readonly words: string;
}

export interface TransactionReport {
  readonly actions: ReadonlyMap<string, ReportedAction>;
  readonly notes: readonly Note[];
  readonly refused: readonly Refusal[];
}

interface Statement extends ReportedAction {
  readonly code: string;
  readonly sheet: string;
  readonly line: number;
}

/** Two columns or four; the headers were renamed four times. */
export const reportHeaders: HeaderPatterns<'code' | 'words'> = {
  code: /^(?:HCPCS?|CODE|MODIFIER)\b/,
  words: /^(?:TYPE OF )?(?:CHANGE|ACTION)(?: (?:TYPE|CD|CODE|TAKEN|DESC(?:RIPTION)?))?$/,
};

/** A line of the print file: the code stands in five columns, and its words may follow without a blank. */
export const printedEntry = /^\s{0,3}(?:([A-Z]\d{4})|([A-Z0-9]{2})(?=\s))\s*(\S.*)$/;
const printedHeader = /^\s*(?:HCPCS?|CODE|MODIFIER)\b.*?(?:TYPE OF CHANGE|ACTION|CHANGE)/i;

/** Reads CMS's transaction report, workbook or print file. Throws `BadInput` where it holds no statement on any code. */
export function readTransactionReport(file: string, bytes: Uint8Array): TransactionReport {
  const refused: Refusal[] = [];
  const statements = isWorkbook(bytes)
    ? fromWorkbook(readSheets(file, bytes), refused)
    : fromPrint(file, bytes, refused);
  if (statements.length === 0)
    throw new BadInput(file, null, 'no-report', 'holds no list of codes with their type of change');
  const notes: Note[] = [];
  const actions = merge(statements, notes);
  for (const [code, { action, words }] of actions)
    if (action === null) notes.push({ code, rule: 'unknown-action-words', text: `"${words}" names no known action` });
  return { actions, notes, refused };
}

function fromWorkbook(sheets: readonly Sheet[], refused: Refusal[]): readonly Statement[] {
  const keySheet = sheets.find(({ name }) => /\bkey\b/i.test(name));
  const key = keySheet ? keyRows(keySheet.rows) : undefined;
  const lists = sheets.flatMap((sheet) => {
    const start = sheet === keySheet ? undefined : findTable(sheet.rows, reportHeaders, ['code', 'words']);
    return start ? [{ sheet, start }] : [];
  });
  const changes = lists.filter(({ sheet }) => /changes? by/i.test(sheet.name));
  return (changes.length > 0 ? changes : lists).flatMap(({ sheet, start }) => rowsOf(sheet, start, key, refused));
}

function rowsOf(
  sheet: Sheet,
  { headerRow, columns }: TableStart<'code' | 'words'>,
  key: ReadonlyMap<string, string> | undefined,
  refused: Refusal[],
): readonly Statement[] {
  const statements: Statement[] = [];
  for (let index = headerRow + 1; index < sheet.rows.length; index++) {
    const row = sheet.rows[index]!;
    if (isBlank(row)) continue;
    const code = cellOf(row, columns, 'code');
    const words = cellOf(row, columns, 'words');
    if (formOf(code) === 'malformed' || words === '')
      refused.push(refusal(sheet.name, index + 1, code, `"${code}" "${words}" is no code with its type of change`));
    else statements.push({ code, words, action: actionOf(words, key), sheet: sheet.name, line: index + 1 });
  }
  return statements;
}

function fromPrint(file: string, bytes: Uint8Array, refused: Refusal[]): readonly Statement[] {
  const lines = textLines(bytes);
  if (isWebPage(lines))
    throw new BadInput(file, 1, 'html', 'is a web page, not a transaction report; download it again');
  const header = lines.findIndex((line) => printedHeader.test(line));
  const nextColumn = header < 0 ? -1 : lines[header]!.search(/SHORT DESC/i);
  const statements: Statement[] = [];
  for (let index = header + 1; index < lines.length; index++) {
    const line = lines[index]!;
    if (line.trim() === '') continue;
    const code = printedEntry.exec(line)?.slice(1, 3).find(Boolean);
    const words = code ? printedWords(line, line.indexOf(code) + code.length, nextColumn) : '';
    const action = actionOf(words);
    if (code && (action !== null || header >= 0))
      statements.push({ code, words, action, sheet: file, line: index + 1 });
    else if (header >= 0)
      refused.push(refusal(file, index + 1, '', 'does not begin with a code and its type of change'));
  }
  return statements;
}

/** The words end where the next column begins, or at a gap of two blanks. */
function printedWords(line: string, afterCode: number, nextColumn: number): string {
  const cell = nextColumn > afterCode ? line.slice(afterCode, nextColumn) : line.slice(afterCode);
  return cell.trim().split(/\s{2,}/)[0]!;
}

/** Two sheets list the same codes. Where they differ, a stated change outweighs "no change"; either way it is noted. */
function merge(statements: readonly Statement[], notes: Note[]): ReadonlyMap<string, ReportedAction> {
  const standing = new Map<string, Statement>();
  const listedIn = new Map<string, Set<string>>();
  for (const statement of statements) {
    const { code, sheet } = statement;
    listedIn.set(code, (listedIn.get(code) ?? new Set()).add(sheet));
    const earlier = standing.get(code);
    if (earlier && earlier.action !== statement.action) notes.push(contradiction(earlier, statement));
    if (!earlier || (earlier.action === 'N' && statement.action !== 'N')) standing.set(code, statement);
  }
  const sheets = new Set(statements.map(({ sheet }) => sheet));
  for (const [code, names] of listedIn)
    if (names.size < sheets.size)
      notes.push({ code, rule: 'missing-from-sheet', text: `${code} stands on "${[...names].join('", "')}" alone` });
  return new Map([...standing].map(([code, { action, words }]) => [code, { action, words }]));
}

function contradiction(earlier: Statement, later: Statement): Note {
  const place = ({ sheet, line, words }: Statement) => `"${words}" (${sheet}, row ${line})`;
  return { code: later.code, rule: 'contradiction', text: `the report says ${place(earlier)} and ${place(later)}` };
}

function refusal(sheet: string, line: number, code: string, reason: string): Refusal {
  return {
    line,
    code: formOf(code) === 'malformed' ? null : code,
    rule: 'not-a-statement',
    reason: `${sheet}: ${reason}`,
  };
}
