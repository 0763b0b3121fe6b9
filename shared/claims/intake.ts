import { createCsvClaimReader } from './csv.ts';
import type { ClaimColumn } from './csv-columns.ts';
import { createFhirClaimReader } from './fhir/claim-reader.ts';
import { readByForm } from './file-form.ts';
import { type ClaimSink, type IntakeCounts, IntakeLedger, type PushReader } from './intake-ledger.ts';
import { createX12ClaimReader } from './x12/claim-reader.ts';

export interface ClaimReaderOptions extends ClaimSink {
  /** Name of the file, as refusals show it. */
  readonly file: string;
  /** Header names of the user's own, by column, where the file is CSV. */
  readonly csvColumns?: Readonly<Partial<Record<ClaimColumn, string>>> | undefined;
}

/**
 * Reads claims from a file pushed in chunks of any size: X12 837P and 837I, CSV, FHIR Claim as NDJSON or Bundle; the
 * form is seen from its first bytes. Every claim seen is given or refused with its place and the reason; bad input
 * never throws; except for a FHIR Bundle memory does not grow with the file.
 */
export function createClaimReader(options: ClaimReaderOptions): PushReader {
  return readByForm((found) => {
    switch (found.form) {
      case 'x12':
        return createX12ClaimReader(options);
      case 'json':
        return createFhirClaimReader(options);
      case 'csv':
        return createCsvClaimReader({ ...options, mapping: options.csvColumns });
      case 'none':
        return refusing(found.reason, options);
      default:
        return found satisfies never;
    }
  });
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
