import type { CheckRequest } from '../api/check-request-form.ts';
import { formOf } from '../code.ts';
import { fromWritten, type IsoDate } from '../dates.ts';

type TypedLine = Partial<CheckRequest['claims'][number]['lines'][number]>;

/** Lines that a person typed, as one claim of no payer. */
export interface TypedLines {
  readonly lines: readonly TypedLine[];
  /** Numbers of the lines that were not understood. */
  readonly unread: readonly number[];
}

const codeWithModifiers = /^([0-9A-Z]{5})((?:[-:][0-9A-Z]{2}){0,4})$/;
/** Modifiers of two digits begin at 22; a smaller number is a quantity. */
const modifier = /^(?:[A-Z][0-9A-Z]|[0-9][A-WYZ]|2[2-9]|[3-9][0-9])$/;
const units = /^(?:X(\d{1,6}(?:\.\d{1,3})?)|(\d{1,6})X?)$/;
const amount = /^\$?(\d{1,3}(?:,\d{3})+|\d{1,9})(\.\d{2})?$/;

/**
 * A few lines as people write them, `J0013-JZ x84 2026-01-05 $120.00`: the code first, the rest in any order; a line
 * without a date is of today. Null where the text is something else, a file above all.
 */
export function typedLines(text: string, today: IsoDate): TypedLines | null {
  const written = text.split(/\r\n|\n|\r/).map((line) => line.trim().toUpperCase());
  const first = written.find((line) => line !== '');
  if (first === undefined || codeIn(tokensOf(first)[0]) === null) return null;
  const lines: TypedLine[] = [];
  const unread: number[] = [];
  for (const [at, line] of written.entries()) {
    const read = line === '' ? undefined : lineOf(tokensOf(line), today);
    if (read) lines.push({ ...read, line: at + 1 });
    else if (read === null) unread.push(at + 1);
  }
  return { lines, unread };
}

/** A comma parts words, but not the thousands of dollars. */
function tokensOf(line: string): readonly string[] {
  return line.split(/[\s;|]+|(?<!\$[\d,]{1,9}),|,(?!\d{3}(?:\D|$))/).filter((token) => token !== '');
}

function codeIn(token: string | undefined): RegExpExecArray | null {
  const match = codeWithModifiers.exec(token ?? '');
  return match && formOf(match[1]!) !== 'malformed' ? match : null;
}

/** Null where a word of it is none of a claim line. */
function lineOf([head, ...rest]: readonly string[], today: IsoDate): TypedLine | null {
  const named = codeIn(head);
  if (!named) return null;
  const modifiers = named[2]!.split(/[-:]/).filter((each) => each !== '');
  const line = { code: named[1]!, modifiers, dateOfService: today };
  let read: TypedLine = line;
  for (const token of rest) {
    const more = wordOf(token);
    if (more === null) return null;
    if ('modifier' in more) modifiers.push(more.modifier);
    else read = { ...read, ...more };
  }
  return modifiers.length > 4 ? null : read;
}

function wordOf(token: string): Pick<TypedLine, 'units' | 'amount' | 'dateOfService'> | { modifier: string } | null {
  if (modifier.test(token)) return { modifier: token };
  const date = fromWritten(token);
  if (date) return { dateOfService: date };
  const count = units.exec(token);
  if (count) return { units: Number(count[1] ?? count[2]) };
  const money = amount.exec(token);
  return money ? { amount: Number(money[1]!.replaceAll(',', '') + (money[2] ?? '')) } : null;
}
