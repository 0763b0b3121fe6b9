import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cmsSite, type SiteLimits } from '../../../functions/adapters/cms-site.ts';
import { remedies, type SourceAnswer } from '../../../functions/watch/source-site.ts';
import { type FakeCms, type Fault, startFakeCms } from '../../support/fake-cms.ts';
import { zipOf } from '../../support/release-builder.ts';

const quick: Partial<SiteLimits> = { stallMs: 400, wholeMs: 600, fileBytes: 200_000, pageBytes: 50_000 };
const userAgent = 'codeset-watch/test (+https://example.org)';

let cms: FakeCms;
let elsewhere: FakeCms;
let zip: Uint8Array;
const tried: { what: string; result: string; requests: number }[] = [];

beforeAll(async () => {
  [cms, elsewhere] = await Promise.all([startFakeCms(), startFakeCms()]);
  zip = await zipOf({ 'HCPC2026_JAN_ANWEB.txt': randomBytes(600) });
});

afterAll(async () => {
  console.table(tried);
  await Promise.all([cms.close(), elsewhere.close()]);
});

/** A site whose time passes only by sleeping. */
function siteOn(limits: Partial<SiteLimits> = quick, server = cms, front = '/front') {
  const sleeps: number[] = [];
  const events: string[] = [];
  let now = Date.parse('2026-01-05T12:00:00Z');
  const site = cmsSite({
    fetch,
    clock: { now: () => new Date(now) },
    random: () => 0.5,
    sleep: async (ms) => {
      sleeps.push(ms);
      now += ms;
    },
    log: { info: (event) => void events.push(event), warn: (event) => void events.push(event) },
    userAgent,
    hosts: [server.host],
    front: server.origin + front,
    limits,
  });
  return { site, sleeps, events };
}

let serial = 0;
function fresh(): string {
  serial += 1;
  return `/files/zip/file-${serial}.zip`;
}

function brief(answer: SourceAnswer): string {
  return answer.kind === 'failed' ? answer.failure : answer.kind;
}

const licence = '<!DOCTYPE html><html><head><title>License for Use of CPT</title></head><body>Accept?</body></html>';
const times = (count: number, fault: Fault): Fault[] => Array.from({ length: count }, () => fault);
const status = (code: number, headers?: Record<string, string>): Fault => ({
  kind: 'status',
  status: code,
  ...(headers ? { headers } : {}),
});

/** What happens to one zip, how it ends, after how many requests. */
const cases: readonly (readonly [what: string, faults: () => readonly Fault[], result: string, requests: number])[] = [
  ['nothing wrong', () => [], 'fetched', 1],
  ['500 once', () => [status(500)], 'fetched', 2],
  ['500, 503, 502, then well', () => [status(500), status(503), status(502)], 'fetched', 4],
  ['500 for ever', () => times(9, status(500)), 'server-error', 4],
  ['429 with Retry-After', () => [status(429, { 'retry-after': '7' })], 'fetched', 2],
  ['429, come back tomorrow', () => times(9, status(429, { 'retry-after': '86400' })), 'throttled', 1],
  ['403', () => times(9, status(403)), 'blocked', 1],
  ['401', () => times(9, status(401)), 'blocked', 1],
  ['404', () => times(9, status(404)), 'not-found', 1],
  ['418', () => times(9, status(418)), 'refused', 1],
  ['304 that nobody asked for', () => [status(304)], 'refused', 1],
  ['206', () => [status(206)], 'refused', 1],
  ['connection cut once', () => [{ kind: 'truncate', at: 100 }], 'fetched', 2],
  ['connection cut each time', () => times(9, { kind: 'truncate', at: 100 }), 'truncated', 4],
  ['shortened, length right', () => [{ kind: 'shorten', at: 200 }], 'fetched', 2],
  ['empty body', () => times(9, { kind: 'shorten', at: 0 }), 'truncated', 4],
  ['reset once', () => [{ kind: 'reset' }], 'fetched', 2],
  ['reset each time', () => times(9, { kind: 'reset' }), 'unreachable', 3],
  ['slow drip', () => times(9, { kind: 'drip', everyMs: 20 }), 'timed-out', 2],
  ['slow drip once', () => [{ kind: 'drip', everyMs: 20 }], 'fetched', 2],
  ['silence', () => times(9, { kind: 'hang' }), 'timed-out', 2],
  ['endless body', () => times(9, { kind: 'endless' }), 'too-large', 1],
  ['licence page', () => times(9, { kind: 'page', html: licence }), 'not-a-zip', 1],
  ['JSON', () => times(9, { kind: 'page', html: '{"error":"no"}' }), 'not-a-zip', 1],
  ['moved', () => [{ kind: 'redirect', to: '/well.zip', status: 301 }], 'fetched', 2],
  ['moved, whole address', () => [{ kind: 'redirect', to: `${cms.origin}/well.zip` }], 'fetched', 2],
  ['moved to a login page', () => [{ kind: 'redirect', to: '/login', status: 307 }], 'not-a-zip', 2],
  ['in circles', () => [{ kind: 'redirect', to: '/circle' }], 'too-many-redirects', 6],
  ['to a foreign host', () => [{ kind: 'redirect', to: `${elsewhere.origin}/well.zip` }], 'foreign-host', 1],
  [
    'to a look-alike host',
    () => [{ kind: 'redirect', to: 'https://www.cms.gov.example.org/x.zip' }],
    'foreign-host',
    1,
  ],
  ['to a host behind a user name', () => [{ kind: 'redirect', to: `http://cms.gov@${cms.host}/x` }], 'foreign-host', 1],
  ['to a file of this machine', () => [{ kind: 'redirect', to: 'file:///etc/passwd' }], 'foreign-host', 1],
  ['redirect to nowhere', () => [{ kind: 'redirect', to: 'http://[' }], 'refused', 1],
];

