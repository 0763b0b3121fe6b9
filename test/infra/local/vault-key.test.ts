import { chmodSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { vaultKeyIn } from '../../../infra/local/vault-key.ts';
import { tempFolder } from '../../support/temp-folder.ts';

test('the key is made once, for its owner’s eyes', () => {
  const folder = tempFolder();
  const key = vaultKeyIn(folder);
  const [file] = readdirSync(folder) as [string];
  expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600);
  expect(vaultKeyIn(folder).equals(key)).toBe(true);
  expect(vaultKeyIn(tempFolder()).equals(key)).toBe(false);
});

test('a key that others may read, or that is none, is refused', () => {
  const folder = tempFolder();
  vaultKeyIn(folder);
  const path = join(folder, readdirSync(folder)[0]!);
  chmodSync(path, 0o644);
  expect(() => vaultKeyIn(folder)).toThrow(/chmod 600/);
  chmodSync(path, 0o600);
  writeFileSync(path, 'short');
  expect(() => vaultKeyIn(folder)).toThrow(/holds no key/);
});
