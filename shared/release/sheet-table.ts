/** Headers by meaning: CMS renames its columns from year to year, so each is told by a pattern. */
export type HeaderPatterns<Column extends string> = Readonly<Record<Column, RegExp>>;

export interface TableStart<Column extends string> {
  /** Index of the header row, from 0. */
  readonly headerRow: number;
  readonly columns: ReadonlyMap<Column, number>;
  /** Headers that no pattern knows, so that their cells are not dropped unseen. */
  readonly unknown: readonly { readonly header: string; readonly index: number }[];
}

/** A title, a disclaimer and blank lines may stand above the header. */
const deepestHeader = 60;

/** Finds the row that holds all required headers. A column is claimed by the first header that fits it. */
export function findTable<Column extends string>(
  rows: readonly (readonly string[])[],
  patterns: HeaderPatterns<Column>,
  required: readonly Column[],
): TableStart<Column> | undefined {
  for (const [headerRow, row] of rows.slice(0, deepestHeader).entries()) {
    const start = readHeader(headerRow, row, patterns);
    if (required.every((column) => start.columns.has(column))) return start;
  }
  return undefined;
}

export function cellOf<Column extends string>(
  row: readonly string[],
  columns: ReadonlyMap<Column, number>,
  column: Column,
): string {
  const index = columns.get(column);
  return index === undefined ? '' : (row[index] ?? '').replace(/[\s\u00a0]+/g, ' ').trim();
}

export function isBlank(row: readonly string[]): boolean {
  return row.every((cell) => cell.trim() === '');
}

function readHeader<Column extends string>(
  headerRow: number,
  row: readonly string[],
  patterns: HeaderPatterns<Column>,
): TableStart<Column> {
  const columns = new Map<Column, number>();
  const unknown: { header: string; index: number }[] = [];
  for (const [index, cell] of row.entries()) {
    const header = cell
      .replace(/[\s\u00a0]+/g, ' ')
      .trim()
      .toUpperCase();
    if (header === '') continue;
    const column = (Object.keys(patterns) as Column[]).find(
      (name) => !columns.has(name) && patterns[name].test(header),
    );
    if (column) columns.set(column, index);
    else unknown.push({ header, index });
  }
  return { headerRow, columns, unknown };
}
