import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { endpointPost, isPublic } from '../../../functions/adapters/endpoint-post.ts';

const policy = { allowPrivate: true, timeoutMs: 300, userAgent: 'test' };
const request = (url: string) => ({ url, headers: { 'content-type': 'application/json' }, body: '{"a":1}' });

async function receiver(answer: RequestListener): Promise<{ url: string; server: Server }> {
  const server = createServer(answer);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook` };
}

describe('addresses', () => {
  test.each([
    ['8.8.8.8', true],
    ['2606:4700::1111', true],
    ['127.0.0.1', false],
    ['10.1.2.3', false],
    ['172.16.0.1', false],
    ['192.168.1.1', false],
    ['169.254.169.254', false],
    ['100.64.0.1', false],
    ['0.0.0.0', false],
    ['224.0.0.1', false],
    ['::1', false],
    ['fe80::1', false],
    ['fd00:ec2::254', false],
    ['::ffff:127.0.0.1', false],
    ['::ffff:169.254.169.254', false],
    ['64:ff9b::7f00:1', false],
    ['not an address', false],
  ])('%s is public: %s', (address, expected) => {
    expect(isPublic(address)).toBe(expected);
  });

  test.each([
    ['a loopback address', 'https://127.0.0.1/x', 'no public address'],
    ['the metadata service', 'https://169.254.169.254/latest', 'no public address'],
    ['an address in decimal', 'https://2130706433/x', 'no public address'],
    ['IPv6 loopback', 'https://[::1]/x', 'no public address'],
    ['a name that means this machine', 'https://localhost/x', 'no public address'],
    ['plain HTTP', 'http://example.com/x', 'only https'],
    ['a name and password', 'https://a:b@example.com/x', 'name and password'],
  ])('%s is not called', async (_, url, why) => {
    const answer = await endpointPost({ ...policy, allowPrivate: false })(request(url));
    expect(answer).toMatchObject({ status: null, error: expect.stringContaining(why) });
  });
});

describe('answers', () => {
  test.each<[string, number, Record<string, string>, object]>([
    ['taken', 204, {}, { status: 204, error: null }],
    ['refused', 500, {}, { status: 500, error: 'HTTP 500' }],
    ['busy', 429, { 'retry-after': '17' }, { status: 429, retryAfterSeconds: 17 }],
    [
      'sent elsewhere',
      307,
      { location: 'http://169.254.169.254/' },
      { status: 307, error: expect.stringContaining('redirects') },
    ],
    ['gone', 410, {}, { status: 410, error: 'HTTP 410' }],
  ])('%s', async (_, status, headers, expected) => {
    const { url } = await receiver((_request, response) => void response.writeHead(status, headers).end('words'));
    expect(await endpointPost(policy)(request(url))).toMatchObject(expected);
  });

  test('a receiver that never answers is given up', async () => {
    const { url } = await receiver(() => {});
    expect(await endpointPost(policy)(request(url))).toMatchObject({ status: null, error: 'no answer within 0.3 s' });
  });

  test('one that closes the connection has not taken it', async () => {
    const { url } = await receiver((_request, response) => void response.socket?.destroy());
    expect((await endpointPost(policy)(request(url))).error).toBeTruthy();
  });

  test('one that answers without end has taken it by its status, and is not read on', async () => {
    const { url } = await receiver((_request, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write('x'.repeat(20_000)), 1);
      response.on('close', () => clearInterval(drip));
    });
    expect(await endpointPost(policy)(request(url))).toMatchObject({ status: 200, error: null });
  });

  test('nobody there', async () => {
    expect((await endpointPost(policy)(request('http://127.0.0.1:1/x'))).error).toContain('ECONNREFUSED');
  });
});
