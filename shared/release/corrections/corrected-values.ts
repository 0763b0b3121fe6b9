import { fromWritten, type IsoDate } from '../../dates.ts';
import { CodesetError } from '../../errors.ts';
import { foldWhiteSpace } from '../record.ts';
import type { CorrectionColumn, CorrectionRow } from './correction-row.ts';
import type { CorrectableField, CorrectedValues, ListField } from './operation.ts';

/** Why an instruction goes to a person instead of into the code set. */
export class NotUnderstood extends CodesetError {
  constructor(
    readonly rule: string,
    readonly reason: string,
  ) {
    super('NOT_UNDERSTOOD', reason);
  }
}

const isoDay = /^\d{4}-\d\d-\d\d$/;

/** The columns that carry a field's new value, and the form that each entry must have. */
const forms = {
  longDescription: /\S/,
  shortDescription: /\S/,
  coverage: /^[CDIMS]$/,
  betos: /^[A-Z]\d[A-Z0-9]?$/,
  multiplePricingIndicator: /^[A-Z0-9]$/,
  ascGroup: /^[A-Z0-9]{2}$/,
  ascDate: isoDay,
  addedOn: isoDay,
  terminatedOn: isoDay,
  statute: /\S/,
  processingNote: /^\d{4}$/,
  pricingIndicators: /^\d{2}$/,
  typesOfService: /^[A-Z0-9]$/,
  crossReferences: /^(?:[A-Z0-9]{5}|[A-Z0-9]{2}|CPT)$/,
  labCertifications: /^\d{3}$/,
} as const satisfies { readonly [Field in CorrectableField]?: RegExp };

export type ColumnField = keyof typeof forms & CorrectionColumn;

export const columnFields = Object.keys(forms) as readonly ColumnField[];
const dates: readonly CorrectableField[] = ['ascDate', 'addedOn', 'terminatedOn'];
const descriptions: readonly CorrectableField[] = ['longDescription', 'shortDescription'];
const lists: readonly CorrectableField[] = [
  'pricingIndicators',
  'typesOfService',
  'crossReferences',
  'labCertifications',
] satisfies readonly ListField[];
/** Excel drops leading zeros of a number. */
const widths: { readonly [Field in CorrectableField]?: number } = {
  pricingIndicators: 2,
  labCertifications: 3,
  processingNote: 4,
};

export function isListField(field: CorrectableField): field is ListField {
  return lists.includes(field);
}

/** A date cell; null where it is blank. A date that the print file cut is not completed. */
export function dateIn(row: CorrectionRow, column: CorrectionColumn): IsoDate | null {
  const text = row.cell(column);
  if (text === '') return null;
  const date = fromWritten(text);
  if (date) return date;
  throw row.printed || /^\d{1,2}\/\d{1,2}\/\d{0,3}$/.test(text)
    ? new NotUnderstood('cut-date', `the date "${text}" is cut`)
    : new NotUnderstood('impossible-date', `"${text}" is no day of the calendar`);
}

/** The field's new value as its column states it, or null where the cell is blank. */
export function valueIn(row: CorrectionRow, field: ColumnField): string | readonly string[] | null {
  if (dates.includes(field)) return dateIn(row, field);
  const text = row.cell(field);
  if (text === '') return null;
  if (row.printed && descriptions.includes(field))
    throw new NotUnderstood('cut-text', 'the print file cuts its texts; the workbook is needed');
  if (isListField(field)) return entriesOf(field, text);
  return descriptions.includes(field) ? foldWhiteSpace(text) : checked(field, text);
}

/** `9,F` as two types of service; each entry in the field's own form. */
export function entriesOf(field: ColumnField & ListField, text: string): readonly string[] {
  const entries = text
    .toUpperCase()
    .split(/\s*(?:,|;|&|\/|\bAND\b|\s)\s*/)
    .filter(Boolean);
  return entries.map((entry) => checked(field, entry));
}

export function checked(field: ColumnField, text: string): string {
  if (dates.includes(field)) throw new NotUnderstood('odd-value', `"${text}" is read as a date from its column alone`);
  const written = descriptions.includes(field) ? text : text.toUpperCase().padStart(widths[field] ?? 0, '0');
  if (!forms[field].test(written)) throw new NotUnderstood('odd-value', `"${text}" can be no value of ${field}`);
  return written;
}

/** Every filled column of the row, as an added code needs them. */
export function allValuesIn(row: CorrectionRow): CorrectedValues {
  const values = columnFields.map((field) => [field, valueIn(row, field)] as const);
  return Object.fromEntries(values.filter(([, value]) => value !== null)) as CorrectedValues;
}
