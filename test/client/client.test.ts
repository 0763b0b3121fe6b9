import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ApiProblem, createClient, follow, pages, SentFile } from '../../client/client.ts';
import { places } from '../../client/operations.ts';
import { clientSource } from '../../infra/api/client-source.ts';
import { documentPromised } from '../../infra/api/document.ts';
import { listening } from '../support/listening.ts';
import { apiOf, sampleApp, sampleKey } from '../support/sample-world.ts';

let server: Awaited<ReturnType<typeof listening>>;
beforeAll(async () => {
  server = await listening(apiOf(await sampleApp()));
});
afterAll(() => server.close());

const client = () => createClient({ url: server.url, key: sampleKey });

describe('against the service itself', () => {
  test('asks with parameters in the path, in the query and in the body', async () => {
    const { lookUpCodes, getCode, getReplacements, getHealth } = client();
    expect((await getHealth()).status).toBe('ok');
    expect(await getCode({ code: 's0013', on: '2026-01-05' })).toMatchObject({ code: 'S0013', status: 'terminated' });
    const { replacements } = await getReplacements({ code: 'S0013', on: '2026-01-05', payer: 'commercial' });
    expect(replacements.map(({ code }) => code)).toContain('J0013');
    const { results } = await lookUpCodes({ body: { codes: ['J0013', { code: 'S0013', on: '2025-12-31' }] } });
    expect(results.map(({ valid }) => valid)).toEqual([true, true]);
  });

  test('pages through a list', async () => {
    const whole = await client().listChanges({ limit: 1000 });
    const read: string[] = [];
    for await (const page of pages(client(), 'listChanges', { limit: 7 }))
      read.push(...page.changes.map(({ id }) => id));
    expect(read).toEqual(whole.changes.map(({ id }) => id));
  });

  test('follows the feed, and hears nothing new at its end', async () => {
    const ids: string[] = [];
    let since = 'start';
    for await (const page of follow(client(), since, { kind: 'deleted', limit: 5 })) {
      ids.push(...page.changes.map(({ id }) => id));
      since = page.since;
    }
    const deleted = await client().listChanges({ kind: 'deleted', limit: 1000 });
    expect(ids.sort()).toEqual(deleted.changes.map(({ id }) => id).sort());
    for await (const page of follow(client(), since)) expect(page.changes).toEqual([]);
  });

  test('has claims checked, as JSON or as a file', async () => {
    const lines = [{ code: 'S0013', dateOfService: '2026-01-05' }];
    const asJson = await client().checkClaims({ body: { claims: [{ claimId: 'A1', lines }] } });
    const file = new SentFile('text/csv', 'claim id,code,date of service\nA1,S0013,2026-01-05\n');
    const asFile = await client().checkClaims({ body: file });
    expect(asJson.findings.map(({ rule }) => rule)).toEqual(asFile.findings.map(({ rule }) => rule));
    expect(asJson.findings.length).toBeGreaterThan(0);
  });

  test('gives other media types as text', async () => {
    expect(await client().text('listReleases', {}, 'text/csv')).toMatch(/^release,codeSet/);
    expect(await client().followChangesByFeed({ limit: 1 })).toContain('<feed');
  });

  test('throws what the service refuses', async () => {
    const refused = await client()
      .getCode({ code: 'J9999' })
      .catch((error: unknown) => error as ApiProblem);
    expect(refused).toBeInstanceOf(ApiProblem);
    expect(refused).toMatchObject({ status: 404, kind: 'unknown-code', requestId: expect.any(String) });
    const wrong = await client()
      .listChanges({ limit: 0 })
      .catch((error: unknown) => error as ApiProblem);
    expect(wrong).toMatchObject({ status: 400, kind: 'invalid-request', errors: [{ name: 'limit' }] });
    const nobody = createClient({ url: `${server.url}/` });
    await expect(nobody.listFindings()).rejects.toMatchObject({ status: 401, kind: 'unauthorized' });
  });

  test('asks no parameter that the operation does not have', async () => {
    const misspelt = { relase: '2026-01' } as object;
    await expect(client().listChanges(misspelt)).rejects.toThrow('relase');
  });
});

