import type { Medium } from './medium.ts';

/** What the database would charge for: units of writing, of up to 1 KB each, in tables and indexes. */
export interface WriteMeter {
  /** Units since it was asked last. */
  take(): number;
}

/**
 * Counts as DynamoDB does: an item's write costs by its size, and so does each index row that it changes; one that
 * stays as it is costs nothing, and one that moves is deleted and written.
 */
export async function meterWrites({ store }: Medium): Promise<WriteMeter> {
  const { db } = store!;
  const rows = new Map((await db.iterator().all()).map(([key, value]) => [key, JSON.stringify(value)]));
  let units = 0;
  const write = db.batch.bind(db);
  db.batch = (operations, done) => {
    for (const operation of operations) {
      const { key } = operation;
      const [before, after] = [rows.get(key), operation.type === 'put' ? JSON.stringify(operation.value) : undefined];
      if (key.startsWith('item-') || before !== after) units += unitsOf(after ?? before ?? '');
      if (after === undefined) rows.delete(key);
      else rows.set(key, after);
    }
    write(operations, done);
  };
  return {
    take() {
      const taken = units;
      units = 0;
      return taken;
    },
  };
}

/** The database counts names and values; a quarter of the text here is quotes, colons and names of types. */
function unitsOf(row: string): number {
  return Math.max(1, Math.ceil((row.length * 0.75) / 1024));
}
