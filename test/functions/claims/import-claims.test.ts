import { describe, expect, test } from 'vitest';
import {
  account,
  claim,
  findingsOf,
  happening,
  january,
  october,
  storing,
  worldOf,
} from '../../support/claim-world.ts';
import { dumpOf, startApp } from '../../support/medium.ts';

const broken = claim('A', ['E1001 x2', 'E1004']);
const mended = claim('A', ['E1002 x2', 'E1004']);

describe('what is imported', () => {
  test('is judged line by line, modifiers too, and stored', async () => {
    const { app, medium } = await worldOf(october, january);
    const claims = [
      claim('A', ['E1001', 'E1004-Y7', 'A4000']),
      claim('B', ['E1001 @2025-12-31', 'E1003 @2025-09-01', 'E1005 @2025-07-01']),
      claim('C', ['E1002 @2025-12-31', '99213', 'none rev=0250']),
      claim('D', ['E1004 @2026-01-05'], { payer: 'MEDICARE', filingIndicator: 'MB' }),
    ];
    expect(await storing(claims, app)).toEqual({ read: 4, lines: 10, refused: [], duplicates: 0 });
    expect(await findingsOf(app)).toEqual([
      'A 1 E1001 code-terminated',
      'A 2 Y7 modifier-terminated',
      'B 3 E1005 code-terminated',
      'C 1 E1002 code-not-yet-effective',
      'D 1 E1004 not-payable-by-medicare',
    ]);
    const stored = startApp(medium).claims;
    expect(await stored.claims(account, 'A')).toMatchObject([{ claim: claims[0], status: 'open' }]);
    expect(await stored.claims(account, 'none')).toEqual([]);
  });

  test('alerts only of what a release broke, not of what the first release shows already', async () => {
    const { app } = await worldOf(october, january, [claim('A', ['E1001', 'E1005'])]);
    const marked = await app.findings.undelivered(account);
    expect(marked.map(({ finding }) => finding.code)).toEqual(['E1001']);
    const { releases } = await app.codeSets.state('HCPCS');
    expect(marked[0]!.changeSet).toBe(releases[1]!.changeSet);
  });

  test('two bills under one claim id are two claims: to a second payer, from another provider', async () => {
    const bills = ['PRIMARY', 'SECONDARY'].map((payer) => claim('A', ['E1001 @2026-01-05'], { payer }));
    const other = claim('A', ['E1001 @2026-01-06'], { payer: 'PRIMARY', provider: '1999990011' });
    const { app, medium } = await worldOf(october, [...bills, other], january);
    expect(await storing([...bills, other], startApp(medium))).toMatchObject({ read: 3, duplicates: 3 });
    expect(await app.claims.claims(account, 'A')).toHaveLength(3);
    expect(await findingsOf(app)).toHaveLength(3);
  });

  test('twice is stored once: all duplicates, and nothing is written', async () => {
    const claims = [broken, claim('B', ['E1003 @2025-09-01'])];
    const { medium } = await worldOf(october, claims, january);
    const before = await dumpOf(medium);
    expect(await storing(claims, startApp(medium), 'another day')).toMatchObject({ read: 2, duplicates: 2 });
    expect(await dumpOf(medium)).toEqual(before);
  });

  test('the same claim twice in one file: the last one stands', async () => {
    const { app } = await worldOf(october, january);
    expect(await storing([broken, mended, broken], app)).toMatchObject({ read: 3, lines: 6, duplicates: 0 });
    expect(await findingsOf(app)).toEqual(['A 1 E1001 code-terminated']);
  });

  test('more claims than are written at a time, lines by the hundred', async () => {
    const { app } = await worldOf(october, january);
    const claims = Array.from({ length: 230 }, (_, index) => claim(`C${index}`, ['E1001', 'A4001']));
    const long = claim('long', new Array<string>(120).fill('E1001'));
    expect(await storing([...claims, long], app)).toMatchObject({ read: 231, lines: 580, duplicates: 0 });
    expect(await findingsOf(app)).toHaveLength(350);
    expect(await storing([...claims, long], app)).toMatchObject({ duplicates: 231 });
  });
});

