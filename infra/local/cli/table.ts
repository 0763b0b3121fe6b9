/** A column of a text table: its heading, and how wide its cells may grow before they are cut. */
export interface Column {
  readonly heading: string;
  readonly width?: number;
  readonly align?: 'right';
}

const narrowest = 24;

/**
 * Lines up rows for a terminal of so many characters. A cell that is too wide ends in an ellipsis; the last column
 * takes what the others leave, and is never padded.
 */
export function textTable(columns: readonly Column[], rows: readonly (readonly string[])[], wide?: number): string {
  const widths = columns.map(({ heading, width = 60 }, index) =>
    Math.min(Math.max(heading.length, ...rows.map((row) => row[index]?.length ?? 0)), width),
  );
  const last = columns.length - 1;
  const before = widths.slice(0, last).reduce((sum, width) => sum + width + 2, 0);
  if (wide !== undefined) widths[last] = Math.min(widths[last]!, Math.max(wide - before, narrowest));
  const line = (cells: readonly string[]) =>
    cells.map((cell, index) => fitted(cell, widths[index]!, columns[index]!.align, index === last)).join('  ');
  return [columns.map(({ heading }) => heading), ...rows].map((cells) => `${line(cells).trimEnd()}\n`).join('');
}

function fitted(cell: string, width: number, align: Column['align'], last: boolean): string {
  const cut = cell.length > width ? `${cell.slice(0, width - 1)}…` : cell;
  if (align === 'right') return cut.padStart(width);
  return last ? cut : cut.padEnd(width);
}
