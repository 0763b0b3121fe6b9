import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sourceStore } from '../../../functions/adapters/source-store.ts';
import { unzip } from '../../../functions/adapters/unzip.ts';
import { publishArchived, unpublished } from '../../../functions/publish/publish-archived.ts';
import { describeSources } from '../../../functions/queries/describe-sources.ts';
import type { WatchReport } from '../../../functions/watch/watch-sources.ts';
import { parseCodeText } from '../../../shared/release/parse-text.ts';
import { hashesOf } from '../../../shared/release/read-release.ts';
import { itemTable } from '../../support/cms-pages.ts';
import { type FakeCms, startFakeCms } from '../../support/fake-cms.ts';
import { type Medium, openMedium, type RunningApp, startApp } from '../../support/medium.ts';
import { zipOf } from '../../support/release-builder.ts';
import { ingestFile } from '../../support/release-chain.ts';
import { cmsFile, haveCms } from '../../support/shared-files.ts';
import { brief, listAddress, watcher } from '../../support/source-watcher.ts';
import { visibleOf } from '../../support/visible.ts';

const at = {
  y2017: '/Downloads/2017-Alpha-Numeric-HCPCS-File.zip',
  corrections: '/Downloads/2017-HCPCS-Alpha-Numeric-Corrections.zip',
  y2018: '/Downloads/2018-Alpha-Numeric-HCPCS-File.zip',
  moved: '/media/559231',
} as const;

/** One morning: what CMS has done over night, what became of each file, and which releases the store holds then. */
interface Morning {
  readonly night: string;
  readonly deed: (cms: FakeCms) => void;
  readonly ended: readonly string[];
  readonly held: readonly string[];
}

let zips: Record<'y2017' | 'corrections' | 'y2018' | 'reposted', Uint8Array>;

function list(cms: FakeCms, ...paths: readonly string[]): void {
  const named = (path: string) => path.replace(/^.*\/|\.zip$/g, '').replaceAll('-', ' ');
  const text = (path: string) => (path === at.moved ? '2018 Alpha Numeric HCPCS File' : named(path));
  cms.put(listAddress, { body: itemTable(paths.map((href) => ({ href, text: text(href) }))) });
}

const mornings: readonly Morning[] = [
  {
    night: 'the first release; the server fails twice, then breaks off',
    deed(cms) {
      list(cms, at.y2017);
      cms.put(at.y2017, { body: zips.y2017 });
      cms.fail(
        at.y2017,
        { kind: 'status', status: 500 },
        { kind: 'status', status: 503 },
        { kind: 'truncate', at: 9000 },
      );
    },
    ended: ['2017-01 new'],
    held: ['2017-01'],
  },
  { night: 'nothing', deed() {}, ended: ['2017-01 unchanged'], held: ['2017-01'] },
  {
    night: 'its corrections, behind a login page',
    deed(cms) {
      list(cms, at.y2017, at.corrections);
      cms.put(at.corrections, { body: zips.corrections });
      cms.fail(at.corrections, { kind: 'page', html: '<html><title>Log in</title></html>' });
    },
    ended: ['2017-01 unchanged', '2017-01 corrections not-a-zip'],
    held: ['2017-01'],
  },
  {
    night: 'the login page is gone',
    deed() {},
    ended: ['2017-01 unchanged', '2017-01 corrections new'],
    held: ['2017-01', '2017-01.v1'],
  },
  {
    night: 'the next release, at a slow drip, and again',
    deed(cms) {
      list(cms, at.y2017, at.corrections, at.y2018);
      cms.put(at.y2018, { body: zips.y2018 });
      cms.fail(at.y2018, { kind: 'drip', everyMs: 20 }, { kind: 'drip', everyMs: 20 });
    },
    ended: ['2017-01 unchanged', '2017-01 corrections unchanged', '2018-01 timed-out'],
    held: ['2017-01', '2017-01.v1'],
  },
  {
    night: 'the line is better, and cuts it short once',
    deed: (cms) => cms.fail(at.y2018, { kind: 'shorten', at: 500_000 }),
    ended: ['2017-01 unchanged', '2017-01 corrections unchanged', '2018-01 new'],
    held: ['2017-01', '2017-01.v1', '2018-01'],
  },
  {
    night: 'moved to a number, renamed, without validators',
    deed(cms) {
      list(cms, at.y2017, at.corrections, at.moved);
      cms.remove(at.y2018);
      cms.put(at.moved, { body: zips.y2018, etag: null });
    },
    ended: ['2017-01 unchanged', '2017-01 corrections unchanged', '2018-01 known-content'],
    held: ['2017-01', '2017-01.v1', '2018-01'],
  },
  {
    night: 'CMS refuses the page and that file',
    deed(cms) {
      cms.fail(listAddress, { kind: 'status', status: 403 });
      cms.fail(at.moved, { kind: 'status', status: 403 });
    },
    ended: ['2017-01 unchanged', '2017-01 corrections unchanged', '2018-01 blocked'],
    held: ['2017-01', '2017-01.v1', '2018-01'],
  },
  {
    night: 'other bytes under the same address',
    deed: (cms) => cms.put(at.moved, { body: zips.reposted }),
    ended: ['2017-01 unchanged', '2017-01 corrections unchanged', '2018-01 new'],
    held: ['2017-01', '2017-01.v1', '2018-01', '2018-01.r2'],
  },
  {
    night: 'nothing',
    deed() {},
    ended: ['2017-01 unchanged', '2017-01 corrections unchanged', '2018-01 unchanged'],
    held: ['2017-01', '2017-01.v1', '2018-01', '2018-01.r2'],
  },
];

