import type { ObjectStore } from '../../shared/ports.ts';

/** Several stores as one, chosen by how the key starts: the locked archive apart from what is derived from it. */
export function routedObjects(routes: Readonly<Record<string, ObjectStore>>, otherwise: ObjectStore): ObjectStore {
  const storeOf = (key: string) => Object.entries(routes).find(([prefix]) => key.startsWith(prefix))?.[1] ?? otherwise;
  return {
    put: (key, bytes, options) => storeOf(key).put(key, bytes, options),
    get: (key) => storeOf(key).get(key),
    list: (prefix) => storeOf(prefix).list(prefix),
    delete: (key) => storeOf(key).delete(key),
  };
}
