import { bytesToText } from './x12/text.ts';

/** A reader into which a file is pushed, in chunks of any size. It never throws on bad input. */
export interface Pushed<Counts> {
  write(chunk: Uint8Array | string): void;
  /** The file is over: what it held. */
  end(): Counts;
}

export type FileForm =
  | { readonly form: 'x12' | 'json' | 'csv' }
  /** A file of which nothing can be read, with the remedy. */
  | { readonly form: 'none'; readonly reason: string };

const none = (reason: string): FileForm => ({ form: 'none', reason });

/** Forms by how a file begins, behind byte order mark and blanks. The first that fits is taken; CSV if none does. */
const beginnings: readonly (readonly [begins: string | RegExp, form: FileForm])[] = [
  [/^I\s*S\s*A[^0-9A-Za-z \r\n]/, { form: 'x12' }],
  [/^GS\*/, { form: 'x12' }],
  [/^[{[]/, { form: 'json' }],
  ['PK\x03\x04', none('the file is a zip or a workbook: unpack it, or save the sheet as CSV')],
  ['\x1f\x8b', none('the file is compressed: unpack it first')],
  ['%PDF', none('the file is a PDF, from which nothing can be read')],
  ['ÿþ', none('the file is UTF-16: save it as UTF-8')],
  ['þÿ', none('the file is UTF-16: save it as UTF-8')],
  ['<', none('the file is XML or a web page, from which nothing is read')],
  [/\bISA([^0-9A-Za-z \r\n])..\1/, { form: 'x12' }],
];

/** So many bytes tell the form, or the whole of a file that is shorter. */
const enough = 2_048;

/** Waits for the first bytes and lets the reader of their form, made by `create`, read them and the rest. */
export function readByForm<Counts>(create: (form: FileForm, beginning: string) => Pushed<Counts>): Pushed<Counts> {
  let reader: Pushed<Counts> | null = null;
  let first = new Uint8Array(0);
  const begin = (): Pushed<Counts> => {
    const beginning = beginningOf(first);
    const begun = create(formOf(beginning), beginning);
    begun.write(first);
    reader = begun;
    return begun;
  };
  return {
    write: (chunk) => {
      if (reader) reader.write(chunk);
      else {
        first = joined(first, typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk);
        if (first.length >= enough) begin();
      }
    },
    end: () => (reader ?? begin()).end(),
  };
}

function beginningOf(first: Uint8Array): string {
  return bytesToText(first.subarray(0, enough)).replace(/^(?:ï»¿)?\s+|^ï»¿/, '');
}

function formOf(beginning: string): FileForm {
  const fits = (begins: string | RegExp): boolean =>
    typeof begins === 'string' ? beginning.startsWith(begins) : begins.test(beginning);
  return beginnings.find(([begins]) => fits(begins))?.[1] ?? { form: 'csv' };
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
