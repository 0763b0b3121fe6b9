import { load } from 'cheerio';
import { beforeAll, describe, expect, test } from 'vitest';
import type { RunningApp } from '../../support/medium.ts';
import { visitor } from '../../support/page-visitor.ts';
import { ingestFile, releaseFile } from '../../support/release-chain.ts';
import { apiOf, emptyApp, sampleAccount, sampleApp, sampleKey } from '../../support/sample-world.ts';

const origin = 'http://127.0.0.1';
const headers = { host: '127.0.0.1' };

let sample: RunningApp;
let shown: ReturnType<typeof apiOf>;
beforeAll(async () => {
  sample = await sampleApp();
  shown = apiOf(sample, { sample: true });
});

async function pageOf(api: ReturnType<typeof apiOf>, path: string, more: Record<string, string> = {}) {
  const response = await api.request(origin + path, { headers: { ...headers, ...more } });
  const text = await response.text();
  return { response, text, $: load(text) };
}

const everyPage = [
  '/',
  '/releases/2026-01/changes',
  '/releases/2025-10/changes',
  '/releases/2026-01/changes?kind=revised',
  '/codes/S0013',
  '/codes/Q6030?on=2026-02-01&asKnown=2026-01-15',
  '/codes/G5050?on=2025-01-01',
  '/codes/y1?on=2026-01-01&asKnown=',
  '/releases',
  '/releases/2026-01',
  '/releases/2025-10',
  '/changes',
  '/changes?q=j0013&kind=deleted&section=&effectiveFrom=',
  '/codes?code=',
  '/codes?code=nasal+spray',
  '/sources',
  '/sign-in',
  '/codes/J9999',
  '/nowhere',
];

/** Of a link that many pages have, found out once. */
const statuses = new Map<string, number>();

describe.each(everyPage)('%s', (path) => {
  test('is whole, runs nothing that stands in it and calls the sample a sample', async () => {
    const { response, text, $ } = await pageOf(shown, path);
    expect(text.startsWith('<!doctype html>')).toBe(true);
    expect($('script:not([src^="/assets/"]), [style], style, [onclick]').length).toBe(0);
    expect($('html').attr('lang')).toBe('en');
    expect($('h1').length).toBe(1);
    expect($('title').text()).toContain('SAMPLE DATA');
    expect($('.sample').text()).toContain('SAMPLE DATA');
    const policy = response.headers.get('content-security-policy')!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    expect(response.headers.get('cache-control')).toContain('no-store');
  });

  test('links to pages that are there', async () => {
    const { $ } = await pageOf(shown, path);
    const links = new Set($('a[href^="/"], link[href^="/"]').map((_, link) => $(link).attr('href')!));
    for (const link of links) {
      const known = /^\/codes\/\d{5}$/.test(link) ? 404 : 200;
      if (!statuses.has(link)) statuses.set(link, (await shown.request(origin + link, { headers })).status);
      expect([link, statuses.get(link)]).toEqual([link, known]);
    }
  });
});

describe('the first page', () => {
  test('puts money, code and fix first', async () => {
    const { $ } = await pageOf(apiOf(sample, { sample: true }), '/');
    expect($('h1').text()).toMatch(/^S0013 first: \$[\d,.]+ on \d+ open lines will not be paid as billed\.$/);
    expect($('.figures dd').first().text()).toMatch(/^\$[\d,]+\.\d\d$/);
    const row = $('.risk tbody tr').first();
    expect(row.find('th').text()).toBe('S0013');
    expect(row.text()).toContain('J0013');
    expect($('.tile.deleted').text()).toMatch(/^\d+Ended$/);
    expect($('.sample').length).toBe(1);
  });

  test('shows claims to nobody who has not signed in', async () => {
    const { $, text } = await pageOf(apiOf(sample), '/');
    expect($('.sample').length).toBe(0);
    expect(text).toContain('Sign in to see which of your open claims');
    expect(text).not.toContain('$');
    expect((await pageOf(apiOf(sample), '/codes/S0013')).text).not.toContain('Your open claims');
  });

  test('of an empty store says what to do', async () => {
    const { $, text } = await pageOf(apiOf(await emptyApp()), '/');
    expect($('h1').text()).toBe('No release is held yet.');
    expect(text).toContain('npx codeset ingest --cms');
    expect(text).toContain('npx codeset claims import');
  });

  test('of a first release, and of claims that nothing breaks', async () => {
    const app = await emptyApp();
    await ingestFile(app, releaseFile('HCPC2025_JUL_ANWEB_06092025.txt', []));
    await app.claims.register(sampleAccount);
    const { $, text } = await pageOf(apiOf(app, { sample: true }), '/');
    expect($('h1').text()).toBe('Nothing that you bill is broken.');
    expect(text).toContain('The first release held');
    expect(text).toContain('Later ones are not judged');
  });
});

