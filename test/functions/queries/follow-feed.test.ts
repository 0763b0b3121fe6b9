import fc from 'fast-check';
import { expect, test } from 'vitest';
import { followFeed } from '../../../functions/queries/follow-feed.ts';
import { listChanges } from '../../../functions/queries/list-changes.ts';
import type { ListedChange } from '../../../shared/api/code-set-forms.ts';
import { correctionsBook } from '../../support/corrections-book.ts';
import type { RunningApp } from '../../support/medium.ts';
import { zipOf } from '../../support/release-builder.ts';
import { chain, ingestFile } from '../../support/release-chain.ts';
import { emptyApp } from '../../support/sample-world.ts';

/** A system that follows the feed: what it has read, less what was said to be void. */
class Reader {
  readonly read = new Map<string, ListedChange>();
  private since: string;

  constructor(
    private readonly app: RunningApp,
    since = 'start',
  ) {
    this.since = since;
  }

  async page(limit: number): Promise<boolean> {
    const { changes, superseded, since, more } = await followFeed(this.app)({ since: this.since, limit });
    for (const [id, { changeSet }] of this.read) if (superseded.includes(changeSet)) this.read.delete(id);
    for (const change of changes) {
      if (this.read.has(change.id)) throw new Error(`${change.id} came twice`);
      this.read.set(change.id, change);
    }
    expect(changes.length).toBeLessThanOrEqual(limit);
    this.since = since;
    return more;
  }
}

async function inForce(app: RunningApp): Promise<readonly string[]> {
  return (await listChanges(app)({ limit: 1_000 })).changes.map(({ id }) => id).sort();
}

test('a reader that pages while releases come in any order ends with every change in force, each once', async () => {
  const order = fc.shuffledSubarray([...chain], { minLength: chain.length });
  const pauses = fc.array(fc.nat(4), { minLength: chain.length, maxLength: chain.length });
  await fc.assert(
    fc.asyncProperty(order, pauses, fc.integer({ min: 1, max: 6 }), async (files, pagesBetween, limit) => {
      const app = await emptyApp();
      const reader = new Reader(app);
      for (const [index, file] of files.entries()) {
        await ingestFile(app, file);
        for (let page = 0; page < pagesBetween[index]!; page++) await reader.page(limit);
      }
      while (await reader.page(limit));
      expect([...reader.read.keys()].sort()).toEqual(await inForce(app));
    }),
    { numRuns: 8 },
  );
});

test('… and corrections, and a file posted again, in any order', async () => {
  const row = { CODE: 'G2002', ACTION: 'Terminate code', 'EFF DATE': '2025-10-01' };
  const corrections = await zipOf(
    { 'V1_HCPC2025_OCT_Corrections.xlsx': correctionsBook([row], { title: 'October 2025 HCPCS CORRECTIONS' }) },
    '2025-09-20',
  );
  const again = { name: 'HCPC2025_OCT_ANWEB_v2_10012025.txt', bytes: chain[3]!.bytes };
  const all = [...chain, { name: '2025-October-Corrections.zip', bytes: corrections }, again];
  const order = fc.shuffledSubarray(all, { minLength: all.length });
  await fc.assert(
    fc.asyncProperty(order, fc.integer({ min: 1, max: 5 }), fc.nat(2), async (files, limit, pages) => {
      const app = await emptyApp();
      const reader = new Reader(app);
      for (const file of files) {
        await ingestFile(app, file);
        for (let page = 0; page < pages; page++) await reader.page(limit);
      }
      while (await reader.page(limit));
      expect([...reader.read.keys()].sort()).toEqual(await inForce(app));
    }),
    { numRuns: 8 },
  );
});

test('who has read the list hears by its `since` of nothing but what is new', async () => {
  const app = await emptyApp();
  for (const file of chain.slice(0, 3)) await ingestFile(app, file);
  const { since } = await listChanges(app)({ limit: 1_000 });
  expect(await followFeed(app)({ since, limit: 100 })).toMatchObject({ changes: [], more: false });
  await ingestFile(app, chain[3]!);
  const news = await followFeed(app)({ since, limit: 100 });
  expect(new Set(news.changes.map(({ release }) => release))).toEqual(new Set(['2025-10']));
  expect(news.superseded).toEqual([]);
});

test('a release that comes late names the comparison that it replaces', async () => {
  const app = await emptyApp();
  await ingestFile(app, chain[0]!);
  await ingestFile(app, chain[2]!);
  const [replaced] = (await app.codeSets.state('HCPCS')).releases.slice(1).map(({ changeSet }) => changeSet);
  const { since } = await listChanges(app)({ limit: 1_000 });
  await ingestFile(app, chain[1]!);
  const news = await followFeed(app)({ since, limit: 1_000 });
  expect(news.superseded).toEqual([replaced]);
  expect(new Set(news.changes.map(({ release }) => release))).toEqual(new Set(['2025-04', '2025-07']));
});

test('a place that is none is refused', async () => {
  const app = await emptyApp();
  await expect(followFeed(app)({ since: 'yesterday', limit: 1 })).rejects.toMatchObject({ code: 'BAD_CURSOR' });
});
