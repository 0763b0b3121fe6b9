/** A column of a text table: its heading, and how wide its cells may grow before they are cut. */
export interface Column {
  readonly heading: string;
  readonly width?: number;
  readonly align?: 'right';
}

/** Lines up rows for a terminal. A cell that is too wide ends in an ellipsis; the last column is never padded. */
export function textTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const cut = rows.map((row) => row.map((cell, index) => shorten(cell, columns[index]?.width)));
  const widths = columns.map(({ heading }, index) =>
    Math.max(heading.length, ...cut.map((row) => row[index]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, index) =>
        pad(cell, index === cells.length - 1 ? 0 : widths[index]!, columns[index]?.align, widths[index]!),
      )
      .join('  ')
      .trimEnd();
  return [line(columns.map(({ heading }) => heading)), ...cut.map(line)].map((text) => `${text}\n`).join('');
}

function pad(cell: string, width: number, align: 'right' | undefined, full: number): string {
  return align === 'right' ? cell.padStart(full) : cell.padEnd(width);
}

function shorten(cell: string, width = 60): string {
  return cell.length > width ? `${cell.slice(0, width - 1)}…` : cell;
}
