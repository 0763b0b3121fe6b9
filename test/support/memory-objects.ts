import { assertObjectKey } from '../../shared/object-key.ts';
import type { ObjectStore } from '../../shared/ports.ts';

/** Objects in a map, for tests that open many stores. The contract of the real ones is tested in object-store.test.ts. */
export function memoryObjects(held = new Map<string, Uint8Array>()): ObjectStore {
  return {
    async put(key, bytes, { ifAbsent = false } = {}) {
      assertObjectKey(key);
      if (ifAbsent && held.has(key)) return 'exists';
      held.set(key, bytes.slice());
      return 'written';
    },
    get: async (key) => held.get(key)?.slice(),
    async *list(prefix) {
      for (const key of [...held.keys()].sort()) if (key.startsWith(prefix)) yield key;
    },
    async delete(key) {
      held.delete(key);
    },
  };
}
