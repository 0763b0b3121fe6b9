import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { sampleFiles, samplePath } from '../../../infra/local/sample.ts';
import { failingMedium, WriteFailed } from '../../support/failing-medium.ts';
import { copyOf, dumpOf, type Medium, openMedium, type RunningApp, startApp } from '../../support/medium.ts';
import { chain, ingestFile, type ReleaseFile } from '../../support/release-chain.ts';
import { visibleOf } from '../../support/visible.ts';

/** Orders tried; `npm run campaign:orders` asks for many more. */
const orders = Number(process.env.ORDERS ?? 5);

async function holding(files: readonly ReleaseFile[]): Promise<Medium> {
  const medium = await openMedium();
  for (const file of files) await ingestFile(startApp(medium), file);
  return medium;
}

describe('one release after the other', () => {
  test('the first release makes no changes and no alerts', async () => {
    const medium = await openMedium();
    const app = startApp(medium);
    const published = await ingestFile(app, chain[0]!);
    expect(published).toMatchObject({ outcome: 'published', baseline: true, changes: [] });
    const [sweep] = await app.sweeps.unfinished();
    expect(sweep).toMatchObject({ notify: false });
    expect((await app.sweeps.pending('HCPCS', published.release!.changeSet)).map(({ code }) => code)).toEqual([
      '(awaiting)',
      '(unheld)',
    ]);
    await app.sweep();
    expect(await app.sweeps.unfinished()).toEqual([]);
  });

  test('the sample pair: every kind of change, each with its row, sweep and pending code', async () => {
    const files = sampleFiles.releases.map((name) => ({ name, bytes: readFileSync(samplePath(name)) }));
    const medium = await holding([files[0]!]);
    const app = startApp(medium);
    await app.sweep();
    const { release, changes, baseline, event } = await ingestFile(app, files[1]!);
    expect([release!.release, baseline]).toEqual(['2026-01', false]);
    expect(new Set(changes.map(({ kind }) => kind))).toEqual(new Set(['added', 'deleted', 'revised', 'reactivated']));
    const replaced = changes.find(({ code }) => code === 'S0013')!;
    expect(replaced).toMatchObject({ kind: 'deleted', effective: '2026-01-01' });
    expect(replaced.replacements.map(({ code }) => code)).toContain('J0013');
    const state = await app.codeSets.state('HCPCS');
    for (const code of new Set(changes.map((change) => change.code))) {
      const versions = await app.codeSets.versions(state, code);
      expect(versions.at(-1)?.changes, code).toEqual(changes.filter((change) => change.code === code));
    }
    expect(event?.changeSets).toEqual([release!.changeSet]);
    expect(await app.sweeps.unfinished()).toMatchObject([{ changeSet: release!.changeSet, notify: true }]);
    const pending = await app.sweeps.pending('HCPCS', release!.changeSet);
    expect(pending.find(({ code }) => code === 'S0013')).toMatchObject({ since: '2026-01-01' });
  });

  test.each([0, 1, 3])('release %i of the chain ingested again changes nothing', async (again) => {
    const medium = await holding(chain);
    await startApp(medium).sweep();
    const before = await dumpOf(medium);
    const published = await ingestFile(startApp(medium), chain[again]!);
    expect(published).toMatchObject({ outcome: 'unchanged', event: null });
    expect(await dumpOf(medium)).toEqual(before);
  });

  test('alerts follow the newest release alone; older ones only where somebody asks', async () => {
    const medium = await holding([chain[0]!, chain[3]!]);
    const app = startApp(medium);
    await app.sweep();
    await ingestFile(app, chain[1]!);
    expect((await app.sweeps.unfinished()).map(({ notify }) => notify)).toEqual([false, false]);
    await app.sweep();
    await ingestFile(app, chain[2]!, { notify: true });
    expect((await app.sweeps.unfinished()).map(({ notify }) => notify)).toEqual([true, true]);
  });
});

describe('any order', () => {
  let inOrder: Awaited<ReturnType<typeof visibleOf>>;

  beforeAll(async () => {
    const medium = await holding(chain);
    await startApp(medium).sweep();
    inOrder = await visibleOf(medium);
  });

  test('the chain in each order, with or without a sweep in between, ends in the same state, rows and objects', async () => {
    const anyOrder = fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 });
    await fc.assert(
      fc.asyncProperty(anyOrder, fc.boolean(), async (order, sweeping) => {
        const medium = await openMedium();
        for (const at of order) {
          const app = startApp(medium);
          await ingestFile(app, chain[at]!);
          if (sweeping) await app.sweep();
        }
        await startApp(medium).sweep();
        expect(await visibleOf(medium)).toEqual(inOrder);
      }),
      { numRuns: orders },
    );
  });

  test('a release that is handed in late supersedes the comparison that jumped over it, and the feed says so', async () => {
    const medium = await holding([chain[0]!, chain[2]!, chain[1]!]);
    const { feed, releases } = await startApp(medium).codeSets.state('HCPCS');
    const jumped = feed[1]!.changeSets[0]!;
    expect(releases.map(({ changeSet }) => changeSet)).not.toContain(jumped);
    expect(feed[2]).toMatchObject({ sequence: 3, supersedes: [jumped] });
    expect(feed[2]!.changeSets).toEqual(releases.slice(1).map(({ changeSet }) => changeSet));
  });
});

/** Each story: what is held before, the file during whose ingestion the process dies, whether it re-checks too. */
const stories = [
  { story: 'the first release', held: [], file: 0, rechecks: false },
  { story: 'a newer release, and its re-check', held: [0, 1], file: 2, rechecks: true },
  { story: 'a release before all others', held: [1, 2], file: 0, rechecks: false },
  { story: 'a release between others', held: [0, 3], file: 1, rechecks: false },
] as const;

/** By default every second write is tried, of those whose answer is lost every third; all where `EVERY_WRITE` is set. */
const steps = process.env.EVERY_WRITE ? { crash: 1, 'lost-answer': 1 } : { crash: 2, 'lost-answer': 3 };

describe('a failure at a single write, then a second run', () => {
  const cases = stories.flatMap((story) =>
    (['crash', 'lost-answer'] as const).map((failure) => ({ ...story, failure })),
  );

  test.each(cases)('$story: $failure', async ({ held, file, failure, rechecks }) => {
    const run = async (app: RunningApp) => {
      await ingestFile(app, chain[file]!);
      if (rechecks) await app.sweep();
    };
    const prepared = await holding(held.map((at) => chain[at]!));
    await startApp(prepared).sweep();
    const clean = await copyOf(prepared);
    const counting = failingMedium(clean, Number.POSITIVE_INFINITY, 'crash');
    await run(startApp(counting));
    const expected = await dumpOf(clean);
    expect(counting.writes()).toBeGreaterThan(10);
    const { sequence } = await startApp(prepared).codeSets.state('HCPCS');
    for (let nth = 1; nth <= counting.writes(); nth += steps[failure]) {
      const medium = await copyOf(prepared);
      const dying = startApp(failingMedium(medium, nth, failure));
      await expect(run(dying)).rejects.toThrow(WriteFailed);
      const visible = await startApp(medium).codeSets.state('HCPCS');
      expect([sequence, sequence + 1]).toContain(visible.sequence);
      await run(failure === 'crash' ? startApp(medium) : dying);
      expect(await dumpOf(medium), `write ${nth}`).toEqual(expected);
    }
  });
});
