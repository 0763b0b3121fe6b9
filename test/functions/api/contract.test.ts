import { beforeAll, describe, expect, test } from 'vitest';
import { operations } from '../../../functions/api/operations.ts';
import { type FormName, forms } from '../../../shared/api/schema-names.ts';
import { apiOf, sampleApp, sampleKey } from '../../support/sample-world.ts';

let api: ReturnType<typeof apiOf>;
beforeAll(async () => {
  api = apiOf(await sampleApp());
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

/** A right request for each operation, by its id. */
const right: Readonly<Record<string, readonly string[]>> = {
  getHealth: ['/health'],
  listReleases: ['/v1/releases'],
  getRelease: ['/v1/releases/2026-01', '/v1/releases/2025-10'],
  listChanges: [
    '/v1/changes',
    '/v1/changes?release=2026-01&kind=deleted&limit=3',
    '/v1/changes?code=s0013',
    '/v1/changes?since=start&limit=5',
  ],
  getCode: ['/v1/codes/J0013', '/v1/codes/y1?on=2025-12-31', '/v1/codes/S0013?on=2026-01-01&asKnown=2025-12-31'],
  getReplacements: ['/v1/codes/S0013/replacements?on=2026-01-01&payer=commercial', '/v1/codes/99213/replacements'],
  listComingDates: ['/v1/coming-dates'],
  listFindings: ['/v1/findings', '/v1/findings?status=cleared&severity=error&code=J0013&limit=1'],
  getMoneyAtRisk: ['/v1/findings/money-at-risk'],
  getCodeUse: ['/v1/codes/S0013/use'],
  getClaim: ['/v1/claims/SAMPLE-1003'],
};

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
  ['/v1/changes?since=start&code=S0013', 'invalid-request', 'since'],
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

describe('every operation', () => {
  test('has a right request here', () => {
    expect(operations.map(({ id }) => id).sort()).toEqual(Object.keys(right).sort());
  });

  const requests = operations.flatMap((operation) =>
    right[operation.id]!.map((path) => ({ ...operation, request: path })),
  );
  test.each(requests)('$id answers $request in its form, and nothing beside it', async ({ request, response }) => {
    const answer = await get(request, withKey);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(answer.headers.get('x-request-id')).toMatch(/^[\w-]+$/);
    const body = await answer.json();
    expect(forms[response as FormName].parse(body)).toEqual(body);
  });

  test.each(operations.filter(({ access }) => access === 'key'))('$id wants the key', async ({ id }) => {
    for (const headers of [
      local,
      { ...local, authorization: 'Bearer wrong' },
      { ...local, authorization: `Basic ${sampleKey}` },
      { ...local, authorization: '' },
      { ...local, cookie: `codeset-session=${sampleKey}` },
    ]) {
      const answer = await get(right[id]![0]!, headers);
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toContain('Bearer');
      expect((await problemOf(answer)).kind).toBe('unauthorized');
    }
  });

  test.each(operations.filter(({ access }) => access === 'open'))('$id wants no key', async ({ id }) => {
    expect((await get(right[id]![0]!)).status).toBe(200);
  });

  test.each(operations)('$id takes no other method', async ({ id, path }) => {
    const answer = await api.request(right[id]![0]!, { method: 'DELETE', headers: withKey });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    expect((await problemOf(answer)).kind).toBe('method-not-allowed');
    expect(path).toMatch(/^\/(v1\/|health$)/);
  });

  test.each(operations.filter(({ lasts }) => lasts === 'moment'))(
    '$id is kept by nobody on the way',
    async ({ id }) => {
      const answer = await get(right[id]![0]!, withKey);
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(answer.headers.get('etag')).toBeNull();
    },
  );
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
