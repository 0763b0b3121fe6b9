import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Occasion } from '../../../functions/adapters/finding-row.ts';
import { accountKeys } from '../../../shared/keys/account-keys.ts';
import { changeOf, findingOf, replacementOf } from '../../support/alert-facts.ts';
import { type AlertWorld, alertWorld, type Fault } from '../../support/alert-world.ts';
import { releaseOf } from '../../support/held-release.ts';

/** Series of crashes tried; `npm run campaign:crashes` asks for many more, and for every step. */
const crashes = Number(process.env.CRASHES ?? 3);

/** By default every fourth step, before and after it. */
function stepsOf(steps: number): readonly number[] {
  const all = Array.from({ length: steps }, (_, index) => index + 1);
  return process.env.CRASHES ? all : all.filter((at) => at % 4 === 1);
}

const changes = new Map([
  ['changes-october', [changeOf({ code: 'A9300', kind: 'deleted', effective: '2025-10-01' })]],
  ['changes-january', [changeOf({ code: 'S0013', kind: 'deleted', replacements: [replacementOf('J0013')] })]],
]);

const occasions = {
  done: { changeSet: 'changes-october', window: 'sweep' },
  running: { changeSet: 'changes-january', window: 'sweep' },
  imported: { changeSet: 'changes-january', window: 'import-a' },
} as const satisfies Record<string, Occasion>;

/** A finished sweep, one that takes too long and an import; and an account that two people share. */
async function busyMorning(): Promise<AlertWorld> {
  const world = await alertWorld();
  const { alerts, findings, sweeps } = world;
  await world.publish(
    [
      releaseOf('2025-07', 'baseline'),
      releaseOf('2025-10', 'changes-october'),
      releaseOf('2026-01', 'changes-january'),
    ],
    changes,
  );
  await sweeps.plan('HCPCS', 'changes-january', true, new Map([['S0013', '2026-01-01']]));
  for (const account of ['local', 'other']) {
    await alerts.openAccount(account);
    for (const id of ['c1', 'c2'])
      await findings.raise(account, findingOf({ claimId: id, code: 'A9300' }), occasions.done);
  }
  const mended = findingOf({ claimId: 'c3', code: 'A9300' });
  await findings.raise('local', mended, { ...occasions.done, changeSet: null });
  await findings.clear('local', 'c3', accountKeys.finding('local', mended).sk, occasions.done);
  await findings.raise('local', findingOf({ claimId: 'c4', code: 'S0013' }), occasions.running);
  await findings.raise('local', findingOf({ claimId: 'c5', code: 'S0013' }), occasions.imported);
  for (const id of ['ann', 'bob'])
    await world.subscribe({ id, destination: { type: 'email', address: `${id}@example.org` } }, 'other');
  return world;
}

/** A run that is stopped, and what it had done by then. */
async function crash(world: AlertWorld, fault: Fault): Promise<boolean> {
  const { failed } = await world.deliver({ patienceMinutes: 0 }, fault).catch(() => ({ failed: [{}] }));
  return failed.length > 0;
}

async function cleanRun() {
  const world = await busyMorning();
  const { sent } = await world.deliver({ patienceMinutes: 0 });
  return { steps: world.steps.taken, sent: sent.map(({ id }) => id), end: await world.everything() };
}

test.each(['before', 'after'] as const)(
  'stopped %s any step and run again, a delivery ends as if nothing had happened',
  async (when) => {
    const clean = await cleanRun();
    expect(clean.sent).toHaveLength(5);
    expect(Object.keys(clean.end.files)).toHaveLength(10);
    for (const at of stepsOf(clean.steps)) {
      const world = await busyMorning();
      expect(await crash(world, { at, when }), `step ${at}`).toBe(true);
      await world.deliver({ patienceMinutes: 0 });
      expect(await world.everything(), `step ${at}`).toEqual(clean.end);
    }
  },
);

test('stopped again and again, a delivery ends as if nothing had happened', async () => {
  const clean = await cleanRun();
  const fault = fc.record({
    at: fc.integer({ min: 1, max: 9 }),
    when: fc.constantFrom<Fault['when']>('before', 'after'),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(fault, { minLength: 2, maxLength: 6 }), async (faults) => {
      const world = await busyMorning();
      for (const each of faults) await crash(world, each);
      await world.deliver({ patienceMinutes: 0 });
      expect(await world.everything()).toEqual(clean.end);
    }),
    { numRuns: crashes },
  );
});

test('nothing is told twice and nothing is lost when findings keep coming between the crashes', async () => {
  for (const when of ['before', 'after'] as const)
    for (const at of stepsOf(9)) {
      const world = await busyMorning();
      await crash(world, { at, when });
      for (const account of ['local', 'other'])
        await world.findings.raise(account, findingOf({ claimId: 'late', code: 'A9300' }), occasions.done);
      await world.deliver({ patienceMinutes: 0 });

      const told = Object.entries(world.files())
        .filter(([name]) => name.endsWith('.json') && name.includes('2025-10'))
        .map(([name, text]) => ({ subscriber: name.split('.')[0]!, lines: JSON.parse(text).digest.atRisk.lines }));
      for (const subscriber of ['default', 'ann', 'bob'])
        expect(
          told.filter((each) => each.subscriber === subscriber).reduce((sum, { lines }) => sum + lines, 0),
          `${subscriber}, ${when} step ${at}`,
        ).toBe(3);
      expect(await world.findings.undelivered('local')).toEqual([]);
      expect(await world.findings.undelivered('other')).toEqual([]);
    }
});
