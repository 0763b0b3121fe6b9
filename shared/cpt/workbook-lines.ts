import { readDatedSheets } from '../release/parse-workbook.ts';
import { tableShape } from './table.ts';
import { withZeroes } from './with-zeroes.ts';

/**
 * The first sheet of a workbook that is one of AMA's tables, as the lines of a tab-delimited file: a row a line, counted
 * as the sheet counts them. Undefined where no sheet is one. Throws `BadInput` for what is no whole workbook.
 */
export function workbookLines(name: string, bytes: Uint8Array): readonly string[] | undefined {
  for (const { rows } of readDatedSheets(name, bytes)) {
    const lines = rows.map((row) => row.map((cell) => cell.replace(/[\t\r\n]+/g, ' ')).join('\t'));
    const shape = tableShape(lines);
    const at = shape?.columns.get('code');
    if (!shape) continue;
    if (at === undefined) return lines;
    return lines.map((line, index) => (index <= shape.headingAt ? line : withZeroes(line, at)));
  }
  return undefined;
}
