import type { Claim } from '../shared/claims/claim.ts';
import { createClaimReader } from '../shared/claims/intake.ts';
import type { ClaimImport, ImportReport } from './import-claims.ts';

/** Imports one file as it streams in, in constant memory, whatever its size and form. */
export async function importClaimFile(
  into: ClaimImport,
  file: string,
  chunks: AsyncIterable<Uint8Array>,
): Promise<ImportReport> {
  const waiting: Claim[] = [];
  const reader = createClaimReader({
    file,
    onClaim: (claim) => waiting.push(claim),
    onRefused: (refused) => into.refuse(refused),
  });
  const drain = async () => {
    for (const claim of waiting.splice(0)) await into.add(claim);
  };
  for await (const chunk of chunks) {
    reader.write(chunk);
    await drain();
  }
  reader.end();
  await drain();
  await into.flush();
  return into.report;
}
