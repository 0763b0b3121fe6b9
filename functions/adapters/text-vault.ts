import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto';
import type { TextVault } from '../../shared/cpt/text-vault.ts';
import { CodesetError } from '../../shared/errors.ts';
import type { ObjectStore } from '../../shared/ports.ts';

/** Opens every object of the vault; says which form the rest has. */
const form = Buffer.from('CWV1');
const algorithm = 'aes-256-gcm';
const nonceLength = 12;
const tagLength = 16;

/**
 * Keeps licensed texts in the object store under AES-256-GCM: form, nonce, tag, ciphertext. The object's key is
 * authenticated with it, so that no object can be put in the place of another.
 */
export function textVault(objects: ObjectStore, key: KeyObject): TextVault {
  return {
    async put(name, bytes) {
      const nonce = randomBytes(nonceLength);
      const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagLength });
      cipher.setAAD(Buffer.from(name));
      const sealed = Buffer.concat([cipher.update(bytes), cipher.final()]);
      await objects.put(name, Buffer.concat([form, nonce, cipher.getAuthTag(), sealed]));
    },
    async get(name) {
      const held = await objects.get(name);
      return held && open(name, Buffer.from(held), key);
    },
  };
}

function open(name: string, held: Buffer, key: KeyObject): Uint8Array {
  const [afterNonce, afterTag] = [form.length + nonceLength, form.length + nonceLength + tagLength];
  try {
    if (!held.subarray(0, form.length).equals(form) || held.length < afterTag) throw new Error('it has no such form');
    const nonce = held.subarray(form.length, afterNonce);
    const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: tagLength });
    decipher.setAAD(Buffer.from(name));
    decipher.setAuthTag(held.subarray(afterNonce, afterTag));
    return Buffer.concat([decipher.update(held.subarray(afterTag)), decipher.final()]);
  } catch (cause) {
    throw new CodesetError(
      'VAULT',
      `licensed text ${name} cannot be opened: it was sealed with another key, or has been altered`,
      1,
      { cause },
    );
  }
}
