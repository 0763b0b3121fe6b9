import { describe, expect, test } from 'vitest';
import { worklist } from '../../../functions/queries/worklist.ts';
import { describeSignoff, holdForPayer, releaseHold, signOff } from '../../../functions/worklist/sign-off.ts';
import type { WorklistType } from '../../../shared/api/worklist-forms.ts';
import { readHoldings } from '../../../shared/holdings/read-holdings.ts';
import { account, claim, january, october, worldOf } from '../../support/claim-world.ts';
import type { RunningApp } from '../../support/medium.ts';

const today = '2026-01-20';
const asked = { account, release: '2026-01', today };
const by = { by: 'maria', at: '2026-01-20T08:00:00Z', note: null };
const listOf = async (app: RunningApp, type: WorklistType = 'claims', on = today) =>
  (await worklist(app)({ account, type, by: 'money', today: on, limit: 100 })).entries;

const world = async () => {
  const payer = { payer: 'P1' };
  const { app } = await worldOf(
    october,
    [
      claim('OLD', ['E1001-Y7 x2 @2026-01-05'], { ...payer, payerClaimNumber: 'ICN9' }),
      claim('NEW', ['E1002 x1 @2026-01-06'], payer),
      claim('OTHER', ['E1002 x1 @2026-01-06'], { payer: 'P2' }),
    ],
    january,
  );
  const bytes = new TextEncoder().encode('cdm,code,price,volume\nC1,E1001,10,5\nC2,E1004,3,\n');
  const read = readHoldings({ name: 'cdm.csv', bytes }, { type: 'chargemaster', list: 'main', asOf: '2025-12-15' });
  await app.importHoldings({
    account,
    type: 'chargemaster',
    list: 'main',
    file: 'cdm.csv',
    read,
    today,
    shrinks: false,
  });
  return app;
};

describe('a worklist', () => {
  test('of claims shows the line as it is billed, the one that could stand in its place, and the way back', async () => {
    const entries = await listOf(await world());
    expect(entries.map(({ item, code }) => `${item} ${code}`).sort()).toEqual(['OLD E1001', 'OLD Y7']);
    const [ofCode, ofModifier] = [...entries].sort((a, b) => (a.code < b.code ? -1 : 1));
    expect(ofCode).toMatchObject({
      old: { code: 'E1001', modifiers: ['Y7'], units: 2 },
      new: [{ code: 'E1002', modifiers: ['Y7'] }],
      payerClaimNumber: 'ICN9',
      payer: 'P1',
      hold: null,
    });
    expect(ofModifier!.new).toEqual([{ code: 'E1001', modifiers: [], units: 2, confirm: false }]);
  });

  test('of a chargemaster is one of its own', async () => {
    const entries = await listOf(await world(), 'chargemaster');
    expect(entries).toMatchObject([
      { item: 'C1', amount: 50, deadline: '2026-01-01', days: -19, new: [{ code: 'E1002' }] },
    ]);
    expect(await listOf(await world(), 'order')).toEqual([]);
  });

  test('holds lines of a payer that has not loaded the release, right ones too, and lets them go on the day', async () => {
    const app = await world();
    await holdForPayer(app)(asked, 'p1', null, by);
    const entries = await listOf(app);
    expect(
      entries
        .filter(({ hold }) => hold)
        .map(({ item, rule }) => `${item} ${rule}`)
        .sort(),
    ).toEqual(['NEW hold-until-loaded', 'OLD code-terminated', 'OLD modifier-terminated']);
    expect(entries.find(({ item }) => item === 'NEW')!.message).toMatch(/^Hold until loaded: P1 does not know E1002/);
    await holdForPayer(app)(asked, 'P1', '2026-01-26', by);
    expect((await listOf(app)).find(({ item }) => item === 'NEW')!.hold).toEqual({
      release: '2026-01',
      until: '2026-01-26',
    });
    expect((await listOf(app, 'claims', '2026-01-26')).filter(({ hold }) => hold)).toEqual([]);
    await releaseHold(app)(asked, 'P1');
    expect((await listOf(app)).filter(({ hold }) => hold)).toEqual([]);
  });
});

describe('the update signed off', () => {
  test('says who signed what and when, and counts what is still wrong', async () => {
    const app = await world();
    const before = await describeSignoff(app)(asked);
    expect(before).toMatchObject({ release: '2026-01', effective: '2026-01-01', complete: false, history: [] });
    expect(before.items.map(({ item }) => item)).toEqual(['chargemaster', 'ehr', 'scrubber', 'payers', 'staff']);
    expect(before.items[0]!.open).toEqual({ lines: 1, amount: 50 });
    for (const { item } of before.items) await signOff(app)(asked, item, 'signed', by);
    expect((await describeSignoff(app)(asked)).complete).toBe(true);
  });

  test('the first signature stands; one that is taken back stays in the history', async () => {
    const app = await world();
    await signOff(app)(asked, 'ehr', 'signed', by);
    await signOff(app)(asked, 'ehr', 'signed', { ...by, by: 'ann' });
    const undone = await signOff(app)(asked, 'ehr', 'undone', { ...by, by: 'ann' });
    expect(undone.items[1]!.signed).toBeNull();
    expect(undone.history.map(({ did, by: who }) => `${did} ${who}`)).toEqual(['signed maria', 'undone ann']);
  });

  test('of two who sign at once, nobody is lost', async () => {
    const app = await world();
    await Promise.all((['ehr', 'scrubber', 'staff'] as const).map((item) => signOff(app)(asked, item, 'signed', by)));
    expect((await describeSignoff(app)(asked)).history).toHaveLength(3);
  });

  test('belongs to one account', async () => {
    const app = await world();
    await signOff(app)(asked, 'ehr', 'signed', by);
    expect((await describeSignoff(app)({ ...asked, account: 'other' })).history).toEqual([]);
  });

  test('a release that is not held is named with those that are', async () => {
    await expect(describeSignoff(await world())({ ...asked, release: '2031-01' })).rejects.toThrow(/2031-01.*2026-01/);
  });
});
