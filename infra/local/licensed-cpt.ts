import { join } from 'node:path';
import { LicensedDrops } from '../../functions/adapters/licensed-drops.ts';
import { textVault } from '../../functions/adapters/text-vault.ts';
import { ingestCpt } from '../../functions/ingest-cpt.ts';
import { publishCpt } from '../../functions/publish-cpt.ts';
import type { LocalApp } from './local-app.ts';
import { openObjectFolder } from './object-folder.ts';
import { vaultKeyIn } from './vault-key.ts';

/** Apart from the objects that anybody may read: whoever copies those copies no licensed text. */
const vaultFolder = 'vault';

/** Licensed CPT on one's own machine: the vault in the data folder, and the way into the store. */
export async function licensedCpt({ folder, codeSets, sweeps }: Pick<LocalApp, 'folder' | 'codeSets' | 'sweeps'>) {
  const vault = textVault(await openObjectFolder(join(folder, vaultFolder)), vaultKeyIn(folder));
  const drops = new LicensedDrops(vault);
  return { drops, ingest: ingestCpt({ drops, publish: publishCpt({ codeSets, sweeps, drops }) }) };
}
