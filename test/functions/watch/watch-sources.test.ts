import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SourceArchive } from '../../../functions/watch/source-archive.ts';
import type { WatchReport } from '../../../functions/watch/watch-sources.ts';
import { itemTable, listPage, spanPage } from '../../support/cms-pages.ts';
import { type FakeCms, type Fault, startFakeCms } from '../../support/fake-cms.ts';
import { zipOf } from '../../support/release-builder.ts';
import {
  brief,
  hashOf,
  listAddress as list,
  memoryArchive,
  watcher as watcherOf,
} from '../../support/source-watcher.ts';

const jan = '/files/zip/january-2026-alpha-numeric-hcpcs-file.zip';
const apr = '/files/zip/april-2026-alpha-numeric-hcpcs-file.zip';

let cms: FakeCms;
let zips: Record<string, Uint8Array>;
const tried: { what: string; downloads: number; ended: string }[] = [];

beforeAll(async () => {
  const text = (quarter: string) =>
    zipOf({ [`HCPC2026_${quarter}_ANWEB.txt`]: `invented text of ${quarter} `.repeat(50) });
  zips = { jan: await text('JAN'), apr: await text('APR'), jul: await text('JUL'), v2: await text('JAN_v2') };
});
beforeEach(async () => {
  cms = await startFakeCms();
});
afterEach(() => cms.close());
afterAll(() => console.table(tried));

function note(what: string, report: WatchReport): void {
  tried.push({ what, downloads: report.downloads, ended: brief(report).join(', ') });
}

function watcher(archive: SourceArchive) {
  return watcherOf(cms, archive);
}

/** The quarterly page with January and April 2026, and both files. */
function publish(): void {
  cms.put(list, {
    body: listPage([
      { href: apr, text: 'April 2026 Alpha-Numeric HCPCS File' },
      { href: jan, text: 'January 2026 Alpha-Numeric HCPCS File' },
    ]),
  });
  cms.put(jan, { body: zips.jan! });
  cms.put(apr, { body: zips.apr! });
}

describe('a first scan and a quiet re-scan', () => {
  test('the second downloads nothing', async () => {
    publish();
    const { archive, kept } = memoryArchive();
    const scan = watcher(archive);
    const first = await scan();
    note('first scan', first);
    expect(brief(first)).toEqual(['2026-01 new', '2026-04 new']);
    expect([...kept.keys()]).toEqual([hashOf(zips.jan!), hashOf(zips.apr!)]);
    expect([...kept.values()][0]).toMatchObject({
      url: cms.origin + jan,
      name: 'january-2026-alpha-numeric-hcpcs-file.zip',
      headers: { 'content-type': 'application/zip' },
      fetchedAt: expect.stringMatching(/^2026-04-02T08:00:\d\d/),
    });
    const before = cms.requests.length;
    const second = await scan();
    note('quiet re-scan', second);
    expect(brief(second)).toEqual(['2026-01 unchanged', '2026-04 unchanged']);
    expect(second.downloads).toBe(0);
    expect(cms.requests.slice(before).map(({ status, sent }) => [status, sent])).toEqual([
      [304, 0],
      [304, 0],
      [304, 0],
    ]);
    expect(cms.mostAtOnce()).toBe(1);
    expect(second.failures).toEqual([]);
  });

  test('a server without validators sends bytes, which are known', async () => {
    publish();
    cms.put(jan, { body: zips.jan!, etag: null });
    const scan = watcher(memoryArchive().archive);
    await scan();
    const second = await scan();
    note('no validators', second);
    expect(brief(second)).toEqual(['2026-01 known-content', '2026-04 unchanged']);
  });

  test('a stop between archive and memory costs a download, no release', async () => {
    publish();
    const { archive, kept } = memoryArchive();
    const broken = {
      ...archive,
      sourceState: { ...archive.sourceState, put: async () => Promise.reject(new Error('stopped')) },
    };
    await expect(watcher(broken)()).rejects.toThrow('stopped');
    const after = await watcher(archive)();
    expect(brief(after)).toEqual(['2026-01 new', '2026-04 new']);
    expect(kept.size).toBe(2);
  });
});

