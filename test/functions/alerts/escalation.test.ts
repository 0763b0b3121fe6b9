import { expect, test } from 'vitest';
import type { Escalation } from '../../../shared/alerts/alert.ts';
import { acted } from '../../../shared/claims/finding-life.ts';
import type { Key } from '../../../shared/keys/key.ts';
import { findingOf } from '../../support/alert-facts.ts';
import { type AlertWorld, alertWorld } from '../../support/alert-world.ts';
import { releaseOf } from '../../support/held-release.ts';

const january = { changeSet: 'changes-january', window: 'sweep' };

async function clinic(): Promise<AlertWorld> {
  const world = await alertWorld();
  await world.alerts.openAccount('local');
  await world.publish([releaseOf('2025-10', 'baseline'), releaseOf('2026-01', 'changes-january')], new Map());
  await world.subscribe({ id: 'biller', name: 'Biller', escalation: { over: 500, afterDays: 5, to: 'chief' } });
  await world.subscribe({ id: 'chief', name: 'Chief' });
  await world.findings.raise('local', findingOf({ claimId: 'c1', code: 'S0013', amount: 900 }), january);
  await world.findings.raise('local', findingOf({ claimId: 'c2', code: 'S0013', amount: 500 }), january);
  await world.findings.raise('local', findingOf({ claimId: 'c3', code: 'A9300', amount: 499.99 }), january);
  await world.deliver();
  return world;
}

const on = (world: AlertWorld, day: string) => {
  world.clock.now = `${day}T15:00:00.000Z`;
  return world.deliver();
};
const escalationIn = (world: AlertWorld, id: string): Escalation => JSON.parse(world.files()[`${id}.json`]!).digest;

test('what nobody took in time goes to the next person, once, the money over the limit alone', async () => {
  const world = await clinic();
  expect((await on(world, '2026-01-09')).sent).toEqual([]);
  const { sent } = await on(world, '2026-01-11');
  expect(sent).toMatchObject([{ subject: 'Nobody has taken 2 lines over $500.00: $1,400.00' }]);
  expect(escalationIn(world, sent[0]!.id)).toMatchObject({
    subscriber: 'chief',
    from: { id: 'biller' },
    waiting: { lines: 2, amount: 1400 },
    codes: [{ code: 'S0013', amount: 1400 }],
  });
  expect((await on(world, '2026-01-20')).sent).toEqual([]);
});

test('what somebody has taken or settled does not', async () => {
  const world = await clinic();
  const keys: Key[] = [];
  for await (const { pk, sk } of world.findings.list('local', 'open')) keys.push({ pk, sk });
  for (const key of keys)
    await world.findings.decide(key, (life, at) => acted(life, { kind: 'assign', to: 'maria' }, 'maria', at));
  expect((await on(world, '2026-01-20')).sent).toEqual([]);
});

test('a crash at any step ends in one escalation', async () => {
  for (let at = 1; at <= 6; at++)
    for (const when of ['before', 'after'] as const) {
      const world = await clinic();
      world.clock.now = '2026-01-11T15:00:00.000Z';
      await world.deliver({}, { at, when }).catch(() => {});
      await world.deliver();
      await world.deliver();
      const told = Object.keys(world.files()).filter((name) => name.includes('left-') && name.endsWith('.eml'));
      expect(told, `${when} step ${at}`).toHaveLength(1);
      expect((await on(world, '2026-02-01')).sent).toEqual([]);
    }
});
