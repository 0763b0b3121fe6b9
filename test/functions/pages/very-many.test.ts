import { beforeAll, describe, expect, test } from 'vitest';
import { importClaimFile } from '../../../functions/claims/import-claim-file.ts';
import { defaultSubscription } from '../../../shared/alerts/subscription.ts';
import type { RunningApp } from '../../support/medium.ts';
import { visitor } from '../../support/page-visitor.ts';
import { ingestFile, releaseFile } from '../../support/release-chain.ts';
import { emptyApp, sampleAccount, sampleKey } from '../../support/sample-world.ts';

/** In bytes: what a page may weigh, however much there is. */
const heaviest = 200_000;
/** Of what is slow to store, every run takes enough for several pages, and `npm run campaign:many` all of it. */
const all = process.env.MANY === 'all';
const [changes, releases, lines] = all ? [3_000, 60, 999] : [400, 15, 150];
const longText = `${'an unusually long '.repeat(6)} name`;
const upTo = <Entry>(count: number, entry: (number: number) => Entry) =>
  Array.from({ length: count }, (_, number) => entry(number));

type Visitor = Awaited<ReturnType<typeof visitor>>;

async function isLight({ get }: Visitor, path: string) {
  const page = await get(path);
  expect([path, page.status]).toEqual([path, 200]);
  expect(Buffer.byteLength(page.text), path).toBeLessThan(heaviest);
  return page;
}

/** Every entry of a list by its pages, each as heavy as may be. */
async function throughPages(reader: Visitor, path: string, entries: string): Promise<readonly string[]> {
  const seen: string[] = [];
  const list = entries.split(' ')[0]!;
  for (let next: string | undefined = path; next !== undefined; ) {
    const { $ } = await isLight(reader, next);
    seen.push(
      ...$(entries)
        .map((_, entry) => $(entry).text())
        .get(),
    );
    next = $(`${list} ~ .paging a[rel=next], .scroll:has(${list}) ~ .paging a[rel=next]`).attr('href');
    expect(seen.length).toBeLessThan(5_000);
  }
  return seen;
}

describe(`a release of ${changes} changes`, () => {
  let app: RunningApp;
  let reader: Visitor;
  beforeAll(async () => {
    app = await emptyApp();
    const codes = (what: string) =>
      upTo(changes, (number) => ({
        code: `${'ABCEGJKLQ'[number % 9]}${1000 + Math.floor(number / 9)}`,
        longDescription: `Thing ${number}, ${what}, ${longText}`,
      }));
    await ingestFile(app, releaseFile('HCPC2026_JAN_ANWEB_01012026.txt', codes('plain')));
    await ingestFile(app, releaseFile('HCPC2026_APR_ANWEB_04012026.txt', codes('with a cover')));
    reader = await visitor(app, sampleKey);
  });

  test.each(['/', '/releases', '/releases/2026-04', '/changes', '/releases/2026-04/changes', '/changes?q=cover'])(
    '%s is light',
    async (path) => {
      await isLight(reader, path);
    },
  );

  test('is paged through, and says how many there are', async () => {
    const { $ } = await isLight(reader, '/releases/2026-04/changes');
    expect($('main').text()).toContain(changes.toLocaleString('en-US'));
    const second = await isLight(reader, $('a[rel=next]').attr('href')!);
    expect(second.$('.entry').length).toBe($('.entry').length);
    expect(second.$('.entry .code').first().text()).not.toBe($('.entry .code').first().text());
  });
});

describe(`${releases} releases that all change one code`, () => {
  let reader: Visitor;
  beforeAll(async () => {
    const app = await emptyApp();
    const months = ['JAN', 'APR', 'JUL', 'OCT'];
    for (let number = 0; number < releases; number++) {
      const [year, quarter] = [2011 + Math.floor(number / 4), number % 4];
      const name = `HCPC${year}_${months[quarter]}_ANWEB_${String(quarter * 3 + 1).padStart(2, '0')}01${year}.txt`;
      await ingestFile(app, releaseFile(name, [{ code: 'J7001', longDescription: `Drug ${number}, ${longText}` }]));
    }
    reader = await visitor(app, sampleKey);
  });

  test.each(['/', '/releases', '/codes/J7001', '/changes', '/sources'])('%s is light', async (path) => {
    await isLight(reader, path);
  });
});

