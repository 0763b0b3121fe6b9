import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto';
import { CodesetError } from '../../shared/errors.ts';

const algorithm = 'aes-256-gcm';
const nonceLength = 12;
const tagLength = 16;

/**
 * Bytes under AES-256-GCM: nonce, tag, ciphertext. The object's name is authenticated with it, so that no object can be
 * put in the place of another.
 */
export function sealed(name: string, bytes: Uint8Array, key: KeyObject): Buffer {
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagLength });
  cipher.setAAD(Buffer.from(name));
  const text = Buffer.concat([cipher.update(bytes), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), text]);
}

/** Throws where they were sealed with another key, under another name, or altered since. */
export function unsealed(name: string, held: Buffer, key: KeyObject): Uint8Array {
  const afterTag = nonceLength + tagLength;
  try {
    const decipher = createDecipheriv(algorithm, key, held.subarray(0, nonceLength), { authTagLength: tagLength });
    decipher.setAAD(Buffer.from(name));
    decipher.setAuthTag(held.subarray(nonceLength, afterTag));
    return Buffer.concat([decipher.update(held.subarray(afterTag)), decipher.final()]);
  } catch (cause) {
    throw refusedText(name, cause);
  }
}

export function refusedText(name: string, cause: unknown): CodesetError {
  const reason = 'it was sealed with another key, or has been altered';
  return new CodesetError('VAULT', `licensed text ${name} cannot be opened: ${reason}`, 1, { cause });
}
