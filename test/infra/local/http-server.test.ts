import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createHttpServer } from '../../../infra/local/http-server.ts';
import type { RunningApp } from '../../support/medium.ts';
import { apiOf, sampleApp, sampleKey, serviceOf } from '../../support/sample-world.ts';

let app: RunningApp;
let server: Server;
let address: string;
beforeAll(async () => {
  app = await sampleApp();
  server = createHttpServer(serviceOf(app));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(
  () =>
    new Promise<void>((closed) => {
      server.close(() => closed());
      server.closeAllConnections();
    }),
);

const ownOfServer = new Set(['date', 'connection', 'keep-alive', 'transfer-encoding', 'content-length', 'ratelimit']);

describe('the local server answers as hono does', () => {
  const headers = { 'x-request-id': 'same', authorization: `Bearer ${sampleKey}` };

  test.each<[string, RequestInit?]>([
    ['/v1/codes/J0013?on=2026-01-05'],
    ['/v1/codes/J0013?on=2026-01-05', { method: 'HEAD' }],
    ['/v1/codes/J9999'],
    ['/v1/changes?limit=2'],
    ['/v1/claims/SAMPLE-1003'],
    ['/v1/releases', { method: 'OPTIONS' }],
    ['/v1/releases', { method: 'DELETE' }],
    ['/v1/openapi.json'],
    ['/v1/nowhere'],
    ['/codes/J0013'],
    ['/v1/lookup', { method: 'POST', body: '{"codes":["J0013"]}', headers: { 'content-type': 'application/json' } }],
    ['/v1/lookup', { method: 'POST', body: 'x', headers: { 'content-type': 'text/plain' } }],
  ])('%s %j', async (path, init = {}) => {
    const whole = { ...init, headers: { ...headers, ...init.headers } };
    for (const round of ['first', 'again']) {
      const straight = await fetch(address + path, whole);
      const byHono = await apiOf(app).request(path, {
        ...whole,
        headers: { ...whole.headers, host: new URL(address).host },
      });
      expect([round, straight.status]).toEqual([round, byHono.status]);
      expect(await straight.text()).toBe(await byHono.text());
      const told = (answer: Response) => [...answer.headers].filter(([name]) => !ownOfServer.has(name)).sort();
      expect(told(straight)).toEqual(told(byHono));
    }
  });
});

test('a body that is too long is refused unread, and the connection ends', async () => {
  const answer = await fetch(`${address}/v1/lookup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: 'x'.repeat(8 * 2 ** 20),
  }).catch(() => null);
  // The server may hang up before the whole of it is sent.
  if (answer) expect([answer.status, answer.headers.get('connection')]).toEqual([413, 'close']);
  expect((await fetch(`${address}/health`)).status).toBe(200);
});

test('a body without a stated length is counted while it comes', async () => {
  const endless = new ReadableStream({
    pull: (controller) => controller.enqueue(new Uint8Array(64 * 1024)),
  });
  const sent = fetch(`${address}/v1/lookup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: endless,
    duplex: 'half',
  } as RequestInit);
  expect(await sent.then(({ status }) => status).catch(() => 413)).toBe(413);
  expect((await fetch(`${address}/health`)).status).toBe(200);
});
