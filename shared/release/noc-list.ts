import { formOf } from '../code.ts';
import { fromWritten, type IsoDate } from '../dates.ts';
import { BadInput } from '../errors.ts';
import { isWorkbook, readDatedSheets } from './parse-workbook.ts';
import { foldWhiteSpace, type Note, type Refusal } from './record.ts';
import { cellOf, findTable, type HeaderPatterns, isBlank } from './sheet-table.ts';
import { isWebPage, textLines } from './text-lines.ts';

/** A code for what has no code of its own ("not otherwise classified"). */
export interface NocCode {
  readonly code: string;
  /** As far as the file gives it: the print file cuts it at its column. */
  readonly description: string;
  readonly addedOn: IsoDate | null;
  /** Last date of service, inclusive. */
  readonly terminatedOn: IsoDate | null;
  readonly line: number;
}

export interface NocList {
  readonly title: string;
  readonly codes: readonly NocCode[];
  readonly notes: readonly Note[];
  readonly refused: readonly Refusal[];
}

type Column = 'code' | 'description' | 'addedOn' | 'terminatedOn';

export const nocHeaders: HeaderPatterns<Column> = {
  code: /^(?:HCPCS?|CODE)(?: CODE)?$/,
  description: /^(?:LONG )?DESC(?:RIPTION|RIPTOR)?$/,
  addedOn: /^ADD(?:ED)? (?:DT|DATE)$/,
  terminatedOn: /^TERM(?:INATION)? (?:DT|DATE)$/,
};

/** Reads CMS's list of not-otherwise-classified codes, workbook or print file. */
export function readNocList(file: string, bytes: Uint8Array): NocList {
  const tables = isWorkbook(bytes) ? readDatedSheets(file, bytes).map(({ rows }) => rows) : [printedCells(file, bytes)];
  for (const rows of tables) {
    const start = findTable(rows, nocHeaders, ['code', 'description', 'addedOn']);
    if (start) return readRows(rows, start.headerRow, start.columns);
  }
  throw new BadInput(file, null, 'no-header', 'has no row with the headers HCPCS, LONG DESCRIPTION and ADD DATE');
}

function readRows(
  rows: readonly (readonly string[])[],
  headerRow: number,
  columns: ReadonlyMap<Column, number>,
): NocList {
  const codes: NocCode[] = [];
  const notes: Note[] = [];
  const refused: Refusal[] = [];
  for (let index = headerRow + 1; index < rows.length; index++) {
    const row = rows[index]!;
    if (isBlank(row)) continue;
    const code = cellOf(row, columns, 'code');
    if (formOf(code) === 'malformed') {
      refused.push({ line: index + 1, code: null, rule: 'no-code', reason: `"${code}" is no code` });
      continue;
    }
    const dateIn = (column: 'addedOn' | 'terminatedOn'): IsoDate | null => {
      const text = cellOf(row, columns, column);
      const date = fromWritten(text);
      if (text !== '' && !date) notes.push({ code, rule: 'impossible-date', text: `${column} "${text}" is no day` });
      return date ?? null;
    };
    const description = foldWhiteSpace(cellOf(row, columns, 'description'));
    codes.push({
      code,
      description,
      addedOn: dateIn('addedOn'),
      terminatedOn: dateIn('terminatedOn'),
      line: index + 1,
    });
  }
  const title =
    rows
      .slice(0, headerRow)
      .flat()
      .find((cell) => cell.trim() !== '') ?? '';
  return { title: title.trim(), codes, notes, refused };
}

/** Headers stand at the left of their columns and cut the lines; a text runs on where the date beside it is blank. */
function printedCells(file: string, bytes: Uint8Array): readonly (readonly string[])[] {
  const lines = textLines(bytes);
  if (isWebPage(lines)) throw new BadInput(file, 1, 'html', 'is a web page, not a list of codes; download it again');
  const header = lines.findIndex((line) => /^\s*(?:HCPCS?|CODE)\s+(?:LONG )?DESC.*ADD/i.test(line));
  if (header < 0) return [];
  const starts = [...lines[header]!.matchAll(/\S+(?: \S+)*/g)].map((match) => match.index);
  return lines.map((line, index) => {
    if (index < header) return [line];
    const cells = starts.map((start, column) => line.slice(start, starts[column + 1]).trim());
    const overflows = index > header && cells.slice(2).some((cell) => /[a-z]/i.test(cell));
    return overflows ? [cells[0]!, line.slice(starts[1]).trim()] : cells;
  });
}
