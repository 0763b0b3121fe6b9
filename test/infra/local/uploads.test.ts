import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createHttpServer } from '../../../infra/local/http-server.ts';
import { forms } from '../../../shared/api/schema-names.ts';
import type { RunningApp } from '../../support/medium.ts';
import { sampleApp, sampleKey, serviceOf, uploadsTo } from '../../support/sample-world.ts';

let app: RunningApp;
let server: Server;
let base = '';
beforeAll(async () => {
  app = await sampleApp();
  const uploads = uploadsTo(app, () => base);
  server = createHttpServer(serviceOf(app, { uploads }), uploads);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(
  () =>
    new Promise<void>((closed) => {
      server.close(() => closed());
      server.closeAllConnections();
    }),
);

const authorization = `Bearer ${sampleKey}`;
const rows = ['U-0', 'U-1', 'U-2'].map((id) => `${id},S0013,2026-01-05,10.00\n`).join('');

async function announced(size: number, more: object = {}) {
  const headers = { authorization, 'content-type': 'application/json' };
  const answer = await fetch(`${base}/v1/imports`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ size, ...more }),
  });
  expect(answer.status).toBe(201);
  return forms.upload.parse(await answer.json());
}

async function stateOf(id: string) {
  return forms.import.parse(await (await fetch(`${base}/v1/imports/${id}`, { headers: { authorization } })).json());
}

describe('a file that was announced', () => {
  test('waits, is read as it comes, without a key, and leaves its report', async () => {
    const file = `claim id,code,date of service,charge\n${rows}U-9,,no day,1\n`;
    const { id, upload } = await announced(file.length);
    expect(await stateOf(id)).toMatchObject({ state: 'waiting', read: 0 });
    const sent = await fetch(upload.url, { method: upload.method, body: file });
    expect([sent.status, await sent.text()]).toEqual([200, '']);
    expect(await stateOf(id)).toMatchObject({ state: 'done', read: 3, lines: 3, refused: 1 });
    expect((await fetch(`${base}/v1/claims/U-1`, { headers: { authorization } })).status).toBe(200);
  });

  test('is read as its sender says', async () => {
    const file = `my number,used,date of service,charge\nM-1,S0013,2026-01-05,10\n`;
    const { id, upload } = await announced(file.length, { columns: { claimId: 'my number', code: 'used' } });
    await fetch(upload.url, { method: 'PUT', body: file });
    expect(await stateOf(id)).toMatchObject({ read: 1, refused: 0 });
  });
});

describe('is refused', () => {
  test.each([
    ['another length', (url: string) => url, 'x', 400],
    ['a larger size than was announced', (url: string) => url.replace('size=10', 'size=11'), 'x'.repeat(11), 403],
    ['another import', (url: string) => url.replace(/import-./, 'import-_'), 'x'.repeat(10), 403],
    ['another account', (url: string) => url.replace('/local/', '/other/'), 'x'.repeat(10), 403],
    ['a later end', (url: string) => url.replace('until=2026', 'until=2027'), 'x'.repeat(10), 403],
    ['no signature', (url: string) => url.replace(/&signature=.*/, ''), 'x'.repeat(10), 403],
  ])('%s', async (_, change, body, status) => {
    const { id, upload } = await announced(10);
    const answer = await fetch(change(upload.url), { method: 'PUT', body });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([status, 'application/problem+json']);
    expect(await stateOf(id)).toMatchObject({ state: 'waiting' });
  });

  test('an upload that begins too late, and what is no upload', async () => {
    const late = await uploadsTo(app, () => base).address(
      { account: 'local', id: 'import-12345678', size: 1 },
      new Date(0),
    );
    expect((await fetch(late, { method: 'PUT', body: 'x' })).status).toBe(403);
    expect((await fetch(late)).status).toBe(405);
  });
});
