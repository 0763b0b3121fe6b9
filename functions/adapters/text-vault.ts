import type { KeyObject } from 'node:crypto';
import type { TextVault } from '../../shared/cpt/text-vault.ts';
import type { ObjectStore } from '../../shared/ports.ts';
import { refusedText, sealed, unsealed } from './seal.ts';

/** Opens every object of the vault; says which form the rest has. */
const form = Buffer.from('CWV1');

/** Keeps licensed texts in the object store, sealed with the one key of the machine's owner. */
export function textVault(objects: ObjectStore, key: KeyObject): TextVault {
  return {
    async put(name, bytes) {
      await objects.put(name, Buffer.concat([form, sealed(name, bytes, key)]));
    },
    async get(name) {
      const held = await objects.get(name);
      if (!held) return undefined;
      const bytes = Buffer.from(held);
      if (!bytes.subarray(0, form.length).equals(form)) throw refusedText(name, 'it has no such form');
      return unsealed(name, bytes.subarray(form.length), key);
    },
    keys: (prefix) => objects.list(prefix),
  };
}

/** Where nothing licensed is held, and nothing may be put. */
export const noVault: TextVault = {
  async put(name) {
    throw refusedText(name, 'this function has no vault');
  },
  async get() {
    return undefined;
  },
  async *keys() {},
};
