import { describe, expect, test } from 'vitest';
import { deliverAlerts } from '../../../functions/alerts/deliver-alerts.ts';
import type { AlertSettings } from '../../../functions/alerts/delivery.ts';
import { holdingsAtRisk } from '../../../functions/queries/holdings-at-risk.ts';
import { worklist } from '../../../functions/queries/worklist.ts';
import { findingDetail } from '../../../functions/worklist/decide-finding.ts';
import { forms } from '../../../shared/api/schema-names.ts';
import type { FindingAct } from '../../../shared/claims/finding-life.ts';
import type { HoldingType } from '../../../shared/holdings/holding.ts';
import { readHoldings } from '../../../shared/holdings/read-holdings.ts';
import { account, happening, january, october } from '../../support/claim-world.ts';
import { dumpOf, openMedium, type RunningApp, startApp } from '../../support/medium.ts';
import { ingestFile } from '../../support/release-chain.ts';

const today = '2025-12-15';
const headers = { chargemaster: 'cdm,code,price', authorisation: 'auth,code,units,end', order: 'order,code,end' };

function taking(app: RunningApp, type: keyof typeof headers & HoldingType, ...rows: readonly string[]) {
  const bytes = new TextEncoder().encode([headers[type], ...rows].join('\n'));
  const read = readHoldings({ name: 'list.csv', bytes }, { type, list: 'main', asOf: today });
  return app.importHoldings({ account, type, list: 'main', file: 'list.csv', read, today, shrinks: false });
}

async function sweptWorld() {
  const medium = await openMedium();
  await happening(medium, october);
  const app = startApp(medium);
  await taking(app, 'chargemaster', 'C1,E1001,10.00', 'C2,E1001,4.00', 'C3,E1004,1.00');
  await taking(app, 'order', 'O1,E1001,2026-03-31');
  await ingestFile(app, january);
  await app.sweep();
  return { medium, app };
}

const entriesOf = async (app: RunningApp, type: HoldingType = 'chargemaster') =>
  (await worklist(app)({ account, type, by: 'money', today, limit: 10 })).entries;
const statusOf = async (app: RunningApp, type?: HoldingType) =>
  (await entriesOf(app, type)).map(({ item, status, assignee }) => [item, status, assignee ?? ''].join(' ').trim());
const decide = (app: RunningApp, id: string, act: FindingAct) => app.decideFinding({ account, id, act, by: 'lead' });

const settings: AlertSettings = {
  from: { name: 'codeset-watch', address: 'alerts@localhost' },
  sample: false,
  links: null,
  patienceMinutes: 60,
};

/** Delivers, and gives the subjects and texts of the mails. */
async function mailsOf(app: RunningApp, on = '2026-02-01') {
  const mails: string[] = [];
  const mail = {
    send: async (sent: { subject: string; text: string }) => void mails.push(`${sent.subject}\n${sent.text}`),
  };
  await app.alerts.openAccount(account);
  await deliverAlerts({ ...app, mail, now: () => `${on}T00:00:00.000Z` })(settings);
  return mails;
}

