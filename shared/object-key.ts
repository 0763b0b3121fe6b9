import { CodesetError } from './errors.ts';

/** A part between slashes: letters, digits and marks that S3 and file systems both take, no dot in front. */
const keyPart = /^[A-Za-z0-9!_*'()=@+,-][A-Za-z0-9!_*'()=@+,.-]{0,254}$/;

/** S3's limit for the length of a key, in bytes. */
const longestKey = 1024;

/** Refuses a key that S3 and a folder would not both hold under the same name, so `..` and absolute paths too. */
export function assertObjectKey(key: string): void {
  if (key.length <= longestKey && key.split('/').every((part) => keyPart.test(part))) return;
  throw new CodesetError('OBJECT_KEY', `not a key for stored objects: ${JSON.stringify(key.slice(0, 200))}`);
}
