/**
 * The entry of a table for a word that comes from outside; undefined where there is none. What every object inherits,
 * such as `constructor`, is no entry, though plain indexing finds it.
 */
export function ownEntry<Entry>(table: Readonly<Record<string, Entry>>, word: string): Entry | undefined {
  return Object.hasOwn(table, word) ? table[word] : undefined;
}