describe.skipIf(!haveCms)("CMS's own zips, morning by morning, into a store", () => {
  let cms: FakeCms;
  let medium: Medium;
  let app: RunningApp;
  let scan: ReturnType<typeof watcher>;
  const tried: { night: string; downloads: number; ended: string; held: string }[] = [];

  beforeAll(async () => {
    const y2018 = cmsFile('2018-Alpha-Numeric-HCPCS-File.zip');
    zips = {
      y2017: cmsFile('2017-Alpha-Numeric-HCPCS-File.zip'),
      corrections: cmsFile('2017-HCPCS-Alpha-Numeric-Corrections.zip'),
      y2018,
      reposted: await repostOf(y2018),
    };
    cms = await startFakeCms();
    medium = await openMedium();
    app = startApp(medium, () => '2018-04-02T08:00:00.000Z');
    scan = watcher(cms, sourceStore(app.archive, app.codeSetTable), app.watchLog, 1_500);
    return () => cms.close();
  });
  afterAll(() => console.table(tried));

  /** As the cloud's functions and `codeset ingest --cms` do it: look, then publish what is archived and not held. */
  async function morning(): Promise<WatchReport> {
    const report = await scan({ newest: 'all' });
    const state = await app.codeSets.state('HCPCS');
    for (const event of unpublished(report, state, await app.quarantine.all('HCPCS')))
      expect(await publishArchived(app)(event)).toMatchObject({ outcome: 'published' });
    return report;
  }

  test('every release ends up right, whatever happened on the way', async () => {
    for (const { night, deed, ended, held } of mornings) {
      deed(cms);
      const report = await morning();
      const releases = (await app.codeSets.state('HCPCS')).releases.map(({ release }) => release);
      tried.push({ night, downloads: report.downloads, ended: brief(report).join(', '), held: releases.join(', ') });
      expect([night, brief(report)]).toEqual([night, ended]);
      expect([night, releases]).toEqual([night, held]);
      if (night === 'nothing') expect(report.downloads).toBe(0);
    }
  }, 60_000);

  test('the store holds what stands in the zips, and proves it', async () => {
    const { releases } = await app.codeSets.state('HCPCS');
    const contents = new Map(releases.map(({ release, content }) => [release, content]));
    expect(contents.get('2017-01')).toBe(await contentOf(zips.y2017));
    expect(contents.get('2018-01')).toBe(await contentOf(zips.y2018));
    expect(contents.get('2018-01.r2')).toBe(await contentOf(zips.reposted));
    expect(releases.map(({ records }) => records)).toEqual([6498, 6500, 6559, 6559]);
    const changes = await app.codeSets.changes('HCPCS', releases[3]!.changeSet);
    expect(changes.map(({ code, kind, fields }) => [code, kind, fields.map(({ name }) => name)])).toEqual([
      ['A0021', 'revised', ['shortDescription']],
    ]);
    expect((await app.verify()).problems).toEqual([]);
  }, 60_000);

  test('handed in by hand, the newest first, the same files leave the same store', async () => {
    const byHand = await openMedium();
    const { sources } = await app.codeSets.state('HCPCS');
    for (const { sha256, file } of sources.toReversed())
      await ingestFile(startApp(byHand), { name: file, bytes: (await app.archive.get(sha256))!.bytes });
    expect(await seenIn(byHand)).toEqual(await seenIn(medium));
  }, 60_000);

  test('the screen of sources tells of the last answer', async () => {
    const { sources } = await describeSources(app)('2018-04-02');
    expect(sources[0]).toMatchObject({
      newest: { release: '2018-01.r2' },
      lastRun: { listed: ['2017-01', '2018-01'], downloads: 0, failures: [] },
    });
  });
});

/** The same zip with one short description mended, as CMS posts it again without a word. */
async function repostOf(zip: Uint8Array): Promise<Uint8Array> {
  const files = await unzip('2018.zip', zip);
  const texts = files.filter(({ name }) => /ANWEB.*\.txt$/i.test(name));
  const mended = texts.map(({ name, bytes }) => {
    const text = Buffer.from(bytes).toString('latin1');
    const line = /^A0021.*$/m.exec(text)![0];
    return [
      name,
      Buffer.from(text.replace(line, `${line.slice(0, 91)}${'Mended'.padEnd(28)}${line.slice(119)}`), 'latin1'),
    ];
  });
  return zipOf(Object.fromEntries(mended), '2018-03-20');
}

/** What a reader can find, apart from what the watcher remembers of addresses. */
async function seenIn(medium: Medium) {
  const { state, rows, book } = await visibleOf(medium);
  return { state, book, rows: rows.filter((row) => !row.includes('"pk":"SOURCES"')) };
}

async function contentOf(zip: Uint8Array): Promise<string> {
  const text = (await unzip('a.zip', zip)).find(({ name }) => /ANWEB.*\.txt$/i.test(name))!;
  return hashesOf(parseCodeText(text.name, text.bytes).records).content;
}