describe('what CMS does to its files', () => {
  const deeds: readonly (readonly [what: string, deed: () => void, ends: readonly string[]])[] = [
    ['other bytes under one name', () => cms.put(jan, { body: zips.v2! }), ['2026-01 new', '2026-04 unchanged']],
    ['other bytes, the same ETag, a new day on the page', silentRepost, ['2026-01 new', '2026-04 unchanged']],
    ['renamed, the same bytes', renamed, ['2026-01 known-content', '2026-04 unchanged']],
    [
      'moved, with a redirect',
      () => cms.failAlways(jan, { kind: 'redirect', to: '/new/place.zip' }),
      ['2026-01 unchanged', '2026-04 unchanged'],
    ],
    ['posted as v2 beside the first', postedAgain, ['2026-01 unchanged', '2026-01 new', '2026-04 unchanged']],
    ['a new quarter', newQuarter, ['2026-04 unchanged', '2026-07 new']],
    ['withdrawn', () => cms.remove(jan), ['2026-01 not-found', '2026-04 unchanged']],
    [
      'login page for the file',
      () => cms.fail(jan, { kind: 'page', html: '<html><title>Log in</title></html>' }),
      ['2026-01 not-a-zip', '2026-04 unchanged'],
    ],
  ];

  function relist(
    january: { href: string; text?: string; posted?: string }[],
    more: { href: string; text: string }[] = [],
  ): void {
    const files = january.map((file) => ({ text: 'January 2026 Alpha-Numeric HCPCS File', ...file }));
    cms.put(list, { body: listPage([...more, { href: apr, text: 'April 2026 Alpha-Numeric HCPCS File' }, ...files]) });
  }
  function silentRepost(): void {
    cms.put(jan, { body: zips.v2!, etag: `"${hashOf(zips.jan!).slice(0, 16)}"` });
    relist([{ href: jan, posted: '01/12/2026' }]);
  }
  function renamed(): void {
    cms.remove(jan);
    cms.put('/media/559231', { body: zips.jan! });
    relist([{ href: '/media/559231' }]);
  }
  function postedAgain(): void {
    cms.put('/files/zip/january-2026-alpha-numeric-hcpcs-file-v2.zip', { body: zips.v2! });
    relist([{ href: jan }, { href: '/files/zip/january-2026-alpha-numeric-hcpcs-file-v2.zip' }]);
  }
  function newQuarter(): void {
    cms.put('/media/7', { body: zips.jul! });
    relist([{ href: jan }], [{ href: '/media/7', text: 'July 2026 Alpha-Numeric HCPCS Files' }]);
  }

  test.each(deeds)('%s', async (what, deed, ends) => {
    publish();
    cms.put('/new/place.zip', { body: zips.jan! });
    const { archive } = memoryArchive();
    const scan = watcher(archive);
    await scan();
    deed();
    const report = await scan();
    note(what, report);
    expect(brief(report)).toEqual(ends);
    const again = await scan();
    expect(again.files.filter(({ outcome }) => outcome === 'new')).toEqual([]);
  });

  test('a re-post is told from a first posting, also when an earlier state comes back', async () => {
    publish();
    const { archive } = memoryArchive();
    const scan = watcher(archive);
    expect((await scan()).files[0]).toMatchObject({ outcome: 'new', reposted: false });
    cms.put(jan, { body: zips.v2! });
    expect((await scan()).files[0]).toMatchObject({ outcome: 'new', reposted: true });
    cms.put(jan, { body: zips.jan! });
    const back = await scan();
    expect(back.files[0]).toMatchObject({ outcome: 'known-content', reposted: true });
    expect(back.problems).toEqual([expect.stringContaining('serves an earlier file again')]);
  });
});

