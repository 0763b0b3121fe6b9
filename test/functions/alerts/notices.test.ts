import { expect, test } from 'vitest';
import type { Notice, Retraction } from '../../../shared/alerts/alert.ts';
import { subscriptionDefaults } from '../../../shared/alerts/subscription.ts';
import { changeOf, findingOf, replacementOf } from '../../support/alert-facts.ts';
import { type AlertWorld, alertWorld } from '../../support/alert-world.ts';
import { releaseOf } from '../../support/held-release.ts';

const october = releaseOf('2025-10', 'changes-october');
const january = releaseOf('2026-01', 'changes-january');
const changes = new Map([
  ['changes-october', []],
  [
    'changes-january',
    [
      changeOf({ code: 'J0013', kind: 'added', effective: '2026-01-01' }),
      changeOf({ code: 'S0013', kind: 'deleted', effective: '2026-01-01', replacements: [replacementOf('J0013')] }),
      changeOf({ code: 'E0260', kind: 'revised', effective: '2026-01-01' }),
    ],
  ],
]);
const follows = { ...subscriptionDefaults.interest, findings: false, changes: true };
const mail = { type: 'email', address: 'notes@clinic.example' } as const;

/** October is held, somebody follows changes and has been looked at once, and January comes. */
async function januaryComes(world: AlertWorld): Promise<void> {
  await world.publish([releaseOf('2025-07', 'baseline'), october], changes, [
    { sequence: 1, changeSets: ['baseline', 'changes-october'], supersedes: [] },
  ]);
  await world.deliver();
  await world.publish([releaseOf('2025-07', 'baseline'), october, january], changes, [
    { sequence: 1, changeSets: ['baseline', 'changes-october'], supersedes: [] },
    { sequence: 2, changeSets: ['changes-january'], supersedes: [] },
  ]);
}

async function worldWith(about: Parameters<AlertWorld['subscribe']>[0]): Promise<AlertWorld> {
  const world = await alertWorld();
  await world.alerts.openAccount('local');
  await world.subscribe({ id: 'notes', interest: follows, destination: mail, ...about });
  world.clock.now = '2025-12-10T15:00:00.000Z';
  return world;
}

const noticeIn = (world: AlertWorld, id: string) => JSON.parse(world.files()[`${id}.json`]!).digest;

test('a release is noted once, to those who follow changes', async () => {
  const world = await worldWith({});
  await januaryComes(world);
  expect((await world.deliver()).sent).toMatchObject([
    { id: 'notes.hcpcs-2026-01.changes', subject: 'HCPCS 2026-01: 3 changes' },
  ]);
  expect((await world.deliver()).sent).toEqual([]);
  const notice: Notice = noticeIn(world, 'notes.hcpcs-2026-01.changes');
  expect(notice.changes.map(({ code }) => code)).toEqual(['J0013', 'S0013', 'E0260']);
  expect(world.files()['notes.hcpcs-2026-01.changes.eml']).toContain('Bill J0013 instead');
});

test('what was published before somebody subscribed is no news, and neither is a backfill', async () => {
  const world = await worldWith({});
  await world.publish([releaseOf('2025-07', 'baseline'), january], changes, [
    { sequence: 1, changeSets: ['baseline', 'changes-january'], supersedes: [] },
  ]);
  expect((await world.deliver()).sent).toEqual([]);
  await world.publish([releaseOf('2025-07', 'baseline'), october, january], changes, [
    { sequence: 1, changeSets: ['baseline', 'changes-january'], supersedes: [] },
    { sequence: 2, changeSets: ['changes-october'], supersedes: [] },
  ]);
  expect((await world.deliver()).sent).toEqual([]);
});

test('only what is asked for is in it; where that is nothing, nothing is sent', async () => {
  const some = await worldWith({ interest: { ...follows, kinds: ['deleted'] } });
  await januaryComes(some);
  await some.deliver();
  expect(noticeIn(some, 'notes.hcpcs-2026-01.changes').changes).toMatchObject([{ code: 'S0013' }]);

  const none = await worldWith({ interest: { ...follows, sections: ['Q'] } });
  await januaryComes(none);
  expect((await none.deliver()).sent).toEqual([]);
  expect((await none.deliver()).sent).toEqual([]);
});

test('a weekly reader hears on the day of the week', async () => {
  const world = await worldWith({ timing: { ...subscriptionDefaults.timing, cadence: 'weekly', weekday: 1, hour: 7 } });
  await januaryComes(world);
  expect((await world.deliver()).sent).toEqual([]);
  world.clock.now = '2025-12-15T06:59:00.000Z';
  expect((await world.deliver()).sent).toEqual([]);
  world.clock.now = '2025-12-15T07:00:00.000Z';
  expect((await world.deliver()).sent).toMatchObject([{ id: 'notes.hcpcs-2026-01.changes' }]);
});

