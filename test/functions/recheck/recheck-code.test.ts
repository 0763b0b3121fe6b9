import { describe, expect, test } from 'vitest';
import { usesOf } from '../../../functions/adapters/claim-store.ts';
import { awaitingLines } from '../../../functions/adapters/sweep-store.ts';
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
import { dumpOf, openMedium, startApp } from '../../support/medium.ts';
import { chain, ingestFile, releaseFile } from '../../support/release-chain.ts';

const claims = [
  claim('A', ['E1001-Y7 x2', 'E1004', 'A4000']),
  claim('B', ['E1001 @2025-12-31', 'E1003 @2025-11-03']),
  claim('C', ['E1004'], { payer: 'MEDICARE', filingIndicator: 'MB' }),
];

describe('a release that breaks and mends stored lines', () => {
  test('findings appear and clear with it', async () => {
    const { app, medium } = await worldOf(october, claims);
    expect(await findingsOf(app)).toEqual(['B 2 E1003 code-unknown']);
    await happening(medium, january);
    expect(await findingsOf(app)).toEqual([
      'A 1 E1001 code-terminated',
      'A 1 Y7 modifier-terminated',
      'C 1 E1004 not-payable-by-medicare',
    ]);
    expect(await findingsOf(app, 'cleared')).toEqual(['B 2 E1003 code-unknown']);
    const marked = await app.findings.undelivered(account);
    expect(marked.map(({ finding, status }) => `${finding.code} ${status}`).sort()).toEqual([
      'E1001 open',
      'E1003 cleared',
      'E1004 open',
      'Y7 open',
    ]);
  });

  test('what comes of it does not depend on the order of claims and releases', async () => {
    const { app } = await worldOf(october, january, claims);
    const other = await worldOf(claims, october, january);
    const third = await worldOf(october, claims, january);
    expect(await findingsOf(other.app)).toEqual(await findingsOf(app));
    expect(await findingsOf(third.app)).toEqual(await findingsOf(app));
  });

  test('swept twice changes nothing', async () => {
    const { app, medium } = await worldOf(october, claims, january);
    const before = await dumpOf(medium);
    await app.sweep();
    expect(await dumpOf(medium)).toEqual(before);
    const { changeSet } = (await app.codeSets.state('HCPCS')).releases[1]!;
    const due = new Map(['E1001', 'E1003', 'E1004', 'Y7', awaitingLines].map((code) => [code, '1900-01-01']));
    await app.sweeps.plan('HCPCS', changeSet, true, due);
    await startApp(medium).sweep();
    const after = await dumpOf(medium);
    expect(after.accounts.filter((row) => !row.includes('"sk":"SWEEP"'))).toEqual(
      before.accounts.filter((row) => !row.includes('"sk":"SWEEP"')),
    );
  });

  test('a finding that comes back is open and told again', async () => {
    const { app, medium } = await worldOf(chain[0]!, [claim('A', ['G2001 @2025-08-01', 'A4000 @2025-08-01'])]);
    expect(await findingsOf(app)).toEqual(['A 1 G2001 code-terminated']);
    await happening(medium, chain[2]!);
    expect(await findingsOf(app)).toEqual([]);
    const ended = { code: 'G2001', terminatedOn: '2025-07-15', actionCode: 'D', actionEffectiveOn: '2025-07-16' };
    await happening(medium, releaseFile('HCPC2025_OCT_ANWEB_09082025.txt', [{ ...ended }]));
    expect(await findingsOf(app)).toEqual(['A 1 G2001 code-terminated']);
    expect(await app.findings.undelivered(account)).toMatchObject([{ status: 'open', finding: { code: 'G2001' } }]);
  });

  test('a backfilled release mends and breaks, but tells nobody', async () => {
    const line = claim('A', ['E1001', 'E1005 @2025-11-03']);
    const { app, medium } = await worldOf(january, [line]);
    await happening(medium, october);
    expect(await findingsOf(app)).toEqual(['A 1 E1001 code-terminated', 'A 2 E1005 code-terminated']);
    expect(await app.findings.undelivered(account)).toEqual([]);
  });
});

