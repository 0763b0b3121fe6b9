import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Claim } from '../../../shared/claims/claim.ts';
import { account, claim, findingsOf, january, october, storing, worldOf } from '../../support/claim-world.ts';
import { randomFrom } from '../../support/damage.ts';
import { interleave } from '../../support/interleaving.ts';
import { lateIndexes } from '../../support/late-index.ts';
import { copyOf, type Medium, startApp } from '../../support/medium.ts';
import { ingestFile } from '../../support/release-chain.ts';

/** Interleavings of each story; `npm run campaign:races` asks for a thousand. */
const runs = Number(process.env.INTERLEAVINGS ?? 6);
const lateRuns = Number(process.env.INTERLEAVINGS ?? 3);

/** Each of them once left a finding behind that no line answered for. */
const known = [
  [12, 29],
  [6, 25, 10, 5],
];

const claims = [
  claim('A', ['E1001-Y7 x2', 'E1004']),
  claim('B', ['E1003 @2025-11-03']),
  claim('C', ['E9999 @2026-02-03', 'E1002 @2026-02-03']),
];
const corrected = [claim('A', ['E1002 x2', 'E1001']), claim('B', ['E1004 @2025-11-03']), claim('C', ['E1001-Y7'])];

/** How many requests the import makes, then the publication, then the import again, and so on. */
const turns = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 8 });

interface Race {
  readonly order: readonly number[];
  readonly seed: number;
  readonly imported: readonly Claim[];
}

/** What is stored before, and what is imported while January is published and its lines are judged again. */
const stories: Readonly<Record<string, { readonly stored: readonly Claim[]; readonly imported: readonly Claim[] }>> = {
  'new claims': { stored: [], imported: claims },
  'corrected claims': { stored: claims, imported: corrected },
  'voided claims': { stored: claims, imported: claims.map((each) => ({ ...each, frequency: '8' })) },
};

/** Between what makes January visible and its sweep lies what the queue waits. */
async function publish(medium: Medium, waiting = async () => {}): Promise<void> {
  const app = startApp(medium);
  await ingestFile(app, january);
  await waiting();
  await app.sweep();
}

/** What stands: open findings, which of the changed codes' are still to be told, and what each use says of itself. */
async function standing(medium: Medium) {
  const app = startApp(medium);
  const marked = await app.findings.undelivered(account);
  const uses = await Promise.all(claims.map((each) => app.claims.uses(account, each)));
  return {
    open: await findingsOf(app),
    marked: marked
      .filter(({ status, finding }) => status === 'open' && finding.rule !== 'code-unknown')
      .map(({ finding }) => `${finding.claimId} ${finding.line} ${finding.code}`)
      .sort(),
    uses: uses.flat().map((use) => [use.pk, use.sk, use.standing, 'awaiting' in use]),
  };
}

describe.each(Object.entries(stories))('%s, imported while a release is published', (_, { stored, imported }) => {
  test(`${runs} interleavings: one of the two sides finds each line`, { timeout: 60_000 + runs * 2_000 }, async () => {
    const { medium: prepared } = await worldOf(october, stored);
    const oneByOne = await copyOf(prepared);
    await storing(imported, startApp(oneByOne));
    await publish(oneByOne);
    const expected = await standing(oneByOne);
    await fc.assert(
      fc.asyncProperty(turns, async (order) => {
        const medium = await copyOf(prepared);
        await interleave(medium, order, [(mine) => storing(imported, startApp(mine)), (mine) => publish(mine)]);
        expect(await standing(medium)).toEqual(expected);
      }),
      { numRuns: runs, examples: known.map((turns) => [turns]) },
    );
  });

  test(`${lateRuns} interleavings with indexes that lag until the sweep begins`, {
    timeout: 60_000 + lateRuns * 3_000,
  }, async () => {
    const { medium: prepared } = await worldOf(october, stored);
    const oneByOne = await copyOf(prepared);
    await storing(imported, startApp(oneByOne));
    await publish(oneByOne);
    const expected = await standing(oneByOne);
    await fc.assert(
      fc.asyncProperty(turns, fc.integer(), async (order, seed) => {
        const medium = await copyOf(prepared);
        await raceLate(medium, { order, seed, imported });
        expect(await standing(medium)).toEqual(expected);
      }),
      { numRuns: lateRuns },
    );
  });
});

async function raceLate(medium: Medium, { order, seed, imported }: Race, waits = true): Promise<number> {
  const random = randomFrom(seed);
  const late = await lateIndexes(medium, () => random() < 0.2);
  const waiting = waits ? late.catchUp : undefined;
  await interleave(late, order, [(mine) => storing(imported, startApp(mine)), (mine) => publish(mine, waiting)]);
  return late.late();
}

test('a sweep that did not wait for its index would miss lines', async () => {
  const { medium: prepared } = await worldOf(october);
  const oneByOne = await copyOf(prepared);
  await storing(claims, startApp(oneByOne));
  await publish(oneByOne);
  const expected = await findingsOf(startApp(oneByOne));
  let missed = 0;
  for (let seed = 0; seed < 5; seed++) {
    const medium = await copyOf(prepared);
    await raceLate(medium, { order: [40, 200], seed, imported: claims }, false);
    await startApp(medium).sweep();
    missed += expected.length - (await findingsOf(startApp(medium))).length;
  }
  expect(missed).toBeGreaterThan(0);
});
