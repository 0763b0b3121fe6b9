import { addDays, type IsoDate } from '../../dates.ts';
import {
  allValuesIn,
  type ColumnField,
  checked,
  dateIn,
  entriesOf,
  isListField,
  NotUnderstood,
  valueIn,
} from './corrected-values.ts';
import type { CorrectionRow } from './correction-row.ts';
import { fieldsCalled, fieldsListed } from './field-names.ts';
import type { CorrectedValues, Intent } from './operation.ts';

/** Undefined where the words turn out not to have this form; throws where they have it but a value is lacking. */
type Reader = (row: CorrectionRow, words: readonly string[]) => Intent | undefined;

const code = '(?: (?:the )?(?:hcpcs )?(?:code|modifier))?';
const earlier = 'from (?:the )?(?:previous|prior|earlier) corrections? (?:document|file|list|report)s?';

/** CMS's ways to word an instruction. Each must account for every word; first that reads wins. */
const sentences: readonly (readonly [RegExp, Reader])[] = [
  [new RegExp(`^(?:add(?:ed)?|new)(?: new)?${code}$`), added],
  [new RegExp(`^(?:term(?:inated?)?|discontinued?)${code}$`), terminated],
  [new RegExp(`^deleted?${code}$`), (row) => ({ kind: 'delete', effectiveOn: dateIn(row, 'effectiveOn') })],
  [new RegExp(`^do not add${code}(?:[ ,-]+removed? ${earlier})?$`), () => ({ kind: 'withhold' })],
  [new RegExp(`^removed?${code} ${earlier}$`), () => ({ kind: 'withhold' })],
  [
    new RegExp(`^removed?${code}[ ,-]+will be (?:added|assigned|issued) at a later (?:date|time)$`),
    () => ({ kind: 'withhold' }),
  ],
  [new RegExp(`^re-?(?:activated?|instated?)${code}$`), (row) => ({ kind: 'reactivate', effectiveOn: startOf(row) })],
  [
    /^(?:should not have been (?:changed|revised|updated)[ ,;-]+)?revert(?:ed)?(?: back)? to (?:the )?(\d{4}) (.+)$/,
    reverted,
  ],
  [/^(add|delete|remove)d? (?:the )?(.+)$/, listEdited],
  [/^removed? (?:the )?(.+)$/, emptied],
  [/^(?:add|change|correct|modify|replace|revise|update)(?:e?d)? (?:the )?(.+)$/, revised],
  [/^(.+?) (?:change|correction|revision|update)d?$/, revised],
];

const nextClause = / ?; ?|,? (?:and )?(?=(?:add|change|correct|delete|discontinue|remove|revise|terminate|update) )/;

/** Reads a row's free text as operations. Throws `NotUnderstood` for anything that is not wholly understood. */
export function readInstruction(row: CorrectionRow): readonly Intent[] {
  const text = row.cell('action');
  if (text === '') throw new NotUnderstood('no-action', 'the row says nothing to do');
  dateIn(row, 'effectiveOn');
  if (row.actionMayBeCut) throw new NotUnderstood('cut-action', `"${text}" fills its column and may be cut`);
  const normal = normalised(text);
  const whole = readSentence(row, normal);
  if (whole) return [whole];
  const intents = normal.split(nextClause).map((clause) => readSentence(row, clause));
  if (intents.every((intent) => intent !== undefined)) return intents;
  throw new NotUnderstood('unknown-instruction', `"${text}" is not an instruction that is known`);
}

function readSentence(row: CorrectionRow, text: string): Intent | undefined {
  for (const [pattern, read] of sentences) {
    const match = pattern.exec(text);
    const intent = match ? read(row, match.slice(1)) : undefined;
    if (intent) return intent;
  }
  return undefined;
}

/** `ReviseLong Description` and `Long & Short Desc` as plain lower-case words. */
function normalised(text: string): string {
  return text
    .replace(/([a-z])(?=[A-Z])/g, '$1 ')
    .toLowerCase()
    .replace(/\s*[&/+]\s*/g, ' and ')
    .replace(/[–—]/g, '-')
    .replace(/\s+/g, ' ')
    .replace(/[ .!]+$/, '')
    .trim();
}

