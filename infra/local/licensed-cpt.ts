import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { textVault } from '../../functions/adapters/text-vault.ts';
import type { TextVault } from '../../shared/cpt/text-vault.ts';
import { folderLayout } from './data-folder.ts';
import { openObjectFolder } from './object-folder.ts';
import { vaultKeyIn } from './vault-key.ts';

/**
 * Licensed texts on one's own machine, apart from the objects that anybody may read: whoever copies those copies no
 * licensed text. Folder and key are made when the first text is put.
 */
export function localVault(folder: string): TextVault {
  const root = join(folder, folderLayout.vault);
  let opened: Promise<TextVault> | undefined;
  const vault = (): Promise<TextVault> => {
    opened ??= openObjectFolder(root).then((objects) => textVault(objects, vaultKeyIn(folder)));
    return opened;
  };
  return {
    put: async (key, bytes) => (await vault()).put(key, bytes),
    get: async (key) => (existsSync(root) ? (await vault()).get(key) : undefined),
    async *keys(prefix) {
      if (existsSync(root)) yield* (await vault()).keys(prefix);
    },
  };
}
