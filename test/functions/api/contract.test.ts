import { beforeAll, describe, expect, test } from 'vitest';
import { isChange } from '../../../functions/api/operation.ts';
import { operations } from '../../../functions/api/operations.ts';
import type { Service } from '../../../functions/api/service.ts';
import { forms } from '../../../shared/api/schema-names.ts';
import { examplesOf, requestOf } from '../../support/api-examples.ts';
import { apiOf, sampleApp, sampleKey } from '../../support/sample-world.ts';

/** In the sample nothing waits; what these words do is tried with releases of their own. */
const decided = { release: '2026-01', file: 'HCPC2026_JAN.zip', sha256: 'a'.repeat(64) };
const withWords: Partial<Service> = {
  decideRelease: async () => ({
    release: { ...decided, codeSet: 'HCPCS', date: '2026-01-01', records: 1, concerns: [], status: 'rejected' },
    published: null,
    withdrawn: [],
  }),
  settleInstruction: async () => ({
    ...{ release: '2018-01.v2', changeSet: 'c', code: 'A0001', line: 7 },
    ...{ text: 'as discussed', rule: 'unclear', reason: 'not understood' },
  }),
};

let api: ReturnType<typeof apiOf>;
beforeAll(async () => {
  api = apiOf(await sampleApp(), withWords);
});

const local = { host: '127.0.0.1:8788' };
const withKey = { ...local, authorization: `Bearer ${sampleKey}` };
const get = (path: string, headers: Record<string, string> = local) => api.request(path, { headers });

async function problemOf(response: Response) {
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  const problem = forms.problem.parse(await response.json());
  expect(problem.status).toBe(response.status);
  expect(problem.instance).toBe(response.headers.get('x-request-id'));
  return { ...problem, kind: problem.type.replace('urn:codeset-watch:problem:', '') };
}

/** A wrong request, what it is told, and which word of it stands in the detail. */
const wrong: readonly (readonly [path: string, kind: string, word: string])[] = [
  ['/v1/releases?page=2', 'invalid-request', 'page'],
  ['/v1/releases/2031-01', 'unknown-release', '2025-10'],
  ['/v1/releases/..%2f..%2fetc', 'unknown-release', 'held'],
  ['/v1/changes?kind=changed', 'invalid-request', 'kind'],
  ['/v1/changes?limit=0', 'invalid-request', 'limit'],
  ['/v1/changes?limit=1001', 'invalid-request', 'limit'],
  ['/v1/changes?limit=ten', 'invalid-request', 'limit'],
  ['/v1/changes?relase=2026-01', 'invalid-request', 'relase'],
  ['/v1/changes?cursor=xyz', 'invalid-request', 'cursor'],
  ['/v1/changes?since=start&release=2026-01', 'invalid-request', 'since'],
  ['/v1/changes?since=start&codeSet=CDT', 'invalid-request', 'codeSet'],
  ['/v1/changes?range=J0013', 'invalid-request', 'range'],
  ['/v1/changes?section=J0', 'invalid-request', 'section'],
  ['/v1/changes?effectiveFrom=2026', 'invalid-request', 'effectiveFrom'],
  ['/v1/releases/2026-01?codeSet=CPT', 'unknown-release', 'CPT'],
  ['/v1/changes?since=never', 'invalid-request', 'cursor'],
  ['/v1/changes?code=D0120', 'no-code-set', 'D0120'],
  ['/v1/codes/J0013?on=2026-02-30', 'invalid-request', 'on'],
  ['/v1/codes/J0013?on=01/02/2026', 'invalid-request', 'on'],
  ['/v1/codes/J9999', 'unknown-code', 'J9999'],
  ['/v1/codes/99213', 'no-code-set', '99213'],
  ['/v1/codes/J00134', 'invalid-request', 'J00134'],
  ['/v1/codes/S0013/replacements?payer=a&payr=b', 'invalid-request', 'payr'],
  ['/v1/findings?severity=fatal', 'invalid-request', 'severity'],
  ['/v1/claims/NOBODY', 'not-found', 'No claim'],
  ['/v1/nothing', 'not-found', '/v1/nothing'],
];

