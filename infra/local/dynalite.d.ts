/** What the local engine uses of dynalite 4.0.0, which has no types: its store and its operations, without its HTTP. */

type DynaliteCallback<Result> = (error?: unknown, result?: Result) => void;
type DynaliteItem = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

interface DynaliteKey {
  readonly AttributeName: string;
}

interface DynaliteIndex {
  readonly IndexName: string;
  readonly KeySchema: readonly DynaliteKey[];
  readonly Projection: { readonly ProjectionType: string; readonly NonKeyAttributes?: readonly string[] };
}

interface DynaliteTable {
  readonly TableName: string;
  readonly TableStatus: string;
  readonly KeySchema: readonly DynaliteKey[];
  readonly GlobalSecondaryIndexes?: readonly DynaliteIndex[];
}

/** An abstract-level database whose writes dynalite wrapped to take callbacks. */
interface DynaliteDatabase {
  open(): Promise<void>;
  put(key: string, value: unknown, callback: DynaliteCallback<void>): void;
  del(key: string, callback: DynaliteCallback<void>): void;
  batch(operations: readonly DynaliteWrite[], callback: DynaliteCallback<void>): void;
  values(range: object): { nextv(size: number): Promise<unknown[]>; close(): Promise<void> };
  iterator(): { all(): Promise<[key: string, value: unknown][]> };
  createValueStream(range: object): import('node:stream').Readable;
  /** Of a store on disk: what was deleted stays in its files until they are written anew. */
  compactRange?(from: string, to: string): Promise<void>;
}

type DynaliteWrite =
  | { readonly type: 'put'; readonly key: string; readonly value: unknown }
  | { readonly type: 'del'; readonly key: string };

interface DynaliteStore {
  readonly db: DynaliteDatabase;
  readonly lifecycleManager: { gracefulClose(): Promise<void> };
}

type DynaliteAction = (store: DynaliteStore, input: unknown, callback: DynaliteCallback<unknown>) => void;

interface DynaliteValidation {
  readonly types: object;
  readonly custom?: object;
}

declare module 'dynalite/db/index.js' {
  const db: {
    create(options: {
      path?: string | undefined;
      createTableMs: number;
      deleteTableMs: number;
      updateTableMs: number;
    }): DynaliteStore;
    createKey(item: DynaliteItem, table: DynaliteTable, keySchema?: readonly DynaliteKey[]): string;
    createIndexKey(item: DynaliteItem, table: DynaliteTable, keySchema: readonly DynaliteKey[]): string;
    updateIndexes(
      store: DynaliteStore,
      table: DynaliteTable,
      existing: DynaliteItem | null | undefined,
      item: DynaliteItem | null | undefined,
      callback: DynaliteCallback<void>,
    ): void;
  };
  export default db;
}

declare module 'dynalite/validations/index.js' {
  const validations: {
    checkTypes(input: unknown, types: object): unknown;
    checkValidations(input: unknown, types: object, custom: object | undefined, store: DynaliteStore): void;
  };
  export default validations;
}

declare module 'dynalite/actions/*.js' {
  const action: DynaliteAction;
  export default action;
}

declare module 'dynalite/validations/*.js' {
  const validation: DynaliteValidation;
  export default validation;
}
