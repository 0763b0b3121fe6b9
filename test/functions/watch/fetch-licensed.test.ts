import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { licensedSite } from '../../../functions/adapters/licensed-site.ts';
import { publishLicensed } from '../../../functions/publish/publish-licensed.ts';
import { fetchLicensed } from '../../../functions/watch/fetch-licensed.ts';
import type { SourceState } from '../../../functions/watch/source-archive.ts';
import { fileOf, tabList } from '../../support/cpt-files.ts';
import { openMedium, startApp } from '../../support/medium.ts';
import { memoryObjects } from '../../support/memory-objects.ts';
import { zipOf } from '../../support/release-builder.ts';

const credential = 'Bearer of-the-licensee';
const codes = Array.from({ length: 25 }, (_, at) => ({ code: String(10_000 + at), long: `Secret words ${at}` }));

/** Plays the publisher: a zip and a list behind credentials, a login page, a mover, an error. */
let publisher: Server;
let elsewhere: Server;
let base: string;
let zip: Buffer;
const seen: { path: string; authorization: string | undefined }[] = [];
const foreign: IncomingMessage[] = [];
let version = 1;

const listen = (server: Server) =>
  new Promise<string>((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)),
  );

beforeAll(async () => {
  zip = Buffer.from(await zipOf({ 'LONGULT.txt': fileOf('', tabList(codes)).bytes }, '2025-09-01'));
  elsewhere = createServer((request, response) => {
    foreign.push(request);
    response.writeHead(200).end(zip);
  });
  const other = await listen(elsewhere);
  publisher = createServer(({ url, headers }, response) => {
    seen.push({ path: url!, authorization: headers.authorization });
    if (headers.authorization !== credential) return response.writeHead(403).end();
    if (url === '/login.zip') return response.writeHead(200).end('<!doctype html><title>Log in</title>');
    if (url === '/broken.zip') return response.writeHead(500).end();
    if (url === '/moved.zip') return response.writeHead(302, { location: `${other}/cpt.zip` }).end();
    const etag = `"${version}"`;
    if (headers['if-none-match'] === etag) return response.writeHead(304).end();
    return response.writeHead(200, { etag }).end(url === '/MODUL.txt' ? '25 Made-up modifier\n' : zip);
  });
  base = await listen(publisher);
});
afterAll(() => {
  publisher.close();
  elsewhere.close();
});

function fetching(secret: unknown) {
  const dropped = new Map<string, Uint8Array>();
  const states = new Map<string, SourceState>();
  const fetchFiles = fetchLicensed({
    secret: async () => (typeof secret === 'string' ? secret : JSON.stringify(secret)),
    file: licensedSite(globalThis.fetch, 'test'),
    drop: memoryObjects(dropped),
    sourceState: { get: async (key) => states.get(key), put: async (key, state) => void states.set(key, state) },
    now: () => '2026-02-01T00:00:00.000Z',
  });
  return { fetchFiles, dropped, states };
}
const headers = { Authorization: credential };
const folder = 'licensed/cpt/2026/fetched';

test('a set is fetched with the credentials of the secret, once, and dropped whole', async () => {
  version = 1;
  const files = [
    { year: 2026, url: `${base}/cpt.zip?token=hidden` },
    { year: 2026, url: `${base}/MODUL.txt` },
  ];
  const { fetchFiles, dropped, states } = fetching({ files, headers });
  expect(await fetchFiles()).toEqual({ configured: true, fetched: 2, unchanged: 0, failures: [] });
  expect([...dropped.keys()]).toEqual([`${folder}/cpt.zip`, `${folder}/MODUL.txt`, `${folder}/READY`]);
  expect(JSON.stringify([...states])).not.toMatch(/hidden|127\.0\.0\.1/);
  dropped.clear();
  expect(await fetchFiles()).toEqual({ configured: true, fetched: 0, unchanged: 2, failures: [] });
  expect(dropped.size).toBe(0);
  version = 2;
  expect(await fetchFiles()).toMatchObject({ fetched: 2 });
});

test.each([
  ['a login page', '/login.zip', 'not-a-zip'],
  ['an error', '/broken.zip', 'server-error'],
  ['another host that nobody named', '/moved.zip', 'foreign-host'],
])('%s is a failure that tells no address, and nothing of its set is dropped', async (_what, path, failure) => {
  const files = [
    { year: 2026, url: `${base}/cpt.zip` },
    { year: 2026, url: `${base}${path}` },
  ];
  const { fetchFiles, dropped } = fetching({ files, headers });
  const { failures } = await fetchFiles();
  expect(failures).toMatchObject([{ failure }]);
  expect(JSON.stringify(failures)).not.toMatch(/127\.0\.0\.1|of-the-licensee/);
  expect(dropped.size).toBe(0);
});

test('credentials go to the host of the address alone, where it leads on to one that was named', async () => {
  foreign.length = 0;
  const { host } = new URL(`http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`);
  const files = [{ year: 2026, url: `${base}/moved.zip`, name: 'cpt.zip', published: '2026-04-01' }];
  const { fetchFiles, dropped } = fetching({ files, headers, hosts: [host] });
  expect(await fetchFiles()).toMatchObject({ fetched: 1, failures: [] });
  expect([...dropped.keys()][0]).toBe('licensed/cpt/2026/published=2026-04-01/fetched/cpt.zip');
  expect(foreign.map((request) => request.headers.authorization)).toEqual([undefined]);
});

test('wrong credentials are a failure with a remedy', async () => {
  const { fetchFiles } = fetching({ files: [{ year: 2026, url: `${base}/cpt.zip` }] });
  expect((await fetchFiles()).failures).toMatchObject([
    { failure: 'blocked', remedy: expect.stringContaining('secret') },
  ]);
});

test.each([
  ['nothing', '', { configured: false, failures: [] }],
  ['no address', { files: [] }, { configured: false, failures: [] }],
  ['what is no document', '{"files":', { failures: [{ failure: 'refused' }] }],
  ['another form', { file: 'x' }, { failures: [{ failure: 'refused' }] }],
])('a secret with %s', async (_what, secret, expected) => {
  expect(await fetching(secret).fetchFiles()).toMatchObject(expected);
});

test('what was fetched is published when its set is whole', async () => {
  const { fetchFiles, dropped } = fetching({ files: [{ year: 2026, url: `${base}/cpt.zip` }], headers });
  await fetchFiles();
  const app = startApp(await openMedium());
  const publish = publishLicensed({
    ingest: app.ingestCpt,
    inbox: {
      take: async (key) => dropped.get(key),
      finished: async (key) => void dropped.delete(key),
      refuse: async (_key, reason) => {
        throw new Error(reason);
      },
      async *waiting() {
        yield* [...dropped.keys()];
      },
    },
  });
  expect(await publish(`${folder}/cpt.zip`)).toEqual({ outcome: 'waiting' });
  expect(await publish(`${folder}/READY`)).toMatchObject({ outcome: 'published', published: { baseline: true } });
  expect(dropped.size).toBe(0);
  expect(await publish(`${folder}/READY`)).toEqual({ outcome: 'gone' });
});