describe('one zip', () => {
  test.each(cases)('%s', async (what, faults, result, requests) => {
    const path = fresh();
    cms.put(path, { body: zip });
    cms.put('/well.zip', { body: zip });
    cms.put('/login', { body: '<html><title>Log in</title></html>' });
    cms.failAlways('/circle', { kind: 'redirect', to: '/circle' });
    cms.fail(path, ...faults());
    const before = cms.requests.length;
    const answer = await siteOn().site.file(cms.origin + path);
    tried.push({ what, result: brief(answer), requests: cms.requests.length - before });
    expect(brief(answer)).toBe(result);
    expect(cms.requests.length - before).toBe(requests);
    if (answer.kind === 'fetched') expect(Buffer.compare(answer.bytes, zip)).toBe(0);
    if (answer.kind === 'failed')
      expect(answer).toMatchObject({ url: cms.origin + path, remedy: remedies[answer.failure] });
    expect(elsewhere.requests).toEqual([]);
  });

  test('bytes beyond the limit are not waited for', async () => {
    const path = fresh();
    cms.failAlways(path, { kind: 'endless' });
    await siteOn().site.file(cms.origin + path);
    expect(cms.requests.at(-1)!.sent).toBeLessThan(20 * 200_000);
  });

  test('plain text is taken where its name promises text', async () => {
    const text = { body: Buffer.from('J0013 text'), type: 'text/plain' };
    cms.put('/files/HCPC2026_JAN_ANWEB.txt', text);
    cms.put('/media/77', { ...text, headers: { 'content-disposition': 'attachment; filename="HCPC2026.txt"' } });
    cms.put('/media/78', text);
    const { site } = siteOn();
    const answers = [];
    for (const path of ['/files/HCPC2026_JAN_ANWEB.txt', '/media/77', '/media/78'])
      answers.push(brief(await site.file(cms.origin + path)));
    expect(answers).toEqual(['fetched', 'fetched', 'not-a-zip']);
  });
});