describe('signing in', () => {
  const form = (key: string, more: Record<string, string> = { origin }) => ({
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded', ...more },
    body: new URLSearchParams({ key }).toString(),
  });

  test.each([
    ['the form', (api: ReturnType<typeof apiOf>) => api.request(`${origin}/sign-in`, form(` ${sampleKey} `))],
    ['the link', (api: ReturnType<typeof apiOf>) => api.request(`${origin}/sign-in?key=${sampleKey}`, { headers })],
  ])('by %s shows the claims; the cookie holds no key', async (_, ask) => {
    const api = apiOf(sample);
    const answer = await ask(api);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/']);
    const cookie = answer.headers.get('set-cookie')!;
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
    expect(cookie).not.toContain(sampleKey);
    const { $ } = await pageOf(api, '/', { cookie: cookie.split(';')[0]! });
    expect($('.risk').length).toBe(1);
    expect($('form[action="/sign-out"]').length).toBe(1);
    const elsewhere = apiOf(sample, { apiKey: 'another' });
    expect((await pageOf(elsewhere, '/', { cookie: cookie.split(';')[0]! })).$('.risk').length).toBe(0);
  });

  test('with a wrong key is refused', async () => {
    const answer = await apiOf(sample).request(`${origin}/sign-in`, form('guess'));
    expect(answer.status).toBe(401);
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(await answer.text()).toContain('not the key');
  });

  test.each(['/sign-in', '/sign-out'])('a form of another site sent to %s is refused', async (path) => {
    const foreign = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    expect((await apiOf(sample).request(origin + path, form(sampleKey, foreign))).status).toBe(403);
  });

  test('signing out ends it', async () => {
    const person = await visitor(sample, sampleKey);
    expect((await person.get('/')).$('.risk').length).toBe(1);
    expect((await person.post('/sign-out', [])).location).toBe('/');
    expect((await person.get('/')).$('.risk').length).toBe(0);
  });
});

describe('texts of a file', () => {
  const nasty = '<script>alert(1)</script> "quoted" & \u202eright to left';

  test('do no harm, however long or odd', async () => {
    const app = await emptyApp();
    const before = { code: 'J7001', longDescription: 'Injection, harmless, 1 mg' };
    const after = { ...before, longDescription: `<img src=x onerror=alert(1)> ${'long '.repeat(200)}1 mg` };
    await ingestFile(app, releaseFile('HCPC2025_JUL_ANWEB_06092025.txt', [before]));
    await ingestFile(app, releaseFile('HCPC2025_OCT_ANWEB_09082025.txt', [after]));
    for (const path of ['/', '/releases/2025-10/changes', '/changes?q=onerror', '/codes/J7001']) {
      const { $ } = await pageOf(apiOf(app), path);
      expect($('img, script:not([src^="/assets/"])').length).toBe(0);
      if (path !== '/') expect($('main').text()).toContain('<img src=x onerror=alert(1)>');
    }
  });

  test.each([
    `/codes?code=${encodeURIComponent(nasty)}`,
    `/codes/${encodeURIComponent(nasty)}`,
    `/releases/${encodeURIComponent(nasty)}/changes`,
    `/${encodeURIComponent(nasty)}`,
    `/codes/J0013?on=${encodeURIComponent(nasty)}`,
  ])('neither does %s', async (path) => {
    const { response, $ } = await pageOf(apiOf(sample), path);
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect($('script:not([src^="/assets/"])').length).toBe(0);
  });
});

