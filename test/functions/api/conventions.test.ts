import { beforeAll, describe, expect, test } from 'vitest';
import { forms } from '../../../shared/api/schema-names.ts';
import type { RunningApp } from '../../support/medium.ts';
import { apiOf, sampleApp, sampleKey } from '../../support/sample-world.ts';

let app: RunningApp;
beforeAll(async () => {
  app = await sampleApp();
});

const local = { host: '127.0.0.1' };
const withKey = { ...local, authorization: `Bearer ${sampleKey}` };
const kindOf = async (answer: Response) =>
  forms.problem.parse(await answer.json()).type.replace('urn:codeset-watch:problem:', '');

describe('the rate of requests', () => {
  test('is counted by key, told on every answer, and limited', async () => {
    const api = apiOf(app, { rateLimit: { requests: 3, seconds: 60 } });
    const left = [];
    for (let index = 0; index < 3; index++) {
      const answer = await api.request('/v1/account', { headers: withKey });
      expect([answer.status, answer.headers.get('ratelimit-policy')]).toEqual([200, '"default";q=3;w=60']);
      left.push(/r=(\d+);t=\d+$/.exec(answer.headers.get('ratelimit')!)![1]);
    }
    expect(left).toEqual(['2', '1', '0']);
    const refused = await api.request('/v1/account', { headers: withKey });
    expect([refused.status, await kindOf(refused)]).toEqual([429, 'too-many-requests']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await api.request('/v1/releases', { headers: local })).status).toBe(200);
  });

  test('holds for answers that were made already', async () => {
    const api = apiOf(app, { rateLimit: { requests: 2, seconds: 60 } });
    const statuses = [];
    for (let index = 0; index < 3; index++)
      statuses.push((await api.request('/v1/releases', { headers: local })).status);
    expect(statuses).toEqual([200, 200, 429]);
  });
});

describe('an Idempotency-Key', () => {
  let keys = 0;
  const send = (body: object, key?: string, path = '/v1/users', api = apiOf(app)) =>
    api.request(path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { ...withKey, 'content-type': 'application/json', ...(key ? { 'idempotency-key': key } : {}) },
    });
  const person = () => ({ email: `p${++keys}@x.example`, name: 'P', role: 'reader' });

  test('has a change done once, and its answer told again', async () => {
    const body = person();
    const first = await send(body, `once-${keys}`);
    const again = await send(body, `once-${keys}`);
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(first.headers.get('idempotency-replayed')).toBeNull();
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(await again.json()).toEqual(await first.json());
    expect((await send(body)).status).toBe(409);
  });

  test('with another request is refused', async () => {
    expect((await send(person(), 'other')).status).toBe(201);
    const refused = await send(person(), 'other');
    expect([refused.status, await kindOf(refused)]).toEqual([422, 'idempotency-key-reused']);
  });

  test('of a request under way is a conflict', async () => {
    const body = person();
    const both = await Promise.all([send(body, 'both'), send(body, 'both')]);
    const statuses = both.map(({ status }) => status).sort();
    expect([
      [201, 201],
      [201, 409],
    ]).toContainEqual(statuses);
    expect((await app.access.users('local')).filter(({ email }) => email === body.email)).toHaveLength(1);
  });

  test('of a refused request may come again', async () => {
    expect((await send({ ...person(), role: 'boss' }, 'mended')).status).toBe(400);
    expect((await send(person(), 'mended')).status).toBe(201);
  });

  test('is forgotten after a day', async () => {
    const body = person();
    await send(body, 'old');
    const later = apiOf(app, { now: () => '2026-01-21T12:00:00.000Z' });
    expect((await send(body, 'old', '/v1/users', later)).status).toBe(409);
  });

  test('does not have a secret kept: it is shown once', async () => {
    const first = await send({ name: 'k', role: 'reader' }, 'secret', '/v1/keys');
    const { secret } = forms['new-api-key'].parse(await first.json());
    const again = await send({ name: 'k', role: 'reader' }, 'secret', '/v1/keys');
    expect([again.status, await kindOf(again)]).toEqual([409, 'conflict']);
    const rows = await app.accountTable.all({ partition: ['pk', 'ACCOUNT#local'] });
    expect(JSON.stringify(rows)).not.toContain(secret);
  });

  test.each(['x'.repeat(256), 'with spaces'])('"%s" is none', async (key) => {
    expect((await send(person(), key)).status).toBe(400);
  });
});

test('pages name the first and the next one (RFC 8288)', async () => {
  const answer = await apiOf(app).request('/v1/changes?limit=2&kind=deleted', { headers: local });
  const { next } = forms.changes.parse(await answer.json());
  expect(answer.headers.get('link')).toBe(
    `</v1/changes?limit=2&kind=deleted&cursor=${next}>; rel="next", </v1/changes?limit=2&kind=deleted>; rel="first"`,
  );
});

test('an answer made already is sent with the same headers as the first', async () => {
  const api = apiOf(app);
  const ask = async () => {
    const { headers } = await api.request('/v1/changes?limit=2', { headers: { ...local, 'x-request-id': 'r1' } });
    headers.delete('ratelimit');
    return [...headers].sort();
  };
  expect(await ask()).toEqual(await ask());
});

describe('the audit log', () => {
  const events = async (api: ReturnType<typeof apiOf>, query = '') => {
    const address = `/v1/audit-log?from=2026-01-01&to=2026-12-31${query}`;
    return forms['audit-log'].parse(await (await api.request(address, { headers: withKey })).json());
  };

  test('holds reads of claims, without their ids, and changes; not public reads', async () => {
    const api = apiOf(app, { now: () => '2026-03-01T00:00:00.000Z' });
    await api.request('/v1/claims/SAMPLE-1003', { headers: { ...withKey, 'x-request-id': 'read-1' } });
    await api.request('/v1/releases', { headers: withKey });
    const { events: all } = await events(api);
    const read = all.find(({ requestId }) => requestId === 'read-1');
    expect(read).toMatchObject({
      at: '2026-03-01T00:00:00.000Z',
      by: { kind: 'key', id: 'first' },
      action: 'getClaim',
      effect: 'read',
      status: 200,
    });
    expect(all.some(({ action }) => action === 'listReleases')).toBe(false);
    expect(JSON.stringify(all)).not.toContain('SAMPLE-1003');
    const ofClaim = await events(api, '&object=SAMPLE-1003');
    expect(ofClaim.events).toContainEqual(read);
    expect(ofClaim.events.every(({ action }) => action === 'getClaim')).toBe(true);
  });

  test('is read in pages, the latest first, across months', async () => {
    for (const [at, count] of [
      ['2026-04-30T23:59:59.000Z', 3],
      ['2026-05-01T00:00:01.000Z', 4],
    ] as const)
      for (let index = 0; index < count; index++)
        await apiOf(app, { now: () => at }).request('/v1/claims/SAMPLE-1003', { headers: withKey });
    const read: string[] = [];
    let cursor = '';
    do {
      const address = `/v1/audit-log?from=2026-04-01&to=2026-05-31&limit=2${cursor && `&cursor=${cursor}`}`;
      const page = forms['audit-log'].parse(await (await apiOf(app).request(address, { headers: withKey })).json());
      read.push(...page.events.map(({ at }) => at));
      cursor = page.next ?? '';
    } while (cursor);
    expect(read).toHaveLength(7);
    expect(read).toEqual([...read].sort().reverse());
  });
});
