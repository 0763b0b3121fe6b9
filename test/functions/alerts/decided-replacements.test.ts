import { describe, expect, test } from 'vitest';
import { deliverAlerts } from '../../../functions/alerts/deliver-alerts.ts';
import { defaultSubscription, subscriptionDefaults } from '../../../shared/alerts/subscription.ts';
import { alertSettings } from '../../support/alert-world.ts';
import { account, claim, storing, worldOf } from '../../support/claim-world.ts';
import type { RunningApp } from '../../support/medium.ts';
import { ingestFile, releaseFile } from '../../support/release-chain.ts';
import { ended, fresh, old, others } from '../../support/replaced-code.ts';

const july = releaseFile('HCPC2025_JUL_ANWEB_06092025.txt', [...others]);
const october = releaseFile('HCPC2025_OCT_ANWEB_09082025.txt', [...others, old]);
const january = releaseFile('HCPC2026_JAN_ANWEB_12082025.txt', [...others, { ...old, ...ended }, fresh]);
const word = { old: 'J1901', code: 'J1902', units: null, by: 'ann', note: null } as const;

/** Hears of claims and of changes, and of these three weeks before they take effect. */
const listener = {
  ...defaultSubscription(account),
  interest: { ...subscriptionDefaults.interest, changes: true },
  timing: { ...subscriptionDefaults.timing, daysBefore: [21] },
};

/** A line billed in the old code after its end, and a listener who was looked at before January came. */
async function world(): Promise<RunningApp> {
  const { app } = await worldOf(july, october);
  await app.alerts.openAccount(account);
  await app.subscriptions.add(account, listener);
  await tell(app);
  await ingestFile(app, january);
  await app.sweep();
  await storing([claim('C1', ['J1901 x8 @2026-01-05'])], app);
  return app;
}

/** Everything that the listener is sent, as text. */
async function tell(app: RunningApp): Promise<readonly string[]> {
  const mails: string[] = [];
  const mail = { send: async ({ text }: { text: string }) => void mails.push(text) };
  await deliverAlerts({ ...app, mail, now: () => '2025-12-11T15:00:00.000Z' })(alertSettings);
  return mails;
}

describe('what a person decided about a replacement before the mails go out', () => {
  test('rejected, the code stands in none of them', async () => {
    const app = await world();
    await app.decideReplacement({ ...word, verdict: 'reject' });
    await app.sweep();
    const mails = await tell(app);
    expect(mails.length).toBeGreaterThanOrEqual(3);
    expect(mails.join('\n')).toContain('J1901');
    for (const mail of mails) expect(mail).not.toMatch(/(?:Bill|Proposed[^.]*|becomes[^.]*) J1902/);
  });

  test('edited, they name it with the units of the person', async () => {
    const app = await world();
    await app.decideReplacement({ ...word, verdict: 'edit', units: { numerator: 5, denominator: 1 } });
    await app.sweep();
    const mails = (await tell(app)).filter((mail) => mail.includes('J1901'));
    expect(mails.length).toBeGreaterThanOrEqual(3);
    for (const mail of mails) {
      expect(mail.replaceAll(/\s+/g, ' ')).toContain('Bill J1902 instead: 1 unit becomes 5 units of J1902');
      expect(mail).not.toContain('Proposed');
    }
  });

  test('nothing decided, it is a proposal', async () => {
    const app = await world();
    const [first] = await tell(app);
    expect(first).toContain('Proposed, not yet confirmed: J1902');
  });
});
