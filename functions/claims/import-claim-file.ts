import type { Claim, RefusedClaim } from '../../shared/claims/claim.ts';
import type { ClaimColumn } from '../../shared/claims/csv-columns.ts';
import { createIntakeReader, type IntakeOptions } from '../../shared/claims/intake.ts';
import type { ClaimStatus } from '../../shared/claims/status/claim-status.ts';
import type { ClaimImport, ImportReport } from './import-claims.ts';

/** One file on its way in. */
export interface IntakeFile {
  /** As refusals show it. */
  readonly name: string;
  readonly chunks: AsyncIterable<Uint8Array>;
  readonly holds?: IntakeOptions['holds'];
  /** Header names of the user's own, by column, where the file is CSV. */
  readonly csvColumns?: Readonly<Partial<Record<ClaimColumn, string>>> | undefined;
  /** Told of what is no loss: an envelope's count that is wrong. */
  readonly onNotice?: (notice: RefusedClaim) => void;
  /** Bytes read so far; awaited, so that whoever keeps it sets the pace. */
  readonly onProgress?: (bytes: number) => void | Promise<void>;
}

/** Imports one file as it streams in, claims or what was said of them, in constant memory, whatever its size and form. */
export async function importClaimFile(into: ClaimImport, file: IntakeFile): Promise<ImportReport> {
  const { name, chunks, holds = 'any', csvColumns, onNotice, onProgress } = file;
  const claims: Claim[] = [];
  const statuses: ClaimStatus[] = [];
  const reader = createIntakeReader({
    file: name,
    holds,
    csvColumns,
    onClaim: (claim) => claims.push(claim),
    onStatus: (status) => statuses.push(status),
    onRefused: (refused) => (refused.kind === 'notice' ? onNotice?.(refused) : into.refuse(refused)),
  });
  const drain = async () => {
    for (const claim of claims.splice(0)) await into.add(claim);
    for (const status of statuses.splice(0)) await into.say(status);
  };
  let bytes = 0;
  for await (const chunk of chunks) {
    reader.write(chunk);
    bytes += chunk.length;
    await drain();
    await onProgress?.(bytes);
  }
  reader.end();
  await drain();
  await into.flush();
  return into.report;
}
