/**
 * Where licensed texts lie: AMA's files as they came, and the descriptors read from them. Encrypted with a key of their
 * own, apart from every public object, so that who may read the store may not therefore read them.
 */
export interface TextVault {
  put(key: string, bytes: Uint8Array): Promise<void>;
  /** Undefined where there is none. Throws where it cannot be opened: another key, or altered bytes. */
  get(key: string): Promise<Uint8Array | undefined>;
  keys(prefix: string): AsyncIterable<string>;
}

const root = 'licensed/cpt/';

/** Keys in the vault. Everything licensed lies under one prefix, which has rights of its own. */
export const vaultKeys = {
  root,
  /** A drop of one year: its files by their number, for their names are a licensee's. */
  file: (year: number, sha256: string, number: number) => `${root}${year}/${sha256}/${String(number).padStart(4, '0')}`,
  /** Names and order of a drop's files. */
  manifest: (year: number, sha256: string) => `${root}${year}/${sha256}/manifest`,
  /** Descriptors by code, by the hash of what the year says. */
  descriptors: (year: number, content: string) => `${root}${year}/descriptors/${content}`,
  /** The changes of a comparison, with their texts. */
  changes: (year: number, changeSet: string) => `${root}${year}/changes/${changeSet}`,
} as const;
