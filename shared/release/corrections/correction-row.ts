import { parse } from 'csv-parse/sync';
import { BadInput } from '../../errors.ts';
import { isWorkbook, readDatedSheets } from '../parse-workbook.ts';
import { cellOf, findTable, type HeaderPatterns, isBlank } from '../sheet-table.ts';
import { isWebPage, textLines } from '../text-lines.ts';
import { actionMayBeCut, printedRows } from './printed-rows.ts';

export type CorrectionColumn =
  | 'code'
  | 'action'
  | 'effectiveOn'
  | 'addedOn'
  | 'terminatedOn'
  | 'shortDescription'
  | 'longDescription'
  | 'typesOfService'
  | 'betos'
  | 'coverage'
  | 'pricingIndicators'
  | 'multiplePricingIndicator'
  | 'crossReferences'
  | 'ascGroup'
  | 'ascDate'
  | 'labCertifications'
  | 'statute'
  | 'processingNote'
  | 'comments';

/** Each year has some of these columns, under somewhat different headers. */
export const correctionHeaders: HeaderPatterns<CorrectionColumn> = {
  code: /^(?:HCPCS?|CODE)(?: ?\/ ?MOD(?:IFIER)?)?(?: CODE)?$/,
  action: /^ACTION(?: (?:CD|CODE|TAKEN))?$|^(?:TYPE OF )?CHANGE$/,
  effectiveOn: /^(?:ACT(?:ION)? )?EFF(?:ECTIVE)?\.? (?:DT|DATE)$/,
  addedOn: /^(?:CODE )?ADD(?:ED)?\.? (?:DT|DATE)$/,
  terminatedOn: /^TERM(?:INATION)?\.? (?:DT|DATE)$/,
  shortDescription: /^SHORT DESC(?:RIPTION|RIPTOR)?$/,
  longDescription: /^LONG DESC(?:RIPTION|RIPTOR)?$/,
  typesOfService: /^(?:TOS|TYPES? OF SERVICE)$/,
  betos: /^BETOS(?: CODE)?$/,
  coverage: /^COV(?:ERAGE)?(?: (?:CODE|IND(?:ICATOR)?))?$/,
  pricingIndicators: /^PRIC(?:E|ING)?(?: IND(?:ICATOR)?)?$/,
  multiplePricingIndicator: /^(?:MULT(?:IPLE)?[ _]?(?:PI|PRIC(?:E|ING)(?: IND(?:ICATOR)?)?)|MPI)$/,
  crossReferences: /^(?:X-?REF|CROSS[ -]?REF(?:ERENCE)?)(?: CODES?)?$/,
  ascGroup: /^ASC (?:IN(?:D(?:ICATOR)?)?|GRP|GROUP)$/,
  ascDate: /^ASC (?:EFF(?:ECTIVE)? )?(?:DT|DATE)$/,
  labCertifications: /^(?:LC(?: EDIT)?|LAB CERT(?:IFICATION)?(?: CODE)?)$/,
  statute: /^STATUTE$/,
  processingNote: /^PROC(?:ESSING)? ?NOTE$/,
  comments: /^(?:COMMENTS?|NOTES?|REMARKS?)$/,
};

export interface CorrectionRow {
  readonly line: number;
  readonly cell: (column: CorrectionColumn) => string;
  /** Cells under headers that are not known. */
  readonly unknown: readonly { readonly header: string; readonly text: string }[];
  /** A print file cuts its cells: long texts and some dates end in the middle. */
  readonly printed: boolean;
  /** The action itself fills its column of the print file. */
  readonly actionMayBeCut: boolean;
}

export interface CorrectionTable {
  readonly title: string;
  readonly rows: readonly CorrectionRow[];
}

/** Cuts a corrections document into rows, from the workbook, its tab-delimited text or its print file. */
export function readCorrectionTable(file: string, bytes: Uint8Array): CorrectionTable {
  const found = cellsOf(file, bytes)
    .map((table) => ({ ...table, start: findTable(table.cells, correctionHeaders, ['code', 'action']) }))
    .find(({ start }) => start);
  if (!found?.start)
    throw new BadInput(
      file,
      null,
      'no-header',
      'has no row with the headers CODE and ACTION; it is no corrections file',
    );
  const { headerRow, columns, unknown } = found.start;
  const title =
    found.cells
      .slice(0, headerRow)
      .flat()
      .find((cell) => cell.trim() !== '') ?? '';
  const rows: CorrectionRow[] = [];
  for (let index = headerRow + 1; index < found.cells.length; index++) {
    const row = found.cells[index]!;
    if (isBlank(row)) continue;
    rows.push({
      line: index + 1,
      cell: (column) => cellOf(row, columns, column),
      unknown: unknown
        .map(({ header, index: at }) => ({ header, text: (row[at] ?? '').trim() }))
        .filter(({ text }) => text),
      printed: found.lines !== null,
      actionMayBeCut: actionMayBeCut(found.lines?.[index] ?? ''),
    });
  }
  return { title: title.trim(), rows };
}

interface CellTable {
  readonly cells: readonly (readonly string[])[];
  /** The lines behind the cells, for a print file alone. */
  readonly lines: readonly string[] | null;
}

function cellsOf(file: string, bytes: Uint8Array): readonly CellTable[] {
  if (isWorkbook(bytes)) return readDatedSheets(file, bytes).map(({ rows }) => ({ cells: rows, lines: null }));
  const lines = textLines(bytes);
  if (isWebPage(lines)) throw new BadInput(file, 1, 'html', 'is a web page, not a corrections file; download it again');
  if (lines.some((line) => /^"?(?:CODE|HCPCS?)"?\t/i.test(line)))
    return [{ cells: delimited(file, lines), lines: null }];
  return [{ cells: printedRows(lines), lines }];
}

function delimited(file: string, lines: readonly string[]): readonly (readonly string[])[] {
  try {
    return parse(lines.join('\n'), { delimiter: '\t', relax_column_count: true, relax_quotes: true });
  } catch (cause) {
    throw new BadInput(file, null, 'broken-quotes', `cannot be cut into cells (${(cause as Error).message})`);
  }
}
