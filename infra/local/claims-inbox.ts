import { createHash } from 'node:crypto';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ImportReport } from '../../functions/claims/import-claims.ts';
import type { Arrival } from '../../functions/claims/receive-claims.ts';
import { claimBytes } from './claim-bytes.ts';
import { localAccount } from './local-account.ts';

export interface InboxHost {
  readonly folder: string;
  readonly receive: (arrival: Arrival) => Promise<ImportReport>;
  /** Told of each file that was read, and is gone. */
  readonly tell: (name: string, report: ImportReport) => void;
}

/** What other programs call a file that they are still writing, or have for themselves. */
const unfinished = /^\.|\.(?:part|partial|tmp|temp|crdownload)$|~$/i;

/**
 * What the bucket for claim files is in the cloud: whatever is put into the folder is imported and deleted. A file is
 * taken when it looks as it did at the look before, so that none is read while it is being written. Each call is one
 * look, and answers how many were read.
 */
export function claimsInbox({ folder, receive, tell }: InboxHost): () => Promise<number> {
  let before: ReadonlyMap<string, string> = new Map();
  return async () => {
    const now = await filesIn(folder);
    let read = 0;
    for (const [name, looks] of now) {
      if (before.get(name) !== looks) continue;
      const path = join(folder, name);
      // A file that breaks off is tried again under the same name; what was stored of it is known then.
      const id = `import-${createHash('sha256').update(`${name} ${looks}`).digest('hex').slice(0, 12)}`;
      const report = await receive({ account: localAccount, id, chunks: bytesOf(path) });
      await rm(path, { force: true });
      tell(name, report);
      read++;
    }
    before = now;
    return read;
  };
}

/** Opened when the first of it is asked for, and closed by whoever stops reading. */
async function* bytesOf(path: string): AsyncGenerator<Uint8Array> {
  yield* claimBytes(path);
}

/** How each file looks: its size and when it was written last. */
async function filesIn(folder: string): Promise<ReadonlyMap<string, string>> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isFile() && !unfinished.test(entry.name)).map(({ name }) => name);
  const looks = new Map<string, string>();
  for (const name of names.sort()) {
    const found = await stat(join(folder, name)).catch(() => undefined);
    if (found) looks.set(name, `${found.size} ${found.mtimeMs}`);
  }
  return looks;
}
