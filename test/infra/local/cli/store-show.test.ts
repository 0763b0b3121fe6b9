import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { load } from 'cheerio';
import { expect, onTestFinished, test } from 'vitest';
import type { Context } from '../../../../infra/local/cli/context.ts';
import { isSample, sampleFolder } from '../../../../infra/local/cli/folders.ts';
import { openHosted } from '../../../../infra/local/cli/host-store.ts';
import { markedSample } from '../../../../infra/local/cli/sample-story.ts';
import { StoreShow } from '../../../../infra/local/cli/store-show.ts';
import { folderLayout } from '../../../../infra/local/data-folder.ts';
import { serverOf } from '../../../../infra/local/http-server.ts';
import { samplePath } from '../../../../infra/local/sample.ts';
import { codesetOn, someDay } from '../../../support/command-line.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const today = () => someDay;
const context: Context = {
  io: { stdout: () => {}, stderr: () => {}, cwd: process.cwd(), isTTY: false, columns: undefined },
  argv: ['serve'],
  store: async () => {},
  today,
  exitWith: () => {},
};

/** A server over a folder, and a browser that sends each form with the token of the page on which it stands. */
async function served(folder: string) {
  const base = (await openHosted(folder, today))!;
  let url = '';
  const show = new StoreShow(context, base, { data: folder, today: someDay, port: 0 }, () => url);
  const server = serverOf(show.answer);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  onTestFinished(async () => {
    await new Promise<void>((closed) => {
      server.close(() => closed());
      server.closeAllConnections();
    });
    await show.close();
    await base.owner.close();
  });
  const get = async (path: string) => load(await (await fetch(url + path)).text());
  const press = async (page: string, action: string) => {
    const csrf = String((await get(page))('input[name=csrf]').first().val() ?? '');
    const headers = { origin: url };
    const body = new URLSearchParams({ csrf });
    return (await fetch(url + action, { method: 'POST', headers, body, redirect: 'manual' })).status;
  };
  const until = async (state: string) => {
    while (show.standing().state !== state) {
      if (show.standing().state === 'failed') throw new Error(JSON.stringify(show.standing()));
      await new Promise((go) => setTimeout(go, 50));
    }
  };
  return { base, show, get, press, until };
}

/** The folder of a sample as if it had been loaded, without the time that it takes. */
function hollowSample(): string {
  const folder = markedSample(join(tempFolder(), 'data'));
  const outbox = join(dirname(folder), folderLayout.outbox);
  mkdirSync(outbox);
  for (const [name, sample] of [
    ['of-sample', true],
    ['own', false],
  ] as const) {
    writeFileSync(join(outbox, `${name}.json`), JSON.stringify({ digest: { sample } }));
    writeFileSync(join(outbox, `${name}.eml`), '');
  }
  return folder;
}

test('an empty store shows the sample by one click, and itself again as soon as it has a release', async () => {
  const folder = tempFolder();
  const { base, get, press, until } = await served(folder);
  expect((await get('/'))('#sample button').text()).toBe('Load the sample');
  expect(await press('/sign-in', '/sample/load')).toBe(403);
  expect(await press('/', '/sample/load')).toBe(303);
  expect((await get('/'))('#sample[data-live] progress').length).toBe(1);
  await until('shown');
  const shown = await get('/');
  expect([shown('.sample').text(), shown('h1').text()]).toEqual([
    expect.stringContaining('SAMPLE DATA'),
    expect.stringContaining('S0013'),
  ]);
  expect((await base.app.codeSets.state('HCPCS')).releases).toEqual([]);
  expect(await base.app.claims.holdsLinesOf('local')).toBe(false);
  await codesetOn(base.app, ['ingest', samplePath('HCPC2025_OCT_ANWEB_sample.txt')]);
  const own = await get('/');
  expect([own('.sample').length, own('h1').text()]).toEqual([0, expect.stringContaining('October 2025')]);
  expect(await press('/', '/sample/load')).not.toBe(303);
}, 60_000);

test('removing the sample deletes its store and its mails, nothing else, and keeps the key that was printed', async () => {
  const folder = hollowSample();
  const { show, get, press } = await served(folder);
  const { key } = show;
  expect(await press('/sample', '/sample/remove')).toBe(303);
  const data = dirname(folder);
  expect([existsSync(folder), isSample(data), show.key]).toEqual([false, false, key]);
  expect(readFileSync(join(data, folderLayout.apiKey), 'utf8').trim()).toBe(key);
  expect(readdirSync(join(data, folderLayout.outbox)).sort()).toEqual(['own.eml', 'own.json']);
  const own = await get('/');
  expect([own('.sample').length, own('#sample button').text()]).toEqual([0, 'Load the sample']);
  expect(await press('/', '/sample/remove')).toBe(409);
});

test('a server that is stopped while the sample is loading leaves nothing open', async () => {
  const folder = tempFolder();
  const { show } = await served(folder);
  show.load();
  await show.close();
  expect(show.standing()).toMatchObject({ state: 'failed', reason: expect.stringContaining('stopped') });
  const again = await openHosted(sampleFolder(folder), today);
  expect(again).not.toBe(null);
  await again?.owner.close();
});

test('a sample with which the server began is loaded again where it lay', async () => {
  const folder = hollowSample();
  const { show, press } = await served(folder);
  expect(await press('/sample', '/sample/remove')).toBe(303);
  expect(await press('/', '/sample/load')).toBe(303);
  await show.close();
  expect(readdirSync(folder)).not.toContain('sample');
  expect(isSample(folder)).toBe(true);
});

test('a second click on removing the sample joins the first', async () => {
  const folder = hollowSample();
  const { press } = await served(folder);
  const both = await Promise.all([press('/sample', '/sample/remove'), press('/sample', '/sample/remove')]);
  expect([both.filter((status) => status === 303).length > 0, both.includes(500)]).toEqual([true, false]);
  expect(existsSync(folder)).toBe(false);
});

test('where another process has the sample, its button says so and stays', async () => {
  const folder = tempFolder();
  const { show, get } = await served(folder);
  const other = (await openHosted(markedSample(folder), today))!;
  onTestFinished(() => other.owner.close());
  show.load();
  while (show.standing().state === 'loading') await new Promise((go) => setTimeout(go, 20));
  const $ = await get('/');
  expect($('#sample [role=alert]').text()).toContain('another process');
  expect($('#sample button').length).toBe(1);
  expect(sampleFolder(folder)).toBe(other.app.folder);
});
