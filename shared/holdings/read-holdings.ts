import { CsvRows } from '../claims/csv-rows.ts';
import { WrittenNumbers } from '../claims/written-numbers.ts';
import type { IsoDate } from '../dates.ts';
import { BadInput } from '../errors.ts';
import { type ListHead, readHeldRow } from './held-row.ts';
import { type HeldLine, identityOf } from './holding.ts';
import { columnsOf, type HoldingColumn, requiredColumns } from './holding-columns.ts';

export interface RefusedRow {
  readonly file: string;
  /** Of the file, or row of the sheet, from 1. */
  readonly line: number;
  /** What is wrong and what to do; never quotes the file. */
  readonly reason: string;
  /** Number of the held line, where it was legible. */
  readonly item: string | null;
}

export interface ReadHoldings {
  /** Since when the list counts. */
  readonly asOf: IsoDate;
  readonly lines: readonly HeldLine[];
  readonly refused: readonly RefusedRow[];
  /** Rows that carry no code: a chargemaster has many. */
  readonly withoutCode: number;
  /** Rows with a code of a set that is not followed (CDT, local codes). */
  readonly notFollowed: number;
}

export interface HoldingFile {
  readonly name: string;
  /** CSV; a workbook becomes one by `holdingsAsCsv`. */
  readonly bytes: Uint8Array | string;
}

export type ColumnMapping = Readonly<Partial<Record<HoldingColumn, string>>>;

/** Reads a list from CSV. Throws `BadInput` where it is none; a bad row is refused alone, with its line. */
export function readHoldings(file: HoldingFile, head: ListHead, mapping: ColumnMapping = {}): ReadHoldings {
  const kept = new Map<string, HeldLine>();
  const refused: RefusedRow[] = [];
  const counts = { 'no-code': 0, 'not-followed': 0 };
  let numbers = new WrittenNumbers(',');
  const refuse = (line: number, reason: string, item: string | null) =>
    refused.push({ file: file.name, line, reason, item });
  const rows = new CsvRows<HoldingColumn>({
    columns: columnsOf(head.type),
    required: requiredColumns[head.type],
    mapping,
    onHeader: (_, delimiter) => {
      numbers = new WrittenNumbers(delimiter);
    },
    onRow: (row, line) => {
      const read = readHeldRow(row, { ...head, numbers });
      if (read.kind === 'refused') refuse(line, read.reason, read.item);
      else if (read.kind !== 'line') counts[read.kind]++;
      else if (kept.has(identityOf(read.line)))
        refuse(line, 'the same number, code, modifiers, payer and last day stand in a row above: take one out', null);
      else kept.set(identityOf(read.line), read.line);
    },
    onRefused: (line, reason, guess) => {
      if (guess === null) throw new BadInput(file.name, line, 'no-list', reason);
      refuse(line, reason, null);
    },
  });
  rows.write(file.bytes);
  rows.end();
  const { asOf } = head;
  return {
    asOf,
    lines: [...kept.values()],
    refused,
    withoutCode: counts['no-code'],
    notFollowed: counts['not-followed'],
  };
}
