import { Readable } from 'node:stream';
import dynalite from 'dynalite/db/index.js';
import { CodesetError } from '../../shared/errors.ts';

/** Index rows that wait for their item: all are written in one step with it. */
const waitingIndexWrites = new WeakMap<DynaliteDatabase, DynaliteWrite[]>();

/**
 * Opens dynalite's store, on disk or (without a path) in memory, with three repairs that its users need:
 * an item and its index rows are written in one step, so that a kill cannot leave an item that no index finds;
 * index rows of items that share both index keys cannot overwrite each other; and iterators are closed after use.
 */
export async function openDynaliteStore(path: string | undefined): Promise<DynaliteStore> {
  Object.assign(dynalite, { createIndexKey, updateIndexes });
  const store = dynalite.create({ path, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  writeItemsWhole(store.db);
  readInChunks(store.db);
  await store.db.open().catch((error: unknown) => {
    throw cannotOpen(path, error);
  });
  return store;
}

function cannotOpen(path: string | undefined, error: unknown): CodesetError {
  const cause = error instanceof Error ? error.cause : undefined;
  const locked = cause instanceof Error && 'code' in cause && cause.code === 'LEVEL_LOCKED';
  const reason = locked ? 'another process has it open; end that process' : 'restore it from a copy, or move it away';
  return new CodesetError('STORE_OPEN', `the store ${path} cannot be opened: ${reason}`, locked ? 3 : 1, {
    cause: error,
  });
}

/** dynalite tells such items apart by 24 bits of a hash, which meet by chance; the whole key cannot. */
function createIndexKey(item: DynaliteItem, table: DynaliteTable, keySchema: readonly DynaliteKey[]): string {
  return dynalite.createKey(item, table, keySchema) + dynalite.createKey(item, table);
}

function updateIndexes(
  store: DynaliteStore,
  table: DynaliteTable,
  existing: DynaliteItem | null | undefined,
  item: DynaliteItem | null | undefined,
  callback: DynaliteCallback<void>,
): void {
  const writes = waitingIndexWrites.get(store.db)!;
  for (const index of table.GlobalSecondaryIndexes ?? []) {
    const prefix = `index-global~${table.TableName}~${index.IndexName}~`;
    const before = existing && indexRowKey(existing, table, index);
    const after = item && indexRowKey(item, table, index);
    if (before && before !== after) writes.push({ type: 'del', key: prefix + before });
    if (item && after) writes.push({ type: 'put', key: prefix + after, value: project(item, table, index) });
  }
  // In the same tick: dynalite writes the item right after, and nothing can come between.
  callback();
}

function indexRowKey(item: DynaliteItem, table: DynaliteTable, index: DynaliteIndex): string | undefined {
  const inIndex = index.KeySchema.every((key) => item[key.AttributeName] != null);
  return inIndex ? createIndexKey(item, table, index.KeySchema) : undefined;
}

function project(item: DynaliteItem, table: DynaliteTable, index: DynaliteIndex): DynaliteItem {
  if (index.Projection.ProjectionType === 'ALL') return item;
  const keys = [...index.KeySchema, ...table.KeySchema].map((key) => key.AttributeName);
  const names = [...keys, ...(index.Projection.NonKeyAttributes ?? [])];
  return Object.fromEntries(names.flatMap((name) => (item[name] ? [[name, item[name]]] : [])));
}

function writeItemsWhole(db: DynaliteDatabase): void {
  const waiting: DynaliteWrite[] = [];
  waitingIndexWrites.set(db, waiting);
  db.put = (key, value, callback) =>
    db.batch(
      [...waiting.splice(0), { type: 'put', key, value: key.startsWith('table~') ? active(value) : value }],
      callback,
    );
  db.del = (key, callback) => db.batch([...waiting.splice(0), { type: 'del', key }], callback);
}

/** A table is active from its first write on: one that a kill left in creation would stay so for ever. */
function active(table: unknown): unknown {
  return typeof table === 'object' ? { ...table, TableStatus: 'ACTIVE' } : table;
}

/** dynalite never closes its iterators; each one left open holds a snapshot of the whole database. */
function readInChunks(db: DynaliteDatabase): void {
  db.createValueStream = (range) => {
    const rows = db.values(range);
    const stream: Readable = new Readable({
      objectMode: true,
      highWaterMark: 64,
      read: () => void rows.nextv(64).then(push, (error) => stream.destroy(error)),
      destroy: (error, done) => void rows.close().then(() => done(error), done),
    });
    const push = (values: unknown[]) => {
      if (values.length === 0) stream.push(null);
      for (const value of values) stream.push(value);
    };
    return stream;
  };
}

/** Before and behind every key that dynalite writes. */
const edges = ['\u0000', '\uffff'] as const;

/**
 * Writes the files of a store on disk anew, so that nothing of what was deleted is left in them. LevelDB merges a file
 * only with files of another level: rows at both edges make one that overlaps with all.
 */
export async function rewriteFiles(db: DynaliteDatabase): Promise<void> {
  const write = (operations: DynaliteWrite[]) =>
    new Promise<void>((resolve, reject) => {
      db.batch(operations, (error) => (error ? reject(error) : resolve()));
    });
  const compact = async () => db.compactRange?.(edges[0], edges[1]);
  await compact();
  await write(edges.map((key) => ({ type: 'put', key, value: '' })));
  await compact();
  await write(edges.map((key) => ({ type: 'del', key })));
  await compact();
}
