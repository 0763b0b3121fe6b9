import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { folderLayout } from '../../infra/local/data-folder.ts';
import { compiled, start } from '../support/child-process.ts';
import { randomFrom } from '../support/damage.ts';
import { claims, pair, planNewest } from '../support/kill-stories.ts';
import { type Dump, dumpOf, type Medium, openMedium, type RunningApp, startApp } from '../support/medium.ts';
import { ingestFile } from '../support/release-chain.ts';
import { tempFolderOfFile } from '../support/temp-folder.ts';

/** Kills in each story; `npm run campaign:kills` asks for many more. */
const kills = Number(process.env.KILLS ?? 2);
const seed = Number(process.env.SEED ?? 2026);

const folder = tempFolderOfFile();
const releaseFile = join(folder, pair[1].name);
let child: Awaited<ReturnType<typeof compiled>>;

beforeAll(async () => {
  child = await compiled('test/support/kill-commands.ts');
  writeFileSync(releaseFile, pair[1].bytes);
});
afterAll(() => child.remove());

/** What stands before the command, the command, and the same once more in this process. */
const stories = [
  {
    command: 'ingest',
    async prepare(app: RunningApp) {
      await ingestFile(app, pair[0]);
      await importAll(app);
      await app.sweep();
    },
    async again(app: RunningApp) {
      await ingestFile(app, pair[1]);
      await app.sweep();
    },
  },
  {
    command: 'recheck',
    async prepare(app: RunningApp) {
      for (const file of pair) await ingestFile(app, file);
      await importAll(app);
    },
    async again(app: RunningApp) {
      await planNewest(app);
      await app.sweep();
    },
  },
] as const;

async function importAll(app: RunningApp): Promise<void> {
  const intake = app.importInto('local', 'test');
  for (const claim of claims()) await intake.add(claim);
  await intake.flush();
}

async function onDisk<Result>(path: string, work: (medium: Medium) => Promise<Result>): Promise<Result> {
  const medium = await openMedium(path);
  try {
    return await work(medium);
  } finally {
    await medium.close();
  }
}

describe.each(stories)('killed during $command', ({ command, prepare, again }) => {
  test(`${kills} times, and run again: the store of one clean run`, { timeout: 30_000 + kills * 10_000 }, async () => {
    const prepared = join(folder, command);
    const before = await onDisk(prepared, async (medium) => {
      await prepare(startApp(medium));
      return dumpOf(medium);
    });
    writeFileSync(join(prepared, folderLayout.format), '{ "format": 1 }\n');
    const { lasts, expected } = await cleanRun(prepared, command);
    expect(expected).not.toEqual(before);
    const random = randomFrom(seed);
    const seen = { 'before its first write': 0, 'in the middle': 0, 'after its last write': 0 };
    for (let kill = 0; kill < kills; kill++) {
      const store = join(folder, `${command}-${kill}`);
      cpSync(prepared, store, { recursive: true });
      const { child: victim, printed, ended } = start(child.script, [store, command, releaseFile]);
      await printed('ready');
      // Spread over the whole run, so that few kills meet its middle too.
      await new Promise((resolve) => setTimeout(resolve, ((kill + random()) / kills) * lasts));
      victim.kill('SIGKILL');
      await ended;
      await onDisk(store, async (medium) => {
        seen[moment(await dumpOf(medium), before, expected)] += 1;
        await again(startApp(medium));
        expect(await dumpOf(medium), `kill ${kill} of seed ${seed}`).toEqual(expected);
      });
      rmSync(store, { recursive: true });
    }
    console.log(`${command}, ${kills} kills within ${Math.round(lasts)} ms:`, seen);
    expect(seen['in the middle']).toBeGreaterThan(0);
  });
});

/** What one run leaves that nobody kills, and how many milliseconds its work takes. */
async function cleanRun(prepared: string, command: string): Promise<{ lasts: number; expected: Dump }> {
  const clean = `${prepared}-clean`;
  cpSync(prepared, clean, { recursive: true });
  const { printed, ended } = start(child.script, [clean, command, releaseFile]);
  await printed('ready');
  const begun = performance.now();
  await printed('done');
  const lasts = performance.now() - begun;
  expect((await ended).code).toBe(0);
  return { lasts, expected: await onDisk(clean, dumpOf) };
}

function moment(found: Dump, before: Dump, expected: Dump) {
  const text = JSON.stringify(found);
  if (text === JSON.stringify(before)) return 'before its first write';
  return text === JSON.stringify(expected) ? 'after its last write' : 'in the middle';
}
