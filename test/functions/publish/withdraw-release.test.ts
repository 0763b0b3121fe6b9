import { describe, expect, test } from 'vitest';
import { deliverAlerts } from '../../../functions/alerts/deliver-alerts.ts';
import { codeAt } from '../../../functions/queries/code-at.ts';
import { followFeed } from '../../../functions/queries/follow-feed.ts';
import { defaultSubscription, subscriptionDefaults } from '../../../shared/alerts/subscription.ts';
import { alertSettings } from '../../support/alert-world.ts';
import { account, claim, findingsOf, happening, january, october, worldOf } from '../../support/claim-world.ts';
import { failingMedium, WriteFailed } from '../../support/failing-medium.ts';
import { copyOf, dumpOf, type Medium, openMedium, type RunningApp, startApp } from '../../support/medium.ts';
import { chain, ingestFile } from '../../support/release-chain.ts';
import { apiOf, sampleKey } from '../../support/sample-world.ts';
import { visibleOf } from '../../support/visible.ts';

const broken = claim('C1', ['E1001 x2 @2026-01-05']);
const unknown = claim('C2', ['E1999 @2026-01-05']);
const right = claim('C3', ['E1001 @2025-12-30']);

let minute = 0;
/** Each word is said later than the one before it. */
const later = () => new Date(Date.UTC(2026, 1, 2, 0, ++minute)).toISOString();
const speak = (medium: Medium) => startApp(medium, later);

async function withdraw(medium: Medium, which = '2026-01') {
  const app = speak(medium);
  const decided = await app.decideRelease({ which, verdict: 'withdraw', by: 'ann', reason: 'CMS pulled it' });
  await app.sweep();
  return decided;
}

async function approve(medium: Medium, which = '2026-01') {
  const app = speak(medium);
  const decided = await app.decideRelease({ which, verdict: 'approve', by: 'ann', reason: null });
  await app.sweep();
  return decided;
}

describe('a release that is taken back', () => {
  test('leaves the store as if it had never come, and clears the findings that it caused', async () => {
    const { medium } = await worldOf(october, [broken, unknown, right]);
    const before = await visibleOf(medium);
    await happening(medium, january);
    expect(await findingsOf(startApp(medium))).toEqual(['C1 1 E1001 code-terminated', 'C2 1 E1999 code-unknown']);

    const { release, withdrawn } = await withdraw(medium);
    expect(withdrawn).toEqual(['2026-01']);
    expect(release).toMatchObject({ release: '2026-01', status: 'withdrawn' });
    const app = startApp(medium);
    const after = await visibleOf(medium);
    expect(after.book).toEqual(before.book);
    expect(after.state.releases).toEqual(before.state.releases);
    expect(await codeAt(app)({ code: 'E1001', on: '2026-01-05' })).toMatchObject({ code: 'E1001' });
    expect(await findingsOf(app)).toEqual([]);
    expect(await findingsOf(app, 'cleared')).toHaveLength(2);
    expect(await app.sweeps.unfinished()).toEqual([]);
    expect((await app.verify()).problems).toEqual([]);
  });

  test('is superseded in the feed, by an entry of its own', async () => {
    const { medium, app } = await worldOf(october, january);
    const { since, changes } = await followFeed(app)({ since: 'start', limit: 100 });
    await withdraw(medium);
    const after = await followFeed(startApp(medium))({ since, limit: 100 });
    expect(after).toMatchObject({ changes: [], more: false, superseded: [changes[0]!.changeSet] });
  });

  test('stays out when it comes again, and says why', async () => {
    const { medium } = await worldOf(october, january);
    await withdraw(medium);
    await expect(ingestFile(startApp(medium), january)).rejects.toThrow(
      /was withdrawn on 2026-02-02 \(CMS pulled it\); "codeset release approve .*" publishes it again \[withdrawn\]/,
    );
    expect(await startApp(medium).quarantine.all('HCPCS')).toMatchObject([
      { release: '2026-01', status: 'withdrawn', concerns: [{ rule: 'withdrawn' }] },
    ]);
  });

  test('comes back by a person’s word, with its findings', async () => {
    const { medium } = await worldOf(october, [broken, unknown], january);
    const [before, found] = [await visibleOf(medium), await findingsOf(startApp(medium))];
    await withdraw(medium);
    const { published } = await approve(medium);
    expect(published).toMatchObject({ outcome: 'published', release: { release: '2026-01' } });
    const after = await visibleOf(medium);
    expect(after.state.releases).toEqual(before.state.releases);
    expect(after.book).toEqual(before.book);
    expect(await findingsOf(startApp(medium))).toEqual(found);
    expect(await startApp(medium).quarantine.all('HCPCS')).toEqual([]);
  });

  test('from between two others: those are compared with each other', async () => {
    const medium = await openMedium();
    for (const file of [chain[0]!, chain[2]!]) await ingestFile(startApp(medium), file);
    const without = await visibleOf(medium);
    await ingestFile(startApp(medium), chain[1]!);
    await withdraw(medium, chain[1]!.name);
    const after = await visibleOf(medium);
    expect(after.state.releases).toEqual(without.state.releases);
    expect(after.book).toEqual(without.book);
    expect((await startApp(medium).verify()).problems).toEqual([]);
  });

  test('and the first of all: the next becomes the baseline', async () => {
    const { medium } = await worldOf(october, [broken, unknown], january);
    await withdraw(medium, '2025-10');
    const alone = await worldOf([broken, unknown], january);
    expect((await visibleOf(medium)).book).toEqual((await visibleOf(alone.medium)).book);
    expect(await findingsOf(startApp(medium))).toEqual(await findingsOf(alone.app));
  });

  test('is still out after everything was built anew, from the archive alone too', async () => {
    const { medium } = await worldOf(october, january);
    await withdraw(medium);
    const before = await visibleOf(medium);
    expect(await startApp(medium).rebuild()).toMatchObject({ changed: false, releases: ['2025-10'] });
    expect((await visibleOf(medium)).state).toEqual(before.state);
    const bare = { ...(await openMedium()), objects: (await copyOf(medium)).objects };
    await startApp(bare).rebuild();
    expect((await visibleOf(bare)).state.releases).toEqual(before.state.releases);
    expect(await startApp(bare).quarantine.all('HCPCS')).toMatchObject([{ status: 'withdrawn' }]);
    expect((await approve(bare)).published).toMatchObject({ release: { release: '2026-01' } });
  });
});

