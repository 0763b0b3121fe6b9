import { createSecretKey } from 'node:crypto';
import { DecryptCommand, GenerateDataKeyCommand, type KMSClient } from '@aws-sdk/client-kms';
import type { TextVault } from '../../shared/cpt/text-vault.ts';
import type { ObjectStore } from '../../shared/ports.ts';
import { refusedText, sealed, unsealed } from './seal.ts';

/** Opens every object of this vault; behind it the length of the wrapped key, the wrapped key, and the sealed text. */
const form = Buffer.from('CWV2');
const lengthBytes = 2;

/**
 * Keeps licensed texts in a bucket under envelope encryption: each object has a key of its own, wrapped by KMS together
 * with the object's name. Who can read the bucket reads nothing without a right to the key, for that very object.
 */
export function kmsTextVault(objects: ObjectStore, kms: KMSClient, keyId: string): TextVault {
  return {
    async put(name, bytes) {
      const context = { object: name };
      const made = await kms.send(
        new GenerateDataKeyCommand({ KeyId: keyId, KeySpec: 'AES_256', EncryptionContext: context }),
      );
      const { Plaintext, CiphertextBlob: wrapped } = made;
      if (!Plaintext || !wrapped) throw refusedText(name, 'KMS gave no key');
      const length = Buffer.alloc(lengthBytes);
      length.writeUInt16BE(wrapped.length);
      await objects.put(name, Buffer.concat([form, length, wrapped, sealed(name, bytes, createSecretKey(Plaintext))]));
    },
    async get(name) {
      const held = await objects.get(name);
      if (!held) return undefined;
      const { wrapped, text } = parted(name, Buffer.from(held));
      const opened = await kms.send(
        new DecryptCommand({ KeyId: keyId, CiphertextBlob: wrapped, EncryptionContext: { object: name } }),
      );
      if (!opened.Plaintext) throw refusedText(name, 'KMS gave no key');
      return unsealed(name, text, createSecretKey(opened.Plaintext));
    },
    keys: (prefix) => objects.list(prefix),
  };
}

function parted(name: string, held: Buffer): { wrapped: Buffer; text: Buffer } {
  const begin = form.length + lengthBytes;
  if (!held.subarray(0, form.length).equals(form) || held.length < begin)
    throw refusedText(name, 'it has no such form');
  const end = begin + held.readUInt16BE(form.length);
  return { wrapped: held.subarray(begin, end), text: held.subarray(end) };
}
