import type { Cents } from '../claims/claim.ts';
import type { CsvRow } from '../claims/csv-rows.ts';
import type { WrittenNumbers } from '../claims/written-numbers.ts';
import { codeSetOf, formOf } from '../code.ts';
import { fromWritten, type IsoDate, laterOf } from '../dates.ts';
import { type HeldLine, type HoldingType, holdingNames } from './holding.ts';
import type { HoldingColumn } from './holding-columns.ts';

/** Of which list a row is, and since when the list counts. */
export interface ListHead {
  readonly type: HoldingType;
  readonly list: string;
  /** The day on which the list was handed in: what it would have billed before is history. */
  readonly asOf: IsoDate;
}

/** A row's list, and how its file writes numbers. */
interface RowHead extends ListHead {
  readonly numbers: WrittenNumbers;
}

/** What became of a row: a line, a reason why it cannot be taken, or a row that holds no code which is followed. */
export type ReadRow =
  | { readonly kind: 'line'; readonly line: HeldLine }
  | { readonly kind: 'refused'; readonly reason: string; readonly item: string | null }
  | { readonly kind: 'no-code' | 'not-followed' };

const forms = {
  /** A digit, and no blank: a number of something, and nobody's name. */
  item: /^(?=.*\d)[0-9A-Z][0-9A-Z._/:*-]{0,59}$/i,
  code: /^([0-9A-Z]{2,8})((?:[-: ]+[0-9A-Z]{2})*)$/,
  modifiers: /^(?:[0-9A-Z]{2}|(?=.*\d)(?:[0-9A-Z]{2}){2,4})$/,
  payer: /^[\w .&/-]{1,80}$/,
  npi: /^\d{10}$/,
} as const;
/** Systems write "no end" as a day that nobody will see. */
const noEndFrom: IsoDate = '2900-01-01';

class Unreadable extends Error {}

/** Reads one row of a list. */
export function readHeldRow(row: CsvRow<HoldingColumn>, head: RowHead): ReadRow {
  const item = row.item ?? '';
  try {
    return lineOf(row, head);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { kind: 'refused', reason: error.message, item: forms.item.test(item) ? item : null };
  }
}

function lineOf(row: CsvRow<HoldingColumn>, { type, list, asOf, numbers }: RowHead): ReadRow {
  const [, code = '', attached = ''] = forms.code.exec((row.code ?? '').toUpperCase()) ?? [];
  if ((row.code ?? '') === '') return { kind: 'no-code' };
  if (code === '' || formOf(code) === 'malformed')
    throw new Unreadable('the code is none: write five characters (J0013), or leave the cell empty');
  if (codeSetOf(code) === undefined) return { kind: 'not-followed' };
  const [from, through] = [dayOf(row.from, 'first day'), dayOf(row.through, 'last day')];
  if (from && through && through < from) throw new Unreadable('the last day lies before the first: correct the dates');
  const line: HeldLine = {
    type,
    list,
    item: itemOf(row.item ?? '', code, type),
    code,
    modifiers: modifiersOf(row, attached),
    from: laterOf(from ?? asOf, asOf),
    through: through === null || through >= noEndFrom ? null : through,
    payer: matching(row.payer, forms.payer, 'the payer cannot be read: write its id or name'),
    provider: matching(row.provider, forms.npi, "the provider's NPI cannot be read: write its ten digits"),
    units: unitsOf(row.units, numbers),
    price: priceOf(row.price, numbers),
  };
  return { kind: 'line', line };
}

function itemOf(written: string, code: string, type: HoldingType): string {
  if (written === '' && (type === 'fee-schedule' || type === 'superbill')) return code;
  if (written === '') throw new Unreadable(`the row has no number of its ${holdingNames[type][0]}: fill the cell`);
  if (!forms.item.test(written))
    throw new Unreadable('the number cannot be one: it needs a digit, has no blanks and at most 60 characters');
  return written;
}

function modifiersOf(row: CsvRow<HoldingColumn>, attached: string): readonly string[] {
  const cells = [attached, row.modifiers, row.modifier1, row.modifier2, row.modifier3, row.modifier4];
  const parts = cells.flatMap((cell) => (cell ?? '').toUpperCase().split(/[^0-9A-Z]+/)).filter((part) => part !== '');
  if (!parts.every((part) => forms.modifiers.test(part)))
    throw new Unreadable('a modifier cannot be read: write two characters each, with a blank or comma between them');
  return [...new Set(parts.flatMap((part) => part.match(/../g) ?? []))];
}

function dayOf(written: string | undefined, name: string): IsoDate | null {
  if (!written) return null;
  const day = fromWritten(written.replace(/[T ]\d.*$/, ''));
  if (day === undefined) throw new Unreadable(`the ${name} cannot be read: write 2026-01-31 or 1/31/2026`);
  return day;
}

function unitsOf(written: string | undefined, numbers: WrittenNumbers): number | null {
  if (!written) return null;
  const units = numbers.quantity(written);
  if (units === undefined) throw new Unreadable('the units cannot be read: write a number that is not negative');
  return units;
}

function priceOf(written: string | undefined, numbers: WrittenNumbers): Cents | null {
  if (!written) return null;
  const cents = numbers.cents(written);
  if (cents === undefined) throw new Unreadable('the price cannot be read: write dollars and whole cents, as 17.50');
  return cents;
}

function matching(written: string | undefined, form: RegExp, problem: string): string | null {
  if (!written) return null;
  if (!form.test(written)) throw new Unreadable(problem);
  return written;
}
