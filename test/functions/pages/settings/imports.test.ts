import { beforeEach, describe, expect, test } from 'vitest';
import type { ImportPage } from '../../../../functions/adapters/import-store.ts';
import { receiveClaims } from '../../../../functions/claims/receive-claims.ts';
import { accountKeys } from '../../../../shared/keys/account-keys.ts';
import type { RunningApp } from '../../../support/medium.ts';
import { visitor } from '../../../support/page-visitor.ts';
import { ingestFile, releaseFile } from '../../../support/release-chain.ts';
import { emptyApp, sampleAccount, sampleKey, sampleToday } from '../../../support/sample-world.ts';

const header = 'claim id,code,date of service,charge\n';
const good = ['U-1,S0013,2026-01-05,10.00\n', 'U-2,S0013,2026-01-06,20.00\n'];
const bad = 'U-9,S0013,no day,1\n';
const announced = { id: 'import-announced1', size: 4_000_000, expiresAt: `${sampleToday}T12:10:00.000Z` };

let app: RunningApp;
beforeEach(async () => {
  app = await emptyApp();
});

async function until(settled: () => Promise<boolean>) {
  for (let tries = 0; tries < 200 && !(await settled()); tries++) await new Promise((go) => setTimeout(go, 10));
}

function pieces(...texts: string[]) {
  return (async function* () {
    for (const text of texts) yield new TextEncoder().encode(text);
  })();
}

describe('a file of claims in a form', () => {
  test('goes in without a script, and its page says what came of it', async () => {
    await ingestFile(app, releaseFile('HCPC2025_OCT_ANWEB_09082025.txt', [{ code: 'S0013' }]));
    await ingestFile(
      app,
      releaseFile('HCPC2026_JAN_ANWEB_12082025.txt', [{ code: 'S0013', terminatedOn: '2025-12-31' }]),
    );
    const { get, upload } = await visitor(app, sampleKey);
    await get('/settings/imports');
    const file = new File([header, ...good, bad], 'Mrs-Miller.csv');
    const sent = await upload('/settings/imports/claims', { file, holds: 'any' });
    expect([sent.status, sent.location]).toEqual([303, expect.stringMatching(/^\/settings\/imports\/import-/)]);
    await until(async () => (await get(sent.location!)).$('#import[data-live]').length === 0);
    const { $, text } = await get(sent.location!);
    expect(
      $('.figures dd')
        .map((_, figure) => $(figure).text())
        .get(),
    ).toEqual(['2', '2', '0', '1', '2']);
    expect($('#refused tbody tr').length).toBe(1);
    expect($('#refused tbody').text()).toMatch(/4.*date/);
    expect($('#refused').text()).toContain('send the file again');
    expect(text).not.toContain('Miller');
    const work = await get($('.figures a').last().attr('href')!);
    expect(work.$('#work > li').length).toBe(2);
    expect((await get('/worklist?import=import-another')).$('#work > li').length).toBe(0);
    const row = (await get('/settings/imports')).$('#imports tbody tr');
    expect(row.length).toBe(1);
    expect(row.text()).toContain('done');
  });

  test('says on its own page what is wrong with it', async () => {
    const { get, upload } = await visitor(app, sampleKey);
    await get('/settings/imports');
    const empty = await upload('/settings/imports/claims', { file: new File([], 'x.837'), holds: 'any' });
    expect([empty.status, empty.$('[role=alert]').text()]).toEqual([400, expect.stringContaining('not empty')]);
    const other = await upload('/settings/imports/claims', { file: new File(['x'], 'x.837'), holds: 'poems' });
    expect([other.status, other.$('[role=alert]').text()]).toEqual([400, expect.stringContaining('holds')]);
    const large = await upload('/settings/imports/claims', { file: new File(['x'.repeat(5e6)], 'x.837') });
    expect([large.status, large.$('main').text()]).toEqual([413, expect.stringContaining('KiB')]);
    expect((await app.imports.list(sampleAccount, 10)).rows).toEqual([]);
  });

  test('is read by the headers that its sender names', async () => {
    const { get, upload } = await visitor(app, sampleKey);
    await get('/settings/imports');
    const file = new File(['Kontonummer,used,date of service,charge\nK-1,S0013,2026-01-05,1\n'], 'own.csv');
    const wrong = await upload('/settings/imports/claims', { file, holds: 'any', columns: 'luck=Kontonummer' });
    expect([wrong.status, wrong.$('form[data-announce]').text()]).toEqual([400, expect.stringContaining('claimId')]);
    const columns = 'claimId = Kontonummer\r\ncode=used\r\n';
    const { location } = await upload('/settings/imports/claims', { file, holds: 'any', columns });
    await until(async () => (await get(location!)).$('#import[data-live]').length === 0);
    expect((await get(location!)).$('.figures dd').first().text()).toBe('1');
  });

  test('is neither offered to nor taken from who may only read', async () => {
    const { secret } = await app.manageAccess.makeKey('local', { name: 'k', role: 'reader', by: 'test' });
    const { get, upload } = await visitor(app, secret);
    const page = await get('/settings/imports');
    expect([page.status, page.$('form[data-announce]').length]).toEqual([200, 0]);
    const sent = await upload('/settings/imports/claims', { file: new File(['x'], 'x.837'), holds: 'any' });
    expect(sent.status).toBe(403);
  });

  test('is not taken into the sample, which says how to be rid of it', async () => {
    const { get, upload } = await visitor(app, sampleKey, { sample: true });
    const { $ } = await get('/settings/imports');
    expect([$('form[data-announce]').length, $('.warning a').attr('href')]).toEqual([0, '/sample']);
    await get('/check');
    const sent = await upload('/settings/imports/claims', { file: new File(['x'], 'x.837'), holds: 'any' });
    expect(sent.status).toBe(409);
    const list = { type: 'chargemaster', list: 'main', file: new File(['cdm,code,price\nC1,S0013,1'], 'cdm.csv') };
    expect((await upload('/settings/imports', list)).status).toBe(409);
    expect(await app.holdings.lists(sampleAccount)).toEqual([]);
  });
});