describe('refused', () => {
  test('what is not held, with what is', async () => {
    const { medium } = await worldOf(october, january);
    await expect(withdraw(medium, '2026-04')).rejects.toThrow(/no release 2026-04 is held; held: 2025-10.*2026-01/);
  });

  test('the only release: without one nothing can be judged', async () => {
    const { medium } = await worldOf(october);
    await expect(withdraw(medium, '2025-10')).rejects.toMatchObject({ code: 'LAST_RELEASE' });
    expect(await startApp(medium).decisions.all('release')).toEqual([]);
  });
});

test('over HTTP it is withdrawn, listed and approved again', async () => {
  const { medium } = await worldOf(october, january);
  const api = apiOf(startApp(medium, later));
  const ask = async (path: string, body?: object) => {
    const headers = { authorization: `Bearer ${sampleKey}`, 'content-type': 'application/json', host: 'localhost' };
    const sent = body ? { method: 'POST', body: JSON.stringify(body) } : {};
    const answer = await api.request(`http://localhost${path}`, { headers, ...sent });
    return [answer.status, await answer.json()];
  };
  const say = (verdict: string) => ask('/v1/releases/2026-01/decisions', { verdict, reason: 'wrong file' });
  expect(await say('withdraw')).toMatchObject([200, { verdict: 'withdraw', withdrawn: ['2026-01'], published: [] }]);
  expect(await ask('/v1/quarantine')).toMatchObject([200, { releases: [{ release: '2026-01', status: 'withdrawn' }] }]);
  expect(await say('approve')).toMatchObject([200, { published: ['2026-01'] }]);
  expect(await ask('/v1/quarantine')).toMatchObject([200, { releases: [] }]);
  expect(await ask('/v1/releases/2030-01/decisions', { verdict: 'withdraw' })).toMatchObject([404, {}]);
});

test('a failure at each single write of a withdrawal, then the same again: as if nothing had happened', async () => {
  const { medium: held } = await worldOf(october, [broken, unknown], january);
  const clock = () => '2026-02-02T00:00:00.000Z';
  const decide = async (medium: Medium) => {
    const app = startApp(medium, clock);
    await app.decideRelease({ which: '2026-01', verdict: 'withdraw', by: 'ann', reason: null });
    await app.sweep();
  };
  const clean = await copyOf(held);
  const counting = failingMedium(clean, Number.POSITIVE_INFINITY, 'crash');
  await decide(counting);
  const expected = await dumpOf(clean);
  for (let nth = 1; nth <= counting.writes(); nth += 7) {
    const medium = await copyOf(held);
    await expect(decide(failingMedium(medium, nth, 'crash'))).rejects.toThrow(WriteFailed);
    await decide(medium);
    expect(await dumpOf(medium), `write ${nth}`).toEqual(expected);
  }
});

describe('who heard of it', () => {
  /** Two subscribers: one of findings, one of changes; what is told after each step. */
  async function listening() {
    const { medium, app } = await worldOf(october, [broken]);
    await app.alerts.openAccount(account);
    const them = defaultSubscription(account);
    const notes = { ...subscriptionDefaults.interest, findings: false, changes: true };
    await app.subscriptions.add(account, { ...them, id: 'hits' });
    await app.subscriptions.add(account, { ...them, id: 'notes', interest: notes });
    const told = async () => {
      const sent: string[] = [];
      const reader: RunningApp = startApp(medium, later);
      const mail = { send: async (_: unknown, alert: { id: string }) => void sent.push(alert.id) };
      await deliverAlerts({ ...reader, mail, now: later })(alertSettings);
      return sent.sort();
    };
    await told();
    await happening(medium, january);
    expect(await told()).toEqual(['hits.hcpcs-2026-01.sweep', 'notes.hcpcs-2026-01.changes']);
    return { medium, told };
  }

  test('is told that it was taken back, once', async () => {
    const { medium, told } = await listening();
    await withdraw(medium);
    expect(await told()).toEqual([
      expect.stringMatching(/^hits\.hcpcs-2026-01\.retracted-[0-9a-f]{20}$/),
      expect.stringMatching(/^notes\.hcpcs-2026-01\.retracted-[0-9a-f]{20}$/),
    ]);
    expect(await told()).toEqual([]);
  });

  test('and hears of it anew when it is approved, and of the next withdrawal', async () => {
    const { medium, told } = await listening();
    await withdraw(medium);
    await told();
    await approve(medium);
    expect(await told()).toEqual(['hits.hcpcs-2026-01.sweep.2', 'notes.hcpcs-2026-01.changes-2']);
    await withdraw(medium);
    expect(await told()).toHaveLength(2);
    expect(await told()).toEqual([]);
  });
});
