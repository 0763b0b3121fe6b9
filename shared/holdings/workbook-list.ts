import { hasColumns } from '../claims/csv-rows.ts';
import { BadInput } from '../errors.ts';
import { isWorkbook, readDatedSheets } from '../release/parse-workbook.ts';
import type { HoldingType } from './holding.ts';
import { columnsOf, requiredColumns } from './holding-columns.ts';
import type { ColumnMapping } from './read-holdings.ts';

/** A workbook's first sheet that has the columns, as CSV whose lines are the sheet's rows; CSV as it is. */
export function holdingsAsCsv(
  { name, bytes }: { readonly name: string; readonly bytes: Uint8Array },
  type: HoldingType,
  mapping: ColumnMapping = {},
): Uint8Array | string {
  if (!isWorkbook(bytes)) return bytes;
  for (const { rows } of readDatedSheets(name, bytes)) {
    const header = rows
      .slice(0, deepestHeader)
      .findIndex((row) => hasColumns(row, columnsOf(type), requiredColumns[type], mapping));
    if (header < 0) continue;
    return [...rows.slice(0, header).map(() => ''), ...rows.slice(header).map(asCsv)].join('\n');
  }
  throw new BadInput(
    name,
    null,
    'no-list',
    `no sheet has the columns ${requiredColumns[type].join(' and ')}: name them with --map COLUMN=HEADER`,
  );
}

/** Titles may stand above the header. */
const deepestHeader = 30;

function asCsv(row: readonly string[]): string {
  return row.map((cell) => `"${cell.replace(/[\r\n]+/g, ' ').replaceAll('"', '""')}"`).join(',');
}