describe('trying again', () => {
  /** A service that gives these answers, one after the other. */
  function failing(...answers: readonly (Response | Error)[]) {
    const sent: { url: string; headers: Headers }[] = [];
    const pauses: number[] = [];
    const left = [...answers];
    const made = createClient({
      url: 'http://service.example',
      fetch: async (url, init) => {
        sent.push({ url: String(url), headers: new Headers(init?.headers) });
        const answer = left.shift()!;
        if (answer instanceof Error) throw answer;
        return answer;
      },
      sleep: async (ms) => void pauses.push(ms),
      random: () => 1,
      now: () => Date.parse('2026-01-20T12:00:00Z'),
    });
    return { made, sent, pauses };
  }
  const ok = () => Response.json({ status: 'ok' });
  const no = (status: number, retryAfter?: string) =>
    new Response('{}', { status, headers: retryAfter ? { 'retry-after': retryAfter } : {} });

  test.each([429, 500, 502, 503, 504])('%i passes', async (status) => {
    const { made, sent, pauses } = failing(no(status), no(status), ok());
    expect(await made.getHealth()).toEqual({ status: 'ok' });
    expect([sent.length, pauses]).toEqual([3, [250, 500]]);
  });

  test('so does a connection that breaks', async () => {
    const { made, sent } = failing(new TypeError('fetch failed'), ok());
    await made.getHealth();
    expect(sent).toHaveLength(2);
  });

  test.each([400, 401, 403, 404, 409, 422])('%i does not, and is not sent again', async (status) => {
    const { made, sent } = failing(no(status), ok());
    await expect(made.getHealth()).rejects.toMatchObject({ status });
    expect(sent).toHaveLength(1);
  });

  test.each([
    ['3', 3_000],
    ['Tue, 20 Jan 2026 12:00:05 GMT', 5_000],
    ['Tue, 20 Jan 2026 11:00:00 GMT', 0],
    ['86400', 30_000],
    ['soon', 250],
  ])('waits as long as Retry-After: %s says', async (wish, ms) => {
    const { made, pauses } = failing(no(429, wish), ok());
    await made.getHealth();
    expect(pauses).toEqual([ms]);
  });

  test('gives up after a few times, with the last refusal', async () => {
    const { made, sent } = failing(...Array.from({ length: 9 }, () => no(503)));
    await expect(made.getHealth()).rejects.toMatchObject({ status: 503 });
    expect(sent).toHaveLength(4);
  });

  test('sends a change again under one key, and each change under another', async () => {
    const { made, sent } = failing(no(503), no(409, '1'), ok(), ok());
    await made.lookUpCodes({ body: { codes: ['J0013'] } });
    await made.lookUpCodes({ body: { codes: ['J0013'] } }, { idempotencyKey: 'my-own' });
    const keys = sent.map(({ headers }) => headers.get('idempotency-key'));
    expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect(keys).toEqual([keys[0], keys[0], keys[0], 'my-own']);
  });

  test('stops where it is told to', async () => {
    const stopped = new DOMException('stopped', 'AbortError');
    const { made, sent } = failing(stopped, ok());
    await expect(made.getHealth({}, { signal: AbortSignal.abort() })).rejects.toBe(stopped);
    expect(sent).toHaveLength(1);
  });
});

test('the client knows every operation that docs/openapi.json promises, as it promises them', () => {
  const paths = documentPromised().paths as Record<string, Record<string, { operationId: string }>>;
  const promised = Object.values(paths).flatMap((methods) =>
    Object.values(methods).map(({ operationId }) => operationId),
  );
  expect(Object.keys(places).sort()).toEqual(promised.sort());
  const bare = (text: string) => text.replaceAll(/[\s;|,()'"]/g, '');
  const source = clientSource(documentPromised());
  expect(bare(source)).toContain(bare("getCode: { method: 'GET', path: '/v1/codes/{code}'"));
});
