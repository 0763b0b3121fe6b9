import { createSecretKey, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { textVault } from '../../../functions/adapters/text-vault.ts';
import { memoryObjects } from '../../support/memory-objects.ts';

const name = 'licensed/cpt/2026/0000/manifest';
const text = Buffer.from('Secret words that somebody else owns');
const newKey = () => createSecretKey(randomBytes(32));

test('what is put comes back, and lies in the store as nothing that could be read', async () => {
  const held = new Map<string, Uint8Array>();
  const vault = textVault(memoryObjects(held), newKey());
  await vault.put(name, text);
  expect(Buffer.from((await vault.get(name))!)).toEqual(text);
  expect(Buffer.from(held.get(name)!).toString('latin1')).not.toMatch(/secret|words/i);
  expect(await vault.get('licensed/cpt/2025/0000/manifest')).toBeUndefined();
});

test('the same text is never sealed twice the same way', async () => {
  const held = new Map<string, Uint8Array>();
  const vault = textVault(memoryObjects(held), newKey());
  await vault.put(name, text);
  const first = held.get(name)!;
  await vault.put(name, text);
  expect(Buffer.from(held.get(name)!).equals(Buffer.from(first))).toBe(false);
});

test('another key opens nothing', async () => {
  const held = new Map<string, Uint8Array>();
  await textVault(memoryObjects(held), newKey()).put(name, text);
  await expect(textVault(memoryObjects(held), newKey()).get(name)).rejects.toMatchObject({ code: 'VAULT' });
});

test('an altered, shortened or exchanged object is not opened', async () => {
  const held = new Map<string, Uint8Array>();
  const vault = textVault(memoryObjects(held), newKey());
  await vault.put(name, text);
  const sealed = Buffer.from(held.get(name)!);
  for (let at = 0; at < sealed.length; at++) {
    const altered = Buffer.from(sealed);
    altered[at]! ^= 1;
    held.set(name, altered);
    await expect(vault.get(name)).rejects.toMatchObject({ code: 'VAULT' });
    held.set(name, sealed.subarray(0, at));
    await expect(vault.get(name)).rejects.toMatchObject({ code: 'VAULT' });
  }
  held.set('licensed/cpt/2025/0000/manifest', sealed);
  await expect(vault.get('licensed/cpt/2025/0000/manifest')).rejects.toMatchObject({ code: 'VAULT' });
});
