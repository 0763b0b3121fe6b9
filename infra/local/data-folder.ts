import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { CodesetError } from '../../shared/errors.ts';

/** What lies in a data folder, and under which name. */
export const folderLayout = {
  format: 'format.json',
  ownerRecord: 'owner.json',
  ownerLock: 'owner-lock',
  database: 'dynamo',
  objects: 'objects',
  /** Licensed texts, sealed. */
  vault: 'vault',
  outbox: 'outbox',
  /** Claim files on their way in: read and deleted by whoever serves. */
  claimsDrop: 'claims-in',
  /** The key of the local account. */
  apiKey: 'api-key',
  /** Says that everything in this folder is sample data. */
  sampleMark: 'SAMPLE',
} as const;

/** The version of the form in which this program keeps a data folder. */
const currentFormat = 1;

/** Brings a folder from one format to the next. A kill may let it run again on what it has done already. */
export interface Migration {
  readonly from: number;
  run(folder: string): Promise<void>;
}

/** In the order of their formats; none yet. */
const migrations: readonly Migration[] = [];

/**
 * Marks a new folder with the present format, migrates an older one, and refuses one that this program cannot read
 * rightly, with the remedy. Only the folder's owner may call it.
 */
export async function ensureFormat(
  folder: string,
  known: { readonly current: number; readonly migrations: readonly Migration[] } = {
    current: currentFormat,
    migrations,
  },
): Promise<void> {
  const found = await formatOf(folder, known.current);
  if (found > known.current)
    throw refusal(folder, `was written by a newer version (format ${found})`, 'update the program');
  for (let format = found; format < known.current; format += 1) {
    const migration = known.migrations.find(({ from }) => from === format);
    if (!migration) throw refusal(folder, `has format ${format}, which is too old`, 'import again');
    await migration.run(folder);
    writeWhole(folder, folderLayout.format, `${JSON.stringify({ format: format + 1 })}\n`);
  }
}

/** Writes a file of the folder whole or not at all, in one go so that nothing else of this process comes between. */
export function writeWhole(folder: string, name: string, text: string): void {
  const path = join(folder, name);
  writeFileSync(`${path}.new`, text, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

async function formatOf(folder: string, current: number): Promise<number> {
  const text = readIfThere(join(folder, folderLayout.format));
  if (text === undefined) return markNew(folder, current);
  const format = parsedFormat(text);
  if (format === undefined) throw refusal(folder, `has an unreadable ${folderLayout.format}`, 'restore that file');
  return format;
}

async function markNew(folder: string, current: number): Promise<number> {
  const names = await readdir(folder);
  const store = [folderLayout.database, folderLayout.objects].find((name) => names.includes(name));
  if (store) throw refusal(folder, `holds a store (${store}) but no ${folderLayout.format}`, 'restore that file');
  writeWhole(folder, folderLayout.format, `${JSON.stringify({ format: current })}\n`);
  return current;
}

export function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function parsedFormat(text: string): number | undefined {
  try {
    const { format } = JSON.parse(text);
    return Number.isInteger(format) && format >= 0 ? format : undefined;
  } catch {
    return undefined;
  }
}

function refusal(folder: string, problem: string, remedy: string): CodesetError {
  return new CodesetError(
    'STORE_FORMAT',
    `the data folder ${folder} ${problem}: ${remedy}, or name another with --data`,
  );
}
