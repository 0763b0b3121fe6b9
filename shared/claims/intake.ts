import { createCsvClaimReader } from './csv.ts';
import { type ClaimColumn, claimColumns } from './csv-columns.ts';
import { plainName } from './csv-rows.ts';
import { createFhirClaimReader } from './fhir/claim-reader.ts';
import { type FileForm, type Pushed, readByForm } from './file-form.ts';
import { type ClaimSink, type IntakeCounts, IntakeLedger, type PushReader } from './intake-ledger.ts';
import type { ClaimStatus } from './status/claim-status.ts';
import { statusColumns } from './status/csv-status-reader.ts';
import { createStatusReader } from './status/status-reader.ts';
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

export interface IntakeOptions extends ClaimReaderOptions {
  /** `claims` and `status` say what the file is; `any`: it is seen from its first bytes. */
  readonly holds?: 'any' | 'claims' | 'status';
  onStatus(status: ClaimStatus): void;
}

/**
 * Reads what is to be stored, claims or what was said of them (835, 277CA, 277, CSV), seen from the file's first bytes:
 * the first transaction, or the columns of its header. What a file holds of the other kind is refused by its place.
 */
export function createIntakeReader(options: IntakeOptions): Pushed<unknown> {
  const { holds = 'any' } = options;
  return readByForm<unknown>((found, beginning) => {
    const isStatus = holds === 'status' || (holds === 'any' && looksLikeStatus(found, beginning));
    return isStatus ? createStatusReader(options) : createClaimReader(options);
  });
}

function looksLikeStatus({ form }: FileForm, beginning: string): boolean {
  if (form === 'x12') return /[^0-9A-Za-z]ST([^0-9A-Za-z\s])(?:835|277)\1/.test(beginning);
  return form === 'csv' && isStatusHeader(beginning.split(/\r\n|\n|\r/, 1)[0]!);
}

/** A table of claims has codes and dates of service; one of statuses names the claim and where it stands. */
function isStatusHeader(header: string): boolean {
  const names = new Set(header.split(/[,;\t|]/).map(plainName));
  const has = (accepted: readonly string[]) => accepted.some((name) => names.has(plainName(name)));
  const isClaims = has(claimColumns.code) && has(claimColumns.dateOfService);
  return has(statusColumns.state) && has(statusColumns.claimId) && !isClaims;
}