describe('politeness', () => {
  test('asks under its name, and conditionally when it knows the file', async () => {
    const path = fresh();
    cms.put(path, { body: zip, lastModified: 'Mon, 05 Jan 2026 12:00:00 GMT' });
    const { site } = siteOn();
    const first = await site.file(cms.origin + path);
    if (first.kind !== 'fetched') throw new Error(first.kind);
    expect(cms.requests.at(-1)!.headers['user-agent']).toBe(userAgent);
    expect(await site.file(cms.origin + path, first.validators)).toEqual({ kind: 'unchanged', url: cms.origin + path });
    expect(cms.requests.at(-1)).toMatchObject({ status: 304, sent: 0 });
    expect(brief(await site.file(cms.origin + path, { lastModified: 'Mon, 05 Jan 2026 12:00:00 GMT' }))).toBe(
      'unchanged',
    );
    cms.put(path, { body: await zipOf({ 'other.txt': 'other' }) });
    expect(brief(await site.file(cms.origin + path, first.validators))).toBe('fetched');
  });

  test('one request at a time, with a pause between, whoever asks', async () => {
    const quiet = await startFakeCms();
    const paths = ['/1.zip', '/2.zip', '/3.zip'];
    for (const path of paths) quiet.put(path, { body: zip });
    const { site, sleeps } = siteOn(quick, quiet);
    await Promise.all(paths.map((path) => site.file(quiet.origin + path)));
    await quiet.close();
    expect(quiet.mostAtOnce()).toBe(1);
    expect(sleeps).toEqual([1250, 1250]);
  });

  test('backs off longer each time, half of it by chance, and as long as it is told', async () => {
    const path = fresh();
    cms.put(path, { body: zip });
    cms.fail(path, status(500), status(429, { 'retry-after': '9' }), status(503));
    const { site, sleeps, events } = siteOn();
    await site.file(cms.origin + path);
    expect(sleeps.filter((ms) => ms !== 1250)).toEqual([1500, 9000, 6000]);
    expect(events).toEqual(['cms-failed', 'cms-failed', 'cms-failed', 'cms-answered']);
    const dated = fresh();
    cms.put(dated, { body: zip });
    cms.fail(dated, status(503, { 'retry-after': 'Mon, 05 Jan 2026 12:00:30 GMT' }));
    const other = siteOn();
    await other.site.file(cms.origin + dated);
    expect(other.sleeps).toContain(30_000);
  });

  test('a failure does not block those who wait behind it', async () => {
    const [bad, good] = [fresh(), fresh()];
    cms.put(good, { body: zip });
    const { site } = siteOn();
    const answers = await Promise.all([site.file(cms.origin + bad), site.file(cms.origin + good)]);
    expect(answers.map(brief)).toEqual(['not-found', 'fetched']);
  });
});

describe('a page', () => {
  test.each([
    ['a page', { body: '<html><body>HCPCS</body></html>' }, 'fetched'],
    ['a zip instead', { body: Buffer.from('PK\x03\x04 and so on') }, 'not-a-page'],
    ['nothing', { body: '' }, 'truncated'],
    ['a page without end', { body: 'x'.repeat(60_000) }, 'too-large'],
  ])('%s', async (_, resource, result) => {
    cms.put('/page', resource);
    expect(brief(await siteOn().site.page(`${cms.origin}/page`))).toBe(result);
  });
});

describe('reachability', () => {
  const faults: readonly (readonly [what: string, fault: Fault | undefined, result: string])[] = [
    ['it answers', undefined, 'reachable'],
    ['page moved away', status(404), 'reachable'],
    ['it refuses programs', status(403), 'blocked'],
    ['it is broken', status(503), 'server-error'],
    ['silence', { kind: 'hang' }, 'timed-out'],
    ['a captive portal', { kind: 'redirect', to: 'http://192.0.2.1/login' }, 'foreign-host'],
    ['cut off', { kind: 'reset' }, 'unreachable'],
  ];

  test.each(faults)('%s', async (_, fault, result) => {
    const path = fresh();
    cms.put(path, { body: '<html></html>' });
    if (fault) cms.failAlways(path, fault);
    const started = performance.now();
    const answer = await siteOn(quick, cms, path).site.reachable(300);
    expect(answer.kind === 'failed' ? answer.failure : answer.kind).toBe(result);
    expect(performance.now() - started).toBeLessThan(1500);
  });

  test('no server at all', async () => {
    const closed = await startFakeCms();
    await closed.close();
    const { site } = siteOn(quick, closed);
    expect(await site.reachable(1000)).toMatchObject({ failure: 'unreachable', detail: 'ECONNREFUSED' });
    expect(await site.file('https://example.org/x.zip')).toMatchObject({ failure: 'foreign-host', attempts: 1 });
  });
});
