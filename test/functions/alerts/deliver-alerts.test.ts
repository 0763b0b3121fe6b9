import PostalMime from 'postal-mime';
import { describe, expect, test } from 'vitest';
import type { Occasion } from '../../../functions/adapters/finding-row.ts';
import type { OutboxEntry } from '../../../functions/adapters/outbox.ts';
import type { Digest } from '../../../shared/alerts/digest.ts';
import type { Finding } from '../../../shared/claims/finding.ts';
import { accountKeys } from '../../../shared/keys/account-keys.ts';
import { changeOf, findingOf, replacementOf } from '../../support/alert-facts.ts';
import { type AlertWorld, alertWorld, type Fault } from '../../support/alert-world.ts';
import { releaseOf } from '../../support/held-release.ts';

const october = releaseOf('2025-10', 'changes-october');
const january = releaseOf('2026-01', 'changes-january');
const sweep: Occasion = { changeSet: 'changes-january', window: 'sweep' };
const quarters = [releaseOf('2025-07', 'baseline'), october, january];

const changes = new Map([
  ['changes-october', [changeOf({ code: 'A9300', kind: 'deleted', effective: '2025-10-01' })]],
  [
    'changes-january',
    [
      changeOf({ code: 'J0013', kind: 'added' }),
      changeOf({ code: 'S0013', kind: 'deleted', replacements: [replacementOf('J0013', { source: 'curated' })] }),
      changeOf({ code: 'C9803', kind: 'added', effective: '2025-12-01', retroactive: true }),
    ],
  ],
]);

const broken = (claimId: string, sketch: Partial<Finding> = {}) =>
  findingOf({ claimId, code: 'S0013', fix: [{ code: 'J0013', units: 84, confirm: false }], ...sketch });

/** January is visible and its sweep is over, in one account. */
async function afterJanuary(): Promise<AlertWorld> {
  const world = await alertWorld();
  await world.alerts.openAccount('local');
  await world.publish(quarters, changes);
  await world.sweeps.plan('HCPCS', 'changes-january', true, new Map([['S0013', '2026-01-01']]));
  await endSweep(world);
  return world;
}

async function endSweep({ sweeps }: AlertWorld): Promise<void> {
  for (const pending of await sweeps.pending('HCPCS', 'changes-january')) await sweeps.done(pending);
  await sweeps.complete((await sweeps.get('HCPCS', 'changes-january'))!);
}

async function mend({ findings }: AlertWorld, account: string, finding: Finding, occasion: Occasion): Promise<void> {
  await findings.raise(account, finding, { ...occasion, changeSet: null });
  await findings.clear(account, finding.claimId, accountKeys.finding(account, finding).sk, occasion);
}

function digestIn(world: AlertWorld, id: string): Digest {
  return (JSON.parse(world.files()[`${id}.json`]!) as OutboxEntry).digest as Digest;
}

const names = (world: AlertWorld) => Object.keys(world.files());
const marks = async ({ findings }: AlertWorld, account = 'local') => (await findings.undelivered(account)).length;

test('a release is told once: one mail and its JSON, and no mark is left', async () => {
  const world = await afterJanuary();
  for (const id of ['c1', 'c2', 'c3']) await world.findings.raise('local', broken(id), sweep);
  await mend(world, 'local', findingOf({ claimId: 'c4', code: 'C9803', amount: 23.46 }), sweep);

  const first = await world.deliver();
  expect(first.sent).toEqual([
    {
      account: 'local',
      id: 'default.hcpcs-2026-01.sweep',
      address: 'billing@localhost',
      subject: 'HCPCS 2026-01: 3 open lines, $300.00 at risk - 1 code ended',
    },
  ]);
  expect(names(world)).toEqual(['default.hcpcs-2026-01.sweep.eml', 'default.hcpcs-2026-01.sweep.json']);
  expect(digestIn(world, 'default.hcpcs-2026-01.sweep')).toMatchObject({
    atRisk: { claims: 3, lines: 3, amount: 300 },
    becameRight: { claims: 1, lines: 1, amount: 23.46 },
    release: { release: '2026-01', date: '2026-01-01', changes: { added: 2, deleted: 1 } },
  });
  const mail = await PostalMime.parse(world.files()['default.hcpcs-2026-01.sweep.eml']!);
  expect(mail.text).toContain('Bill J0013 instead, the same units.');
  expect(await marks(world)).toBe(0);

  const before = await world.everything();
  expect((await world.deliver()).sent).toEqual([]);
  expect(world.steps.taken).toBe(0);
  expect(await world.everything()).toEqual(before);
});

test('nothing to say, nothing sent', async () => {
  const world = await afterJanuary();
  expect(await world.deliver()).toEqual({ sent: [], failed: [], waiting: 0, unplaced: 0 });
  await world.findings.raise('local', broken('c1'), { changeSet: null, window: 'sweep' });
  expect((await world.deliver()).sent).toEqual([]);
});

test('what turns up after a digest was sent goes into a second part, and the first stays as it is', async () => {
  const world = await afterJanuary();
  await world.findings.raise('local', broken('c1'), sweep);
  await world.deliver();
  const first = world.files()['default.hcpcs-2026-01.sweep.eml'];
  await world.findings.raise('local', broken('c2', { amount: 42 }), sweep);
  await world.findings.raise('local', broken('c1', { severity: 'warning' }), sweep);

  const { sent } = await world.deliver();
  expect(sent.map(({ id }) => id)).toEqual(['default.hcpcs-2026-01.sweep.2']);
  expect(digestIn(world, 'default.hcpcs-2026-01.sweep.2')).toMatchObject({
    part: 2,
    atRisk: { lines: 2, amount: 142 },
  });
  expect(world.files()['default.hcpcs-2026-01.sweep.eml']).toBe(first);
});

