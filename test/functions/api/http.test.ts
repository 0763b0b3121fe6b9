import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { sampleFiles, samplePath } from '../../../infra/local/sample.ts';
import { forms } from '../../../shared/api/schema-names.ts';
import type { RunningApp } from '../../support/medium.ts';
import { ingestFile } from '../../support/release-chain.ts';
import { apiOf, emptyApp, sampleApp, sampleKey } from '../../support/sample-world.ts';

let sample: RunningApp;
beforeAll(async () => {
  sample = await sampleApp();
});

const local = { host: 'localhost:8788' };

describe('the name by which the service is addressed', () => {
  test.each([
    ['127.0.0.1:8788', 200],
    ['localhost', 200],
    ['LOCALHOST:1', 200],
    ['[::1]:8788', 200],
    ['codes.example.com', 403],
    ['127.0.0.1.example.com', 403],
    ['localhost.example.com:8788', 403],
    ['', 403],
  ])('"%s" is answered with %i', async (host, status) => {
    for (const path of ['/health', '/', '/v1/openapi.json', '/assets/none'])
      if (status === 403) expect((await apiOf(sample).request(path, { headers: { host } })).status).toBe(status);
    expect((await apiOf(sample).request('/health', { headers: { host } })).status).toBe(status);
  });

  test('is not looked at in the cloud, where the gateway does that', async () => {
    const answer = await apiOf(sample, { hosts: null }).request('/health', { headers: { host: 'abc.example.com' } });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('strict-transport-security')).toContain('max-age');
  });
});

describe('an entity tag', () => {
  const path = '/v1/codes/S0013?on=2026-01-01';

  test('spares the second answer', async () => {
    const api = apiOf(sample);
    const first = await api.request(path, { headers: local });
    const tag = first.headers.get('etag')!;
    expect(first.headers.get('cache-control')).toBe('no-cache');
    for (const held of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
      const second = await api.request(path, { headers: { ...local, 'if-none-match': held } });
      expect([second.status, await second.text(), second.headers.get('etag')]).toEqual([304, '', tag]);
    }
    const other = await api.request(path, { headers: { ...local, 'if-none-match': '"other"' } });
    expect(other.status).toBe(200);
  });

  test('differs where the answer may differ: address, day, program, published state', async () => {
    const app = await emptyApp();
    const [older, newer] = sampleFiles.releases.map((name) => ({ name, bytes: readFileSync(samplePath(name)) }));
    await ingestFile(app, older!);
    const tagOf = async (more: Parameters<typeof apiOf>[1], address = path) =>
      (await apiOf(app, more).request(address, { headers: local })).headers.get('etag');
    const tags = [
      await tagOf({}),
      await tagOf({}, '/v1/codes/S0013?on=2026-01-02'),
      await tagOf({ today: () => '2026-01-21' }),
      await tagOf({ version: '9.9.10' }),
    ];
    expect(await tagOf({})).toBe(tags[0]);
    await ingestFile(app, newer!);
    tags.push(await tagOf({}));
    expect(new Set(tags).size).toBe(5);
  });

  test('stands on the OpenAPI document too', async () => {
    const first = await apiOf(sample).request('/v1/openapi.json', { headers: local });
    const tag = first.headers.get('etag')!;
    const headers = { ...local, 'if-none-match': tag };
    expect((await apiOf(sample).request('/v1/openapi.json', { headers })).status).toBe(304);
  });
});

describe('a request id', () => {
  test.each([
    ['abc-123', 'abc-123'],
    ['<script>', undefined],
    ['x'.repeat(300), undefined],
  ])('"%s" given by the caller', async (given, kept) => {
    const answer = await apiOf(sample).request('/health', { headers: { ...local, 'x-request-id': given } });
    const id = answer.headers.get('x-request-id');
    if (kept) expect(id).toBe(kept);
    else expect(id).toMatch(/^[0-9a-f-]{36}$/);
  });
});

test('a failure of the service tells its owner all and the caller nothing', async () => {
  const told: string[] = [];
  const broken = {
    ...sample,
    codeSets: Object.assign(Object.create(sample.codeSets), {
      state: async () => {
        throw new Error('table codesets at 10.0.0.7 is gone');
      },
    }),
  };
  const api = apiOf(broken, { report: (error, id) => told.push(`${id} ${error.message}`) });
  for (const path of ['/v1/releases', '/']) {
    const answer = await api.request(path, { headers: local });
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain('10.0.0.7');
    expect(told.pop()).toBe(`${answer.headers.get('x-request-id')} table codesets at 10.0.0.7 is gone`);
  }
});

test('a body that is too long is not read', async () => {
  const body = `key=${'x'.repeat(100_000)}`;
  const headers = { ...local, 'content-type': 'application/x-www-form-urlencoded', origin: 'http://localhost' };
  const answer = await apiOf(sample).request('http://localhost/sign-in', { method: 'POST', headers, body });
  expect(answer.status).toBe(413);
});

describe('the OpenAPI document', () => {
  test('names every address, its parameters, answers and refusals, and no reference leads nowhere', async () => {
    const answer = await apiOf(sample).request('/v1/openapi.json', { headers: local });
    const document = JSON.parse(await answer.text());
    expect(document).toMatchObject({ openapi: '3.1.0', info: { title: 'codeset-watch', version: '9.9.9' } });
    expect(Object.keys(document.paths)).toContain('/v1/codes/{code}');
    const code = document.paths['/v1/codes/{code}'].get;
    expect(code.security).toEqual([]);
    expect(code.parameters.map(({ name, in: place, required }: never) => `${place} ${name} ${required}`)).toEqual([
      'path code true',
      'query on false',
      'query asKnown false',
      'header If-None-Match false',
      'header X-Request-Id false',
    ]);
    expect(Object.keys(code.responses)).toEqual(['200', '304', '400', '404', '406', '429']);
    expect(document.paths['/v1/findings'].get.security).toEqual([{ key: [] }]);
    expect(document.paths['/v1/findings'].get.responses).toHaveProperty('401');
    for (const [, name] of JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g))
      expect(document.components.schemas).toHaveProperty([name!]);
    expect(Object.keys(document.components.schemas).sort()).toEqual(Object.keys(forms).sort());
  });
});

test('an empty store answers', async () => {
  const api = apiOf(await emptyApp());
  for (const path of ['/health', '/v1/releases', '/v1/changes', '/v1/changes?since=start', '/v1/coming-dates', '/'])
    expect((await api.request(path, { headers: local })).status).toBe(200);
  const findings = await api.request('/v1/findings', { headers: { ...local, authorization: `Bearer ${sampleKey}` } });
  expect(await findings.json()).toEqual({ findings: [], next: null });
});