describe('a finding of a held list has the life of any finding', () => {
  test('it is assigned, done, dismissed with a reason and reopened by its id, with a history', async () => {
    const { app } = await sweptWorld();
    const [first, second] = (await entriesOf(app)).map(({ id }) => id!);
    await decide(app, first!, { kind: 'assign', to: 'ann' });
    expect(await statusOf(app)).toEqual(['C1 assigned ann', 'C2 open']);
    await decide(app, second!.slice(0, 5).toLowerCase(), { kind: 'dismiss', reason: 'never billed' });
    expect(await statusOf(app)).toEqual(['C1 assigned ann']);
    await decide(app, first!, { kind: 'done' });
    expect(await statusOf(app)).toEqual([]);
    const detail = await decide(app, second!, { kind: 'reopen' });
    expect(await statusOf(app)).toEqual(['C2 open']);
    expect(forms['finding-detail'].parse(detail)).toEqual(detail);
    expect(detail).toMatchObject({ claimId: 'C2', code: 'E1001', list: { type: 'chargemaster', name: 'main' } });
    expect(detail.history.map(({ by, did }) => `${by} ${did}`)).toEqual([
      'codeset-watch raised',
      'lead dismissed',
      'lead reopened',
    ]);
  });

  test('which a sweep that is repeated, and the same list once more, leave alone', async () => {
    const { app, medium } = await sweptWorld();
    const [first] = await entriesOf(app);
    await decide(app, first!.id!, { kind: 'dismiss', reason: 'never billed' });
    const lines = async () => (await dumpOf(medium)).accounts.filter((row) => row.includes('"holding"'));
    const before = await lines();
    const { changeSet } = (await app.codeSets.state('HCPCS')).releases.at(-1)!;
    await app.sweeps.plan('HCPCS', changeSet, true, new Map([['E1001', '1900-01-01']]));
    await startApp(medium).sweep();
    await taking(app, 'chargemaster', 'C1,E1001,10.00', 'C2,E1001,4.00', 'C3,E1004,1.00');
    expect(await lines()).toEqual(before);
  });

  test('a line that changes in a newer version keeps id and history; one that goes is cleared, and comes back', async () => {
    const { app } = await sweptWorld();
    const [first, second] = (await entriesOf(app)).map(({ id }) => id!);
    await decide(app, first!, { kind: 'dismiss', reason: 'never billed' });
    await decide(app, second!, { kind: 'assign', to: 'ann' });
    await taking(app, 'chargemaster', 'C1,E1001,11.00');
    const history = async (id: string) =>
      (await findingDetail(app)(account, id)).history.map(({ did, reason }) => (reason ? `${did}: ${reason}` : did));
    expect(await history(first!)).toEqual([
      'raised',
      'dismissed: never billed',
      'reopened: the finding is another than before',
    ]);
    expect(await history(second!)).toEqual(['raised', 'assigned', 'cleared: the list no longer has the line']);
    await taking(app, 'chargemaster', 'C1,E1001,11.00', 'C2,E1001,4.00');
    expect(await statusOf(app)).toEqual(['C1 open', 'C2 assigned ann']);
  });

  test('a decision that is made while a newer version comes in is not lost', async () => {
    const { app } = await sweptWorld();
    const [first] = await entriesOf(app);
    const replace = app.holdings.replace.bind(app.holdings);
    app.holdings.replace = async (row, read) => {
      app.holdings.replace = replace;
      await decide(app, first!.id!, { kind: 'assign', to: 'ann' });
      return replace(row, read);
    };
    await taking(app, 'chargemaster', 'C1,E1001,12.00', 'C2,E1001,4.00', 'C3,E1004,1.00');
    expect(await statusOf(app)).toEqual(['C1 assigned ann', 'C2 open']);
  });
});

describe('findings of held lists raise alerts', () => {
  test('one digest tells how many lines of each list are to change, by code, and nothing of the lines', async () => {
    const { app } = await sweptWorld();
    const mails = await mailsOf(app);
    expect(mails).toHaveLength(1);
    expect(mails[0]).toMatch(/HCPCS 2026-01: 2 chargemaster lines, 1 standing order to change/);
    expect(mails[0]).toMatch(/2 chargemaster lines to change: E1001 \(2 lines, E1002 instead\)/);
    expect(mails[0]).not.toMatch(/\b[CO][123]\b|at risk/i);
    expect(await mailsOf(app)).toEqual([]);
    expect(await app.findings.undelivered(account)).toEqual([]);
  });

  test('what has run out by the day of the digest is not told, and the digest counts as the worklist does', async () => {
    for (const [on, orders] of [
      ['2026-03-31', 1],
      ['2026-04-01', 0],
    ] as const) {
      const { app } = await sweptWorld();
      const counts = await holdingsAtRisk(app)(account, on);
      expect(counts.map(({ type, wrong }) => [type, wrong])).toEqual([
        ['chargemaster', 2],
        ['order', orders],
      ]);
      const [mail] = await mailsOf(app, on);
      expect(mail).toContain('2 chargemaster lines');
      expect(mail!.includes('1 standing order')).toBe(orders > 0);
      expect(await app.findings.undelivered(account)).toEqual([]);
    }
  });

  test('what somebody has dismissed before is not told', async () => {
    const { app } = await sweptWorld();
    for (const { id } of await entriesOf(app)) await decide(app, id!, { kind: 'dismiss', reason: 'never billed' });
    expect((await mailsOf(app))[0]).toMatch(/HCPCS 2026-01: 1 standing order to change/);
  });

  test('a list that comes after the release is told as what came with it', async () => {
    const medium = await openMedium();
    await happening(medium, october, january);
    const app = startApp(medium);
    await mailsOf(app);
    await taking(app, 'authorisation', 'A1,E1001,12,2026-02-28');
    expect(await mailsOf(app)).toEqual([expect.stringMatching(/1 prior authorisation to change/)]);
  });
});
