/** What a form sent: a field's words, several where it was ticked several times, or a file. */
export type SentForm = Readonly<Record<string, unknown>>;

/** Words of fields by name, as a form is filled in with them. */
export type Values = Readonly<Record<string, string | readonly string[]>>;

/**
 * How the words of a field become JSON. What is no number stays as it was written: the operation's own form says what
 * is wrong with it. Undefined leaves the field out.
 */
const readings = {
  text: (words) => words || undefined,
  textOrNull: (words) => words || null,
  number: (words) => (words === '' ? undefined : numberOr(words)),
  numberOrNone: (words) => (words === '' ? 0 : numberOr(words)),
  numbers: (words) => parted(words, /[\s,;]+/).map(numberOr),
  codes: (words) => parted(words.toUpperCase(), /[\s,;]+/),
  codesIfAny: (words) => (words === '' ? undefined : parted(words.toUpperCase(), /[\s,;]+/)),
  names: (words) => parted(words, /[,;\n]/),
  lines: (words) => parted(words, /\n/),
  /** A box: ticked or not. */
  ticked: (words) => words === 'yes',
  /** A choice between yes, no and not said. */
  yesOrNo: (words) => (words === '' ? undefined : words === 'yes'),
} satisfies Record<string, (words: string) => unknown>;

/** Fields of a form by where they stand in the JSON that is made of them: `timing.hour`, `conditions.0.message`. */
export type Fields = Readonly<Record<string, keyof typeof readings | 'some'>>;

/** The JSON that an operation wants, of the words of a form. */
export function bodyOf(fields: Fields, form: SentForm): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const [name, how] of Object.entries(fields)) {
    const value = how === 'some' ? some(form, name) : readings[how](text(form, name));
    if (value !== undefined) put(body, name.split('.'), value);
  }
  return body;
}

/** What is stored as the words of a form's fields: the way back from `bodyOf`. */
export function valuesOf(stored: unknown, name = ''): Record<string, string | readonly string[]> {
  if (typeof stored !== 'object' || stored === null) return stored === null ? {} : { [name]: wordsOf(stored) };
  if (Array.isArray(stored) && stored.every((each) => typeof each !== 'object'))
    return { [name]: stored.map((each) => wordsOf(each)) };
  const parts = Object.entries(stored).map(([key, value]) => valuesOf(value, name === '' ? key : `${name}.${key}`));
  return Object.assign({}, ...parts);
}

/** The words that a form sent, to fill it in again; a file has to be chosen anew. */
export function wordsIn(form: SentForm): Values {
  const words = Object.entries(form).filter(([name, value]) => name !== 'csrf' && !(value instanceof File));
  return Object.fromEntries(words) as Values;
}

export function text(form: SentForm, name: string): string {
  const value = form[name];
  return typeof value === 'string' ? value.trim().replaceAll('\r\n', '\n') : '';
}

function some(form: SentForm, name: string): readonly unknown[] {
  const value = form[name];
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

function put(into: Record<string, unknown>, [key = '', ...deeper]: readonly string[], value: unknown): void {
  if (deeper.length === 0) into[key] = value;
  else {
    into[key] ??= /^\d+$/.test(deeper[0]!) ? [] : {};
    put(into[key] as Record<string, unknown>, deeper, value);
  }
}

function wordsOf(value: unknown): string {
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
}

function numberOr(words: string): number | string {
  return Number.isNaN(Number(words)) ? words : Number(words);
}

function parted(words: string, by: RegExp): readonly string[] {
  return words
    .split(by)
    .map((each) => each.trim())
    .filter(Boolean);
}