test('an import is told at once and apart from the sweep', async () => {
  const world = await afterJanuary();
  await world.findings.raise('local', broken('c1'), sweep);
  await world.findings.raise('local', broken('c2'), { ...sweep, window: 'import-2026-01-05-0a1b2c3d' });
  await world.deliver();
  expect(names(world).filter((name) => name.endsWith('.eml'))).toEqual([
    'default.hcpcs-2026-01.import-2026-01-05-0a1b2c3d.eml',
    'default.hcpcs-2026-01.sweep.eml',
  ]);
});

describe('a sweep under way', () => {
  async function underWay(): Promise<AlertWorld> {
    const world = await afterJanuary();
    await world.sweeps.plan('HCPCS', 'changes-january', true, new Map([['S0013', '2026-01-01']]));
    await world.findings.raise('local', broken('c1'), sweep);
    return world;
  }

  test('is waited for, then told whole', async () => {
    const world = await underWay();
    expect(await world.deliver()).toMatchObject({ sent: [], waiting: 1 });
    await world.findings.raise('local', broken('c2'), sweep);
    await endSweep(world);
    await world.deliver();
    expect(digestIn(world, 'default.hcpcs-2026-01.sweep')).toMatchObject({ running: false, atRisk: { lines: 2 } });
    expect(await world.alerts.waiting('local')).toEqual([]);
  });

  test('goes out marked as running when it takes too long, and then at intervals', async () => {
    const world = await underWay();
    await world.deliver();
    world.clock.now = '2026-01-05T15:29:00.000Z';
    expect((await world.deliver()).waiting).toBe(1);
    world.clock.now = '2026-01-05T15:30:00.000Z';
    expect((await world.deliver()).sent).toHaveLength(1);
    expect(digestIn(world, 'default.hcpcs-2026-01.sweep').running).toBe(true);

    await world.findings.raise('local', broken('c2'), sweep);
    world.clock.now = '2026-01-05T16:00:00.000Z';
    expect((await world.deliver()).waiting).toBe(1);
    await endSweep(world);
    await world.deliver();
    expect(digestIn(world, 'default.hcpcs-2026-01.sweep.2')).toMatchObject({ running: false, atRisk: { lines: 1 } });
    expect(await world.alerts.waiting('local')).toEqual([]);
  });
});

test('findings of a superseded change set go out under the one that took its place, after its sweep', async () => {
  const world = await afterJanuary();
  await world.findings.raise('local', broken('c1'), sweep);
  await world.findings.raise('local', broken('c2'), { ...sweep, window: 'import-a' });
  const fresh = releaseOf('2026-01.r2', 'changes-january-r2');
  const between = releaseOf('2026-01', 'changes-between');
  await world.sweeps.plan('HCPCS', 'changes-january-r2', true, new Map([['S0013', '2026-01-01']]));
  const feed = [
    { sequence: 2, changeSets: ['changes-between', 'changes-january-r2'], supersedes: ['changes-january'] },
  ];
  await world.publish([...quarters.slice(0, 2), between, fresh], new Map(), feed);

  expect(await world.deliver()).toMatchObject({ sent: [], waiting: 2 });
  await world.sweeps.complete((await world.sweeps.get('HCPCS', 'changes-january-r2'))!);
  const { sent } = await world.deliver();
  expect(sent.map(({ id }) => id)).toEqual(['default.hcpcs-2026-01-r2.import-a', 'default.hcpcs-2026-01-r2.sweep']);
});

test('findings of a change set that nobody can see keep their marks', async () => {
  const world = await afterJanuary();
  await world.findings.raise('local', broken('c1'), { changeSet: 'not-yet', window: 'sweep' });
  expect(await world.deliver()).toMatchObject({ sent: [], unplaced: 1 });
  expect(await marks(world)).toBe(1);
});

test('of a code that ended in an earlier release the digest says so', async () => {
  const world = await afterJanuary();
  await world.findings.raise('local', broken('c1', { code: 'A9300', fix: [] }), sweep);
  await world.deliver();
  expect(digestIn(world, 'default.hcpcs-2026-01.sweep').codes[0]).toMatchObject({
    code: 'A9300',
    happened: [{ kind: 'deleted', effective: '2025-10-01' }],
  });
});

test('a mail that is refused holds nobody else up, and goes out later under its own id', async () => {
  const world = await afterJanuary();
  await world.subscribe({ id: 'ann', destination: { type: 'email', address: 'ann@example.org' } });
  await world.subscribe({ id: 'bob', destination: { type: 'email', address: 'bob@example.org' } });
  await world.findings.raise('local', broken('c1'), sweep);
  // First is noted up to where releases were looked at; then the list of its findings, the digest, and it is sent.
  const refusing: Fault = { at: 4, when: 'before' };

  const { sent, failed } = await world.deliver({}, refusing);
  expect(failed).toMatchObject([{ id: 'ann.hcpcs-2026-01.sweep' }]);
  expect(sent).toMatchObject([{ id: 'bob.hcpcs-2026-01.sweep' }]);
  expect(await marks(world)).toBe(1);
  await world.findings.raise('local', broken('c2'), sweep);
  await world.deliver();
  expect(names(world).filter((name) => name.endsWith('.eml'))).toEqual([
    'ann.hcpcs-2026-01.sweep.2.eml',
    'ann.hcpcs-2026-01.sweep.eml',
    'bob.hcpcs-2026-01.sweep.2.eml',
    'bob.hcpcs-2026-01.sweep.eml',
  ]);
  expect(digestIn(world, 'ann.hcpcs-2026-01.sweep').atRisk.lines).toBe(1);
});
