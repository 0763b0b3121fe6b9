import { randomBytes } from 'node:crypto';
import { DecryptCommand, type GenerateDataKeyCommand, type KMSClient } from '@aws-sdk/client-kms';
import { expect, test } from 'vitest';
import { kmsTextVault } from '../../../functions/adapters/kms-vault.ts';
import { memoryObjects } from '../../support/memory-objects.ts';

const name = 'licensed/cpt/2026/a/0001';
const text = Buffer.from('Secret words, made up');

/** A KMS that wraps a key with what was said of it, and opens it to whoever says the same. */
function kms() {
  const asked: string[] = [];
  const send = async (command: GenerateDataKeyCommand | DecryptCommand) => {
    const context = JSON.stringify(command.input.EncryptionContext);
    asked.push(`${command.constructor.name} ${command.input.KeyId} ${context}`);
    if (command instanceof DecryptCommand) {
      const [plain, said] = JSON.parse(Buffer.from(command.input.CiphertextBlob!).toString());
      if (said !== context) throw new Error('InvalidCiphertextException');
      return { Plaintext: Buffer.from(plain, 'base64') };
    }
    const Plaintext = randomBytes(32);
    const wrapped = Buffer.from(JSON.stringify([Plaintext.toString('base64'), context]));
    return { Plaintext, CiphertextBlob: wrapped };
  };
  return { client: { send } as unknown as KMSClient, asked };
}

test('each object has a key of its own, wrapped with its name', async () => {
  const { client, asked } = kms();
  const held = new Map<string, Uint8Array>();
  const vault = kmsTextVault(memoryObjects(held), client, 'the-key');
  await vault.put(name, text);
  await vault.put(`${name}2`, text);
  expect(Buffer.from((await vault.get(name))!)).toEqual(text);
  expect(asked).toEqual([
    `GenerateDataKeyCommand the-key {"object":"${name}"}`,
    `GenerateDataKeyCommand the-key {"object":"${name}2"}`,
    `DecryptCommand the-key {"object":"${name}"}`,
  ]);
  for (const bytes of held.values()) expect(Buffer.from(bytes).toString('latin1')).not.toContain('Secret');
  expect(await vault.get('licensed/cpt/2026/none')).toBeUndefined();
});

test('an object in the place of another, altered or of another form is not opened', async () => {
  const { client } = kms();
  const held = new Map<string, Uint8Array>();
  const vault = kmsTextVault(memoryObjects(held), client, 'the-key');
  await vault.put(name, text);
  const sealed = Buffer.from(held.get(name)!);
  held.set('licensed/cpt/2026/a/0002', sealed);
  await expect(vault.get('licensed/cpt/2026/a/0002')).rejects.toThrow();
  const altered = Buffer.from(sealed);
  altered[altered.length - 1]! ^= 1;
  held.set(name, altered);
  await expect(vault.get(name)).rejects.toMatchObject({ code: 'VAULT' });
  held.set(name, Buffer.from('CWV1 something else'));
  await expect(vault.get(name)).rejects.toMatchObject({ code: 'VAULT' });
});