describe.each(operations)('$method $path ($id)', (operation) => {
  const { id, response, scope, lasts, method } = operation;
  const ask = async (headers: Record<string, string>, index = 0) => {
    const { path, ...init } = await requestOf(operation, examplesOf(id)[index]!, api);
    return api.request(path, { ...init, headers: { ...init.headers, ...headers } });
  };

  test('answers each of its examples in its form, and nothing beside it', async () => {
    for (const [index, example] of examplesOf(id).entries()) {
      const answer = await ask(withKey, index);
      const text = await answer.text();
      expect([answer.status, text]).toEqual([example.status ?? operation.status, expect.anything()]);
      expect(answer.headers.get('x-request-id')).toMatch(/^[\w-]+$/);
      if (operation.status === 204) expect(text).toBe('');
      if (response === null || example.accept) continue;
      expect(answer.headers.get('content-type')).toBe('application/json');
      const body = JSON.parse(text);
      expect(forms[response].parse(body)).toEqual(body);
    }
  });

  if (scope !== 'public')
    test('wants a key', async () => {
      for (const headers of [
        local,
        { ...local, authorization: 'Bearer wrong' },
        { ...local, authorization: `Basic ${sampleKey}` },
        { ...local, authorization: '' },
        { ...local, cookie: `codeset-session=${sampleKey}` },
      ]) {
        const answer = await ask(headers);
        expect(answer.status).toBe(401);
        expect(answer.headers.get('www-authenticate')).toContain('Bearer');
        expect((await problemOf(answer)).kind).toBe('unauthorized');
      }
    });

  if (scope === 'public')
    test('wants no key, but none that is wrong', async () => {
      expect((await ask(local)).status).toBe(examplesOf(id)[0]!.status ?? operation.status);
      expect((await ask({ ...local, authorization: 'Bearer wrong' })).status).toBe(401);
    });

  test('names its methods, and takes no other', async () => {
    const { path } = await requestOf(operation, examplesOf(id)[0]!, api);
    const others = operations.filter((each) => each.path === operation.path).map((each) => each.method);
    const unused = (['DELETE', 'PUT', 'PATCH'] as const).find((each) => !others.includes(each));
    const options = await api.request(path, { method: 'OPTIONS', headers: local });
    expect([options.status, options.headers.get('allow')]).toEqual([204, expect.stringContaining(method)]);
    if (!unused) return;
    const answer = await api.request(path, { method: unused, headers: withKey });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, options.headers.get('allow')]);
    expect((await problemOf(answer)).kind).toBe('method-not-allowed');
  });

  if (method === 'GET')
    test('answers HEAD as GET, without the body', async () => {
      const { path, headers } = await requestOf(operation, examplesOf(id)[0]!, api);
      const answer = await api.request(path, { method: 'HEAD', headers: { ...headers, ...withKey } });
      expect([answer.status, await answer.text()]).toEqual([operation.status, '']);
    });

  test('answers in no other media type than it has', async () => {
    if (operation.status === 204) return;
    const answer = await ask({ ...withKey, accept: 'image/png' });
    expect((await problemOf(answer)).kind).toBe('not-acceptable');
  });

  test('is kept only where it follows from the published state', async () => {
    const ofState = lasts === 'state' && method === 'GET';
    for (const [headers, kept] of [
      [withKey, ofState && !operation.ofAccount],
      ...(scope === 'public' ? [[local, ofState] as const] : []),
    ] as const) {
      const answer = await ask(headers);
      expect(answer.headers.get('cache-control')).toBe(kept ? 'no-cache' : 'no-store');
      expect(answer.headers.get('etag') !== null).toBe(kept);
    }
  });

  if (operation.body)
    test('refuses a body that is none of its kind, and one that is too long', async () => {
      const { path, headers } = await requestOf(operation, examplesOf(id)[0]!, api);
      const send = (body: string, type = 'application/json') =>
        api.request(path, { method, body, headers: { ...headers, ...withKey, 'content-type': type } });
      expect((await problemOf(await send('{}', 'text/plain'))).kind).toBe('unsupported-media-type');
      expect((await problemOf(await send('{"half":'))).kind).toBe('invalid-request');
      expect((await problemOf(await send('7'))).kind).toBe('invalid-request');
      const longer = 'x'.repeat((operation.longestBody ?? 65_536) + 1);
      expect((await problemOf(await send(`"${longer}"`))).kind).toBe('too-large');
    });

  test('refuses a parameter that it does not know', async () => {
    const { path, ...init } = await requestOf(operation, examplesOf(id)[0]!, api);
    const answer = await api.request(`${path}${path.includes('?') ? '&' : '?'}oops=1`, {
      ...init,
      headers: { ...init.headers, ...withKey },
    });
    expect((await problemOf(answer)).detail).toContain('oops');
  });

  if (isChange(operation))
    test('asks for a right to change', () => {
      expect(scope).not.toBe('public');
      expect(scope).not.toMatch(/:read$/);
    });
});

test.each(wrong)('%s is %s', async (path, kind, word) => {
  const problem = await problemOf(await get(path, withKey));
  expect(problem.kind).toBe(kind);
  expect(problem.detail).toContain(word);
});

test('a wrong parameter is named', async () => {
  const { errors } = await problemOf(await get('/v1/changes?limit=0&oops=1'));
  expect(errors!.map(({ name }) => name).sort()).toEqual(['limit', 'oops']);
});

test('paging by `next` gives the whole list', async () => {
  const whole = forms.changes.parse(await (await get('/v1/changes?limit=1000')).json());
  const read: unknown[] = [];
  let next: string | null = '';
  while (next !== null) {
    const page = forms.changes.parse(await (await get(`/v1/changes?limit=7${next && `&cursor=${next}`}`)).json());
    read.push(...page.changes);
    next = page.next;
  }
  expect(read).toEqual(whole.changes);
});
