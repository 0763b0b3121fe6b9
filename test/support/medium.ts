import { createSecretKey, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { hashOf } from '../../functions/adapters/hash.ts';
import { textVault } from '../../functions/adapters/text-vault.ts';
import { type App, createApp } from '../../functions/app.ts';
import { createTables } from '../../infra/local/create-tables.ts';
import { folderLayout } from '../../infra/local/data-folder.ts';
import { openDynaliteStore } from '../../infra/local/dynalite-store.ts';
import { dynamoOn } from '../../infra/local/dynamo.ts';
import { localSite } from '../../infra/local/local-app.ts';
import { openObjectFolder } from '../../infra/local/object-folder.ts';
import { tables } from '../../infra/tables.ts';
import type { CodeChanged, SettingsChanged } from '../../shared/pipeline.ts';
import type { ObjectStore } from '../../shared/ports.ts';
import { memoryObjects } from './memory-objects.ts';
import { openSecondEngine } from './second-engine.ts';

/** What outlives a process: the tables and the objects. */
export interface Medium {
  readonly client: DynamoDBClient;
  /** What the client asks, where that is the engine that the system is shipped with. */
  readonly store?: DynaliteStore;
  readonly objects: ObjectStore;
  /** Licensed texts, sealed with the tests' key. */
  readonly sealed: ObjectStore;
  close(): Promise<void>;
}

export interface RunningApp extends App {
  sweep(): Promise<void>;
}

const vaultKey = createSecretKey(Buffer.alloc(32, 7));

/** A medium in memory, or that of a data folder. */
export async function openMedium(folder?: string): Promise<Medium> {
  const engine = await openEngine(folder && join(folder, folderLayout.database));
  await createTables(engine.client, tables);
  const objects = folder ? await openObjectFolder(join(folder, folderLayout.objects)) : memoryObjects();
  return { ...engine, objects, sealed: memoryObjects() };
}

/** The engine that the system is shipped with; where `DYNAMO_ENDPOINT` says so, another one in its place. */
async function openEngine(path?: string): Promise<Pick<Medium, 'client' | 'close' | 'store'>> {
  const endpoint = process.env.DYNAMO_ENDPOINT;
  if (endpoint && !path) return openSecondEngine(endpoint);
  const store = await openDynaliteStore(path);
  return { ...dynamoOn(store), store };
}

/** A medium in memory that holds the same. */
export async function copyOf(medium: Medium): Promise<Medium> {
  const copy = { ...(await openEngine()), objects: memoryObjects(), sealed: memoryObjects() };
  if (medium.store && copy.store) await copyRows(medium.store, copy.store);
  else await copyItems(medium.client, copy.client);
  for (const stored of ['objects', 'sealed'] as const)
    for await (const key of medium[stored].list('')) await copy[stored].put(key, (await medium[stored].get(key))!);
  return copy;
}

/** Row by row below the engine, tables and indexes too: tests that break off at each write copy hundreds of times. */
async function copyRows(from: DynaliteStore, to: DynaliteStore): Promise<void> {
  const rows = await from.db.iterator().all();
  const writes = rows.map(([key, value]) => ({ type: 'put', key, value }) as const);
  await new Promise<void>((resolve, reject) => {
    to.db.batch(writes, (error) => (error ? reject(error) : resolve()));
  });
}

async function copyItems(from: DynamoDBClient, to: DynamoDBClient): Promise<void> {
  await createTables(to, tables);
  const documents = DynamoDBDocumentClient.from(to);
  for (const { name } of tables) {
    const items = await itemsOf(from, name);
    for (let at = 0; at < items.length; at += 25) {
      const puts = items.slice(at, at + 25).map((Item) => ({ PutRequest: { Item } }));
      await documents.send(new BatchWriteCommand({ RequestItems: { [name]: puts } }));
    }
  }
}

const byChance = (bytes: number) => randomBytes(bytes).toString('base64url');

/** The app as a process that has just started on the medium: nothing of it is remembered from an earlier one. */
export function startApp(
  { client, objects, sealed }: Medium,
  now = () => '2026-02-01T00:00:00.000Z',
  random = byChance,
): RunningApp {
  const due: (CodeChanged | SettingsChanged)[] = [];
  const app = createApp({
    dynamo: DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } }),
    tables: { codesets: 'codesets', accounts: 'accounts' },
    objects,
    vault: textVault(sealed, vaultKey),
    now,
    random,
    sleep: async () => {},
    emit: async (event) => void due.push(event),
    site: localSite(),
    log: { info() {}, warn() {} },
    sample: false,
  });
  return {
    ...app,
    async sweep() {
      await app.plan();
      for (let event = due.shift(); event; event = due.shift()) await app.recheck(event);
    },
  };
}

/** Everything that is stored, in an order that does not depend on how it came there, without moments of history. */
export interface Dump {
  readonly codesets: readonly string[];
  readonly accounts: readonly string[];
  /** Key and hash of the content; an origin without the moment at which it was archived. */
  readonly objects: readonly string[];
}

export async function dumpOf({ client, objects }: Medium): Promise<Dump> {
  const stored: string[] = [];
  for await (const key of objects.list('')) {
    const bytes = (await objects.get(key))!;
    const text = /\/origin[^/]*$/.test(key) ? withoutMoment(bytes) : hashOf(bytes);
    stored.push(`${key} ${text}`);
  }
  return { codesets: await rowsOf(client, 'codesets'), accounts: await rowsOf(client, 'accounts'), objects: stored };
}

function withoutMoment(bytes: Uint8Array): string {
  const { archivedAt: _archivedAt, ...origin } = JSON.parse(Buffer.from(bytes).toString('utf8'));
  return JSON.stringify(origin);
}

async function rowsOf(client: DynamoDBClient, table: string): Promise<readonly string[]> {
  const items = (await itemsOf(client, table)).map(withoutMoments);
  return items.map((item) => JSON.stringify(item, sortedKeys(item))).sort();
}

/** What happened to a finding, without when: two processes have two clocks. */
function withoutMoments(item: Record<string, unknown>): Record<string, unknown> {
  const { history, life } = item;
  if (typeof life === 'object' && life !== null) return { ...item, life: withoutMoments(life as typeof item) };
  return Array.isArray(history) ? { ...item, history: history.map((entry) => ({ ...entry, at: '' })) } : item;
}

async function itemsOf(client: DynamoDBClient, table: string): Promise<readonly Record<string, unknown>[]> {
  const documents = DynamoDBDocumentClient.from(client);
  const items: Record<string, unknown>[] = [];
  let start: Record<string, unknown> | undefined;
  do {
    const page = await documents.send(new ScanCommand({ TableName: table, ExclusiveStartKey: start }));
    items.push(...(page.Items ?? []));
    start = page.LastEvaluatedKey;
  } while (start);
  return items;
}

/** Names of all attributes, nested ones too: as the second argument of JSON.stringify they fix the order. */
function sortedKeys(value: unknown, names = new Set<string>()): string[] {
  if (Array.isArray(value)) for (const entry of value) sortedKeys(entry, names);
  else if (typeof value === 'object' && value !== null)
    for (const [name, entry] of Object.entries(value)) {
      names.add(name);
      sortedKeys(entry, names);
    }
  return [...names].sort();
}
