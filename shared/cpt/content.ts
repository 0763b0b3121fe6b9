import { createHash } from 'node:crypto';
import type { CptYear } from './cpt-record.ts';

/** Everything that a year says: two drops with the same hash are one. Nobody can read a text out of it. */
export function yearContent({ year, records, ends }: CptYear): string {
  const hash = createHash('sha256').update(`${year}\n`);
  for (const record of records) hash.update(`${JSON.stringify(record)}\n`);
  for (const end of [...ends.values()].sort((a, b) => (a.code < b.code ? -1 : 1)))
    hash.update(`${JSON.stringify(end)}\n`);
  return hash.digest('hex').slice(0, 32);
}
