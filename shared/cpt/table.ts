import { headless, type TableField, tableHeadings } from './layout.ts';

/** A delimited file with a heading: which column holds what. */
export interface TableShape {
  readonly delimiter: '\t' | '|';
  readonly columns: ReadonlyMap<TableField, number>;
  readonly width: number;
  /** Index of the heading's line; -1 where the file has none. */
  readonly headingAt: number;
}

/** AMA's notices run to some forty lines. */
const noticeLines = 120;

const fieldByHeading = new Map<string, TableField>(
  Object.entries(tableHeadings).flatMap(([field, headings]) =>
    headings.map((heading) => [heading, field as TableField] as const),
  ),
);

/** Finds the heading among a file's first lines, or knows the rows of a file that has none. */
export function tableShape(lines: readonly string[]): TableShape | undefined {
  const head = lines.slice(0, noticeLines);
  for (const [headingAt, line] of head.entries()) {
    for (const delimiter of ['\t', '|'] as const) {
      const cells = cellsOf(line, delimiter);
      const columns = columnsOf(cells);
      const about = columns.has('code') || columns.has('modifier');
      if (about && columns.size >= 2) return { delimiter, columns, width: cells.length, headingAt };
    }
  }
  for (const { row, columns } of headless) if (head.some((line) => row.test(line))) return shapeOf(columns);
  return undefined;
}

export function cellsOf(line: string, delimiter: TableShape['delimiter']): readonly string[] {
  return line.split(delimiter).map((cell) => unquoted(cell.trim()));
}

function columnsOf(cells: readonly string[]): ReadonlyMap<TableField, number> {
  const columns = new Map<TableField, number>();
  cells.forEach((cell, at) => {
    const field = fieldByHeading.get(cell.toLowerCase().replace(/[^a-z]/g, ''));
    if (field && !columns.has(field)) columns.set(field, at);
  });
  return columns;
}

function shapeOf(fields: readonly TableField[]): TableShape {
  const columns = new Map(fields.map((field, at) => [field, at] as const));
  return { delimiter: '\t', columns, width: fields.length, headingAt: -1 };
}

/** Spreadsheets put a text with a quotation mark in it between quotation marks. */
export function unquoted(text: string): string {
  return text.length > 1 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text;
}
