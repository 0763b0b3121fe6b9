/**
 * The print file of a corrections workbook. Its headers are centred, so the wide columns cannot be told by position:
 * the code and the action are read from the left, the date by its form, and the narrow columns at the right (from TOS
 * on), which stand edge to edge, by the position of their headers.
 */
const headerLine = /^\s*(?:CODE|HCPCS?)\s+ACTION\s/i;
const columns = ['CODE', 'ACTION', 'EFF DATE', 'SHORT DESC', 'LONG DESC'] as const;
const narrowColumn = /TOS|BETOS|COV|PRICE?|XREF(?: CODE)?|ASC IND?|ASC DATE?|ASC DT|LC EDIT|COMMENTS?/gi;
/** Code, action, the date with as many digits of its year as the column left, then whatever follows. */
const entry = /^\s{0,4}([A-Z]\d{4}|[A-Z0-9]{2})\s+(.*?)(?:(\d{1,2}\/\d{1,2}\/\d{0,4})(.*))?$/;
/** An action that reaches its date, or comes within a blank of it, may go on where the column ended. */
const reachesDate = /^\s{0,4}\S+\s+\S.*\S ?(?<!\d)\d{1,2}\/\d{1,2}\//;

/** True where the action may have been cut off by its column. */
export function actionMayBeCut(line: string): boolean {
  return reachesDate.test(line);
}

/** Lines as cells under the headers of the workbook, header row included. */
export function printedRows(lines: readonly string[]): readonly (readonly string[])[] {
  const header = lines.findIndex((line) => headerLine.test(line));
  if (header < 0) return [];
  const headers = lines[header]!;
  const narrowFrom = headers.search(/LONG DESC\w*/i) + 'LONG DESC'.length;
  const narrow = [...headers.slice(narrowFrom).matchAll(narrowColumn)].map((match) => ({
    name: match[0],
    start: narrowFrom + match.index,
  }));
  return lines.map((line, index) => {
    if (index < header) return [line];
    if (index === header) return [...columns, ...narrow.map(({ name }) => name)];
    return cut(line, narrow);
  });
}

function cut(line: string, narrow: readonly { readonly name: string; readonly start: number }[]): readonly string[] {
  const match = entry.exec(line);
  if (!match) return line.trim() === '' ? [] : ['', line.trim()];
  const [, code = '', action = '', date = '', rest = ''] = match;
  const edge = narrow[0]?.start ?? line.length;
  const texts = rest.slice(0, Math.max(0, edge - (line.length - rest.length))).trim();
  const cells = narrow.map(({ start }, index) => line.slice(start, narrow[index + 1]?.start).trim());
  return [code, action.trim(), date, texts, texts, ...(date === '' ? narrow.map(() => '') : cells)];
}