test('changes are told again before they take effect, each time once', async () => {
  const world = await worldWith({
    timing: { ...subscriptionDefaults.timing, daysBefore: [7, 0], timeZone: 'America/Chicago' },
    createdAt: '2025-12-01T00:00:00.000Z',
  });
  await januaryComes(world);
  const sentOn = async (moment: string) => {
    world.clock.now = moment;
    return (await world.deliver()).sent.map(({ subject }) => subject);
  };
  expect(await sentOn('2025-12-20T12:00:00.000Z')).toEqual(['HCPCS 2026-01: 3 changes']);
  expect(await sentOn('2025-12-25T05:00:00.000Z')).toEqual([]);
  expect(await sentOn('2025-12-25T12:00:00.000Z')).toEqual([
    'HCPCS 2026-01-01: 3 changes take effect in 7 days (Jan 1, 2026)',
  ]);
  expect(await sentOn('2025-12-28T12:00:00.000Z')).toEqual([]);
  expect(await sentOn('2026-01-01T12:00:00.000Z')).toEqual([
    'HCPCS 2026-01-01: 3 changes take effect today (Jan 1, 2026)',
  ]);
  expect(await sentOn('2026-01-02T12:00:00.000Z')).toEqual([]);
});

test('a release that is taken back is retracted to those who heard of it, and to nobody else', async () => {
  const world = await worldWith({});
  await world.subscribe({ id: 'other', interest: { ...follows, codes: ['A0000-A9999'] } });
  await januaryComes(world);
  await world.deliver();
  await world.publish([releaseOf('2025-07', 'baseline'), october], changes, [
    { sequence: 1, changeSets: ['baseline', 'changes-october'], supersedes: [] },
    { sequence: 2, changeSets: ['changes-january'], supersedes: [] },
    { sequence: 3, changeSets: [], supersedes: ['changes-january'] },
  ]);
  const { sent } = await world.deliver();
  expect(sent).toMatchObject([{ subject: 'HCPCS 2026-01 was taken back: disregard 1 earlier alert' }]);
  const retraction: Retraction = noticeIn(world, sent[0]!.id);
  expect(retraction.retracts).toEqual(['notes.hcpcs-2026-01.changes']);
  expect((await world.deliver()).sent).toEqual([]);
});

test('a daily digest takes all of a release at once, at its hour', async () => {
  const world = await alertWorld();
  await world.alerts.openAccount('local');
  await world.publish([releaseOf('2025-10', 'baseline'), january], changes);
  await world.subscribe({ id: 'daily', timing: { ...subscriptionDefaults.timing, cadence: 'daily', hour: 16 } });
  for (const index of [1, 2, 3])
    await world.findings.raise('local', findingOf({ claimId: `c${index}`, code: 'S0013' }), {
      changeSet: 'changes-january',
      window: `import-${index}`,
    });
  expect(await world.deliver()).toMatchObject({ sent: [], waiting: 3 });
  world.clock.now = '2026-01-05T16:00:00.000Z';
  expect((await world.deliver()).sent).toMatchObject([{ id: 'daily.hcpcs-2026-01.daily-2026-01-05' }]);
  expect(noticeIn(world, 'daily.hcpcs-2026-01.daily-2026-01-05').atRisk).toMatchObject({ lines: 3 });
  expect(await world.findings.undelivered('local')).toEqual([]);
});

test('nobody gets a mail for each of a hundred imports: beyond twenty an hour they go out together', async () => {
  const world = await alertWorld();
  await world.alerts.openAccount('local');
  await world.publish([releaseOf('2025-10', 'baseline'), january], changes);
  for (let index = 0; index < 30; index++) {
    const finding = findingOf({ claimId: `c${index}`, code: 'S0013' });
    await world.findings.raise('local', finding, {
      changeSet: 'changes-january',
      window: `import-${String(index).padStart(2, '0')}`,
    });
    await world.deliver();
  }
  expect(Object.keys(world.files()).filter((name) => name.endsWith('.eml'))).toHaveLength(20);
  world.clock.now = '2026-01-05T15:00:00.000Z';
  const { sent } = await world.deliver();
  expect(sent).toHaveLength(1);
  expect(noticeIn(world, sent[0]!.id).atRisk).toMatchObject({ lines: 10 });
});