describe('an account with very much', () => {
  let app: RunningApp;
  let reader: Visitor;
  beforeAll(async () => {
    app = await emptyApp();
    await ingestFile(
      app,
      releaseFile('HCPC2026_JAN_ANWEB_01012026.txt', [{ code: 'S0013', terminatedOn: '2025-12-31' }]),
    );
    const rows = upTo(lines, (line) => `BIG,${line + 1},${line % 3 ? 'S0013' : 'A4000'},2026-01-05,10.00\n`).join('');
    const chunks = (async function* () {
      yield new TextEncoder().encode(`claim id,line,code,date of service,charge\n${rows}`);
    })();
    await importClaimFile(app.importInto(sampleAccount, 'import-big'), { name: 'big.csv', chunks });
    const number = (at: number) => String(at).padStart(3, '0');
    for (const at of upTo(200, number))
      await app.subscriptions.add(sampleAccount, {
        ...defaultSubscription(sampleAccount),
        id: `desk-${at}`,
        name: `Desk ${at} ${longText}`,
      });
    const payers = upTo(200, (at) => [`P${number(at)}`, { class: 'commercial', name: `${longText} ${at}` }] as const);
    await app.payerSettings.keepPayers(sampleAccount, Object.fromEntries(payers));
    const windows = upTo(200, (at) => ({
      payer: `P${number(at % 200)}`,
      code: `S${1000 + Math.floor(at / 200)}`,
      from: null,
      to: '2026-03-31',
      document: longText,
    }));
    await app.payerSettings.keepWindows(sampleAccount, windows);
    const people = upTo(70, (at) => ({ email: `p${at}@example.org`, name: `Person ${at}`, role: 'reader' as const }));
    for (const person of people) await app.manageAccess.addUser(sampleAccount, person);
    for (const at of upTo(70, number))
      await app.manageAccess.makeKey(sampleAccount, { name: `Key ${at}`, role: 'reader', by: 'test' });
    reader = await visitor(app, sampleKey);
  });

  test.each([
    ['/claims/BIG', '#lines > li', lines],
    ['/claims/BIG?only=wrong', '#lines > li', (lines / 3) * 2],
    ['/settings/subscriptions', '#subscriptions tbody tr', 200],
    ['/settings/payers', '#payers > li', 200],
    ['/settings/access', '#people > li', 70],
    ['/settings/access', '#keys > li', 70],
  ])('%s is shown a page at a time, whole in the end (%s)', async (path, entries, count) => {
    const seen = await throughPages(reader, path, entries);
    expect([seen.length, new Set(seen).size]).toEqual([count, count]);
  });

  test.each(['/worklist', '/worklist?claim=BIG', '/settings/imports', '/settings/audit', '/audit', '/review'])(
    '%s is light',
    async (path) => {
      await isLight(reader, path);
    },
  );

  test('pages of one list leave those of another, and what is chosen, as they are', async () => {
    const { $ } = await reader.get('/settings/payers?payer=P150&payers=2&done=keepPayers');
    expect($('#payers > li').length).toBe(50);
    const [next] = $('nav[aria-label="Pages of windows"] a[rel=next]').get();
    expect($(next).attr('href')).toBe('/settings/payers?payer=P150&payers=2&windows=2#windows');
  });

  test.each(['0', '-1', '99999', 'x', '1e9'])('a page that there is not (%s) is the nearest one', async (page) => {
    const { status, $ } = await reader.get(`/settings/payers?payers=${page}`);
    expect([status, $('#payers > li').length]).toEqual([200, 50]);
  });
});
