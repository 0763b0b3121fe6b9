import { formOf } from '../code.ts';
import { codeForm } from './layout.ts';
import { type TableShape, tableShape } from './table.ts';
import { withZeroes } from './with-zeroes.ts';

/** A cell of a comma-separated row: between quotation marks, with doubled ones within, or up to the next comma. */
const cell = /(?:^|,)(?:\s*"((?:[^"]|"")*)"\s*(?=,|$)|([^,]*))/g;
/** A row of a list without a heading: the code, and all that follows is its descriptor. */
const entry = /^\s*"?(\d{4}[\dAFMTU])"?\s*,\s*(.*)$/;
/** A table of history or of descriptors without a heading has its code among the first cells. */
const codeWithin = 4;
/** From the first row on so many lines are rows; in prose a stray line may look like one. */
const leastShare = 0.5;
/** A heading or a first row stands within so many lines. */
const headLines = 200;

/**
 * The lines of a comma-separated file as those of a tab-delimited one, which the other readers know; any other file as
 * it is. A descriptor that holds commas stands between quotation marks, but for that of a list of two columns.
 */
export function withoutCommas(lines: readonly string[]): readonly string[] {
  if (tableShape(lines)) return lines;
  const shape = tableShape(lines.slice(0, headLines).map(tabbed));
  if (shape) {
    const rows = lines.map((line, at) => (at > shape.headingAt && shape.width === 2 ? inTwo(line) : tabbed(line)));
    return isTable(rows, shape) ? withCodes(rows, shape) : lines;
  }
  const asList = lines.map(listed);
  return isMostly(asList, (line) => line !== undefined && line !== '')
    ? asList.map((line, at) => line ?? lines[at]!)
    : lines;
}

function tabbed(line: string): string {
  return cellsOf(line).join('\t');
}

/** Of two columns the second has all that is left, where nothing is quoted. */
function inTwo(line: string): string {
  const at = line.indexOf(',');
  return line.includes('"') || at < 0
    ? tabbed(line)
    : `${line.slice(0, at).trim()}\t${line
        .slice(at + 1)
        .replaceAll('\t', ' ')
        .trim()}`;
}

function cellsOf(line: string): readonly string[] {
  return [...line.matchAll(cell)].map(([, quoted, plain]) =>
    (quoted?.replaceAll('""', '"') ?? plain ?? '').replaceAll('\t', ' ').trim(),
  );
}

function withCodes(rows: readonly string[], shape: TableShape): readonly string[] {
  const at = shape.columns.get('code');
  if (at === undefined) return rows;
  return rows.map((line, index) => (index <= shape.headingAt ? line : withZeroes(line, at)));
}

/** Words of a notice may pass for a heading: rows with codes have to follow. */
function isTable(rows: readonly string[], { headingAt, columns }: TableShape): boolean {
  const at = columns.get('code') ?? columns.get('modifier') ?? codeWithin;
  return isMostly(rows.slice(headingAt + 1), (line) => {
    const code = line.split('\t')[at] ?? '';
    return codeForm.test(code) || formOf(code) === 'cpt-modifier' || /^\d{3,4}$/.test(code);
  });
}

/** The descriptor as it stands; several quoted cells stay several, and are refused by whoever reads the list. */
function listed(line: string): string | undefined {
  if (line.trim() === '') return '';
  const [, code, rest = ''] = entry.exec(line) ?? [];
  if (code === undefined) return undefined;
  return [code, ...(rest.startsWith('"') ? cellsOf(rest) : [rest.replaceAll('\t', ' ').trim()])].join('\t');
}

function isMostly<Line>(lines: readonly Line[], isRow: (line: Line) => boolean): boolean {
  const first = lines.findIndex(isRow);
  if (first < 0) return false;
  const rest = lines.slice(first).filter((line) => line !== '');
  return rest.filter(isRow).length >= rest.length * leastShare;
}