describe('a claim that comes again with other content', () => {
  test.each([
    ['a code is mended', mended, []],
    ['a line is gone', claim('A', ['E1004']), []],
    ['the day moves before the end', claim('A', ['E1001 x2 @2025-12-30', 'E1004']), []],
    ['the line moves', claim('A', ['E1004', 'E1001 x2']), ['A 2 E1001 code-terminated']],
    ['only the units differ', claim('A', ['E1001 x3', 'E1004']), ['A 1 E1001 code-terminated']],
    ['voided', { ...broken, frequency: '8' }, []],
    ['replaced by a right one', { ...mended, frequency: '7' }, []],
    ['replaced by a wrong one', { ...broken, frequency: '7' }, ['A 1 E1001 code-terminated']],
  ])('%s', async (_, again, open) => {
    const { app } = await worldOf(october, january, [broken]);
    expect(await findingsOf(app)).toEqual(['A 1 E1001 code-terminated']);
    expect(await storing([again], app)).toMatchObject({ read: 1, duplicates: 0 });
    expect(await findingsOf(app)).toEqual(open);
    const uses = await app.claims.uses(account, claim('A', []));
    expect(uses.every(({ content }) => content === uses[0]!.content)).toBe(true);
    expect(await storing([again], app)).toMatchObject({ duplicates: 1 });
  });

  test('back and forth: each time as it is now', async () => {
    const { app } = await worldOf(october, january, [broken], [mended], [broken]);
    expect(await findingsOf(app)).toEqual(['A 1 E1001 code-terminated']);
    await storing([mended], app);
    expect(await findingsOf(app)).toEqual([]);
  });

  test('a void closes every line, and no later release finds it', async () => {
    const { app, medium } = await worldOf(october, [broken], [{ ...broken, frequency: '8' }], january);
    expect(await findingsOf(app)).toEqual([]);
    expect(await app.claims.uses(account, claim('A', []))).toEqual([]);
    expect((await app.claims.claims(account, 'A'))[0]).toMatchObject({ status: 'void' });
    await happening(medium, [claim('A', ['E1001 x9'])]);
    expect(await findingsOf(app)).toEqual(['A 1 E1001 code-terminated']);
  });

  test.each(['7', '8'])('the older file imported again after frequency %s changes nothing', async (frequency) => {
    const later = { ...mended, frequency };
    const { medium } = await worldOf(october, january, [broken], [later]);
    const before = await dumpOf(medium);
    expect(await storing([broken], startApp(medium))).toMatchObject({ read: 1, duplicates: 1 });
    expect(await storing([broken, later], startApp(medium))).toMatchObject({ read: 2, duplicates: 2 });
    expect(await dumpOf(medium)).toEqual(before);
  });

  test('nothing is told of findings that a corrected claim takes back', async () => {
    const { app } = await worldOf(october, [broken], january);
    expect(await app.findings.undelivered(account)).toHaveLength(1);
    await storing([mended], app);
    expect(await app.findings.undelivered(account)).toEqual([]);
    expect(await findingsOf(app, 'cleared')).toEqual(['A 1 E1001 code-terminated']);
  });
});

describe('lines that no release held can judge', () => {
  test('are found by the first release through their codes, however it comes', async () => {
    const claims = [claim('A', ['E1005 @2025-11-03', 'E9999 @2025-11-03', 'E1001 @2025-11-03'])];
    const { app, medium } = await worldOf(claims);
    expect(await findingsOf(app)).toEqual([]);
    await happening(medium, october);
    expect(await findingsOf(app)).toEqual(['A 1 E1005 code-terminated', 'A 2 E9999 code-unknown']);
    expect((await app.claims.uses(account, claim('A', []))).filter((use) => 'awaiting' in use)).toEqual([]);
    expect(await app.findings.undelivered(account)).toEqual([]);
  });

  test('an unknown code beyond the dates covered waits for the release that covers them', async () => {
    const { app, medium } = await worldOf(october, [claim('A', ['E9999 @2026-02-03', 'E1002 @2026-02-03'])]);
    expect(await findingsOf(app)).toEqual([]);
    await happening(medium, january);
    expect(await findingsOf(app)).toEqual(['A 1 E9999 code-unknown']);
    expect((await app.claims.uses(account, claim('A', []))).filter((use) => 'awaiting' in use)).toEqual([]);
  });

  test('CPT lines wait apart and are never found', async () => {
    const { app } = await worldOf([claim('A', ['99213-25', 'E1001-25'])], october, january);
    expect(await findingsOf(app)).toEqual(['A 2 E1001 code-terminated']);
  });
});
