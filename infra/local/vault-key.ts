import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CodesetError } from '../../shared/errors.ts';

/** The key of the licensed texts, in a file of the data folder that its owner alone may read. */
const fileName = 'licensed-text-key';
const keyLength = 32;
/** Rights of the file's group and of all others. */
const othersRights = 0o077;

/** Made once. Without it the licensed texts cannot be read again, and have to be handed in anew. */
export function vaultKeyIn(folder: string): KeyObject {
  const path = join(folder, fileName);
  if (!existsSync(path))
    writeFileSync(path, `${randomBytes(keyLength).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  if ((statSync(path).mode & othersRights) !== 0 && process.platform !== 'win32')
    throw new CodesetError('VAULT_KEY', `${path} may be read by others than its owner; run "chmod 600" on it`);
  const key = Buffer.from(readFileSync(path, 'utf8').trim(), 'base64');
  if (key.length !== keyLength) throw new CodesetError('VAULT_KEY', `${path} holds no key; restore it from a backup`);
  return createSecretKey(key);
}
