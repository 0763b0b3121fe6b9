import type { IsoDate } from '../../shared/dates.ts';
import type { ImportStore } from '../adapters/import-store.ts';
import { importClaimFile } from './import-claim-file.ts';
import type { ClaimImport, ImportReport } from './import-claims.ts';

export interface ReceivePorts {
  readonly imports: Pick<ImportStore, 'start' | 'running' | 'failed' | 'keep'>;
  readonly importInto: (account: string, window: string, today?: IsoDate) => ClaimImport;
}

/** A file as it arrives, whoever brings it. */
export interface Arrival {
  readonly account: string;
  /** Of the import: the same file in the same place is the same import. */
  readonly id: string;
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** How far an import is, is noted after so many claims or statuses. */
const noteEvery = 100;

/** Imports a file that arrived, and keeps how far it is and what came of it with the account. */
export const receiveClaims =
  ({ imports, importInto }: ReceivePorts) =>
  async ({ account, id, chunks }: Arrival): Promise<ImportReport> => {
    const { holds = 'any', columns: csvColumns } = (await imports.start(account, id)).reading ?? {};
    const into = importInto(account, id);
    let noted = 0;
    let bytesRead = 0;
    const progress = () => ({ report: into.report, findings: into.raised, bytesRead });
    const onProgress = async (bytes: number) => {
      bytesRead = bytes;
      const { read, statuses } = into.report;
      const done = read + (statuses?.read ?? 0);
      if (done < noted + noteEvery) return;
      noted = done;
      await imports.running(account, id, progress());
    };
    try {
      // The name of a file is written by people, and kept nowhere.
      const report = await importClaimFile(into, { name: 'claims', chunks, holds, csvColumns, onProgress });
      await imports.keep(account, id, progress());
      return report;
    } catch (error) {
      await imports.failed(account, id, progress());
      throw error;
    }
  };
