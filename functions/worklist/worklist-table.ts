import type { Worklist } from '../../shared/api/worklist-forms.ts';
import { worklistColumns } from '../../shared/worklist/sheet.ts';
import type { CsvTable } from '../api/csv.ts';

/** A worklist as the rows of a CSV: amounts are plain numbers, dates are ISO days. */
export function worklistTable({ entries }: Worklist): CsvTable {
  return {
    columns: worklistColumns.map(({ heading }) => heading),
    rows: entries.map((entry) => worklistColumns.map(({ cell }) => cell(entry))),
  };
}