describe('the search', () => {
  test.each([
    ['esketamine', ['J0013', 'S0013']],
    ['j001', ['J0013']],
  ])('%s finds codes by word or beginning', async (words, codes) => {
    const { $ } = await pageOf(apiOf(sample), `/codes?code=${words}`);
    const found = $('#found .code')
      .toArray()
      .map((link) => $(link).text());
    expect(found).toEqual(expect.arrayContaining(codes));
  });

  test('that finds nothing says so', async () => {
    const { response, text } = await pageOf(apiOf(sample), '/codes?code=no+such+thing');
    expect(response.status).toBe(404);
    expect(text).toContain('No code held reads like this');
  });
});

describe('the changes', () => {
  const entries = async (query: string, more: Record<string, string> = {}) => {
    const { $ } = await pageOf(apiOf(sample, { sample: true }), `/changes?${query}`, more);
    return {
      $,
      codes: $('.entry-head .code')
        .toArray()
        .map((link) => $(link).text()),
    };
  };

  test('are found by words, kind and section together', async () => {
    expect((await entries('q=s0013')).codes).toContain('S0013');
    const { codes } = await entries('kind=deleted&section=S');
    expect(codes.length).toBeGreaterThan(0);
    expect(codes.every((code) => code.startsWith('S'))).toBe(true);
    expect((await entries('q=no-such-word')).$('[role=status]').text()).toContain('No such change');
  });

  test('say where the reader uses the code, and nothing of it to a visitor', async () => {
    expect((await entries('q=s0013')).$('.used').text()).toMatch(/^Used in \d+ open claims/);
    expect((await pageOf(apiOf(sample), '/changes?q=s0013')).$('.used').length).toBe(0);
  });
});

test('the page of a release counts by section, compares with CMS, and names its bytes', async () => {
  const { $ } = await pageOf(apiOf(sample), '/releases/2026-01');
  expect($('main code').text()).toMatch(/[0-9a-f]{64}/);
  expect($('#agreement').text()).toMatch(/They agree on|No transaction report/);
  const [added] = $('tfoot td')
    .toArray()
    .slice(1)
    .map((cell) => Number($(cell).text()));
  const rows = $('tbody tr')
    .toArray()
    .map((row) => Number($(row).find('td').eq(1).text()));
  expect(rows.reduce((sum, count) => sum + count, 0)).toBe(added);
});

test('the page of a code draws what replaces it, and leads to the same for programs', async () => {
  const { $ } = await pageOf(apiOf(sample, { sample: true }), '/codes/S0013');
  expect($('svg.graph').attr('aria-label')).toContain('S0013 is replaced by J0013');
  expect($('main').text()).toContain('Where we use it');
  for (const address of ['/v1/codes/S0013', '/feeds/changes.atom?code=S0013', '/fhir/CodeSystem/$lookup'])
    expect($(`a[href^="${address}"]`).length).toBe(1);
});

test('the search leads to the code, whatever its case', async () => {
  const answer = await apiOf(sample).request(`${origin}/codes?code=%20j0013%20`, { headers });
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/codes/J0013']);
});

test('nothing moves on a page: no reader has to ask for stillness', async () => {
  const api = apiOf(sample);
  const { $ } = await pageOf(api, '/');
  const style = await (await api.request(origin + $('link[rel=stylesheet]').attr('href')!, { headers })).text();
  expect(style).not.toMatch(/\b(?:animation|transition|scroll-behavior)\b/);
});

test('the style sheet and the icon may be kept for ever', async () => {
  const api = apiOf(sample);
  const { $ } = await pageOf(api, '/');
  for (const path of [$('link[rel=stylesheet]').attr('href')!, $('link[rel=icon]').attr('href')!]) {
    const answer = await api.request(origin + path, { headers });
    expect(answer.headers.get('cache-control')).toContain('immutable');
  }
});
