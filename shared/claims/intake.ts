import { createCsvClaimReader } from './csv.ts';
import type { ClaimColumn } from './csv-columns.ts';
import { createFhirClaimReader } from './fhir/claim-reader.ts';
import { type ClaimSink, type IntakeCounts, IntakeLedger, type PushReader } from './intake-ledger.ts';
import { createX12ClaimReader } from './x12/claim-reader.ts';
import { bytesToText } from './x12/text.ts';

export interface ClaimReaderOptions extends ClaimSink {
  /** Name of the file, as refusals show it. */
  readonly file: string;
  /** Header names of the user's own, by column, where the file is CSV. */
  readonly csvColumns?: Readonly<Partial<Record<ClaimColumn, string>>> | undefined;
}

type Create = (options: ClaimReaderOptions) => PushReader;

const csv: Create = (options) => createCsvClaimReader({ ...options, mapping: options.csvColumns });

/** Forms by how a file begins, behind byte order mark and blanks. The first that fits is taken; CSV if none does. */
const forms: readonly (readonly [begins: string | RegExp, create: Create | string])[] = [
  [/^I\s*S\s*A[^0-9A-Za-z \r\n]/, createX12ClaimReader],
  [/^GS\*/, createX12ClaimReader],
  [/^[{[]/, createFhirClaimReader],
  ['PK\x03\x04', 'the file is a zip or a workbook: unpack it, or save the sheet as CSV'],
  ['\x1f\x8b', 'the file is compressed: unpack it first'],
  ['%PDF', 'the file is a PDF, from which no claims can be read'],
  ['ÿþ', 'the file is UTF-16: save it as UTF-8'],
  ['þÿ', 'the file is UTF-16: save it as UTF-8'],
  ['<', 'the file is XML or a web page, from which no claims are read'],
  [/\bISA([^0-9A-Za-z \r\n])..\1/, createX12ClaimReader],
];

/** So many bytes tell the form, or the whole of a file that is shorter. */
const enough = 2_048;

/**
 * Reads claims from a file pushed in chunks of any size: X12 837P and 837I, CSV, FHIR Claim as NDJSON or Bundle; the
 * form is seen from its first bytes. Every claim seen is given or refused with its place and the reason; bad input
 * never throws; except for a FHIR Bundle memory does not grow with the file.
 */
export function createClaimReader(options: ClaimReaderOptions): PushReader {
  let reader: PushReader | null = null;
  let first = new Uint8Array(0);
  const begin = (): PushReader => {
    reader = readerFor(first, options);
    reader.write(first);
    first = new Uint8Array(0);
    return reader;
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

function readerFor(first: Uint8Array, options: ClaimReaderOptions): PushReader {
  const beginning = bytesToText(first.subarray(0, enough)).replace(/^(?:ï»¿)?\s+|^ï»¿/, '');
  const fits = (begins: string | RegExp): boolean =>
    typeof begins === 'string' ? beginning.startsWith(begins) : begins.test(beginning);
  const create = forms.find(([begins]) => fits(begins))?.[1] ?? csv;
  return typeof create === 'string' ? refusing(create, options) : create(options);
}

/** Takes the file and gives nothing but the reason why. */
function refusing(reason: string, options: ClaimReaderOptions): PushReader {
  const ledger = new IntakeLedger(options.file, options);
  return {
    write: () => undefined,
    end: (): IntakeCounts => {
      ledger.refuse('input', 1, reason);
      return ledger.counts;
    },
  };
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
