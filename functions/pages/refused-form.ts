import type { Refused } from '../api/problems.ts';
import { type SentForm, type Values, wordsIn } from './sent-form.ts';

/** A form that was not taken: what was typed, what is wrong with which field, and what is wrong beside that. */
export interface RefusedForm {
  /** Address that it was sent to; by it a page knows which of its forms it is. */
  readonly action: string;
  readonly values: Values;
  readonly faults: Readonly<Record<string, string>>;
  readonly text: string;
}

/** What the forms of operations say, in words for people. */
const words: readonly (readonly [said: RegExp, words: string])[] = [
  [/received undefined|^Too small: expected (?:string|array)/, 'Fill this in.'],
  [/expected (?:number|int)(?:,| to be number)|^Invalid input: expected number/, 'This has to be a number.'],
  [/^Too small: expected \w+ to be >=?(\S+)/, 'At least $1.'],
  [/^Too big: expected string to have <=(\d+).*/, 'At most $1 characters.'],
  [/^Too big: expected array to have <=(\d+).*/, 'At most $1 of them.'],
  [/^Too big: expected \w+ to be <=?(\S+)/, 'At most $1.'],
  [/^Invalid email.*/, 'This has to be a mail address, such as ann@example.org.'],
  [/^Invalid URL.*|^an address that begins.*/, 'This has to be an address that begins with https://.'],
  [/^Invalid ISO date.*/, 'This has to be a day.'],
  [/^Invalid option.*/, 'Choose one of these.'],
];

export function inWords(reason: string): string {
  const known = words.find(([said]) => said.test(reason));
  if (known) return known[1].replace('$1', known[0].exec(reason)![1] ?? '');
  return reason.charAt(0).toUpperCase() + reason.slice(1);
}

/**
 * What an operation refuses stands at the field that it means: the one whose name is part of the place that it names.
 * Where a field holds a whole document, everything stands there with its place.
 */
export function refusedForm(
  action: string,
  form: SentForm,
  { errors = [], detail }: Pick<Refused, 'errors' | 'detail'>,
  document?: string,
): RefusedForm {
  const values = wordsIn(form);
  const named = Object.keys(values).sort((a, b) => b.length - a.length);
  const faults: Record<string, string> = {};
  const others: string[] = [];
  for (const { name, reason } of errors) {
    const field = document ?? named.find((each) => `.${name}.`.includes(`.${each}.`));
    const said = document && name !== document ? `${name}: ${reason}` : inWords(reason);
    if (field === undefined) others.push(name === '' ? said : `${name}: ${said}`);
    else if (faults[field] === undefined) faults[field] = said;
    else if (!faults[field].includes(said)) faults[field] += `\n${said}`;
  }
  // In the order of the form: the first of them has the focus.
  const inOrder = Object.keys(values).flatMap((name) => (faults[name] === undefined ? [] : [[name, faults[name]]]));
  const text = told(inOrder.length, others, detail);
  return { action, values, faults: Object.fromEntries(inOrder), text };
}

function told(fields: number, others: readonly string[], detail: string): string {
  const look = fields === 1 ? 'one field needs' : `${fields} fields need`;
  return [
    fields > 0 ? `Nothing was changed: ${look} another look.` : '',
    ...others,
    fields + others.length ? '' : detail,
  ]
    .filter(Boolean)
    .join(' ');
}