function added(row: CorrectionRow): Intent {
  const values = allValuesIn(row);
  if (!values.longDescription) throw new NotUnderstood('no-value', 'adds a code without its long description');
  return { kind: 'add', effectiveOn: values.addedOn ?? startOf(row), values };
}

/** A termination date is the last day itself; an effective date is the first day without the code. */
function terminated(row: CorrectionRow): Intent {
  const last = dateIn(row, 'terminatedOn');
  return { kind: 'terminate', terminatedOn: last ?? addDays(startOf(row), -1) };
}

function reverted(_: CorrectionRow, [year = '', phrase = '']: readonly string[]): Intent | undefined {
  const fields = fieldsListed(phrase)?.flat();
  return fields && { kind: 'revert', year: Number(year), fields };
}

/** `add lab cert code 220`, `remove xref code Q0080`; without a value in the text it stands in the column. */
function listEdited(row: CorrectionRow, [verb = '', phrase = '']: readonly string[]): Intent | undefined {
  const words = phrase.split(' ');
  for (let length = words.length; length > 0; length--) {
    const [field] = fieldsCalled(words.slice(0, length).join(' ')) ?? [];
    if (!field || !isListField(field)) continue;
    const written = words.slice(length).join(' ');
    const entries = written === '' ? valueIn(row, field) : entriesOf(field, written);
    if (entries === null) throw new NotUnderstood('no-value', `does not say which ${field} to ${verb}`);
    const effectiveOn = dateIn(row, 'effectiveOn');
    const list = entries as readonly string[];
    return verb === 'add'
      ? { kind: 'edit-list', effectiveOn, field, add: list, remove: [] }
      : { kind: 'edit-list', effectiveOn, field, add: [], remove: list };
  }
  return undefined;
}

const neverEmpty: readonly string[] = ['longDescription', 'shortDescription', 'addedOn'];

/** `remove ASC indicator`: the field is blank from now on. A list is never emptied without naming its entry. */
function emptied(row: CorrectionRow, [phrase = '']: readonly string[]): Intent | undefined {
  const fields = fieldsListed(phrase)?.flat();
  if (!fields || fields.some((field) => isListField(field) || neverEmpty.includes(field))) return undefined;
  const values = Object.fromEntries(fields.map((field) => [field, null])) as CorrectedValues;
  return { kind: 'revise', effectiveOn: dateIn(row, 'effectiveOn'), values };
}

/** `revise long & short desc`, `change coverage to D`, `change xref from Q0080 to Q0081`. */
function revised(row: CorrectionRow, [phrase = '']: readonly string[]): Intent | undefined {
  const effectiveOn = dateIn(row, 'effectiveOn');
  const [, name, from, to] = /^(.*?)(?: from (\S+))? to (\S+)$/.exec(phrase) ?? [];
  const [field, second] = name ? (fieldsCalled(name) ?? []) : [];
  if (field && to && !second) {
    if (!isListField(field)) return { kind: 'revise', effectiveOn, values: { [field]: checked(field, to) } };
    const add = entriesOf(field, to);
    if (from) return { kind: 'edit-list', effectiveOn, field, add, remove: entriesOf(field, from) };
    return { kind: 'revise', effectiveOn, values: { [field]: add } };
  }
  const parts = fieldsListed(phrase);
  return parts && { kind: 'revise', effectiveOn, values: newValues(row, parts) };
}

function newValues(row: CorrectionRow, parts: readonly (readonly ColumnField[])[]): CorrectedValues {
  const values: Partial<Record<ColumnField, string | readonly string[]>> = {};
  for (const fields of parts) {
    const given = fields.map((field) => [field, newValue(row, field)] as const).filter(([, value]) => value !== null);
    if (given.length === 0) throw new NotUnderstood('no-value', `gives no new value of ${fields.join(' or ')}`);
    for (const [field, value] of given) values[field] = value!;
  }
  return values as CorrectedValues;
}

/** Where the document has no ASC date column, the effective date is the ASC's. */
function newValue(row: CorrectionRow, field: ColumnField): string | readonly string[] | null {
  return valueIn(row, field) ?? (field === 'ascDate' ? dateIn(row, 'effectiveOn') : null);
}

function startOf(row: CorrectionRow): IsoDate {
  const date = dateIn(row, 'effectiveOn');
  if (date) return date;
  throw new NotUnderstood('no-date', 'has no effective date');
}
