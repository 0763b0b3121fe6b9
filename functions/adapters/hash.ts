import { createHash } from 'node:crypto';

/** SHA-256 in hexadecimal: the name of archived bytes. */
export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
