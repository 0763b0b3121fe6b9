import { appendFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { receiveClaims } from '../../../functions/claims/receive-claims.ts';
import { claimsInbox } from '../../../infra/local/claims-inbox.ts';
import { account } from '../../support/claim-world.ts';
import { openMedium, startApp } from '../../support/medium.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const csv = 'claim id,code,date of service,charge\nA,E1001,2026-01-05,10\n';

async function inbox() {
  const folder = join(tempFolder(), 'claims-in');
  const app = startApp(await openMedium());
  const told: string[] = [];
  const look = claimsInbox({ folder, receive: receiveClaims(app), tell: (name) => told.push(name) });
  await look();
  return { folder, app, told, look };
}

test('what is put into the folder is imported at the second look, and gone', async () => {
  const { folder, app, told, look } = await inbox();
  writeFileSync(join(folder, 'january.csv'), csv);
  expect([await look(), await look(), await look()]).toEqual([0, 1, 0]);
  expect([told, readdirSync(folder)]).toEqual([['january.csv'], []]);
  expect(await app.claims.claims(account, 'A')).toHaveLength(1);
  expect((await app.imports.list(account, 10)).rows).toMatchObject([{ state: 'done', read: 1 }]);
});

test('a file that is still being written is waited for', async () => {
  const { folder, app, look } = await inbox();
  writeFileSync(join(folder, 'january.csv'), csv);
  await look();
  appendFileSync(join(folder, 'january.csv'), 'B,E1001,2026-01-05,10\n');
  expect([await look(), await look()]).toEqual([0, 1]);
  expect((await app.imports.list(account, 10)).rows).toMatchObject([{ read: 2 }]);
});

test('folders, hidden files and those that programs name unfinished are left alone', async () => {
  const { folder, look } = await inbox();
  mkdirSync(join(folder, 'older'));
  for (const name of ['.january.csv', 'january.csv.part']) writeFileSync(join(folder, name), csv);
  expect([await look(), await look()]).toEqual([0, 0]);
  expect(readdirSync(folder)).toHaveLength(3);
});

test('no file is deleted before all of it is stored', async () => {
  const folder = tempFolder();
  writeFileSync(join(folder, 'january.csv'), csv);
  const stopped = () => Promise.reject(new Error('stopped'));
  const look = claimsInbox({ folder, receive: stopped, tell: () => {} });
  await look();
  await expect(look()).rejects.toThrow('stopped');
  expect(existsSync(join(folder, 'january.csv'))).toBe(true);
});
