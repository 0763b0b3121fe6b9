import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { assertObjectKey } from '../../shared/object-key.ts';
import type { ObjectStore, PutOutcome } from '../../shared/ports.ts';

/** Objects are written here first. No key starts with a dot, so it is never taken for one of them. */
const incomingFolder = '.incoming';

/** Keeps objects as files: slashes in a key make subfolders. What a killed process left half-written is cleared. */
export async function openObjectFolder(root: string): Promise<ObjectStore> {
  const incoming = join(root, incomingFolder);
  await rm(incoming, { recursive: true, force: true });
  await mkdir(incoming, { recursive: true, mode: 0o700 });

  const pathOf = (key: string) => {
    assertObjectKey(key);
    return join(root, key);
  };
  return {
    async put(key, bytes, { ifAbsent = false } = {}) {
      const path = pathOf(key);
      const written = join(incoming, randomUUID());
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await writeDurably(written, bytes);
      return ifAbsent ? linkIfAbsent(written, path) : rename(written, path).then(() => 'written' as const);
    },
    get: async (key) => readFile(pathOf(key)).catch(absent),
    list: (prefix) => keysUnder(root, '', prefix),
    delete: async (key) => rm(pathOf(key), { force: true }),
  };
}

async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A hard link, unlike a rename, fails where the name is taken: of two writers exactly one succeeds. */
async function linkIfAbsent(written: string, path: string): Promise<PutOutcome> {
  try {
    await link(written, path);
    return 'written';
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return 'exists';
    throw error;
  } finally {
    await rm(written, { force: true });
  }
}

async function* keysUnder(root: string, folder: string, prefix: string): AsyncIterable<string> {
  const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(absent);
  const names = (entries ?? []).filter((entry) => !entry.name.startsWith('.'));
  // A folder sorts with its slash, as S3 sorts whole keys: `a-b` before `a/b` before `a0`.
  const keys = names.map((entry) => `${folder}${entry.name}${entry.isDirectory() ? '/' : ''}`).sort();
  for (const key of keys) {
    if (!key.endsWith('/') && key.startsWith(prefix)) yield key;
    if (key.endsWith('/') && (key.startsWith(prefix) || prefix.startsWith(key))) yield* keysUnder(root, key, prefix);
  }
}

function absent(error: unknown): undefined {
  if (['ENOENT', 'ENOTDIR', 'EISDIR', 'ERR_FS_EISDIR'].includes(errorCode(error))) return undefined;
  throw error;
}

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