describe('the list of imports', () => {
  test('tells what was announced and has not come, what is read, and what fell silent', async () => {
    await app.imports.expect(sampleAccount, announced.id, announced);
    await app.imports.start(sampleAccount, 'import-running01');
    const wordsAt = async (now: string) => {
      const { get } = await visitor(app, sampleKey, { now: () => now });
      const { $ } = await get('/settings/imports');
      const words = $('#imports tbody .tag')
        .map((_, tag) => $(tag).text())
        .get()
        .sort();
      return [...words, $('#imports').attr('data-live') !== undefined];
    };
    const {
      rows: [row],
    } = await app.imports.list(sampleAccount, 1);
    const noted = row!.importedAt;
    const at = (minutes: number) => new Date(Date.parse(noted) + minutes * 60_000).toISOString();
    const expires = { ...announced, expiresAt: at(15) };
    await app.imports.expect(sampleAccount, 'import-announced2', expires);
    expect(await wordsAt(at(1))).toEqual(['being read', 'never sent', 'waiting for its file', true]);
    expect(await wordsAt(at(60))).toEqual(['never sent', 'never sent', 'silent', false]);
  });

  test('says when the address of a file ended that never came', async () => {
    await app.imports.expect(sampleAccount, announced.id, announced);
    const { get } = await visitor(app, sampleKey, { now: () => `${sampleToday}T13:00:00.000Z` });
    const { $ } = await get(`/settings/imports/${announced.id}`);
    expect($('#import').text()).toContain(`Its address ended at ${sampleToday} 12:10 UTC`);
  });

  test('is read a page at a time, the latest first, however many there are', async () => {
    let second = 0;
    const ticking = await emptyApp(() => new Date(Date.UTC(2026, 0, 1, 0, 0, second++)).toISOString());
    const ids = Array.from({ length: 60 }, (_, number) => `import-number${String(number).padStart(3, '0')}`);
    for (const id of ids) await ticking.imports.expect(sampleAccount, id, {});
    const { get } = await visitor(ticking, sampleKey);
    const seen: string[] = [];
    let path: string | undefined = '/settings/imports';
    for (let pages = 0; path !== undefined; pages++) {
      expect(pages).toBeLessThan(4);
      const { items } = ticking.accountTable.meter;
      const { $, text } = await get(path);
      expect(ticking.accountTable.meter.items - items).toBeLessThan(80);
      expect(text.length).toBeLessThan(200_000);
      seen.push(
        ...$('#imports tbody a')
          .map((_, link) => $(link).attr('href')!.split('/').at(-1)!)
          .get(),
      );
      path = $('a[rel=next]').attr('href');
    }
    expect(seen).toEqual(ids.toReversed());
  });
});

