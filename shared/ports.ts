/** Whether `put` wrote the object, or left the one that was there (only with `ifAbsent`). */
export type PutOutcome = 'written' | 'exists';

/**
 * Objects by key, whole or not at all: a reader never sees half of one. Keys are those of `object-key.ts`; where one
 * key is a folder of another (`a` and `a/b`), a folder on disk cannot hold both and refuses the second.
 */
export interface ObjectStore {
  put(key: string, bytes: Uint8Array, options?: { readonly ifAbsent?: boolean }): Promise<PutOutcome>;
  get(key: string): Promise<Uint8Array | undefined>;
  /** The keys that start with the prefix, which need not end at a slash, in the order of their bytes. */
  list(prefix: string): AsyncIterable<string>;
  /** Deletes the object; one that is not there is no error. */
  delete(key: string): Promise<void>;
}
