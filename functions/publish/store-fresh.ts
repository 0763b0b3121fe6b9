import { evidenceNotes } from '../../shared/release/evidence-notes.ts';
import type { CodeSetStore } from '../adapters/code-set-store.ts';
import type { Ready } from './read-ready.ts';

/** Stores what was read from a file, under the hashes of what it says: the same whoever reads it, and unseen. */
export async function storeFresh(codeSets: CodeSetStore, { codeSet, files, documents, release }: Ready): Promise<void> {
  for (const [content, records] of files) await codeSets.putRecords(codeSet, content, records);
  for (const [content, document] of documents) await codeSets.putCorrections(codeSet, content, document);
  if (!release) return;
  const { counts, notes } = release.read;
  const { date, content, sha256 } = release.source;
  const evidence = await release.evidence();
  const beside = evidenceNotes({ date, records: release.read.records }, evidence);
  await codeSets.putReport(codeSet, sha256, evidence.report);
  await codeSets.putRelease(codeSet, { date, content, sha256, counts, notes: [...notes, ...beside] });
}
