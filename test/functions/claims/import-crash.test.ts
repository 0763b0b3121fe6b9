import { describe, expect, test } from 'vitest';
import type { Claim } from '../../../shared/claims/claim.ts';
import { claim, january, october, storing, worldOf } from '../../support/claim-world.ts';
import { failingMedium, WriteFailed } from '../../support/failing-medium.ts';
import { copyOf, dumpOf, type RunningApp, startApp } from '../../support/medium.ts';
import { ingestFile, type ReleaseFile } from '../../support/release-chain.ts';

const claims = [
  claim('A', ['E1001-Y7 x2', 'E1004']),
  claim('B', ['E1001 @2025-12-31', 'E1003 @2025-11-03', 'E9999 @2026-05-01']),
  claim('C', ['E1005 @2025-11-03'], { payer: 'MEDICARE', filingIndicator: 'MB' }),
];
const corrected = [
  claim('A', ['E1002 x2', 'E1001'], { frequency: '7' }),
  claim('B', ['E1001 @2025-12-31'], { frequency: '8' }),
  claim('C', ['E1001-Y7', 'E1005 @2025-11-03']),
];

/** By default every second write is tried, of those whose answer is lost every third; all where `EVERY_WRITE` is set. */
const steps = process.env.EVERY_WRITE ? { crash: 1, 'lost-answer': 1 } : { crash: 2, 'lost-answer': 3 };

interface Story {
  readonly before: readonly (ReleaseFile | readonly Claim[])[];
  readonly work: (app: RunningApp) => Promise<unknown>;
}

const stories: Readonly<Record<string, Story>> = {
  'an import': { before: [october, january], work: (app) => storing(claims, app) },
  'an import of corrected claims': { before: [october, january, claims], work: (app) => storing(corrected, app) },
  'a sweep': { before: [october, claims], work: (app) => app.sweep() },
};

/** A sweep has to find its release published, and nothing of it done. */
async function prepared(name: string) {
  const { medium } = await worldOf(...stories[name]!.before);
  if (name === 'a sweep') await ingestFile(startApp(medium), january);
  return medium;
}

describe.each(Object.keys(stories))('a failure at a single write of %s, then a second run', (name) => {
  const { work } = stories[name]!;

  test.each(['crash', 'lost-answer'] as const)('%s: the store of one clean run', async (failure) => {
    const before = await prepared(name);
    const clean = await copyOf(before);
    const counting = failingMedium(clean, Number.POSITIVE_INFINITY, 'crash');
    await work(startApp(counting));
    const expected = await dumpOf(clean);
    expect(counting.writes()).toBeGreaterThan(5);
    for (let nth = 1; nth <= counting.writes(); nth += steps[failure]) {
      const medium = await copyOf(before);
      const dying = startApp(failingMedium(medium, nth, failure));
      await expect(work(dying)).rejects.toThrow(WriteFailed);
      await work(failure === 'crash' ? startApp(medium) : dying);
      expect(await dumpOf(medium), `write ${nth}`).toEqual(expected);
    }
  });
});

test('a release that comes between the crash and the second run leaves no finding that it mends', async () => {
  const { medium: before } = await worldOf(october);
  const counting = failingMedium(await copyOf(before), Number.POSITIVE_INFINITY, 'crash');
  await storing(claims, startApp(counting));
  const publish = async (app: RunningApp) => {
    await ingestFile(app, january);
    await app.sweep();
  };
  const expected = await openFindings(before, [publish, (app) => storing(claims, app)]);
  for (let nth = 1; nth <= counting.writes(); nth += steps.crash) {
    const medium = await copyOf(before);
    await expect(storing(claims, startApp(failingMedium(medium, nth, 'crash')))).rejects.toThrow(WriteFailed);
    expect(await openFindings(medium, [publish, (app) => storing(claims, app)]), `write ${nth}`).toEqual(expected);
  }
});

async function openFindings(
  medium: Parameters<typeof copyOf>[0],
  works: readonly ((app: RunningApp) => Promise<unknown>)[],
): Promise<readonly string[]> {
  const copy = await copyOf(medium);
  for (const work of works) await work(startApp(copy));
  const found: string[] = [];
  for await (const { finding } of startApp(copy).findings.list('local', 'open'))
    found.push(`${finding.claimId} ${finding.line} ${finding.code} ${finding.rule}`);
  return found.sort();
}
