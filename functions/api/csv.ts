import { stringify } from 'csv-stringify/sync';

type Cell = string | number | boolean | null | undefined | readonly string[];

/** An answer as rows under named columns. */
export interface CsvTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** Rows of the entries of a list: each column with how its cell is read. */
export function tableOf<Entry>(
  entries: readonly Entry[],
  columns: Readonly<Record<string, (entry: Entry) => Cell>>,
): CsvTable {
  const cells = Object.values(columns);
  return { columns: Object.keys(columns), rows: entries.map((entry) => cells.map((cell) => cell(entry))) };
}

/** RFC 4180. Text that a spreadsheet would take for a formula gets an apostrophe before it. */
export function csvText({ columns, rows }: CsvTable): string {
  return stringify(
    rows.map((row) => row.map((cell) => (isList(cell) ? cell.join(' ') : (cell ?? '')))),
    {
      header: true,
      columns: [...columns],
      record_delimiter: 'windows',
      escape_formulas: true,
      cast: { boolean: (value) => String(value) },
    },
  );
}

function isList(cell: Cell): cell is readonly string[] {
  return Array.isArray(cell);
}

/** The format of an operation that answers as CSV, too. */
export function asCsv<Answer>(table: (answer: Answer) => CsvTable): { 'text/csv': (answer: Answer) => string } {
  return { 'text/csv': (answer) => csvText(table(answer)) };
}
