import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { localAccount } from './local-account.ts';

/** Clears what lies beside the tables for the account of this machine: mails, and files on their way in. */
export function clearFolders(folders: readonly string[]) {
  return async (account: string, dryRun: boolean): Promise<number> => {
    if (account !== localAccount) return 0;
    let files = 0;
    for (const folder of folders) {
      const names = await readdir(folder).catch(() => []);
      files += names.length;
      if (!dryRun) for (const name of names) await rm(join(folder, name), { recursive: true, force: true });
    }
    return files;
  };
}
