/** A code that a spreadsheet took for a number has lost its zeroes in front. */
const shortened = /^\d{3,4}$/;

/** A tab-delimited row with the zeroes of its code, which stands in that column, put back. */
export function withZeroes(line: string, column: number): string {
  const cells = line.split('\t');
  const code = cells[column]?.trim() ?? '';
  if (shortened.test(code)) cells[column] = code.padStart(5, '0');
  return cells.join('\t');
}
