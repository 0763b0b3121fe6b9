import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ensureFormat, folderLayout, writeWhole } from '../../../infra/local/data-folder.ts';
import { readOwnerRecord, writeOwnerRecord } from '../../../infra/local/owner-record.ts';
import { tempFolder } from '../../support/temp-folder.ts';

function folderWith(format: string): string {
  const folder = tempFolder();
  writeFileSync(join(folder, folderLayout.format), format);
  return folder;
}
const formatOf = (folder: string) => readFileSync(join(folder, folderLayout.format), 'utf8');

test('a new folder is marked with the present format, once', async () => {
  const folder = tempFolder();
  await ensureFormat(folder);
  await ensureFormat(folder);
  expect(JSON.parse(formatOf(folder))).toEqual({ format: 1 });
  expect(readdirSync(folder)).toEqual([folderLayout.format]);
});

test.each([
  { format: '{"format":2}', said: 'was written by a newer version (format 2): update the program' },
  { format: '{"format":0}', said: 'has format 0, which is too old: import again' },
  { format: '{"format":"1"}', said: 'has an unreadable format.json: restore that file' },
  { format: '[]', said: 'has an unreadable format.json: restore that file' },
  { format: 'null', said: 'has an unreadable format.json: restore that file' },
  { format: '{"form', said: 'has an unreadable format.json: restore that file' },
])('the format $format is refused with the remedy and left as it is', async ({ format, said }) => {
  const folder = folderWith(format);
  await expect(ensureFormat(folder)).rejects.toMatchObject({
    code: 'STORE_FORMAT',
    exitCode: 1,
    message: `the data folder ${folder} ${said}, or name another with --data`,
  });
  expect(formatOf(folder)).toBe(format);
});

test.each(['dynamo', 'objects'])('a folder with a store (%s) but no format is refused', async (store) => {
  const folder = tempFolder();
  mkdirSync(join(folder, store));
  await expect(ensureFormat(folder)).rejects.toThrow(`holds a store (${store}) but no format.json`);
});

test('an older format is brought up step by step, and goes on where a failed step left it', async () => {
  const folder = folderWith('{"format":1}');
  const done: number[] = [];
  let failing = true;
  const step = (from: number) => ({
    from,
    run: async () => {
      if (from === 2 && failing) throw new Error('killed');
      done.push(from);
    },
  });
  const known = { current: 4, migrations: [step(1), step(2), step(3)] };
  await expect(ensureFormat(folder, known)).rejects.toThrow('killed');
  expect(JSON.parse(formatOf(folder))).toEqual({ format: 2 });
  failing = false;
  await ensureFormat(folder, known);
  expect(done).toEqual([1, 2, 3]);
  expect(JSON.parse(formatOf(folder))).toEqual({ format: 4 });
});

test('an owner leaves its record whole and for this user alone, and nothing else is taken for one', () => {
  const folder = tempFolder();
  expect(readOwnerRecord(folder)).toBeUndefined();
  const record = { pid: 1, port: 2, token: 't', startedAt: '2026-01-01T00:00:00.000Z', role: 'server' as const };
  writeOwnerRecord(folder, record);
  expect(readOwnerRecord(folder)).toEqual(record);
  expect(statSync(join(folder, folderLayout.ownerRecord)).mode & 0o777).toBe(0o600);
  for (const text of ['', '{"pid":1', '{"pid":1}', 'null', JSON.stringify({ ...record, role: 'guest' })]) {
    writeWhole(folder, folderLayout.ownerRecord, text);
    expect(readOwnerRecord(folder)).toBeUndefined();
  }
});