test('an import whose beginning was cut off stands in the list once, and no page is taken for the last', async () => {
  const places = ['import-twice', 'import-never'].map((id) => accountKeys.importPlace(sampleAccount, `0000#${id}`));
  for (const [at, place] of places.entries())
    await app.accountTable.put({ ...place, id: ['import-twice', 'import-never'][at] });
  await app.imports.expect(sampleAccount, 'import-twice', {});
  const pages: string[][] = [];
  for (let after: string | null = ''; after !== null; ) {
    const page: ImportPage = await app.imports.list(sampleAccount, 1, after);
    pages.push(page.rows.map(({ id }) => id));
    after = page.next;
  }
  expect(pages).toEqual([[], [], ['import-twice']]);
});

test('a file that comes a second time after it broke off is read as its sender said at first', async () => {
  const reading = { holds: 'claims', columns: { claimId: 'my number' } } as const;
  await app.imports.expect(sampleAccount, announced.id, { ...announced, reading });
  const cut = (async function* () {
    yield* pieces('my number,code,date of service,charge\n');
    throw new Error('the line is cut');
  })();
  const arrival = { account: sampleAccount, id: announced.id };
  await expect(receiveClaims(app)({ ...arrival, chunks: cut })).rejects.toThrow('cut');
  const report = await receiveClaims(app)({
    ...arrival,
    chunks: pieces('my number,code,date of service,charge\n', 'M-1,S0013,2026-01-05,10\n'),
  });
  expect(report).toMatchObject({ read: 1, refused: [] });
});

test('a script announces a file with the token of its page, and learns why it may not', async () => {
  const { get, announce } = await announcing();
  await get('/settings/imports');
  const taken = await announce({ size: 100, holds: 'any' });
  expect([taken.status, taken.body]).toEqual([
    201,
    { id: expect.any(String), upload: expect.objectContaining({ size: 100 }) },
  ]);
  const refused = await announce({ size: 0, holds: 'any' });
  expect([refused.status, refused.body]).toEqual([400, { problem: expect.stringContaining('size') }]);
  expect((await announce({ size: 1 }, 'guess')).status).toBe(403);
});

async function announcing() {
  const { get, json } = await visitor(app, sampleKey);
  return { get, announce: (body: object, csrf?: string) => json('/settings/imports/announce', body, csrf) };
}

test.each([
  [null, "connect-src 'self';"],
  ['https://bucket.s3.us-east-1.amazonaws.com', "connect-src 'self' https://bucket.s3.us-east-1.amazonaws.com;"],
])('only the page that sends files may reach the place for them (%s)', async (origin, policy) => {
  const uploads = { origin, address: async () => '', put: async () => {} };
  const { get, upload } = await visitor(app, sampleKey, { uploads });
  expect((await get('/settings/imports')).policy).toContain(policy);
  // Refused, the form stands there again, and files can be sent from where one is.
  const refused = await upload('/settings/imports/claims', { file: new File([], 'x.837'), holds: 'any' });
  expect([refused.status, refused.policy]).toEqual([400, expect.stringContaining(policy)]);
  expect((await get('/worklist')).policy).toContain("connect-src 'self';");
});
