import { expect, test } from 'vitest';
import { busyMedium } from '../../support/busy-medium.ts';
import { account, claim, january, october, storing, worldOf } from '../../support/claim-world.ts';
import { randomFrom } from '../../support/damage.ts';
import { copyOf, dumpOf, type Medium, startApp } from '../../support/medium.ts';
import { ingestFile } from '../../support/release-chain.ts';

const claims = Array.from({ length: 30 }, (_, index) =>
  claim(`C${index}`, ['E1001-Y7 x2', 'E1004 @2025-12-30', 'E1003 @2025-11-03']),
);

async function everything(medium: Medium): Promise<void> {
  await storing(claims, startApp(medium));
  const app = startApp(medium);
  await ingestFile(app, january);
  await app.sweep();
}

test('what a busy table leaves undone is done again: nothing is lost', async () => {
  const { medium: before } = await worldOf(october);
  const calm = await copyOf(before);
  await everything(calm);
  const busy = await copyOf(before);
  const { medium, seen } = busyMedium(busy, { random: randomFrom(7), leaves: 0.3, throttles: 0 });
  await everything(medium);
  expect(seen.left).toBeGreaterThan(20);
  expect(await dumpOf(busy)).toEqual(await dumpOf(calm));
});

test('requests that a busy table refuses are made again', async () => {
  const { medium: before } = await worldOf(october);
  const some = claims.slice(0, 3);
  const calm = await copyOf(before);
  await storing(some, startApp(calm));
  const busy = await copyOf(before);
  const { medium, seen } = busyMedium(busy, { random: randomFrom(11), leaves: 0, throttles: 0.2 });
  await storing(some, startApp(medium));
  expect(seen.throttled).toBeGreaterThan(1);
  expect(await dumpOf(busy)).toEqual(await dumpOf(calm));
});

/** What a first try has done already makes the conditions of its repetition fail. */
test('writes whose answer is lost are done once, though they are asked for twice', async () => {
  const { medium: before } = await worldOf(october, claims.slice(0, 12));
  const corrected = claims.slice(3, 18).map((each) => ({ ...each, frequency: '7', lines: each.lines.slice(1) }));
  const story = async (medium: Medium) => {
    await storing(corrected, startApp(medium));
    const app = startApp(medium);
    await ingestFile(app, january);
    await app.sweep();
  };
  const calm = await copyOf(before);
  await story(calm);
  const busy = await copyOf(before);
  const { medium, seen } = busyMedium(busy, { random: randomFrom(5), leaves: 0, throttles: 0, loses: 0.08 });
  await story(medium);
  expect(seen.lost).toBeGreaterThan(3);
  expect(await dumpOf(busy)).toEqual(await dumpOf(calm));
});

test('a table that never recovers ends the import with an error, and the next import makes it whole', async () => {
  const { medium: before } = await worldOf(october, january);
  const calm = await copyOf(before);
  await storing(claims, startApp(calm));
  const busy = await copyOf(before);
  const { medium } = busyMedium(busy, { random: randomFrom(3), leaves: 1, throttles: 0 });
  await expect(storing(claims, startApp(medium))).rejects.toThrow(/left \d+ \w+ undone/);
  await storing(claims, startApp(busy));
  expect(await dumpOf(busy)).toEqual(await dumpOf(calm));
  expect(await startApp(busy).claims.holdsLinesOf(account)).toBe(true);
});