describe('one changed code', () => {
  test('judges its lines alone, and says how many', async () => {
    const { app, medium } = await worldOf(october, claims);
    await ingestFile(startApp(medium), january);
    const { changeSet } = (await app.codeSets.state('HCPCS')).releases[1]!;
    const changed = { type: 'CodeChanged', codeSet: 'HCPCS', changeSet, code: 'E1001' } as const;
    expect(await app.recheck(changed)).toEqual({ lines: 1, raised: 1, cleared: 0 });
    expect(await findingsOf(app)).toEqual(['A 1 E1001 code-terminated', 'B 2 E1003 code-unknown']);
    expect(await app.recheck(changed)).toEqual({ lines: 0, raised: 0, cleared: 0 });
    expect(await app.recheck({ ...changed, code: 'E1003' })).toEqual({ lines: 1, raised: 0, cleared: 1 });
  });

  test('of a change set that is not visible is left to whoever publishes it', async () => {
    const { app } = await worldOf(october, claims);
    await app.sweeps.plan('HCPCS', 'not-there', true, new Map([['E1001', '2025-01-01']]));
    const changed = { type: 'CodeChanged', codeSet: 'HCPCS', changeSet: 'not-there', code: 'E1001' } as const;
    expect(await app.recheck(changed)).toEqual({ lines: 0, raised: 0, cleared: 0 });
    expect(await app.sweeps.anyPending('HCPCS', 'not-there')).toBe(true);
  });

  test('a publication in the middle: the lines are judged by the newer state', async () => {
    const { app, medium } = await worldOf(october, claims);
    await ingestFile(startApp(medium), january);
    const { changeSet } = (await app.codeSets.state('HCPCS')).releases[1]!;
    const backToLife = releaseFile('HCPC2026_APR_ANWEB_03092026.txt', [
      { code: 'E1001', addedOn: '2020-01-01', actionCode: 'F', actionEffectiveOn: '2026-01-01' },
    ]);
    const slow = startApp(medium);
    const states = slow.codeSets.state.bind(slow.codeSets);
    let asked = 0;
    slow.codeSets.state = async (codeSet) => {
      // The second time it asks, it has judged: a newer release has come and has been swept.
      if (++asked === 3) await happening(medium, backToLife);
      return states(codeSet);
    };
    await slow.recheck({ type: 'CodeChanged', codeSet: 'HCPCS', changeSet, code: 'E1001' });
    expect(await findingsOf(app)).not.toContain('A 1 E1001 code-terminated');
  });
});

/** Lines stored in the larger of two stores; `STORED=10000` takes longer and tells the same. */
const most = Number(process.env.STORED ?? 1_500);

describe('the cost', () => {
  test('follows the lines hit, not the lines stored', { timeout: 120_000 }, async () => {
    const hits = 300;
    const measured = [];
    for (const stored of [most / 5, most]) {
      const { app, medium } = await worldOf(october);
      const others = Array.from({ length: stored - hits }, (_, index) =>
        claim(`N${index}`, [`A40${10 + (index % 9)}`]),
      );
      await app.claims.putUses(others.flatMap((other) => usesOf(account, other, 'content')));
      await storing(
        Array.from({ length: hits }, (_, index) => claim(`H${index}`, ['E1001'])),
        app,
      );
      await ingestFile(startApp(medium), january);
      const sweeping = startApp(medium);
      await sweeping.sweep();
      expect(await findingsOf(app)).toHaveLength(hits);
      measured.push(sweeping.accountTable.meter.items / hits);
    }
    console.log(`items read a hit among ${most / 5} and ${most} stored lines: ${measured.join(', ')}`);
    expect(measured[1]).toBe(measured[0]);
    expect(measured[0]).toBeLessThanOrEqual(1.1);
  });
});

test('a store without releases has nothing to do', async () => {
  const medium = await openMedium();
  const app = startApp(medium);
  await storing(claims, app);
  await app.sweep();
  expect(await findingsOf(app)).toEqual([]);
});
