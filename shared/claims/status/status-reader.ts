import { readByForm } from '../file-form.ts';
import type { StatusReader } from './claim-status.ts';
import { type CsvStatusOptions, createCsvStatusReader } from './csv-status-reader.ts';
import { StatusLedger } from './status-ledger.ts';
import { createX12StatusReader } from './x12-status-reader.ts';

/**
 * Reads what payers and clearing houses say of claims, from a file pushed in chunks of any size: X12 835, 277CA and
 * 277, or CSV; the form is seen from its first bytes. Bad input never throws: it is refused with its place and reason.
 */
export function createStatusReader(options: CsvStatusOptions): StatusReader {
  return readByForm((found) => {
    if (found.form === 'x12') return createX12StatusReader(options);
    if (found.form === 'csv') return createCsvStatusReader(options);
    return refusing(found.form === 'none' ? found.reason : 'statuses are not read from JSON', options);
  });
}

function refusing(reason: string, options: CsvStatusOptions): StatusReader {
  const ledger = new StatusLedger(options.file, options);
  return {
    write: () => undefined,
    end: () => {
      ledger.refuse('input', 1, reason);
      return ledger.counts;
    },
  };
}