describe('faults on the way', () => {
  const faults: readonly (readonly [what: string, faults: readonly Fault[], ends: string])[] = [
    [
      '500 twice',
      [
        { kind: 'status', status: 500 },
        { kind: 'status', status: 503 },
      ],
      'new',
    ],
    ['429', [{ kind: 'status', status: 429, headers: { 'retry-after': '3' } }], 'new'],
    ['slow drip once', [{ kind: 'drip', everyMs: 20 }], 'new'],
    ['connection cut', [{ kind: 'truncate', at: 50 }], 'new'],
    ['shortened', [{ kind: 'shorten', at: 50 }], 'new'],
    ['endless', [{ kind: 'endless' }], 'too-large'],
    ['403', [{ kind: 'status', status: 403 }], 'blocked'],
    ['redirect to a foreign host', [{ kind: 'redirect', to: 'http://192.0.2.1/x.zip' }], 'foreign-host'],
  ];

  test.each(faults)('%s: the other release comes, and a later scan brings this one', async (what, met, ends) => {
    publish();
    cms.fail(jan, ...met);
    const { archive, kept } = memoryArchive();
    const scan = watcher(archive);
    const report = await scan();
    note(what, report);
    expect(brief(report)).toEqual([`2026-01 ${ends}`, '2026-04 new']);
    for (const { remedy } of report.failures) expect(remedy).not.toBe('');
    await scan();
    expect([...kept.keys()].sort()).toEqual([hashOf(zips.jan!), hashOf(zips.apr!)].sort());
  });

  test('a front that refuses is not asked for everything', async () => {
    const months = ['January', 'April', 'July', 'October'];
    const files = months.map((month) => ({
      href: `/files/zip/${month}-2025-alpha-numeric-hcpcs-file.zip`,
      text: month,
    }));
    cms.put(list, { body: listPage(files) });
    for (const { href } of files) cms.failAlways(href, { kind: 'status', status: 403 });
    const report = await watcher(memoryArchive().archive)({ newest: 'all' });
    note('403 for every file', report);
    expect(brief(report)).toEqual(['2025-01 blocked', '2025-04 blocked', '2025-07 blocked', '2025-10 blocked']);
    expect(cms.requests).toHaveLength(3);
    expect(report.failures[3]).toMatchObject({ attempts: 0, remedy: expect.stringContaining('codeset ingest FILE') });
  });

  test('a page that cannot be had is a failure with its remedy, nothing is forgotten', async () => {
    publish();
    const { archive } = memoryArchive();
    const scan = watcher(archive);
    await scan();
    cms.failAlways(list, { kind: 'status', status: 403 });
    const report = await scan();
    note('403 for the page', report);
    expect(brief(report)).toEqual(['2026-01 unchanged', '2026-04 unchanged']);
    expect(report).toMatchObject({
      failures: [{ failure: 'blocked', remedy: expect.stringContaining('inbox') }],
    });
  });

  test('a login page instead of the list is noticed', async () => {
    cms.put(list, { body: '<html><title>Log in</title><form></form></html>' });
    const report = await watcher(memoryArchive().archive)();
    expect(report.problems).toEqual([expect.stringContaining('names no release')]);
  });

  test('a file that its readers refuse is reported, and asked for again', async () => {
    publish();
    const { archive } = memoryArchive(({ url }) => (url.endsWith(jan) ? 'half of its records are gone' : undefined));
    const scan = watcher(archive);
    await scan();
    const report = await scan();
    note('refused by the gate', report);
    expect(brief(report)).toEqual(['2026-01 refused', '2026-04 unchanged']);
  });
});

describe('the whole list', () => {
  test('over several pages, unknown files and gaps reported', async () => {
    const file = (href: string, text: string) => ({ href, text: `${text} Alpha-Numeric HCPCS File` });
    cms.put(list, { body: listPage([file(apr, 'April 2026'), file(jan, 'January 2026')], 2) });
    cms.put(`${list}?page=1`, {
      body: listPage(
        [
          file('/media/1', 'July 2025'),
          { href: '/files/zip/rvu26a.zip', text: 'RVU26A' },
          { href: '/x.pdf', text: '2026 HCPCS Coding Decisions' },
        ],
        2,
      ),
    });
    for (const path of [jan, apr, '/media/1'])
      cms.put(path, { body: path === jan ? zips.jan! : path === apr ? zips.apr! : zips.jul! });
    const report = await watcher(memoryArchive().archive)({ newest: 'all' });
    note('two pages, all', report);
    expect(brief(report)).toEqual(['2025-07 new', '2026-01 new', '2026-04 new']);
    expect(report.unknown.map(({ url }) => url)).toEqual([`${cms.origin}/files/zip/rvu26a.zip`]);
    expect(report.others).toHaveLength(1);
    expect(report.problems).toEqual(['the list has no release 2025-10, but later ones']);
    expect(cms.requests.filter(({ path }) => path.startsWith(list))).toHaveLength(2);
  });

  test('the newest two, with files whose quarter nobody names', async () => {
    cms.put(list, {
      body: spanPage(
        ['January 2025', 'July 2024', 'April 2025', 'Current'].map((when, at) => ({
          href: `/media/${at}`,
          text: `${when} Alpha-Numeric HCPCS File`,
        })),
      ),
    });
    for (const at of [0, 1, 2, 3]) cms.put(`/media/${at}`, { body: Object.values(zips)[at]! });
    expect(brief(await watcher(memoryArchive().archive)())).toEqual(['2025-01 new', '2025-04 new', '? new']);
  });

  test('an address without an ending that turns out to be the file', async () => {
    cms.put(list, {
      body: itemTable([{ href: '/items/2019-Alpha-Numeric-HCPCS-File', text: '2019 Alpha-Numeric HCPCS File' }]),
    });
    cms.put('/items/2019-Alpha-Numeric-HCPCS-File', { body: zips.jan! });
    expect(brief(await watcher(memoryArchive().archive)())).toEqual(['2019-01 new']);
  });
});
