import { describe, expect, test } from 'vitest';
import { listFindings } from '../../../functions/queries/list-findings.ts';
import { listHoldings } from '../../../functions/queries/list-holdings.ts';
import { replacementsFor } from '../../../functions/queries/replacements-for.ts';
import { worklist } from '../../../functions/queries/worklist.ts';
import { readHoldings } from '../../../shared/holdings/read-holdings.ts';
import { account, claim, january, october, worldOf } from '../../support/claim-world.ts';
import type { RunningApp } from '../../support/medium.ts';

const today = '2025-12-15';

describe("a payer's own time for filing", () => {
  const deadlines = async (app: RunningApp) => {
    const { findings } = await listFindings(app)({ account, by: 'deadline', limit: 10 });
    const { entries } = await worklist(app)({
      account,
      type: 'claims',
      by: 'deadline',
      today: '2026-02-04',
      limit: 10,
    });
    expect(entries.map(({ item, deadline }) => [item, deadline])).toEqual(
      findings.map(({ claimId, deadline }) => [claimId, deadline]),
    );
    return entries.map(({ item, deadline, days }) => `${item} ${deadline} ${days}`);
  };

  test('is the deadline of its findings, and another one when the account says so', async () => {
    const claims = [claim('A', ['E1001'], { payer: 'P1' }), claim('B', ['E1001'], { payer: 'P2' })];
    const { app } = await worldOf(october, claims, january);
    expect(await deadlines(app)).toEqual(['A null null', 'B null null']);
    const keep = async (days: number | undefined) => {
      const profile = { class: 'commercial', ...(days ? { timelyFilingDays: days } : {}) };
      await app.payerSettings.keepPayers(account, { P2: profile });
      await app.sweep();
    };
    await keep(90);
    expect(await deadlines(app)).toEqual(['B 2026-04-05 60', 'A null null']);
    const marks = await app.findings.undelivered(account);
    await keep(180);
    expect(await deadlines(app)).toEqual(['B 2026-07-04 150', 'A null null']);
    await keep(undefined);
    expect(await deadlines(app)).toEqual(['A null null', 'B null null']);
    // It is no news of the line, nor of its history.
    expect((await app.findings.undelivered(account)).map(({ id, history }) => [id, history])).toEqual(
      marks.map(({ id, history }) => [id, history]),
    );
  });
});

describe("a payer's window for a code", () => {
  const wrong = async (app: RunningApp, on = today) => {
    const { lines } = await listHoldings(app)({ account, wrong: true, today: on, limit: 100 });
    return lines.flatMap(({ type, item, findings }) =>
      findings.map(({ rule, since, until }) => `${type} ${item} ${rule} ${since} ${until}`),
    );
  };

  test('judges held lines anew: they are right while it holds, and wrong from the day after it', async () => {
    const { app } = await worldOf(october, january);
    const take = (type: 'chargemaster' | 'authorisation', ...rows: readonly string[]) => {
      const bytes = new TextEncoder().encode(
        ['charge number,auth number,code,payer,through', ...rows.map((row) => `${row.split(',')[0]},${row}`)].join(
          '\n',
        ),
      );
      const read = readHoldings({ name: 'list.csv', bytes }, { type, list: 'main', asOf: today });
      return app.importHoldings({ account, type, list: 'main', file: 'list.csv', read, today, shrinks: false });
    };
    await take('chargemaster', 'C1,E1001,P1,', 'C2,E1001,P2,');
    await take('authorisation', 'A1,E1001,P1,2026-02-28', 'A2,E1002,P1,2026-06-30');
    const ended = 'code-terminated 2026-01-01 null';
    const early = 'authorisation A2 code-not-yet-effective 2025-12-15 2025-12-31';
    expect(await wrong(app)).toEqual(
      [`chargemaster C1 ${ended}`, `chargemaster C2 ${ended}`, `authorisation A1 ${ended}`, early].sort(),
    );
    const windows = [
      { payer: 'P1', code: 'E1001', from: null, to: '2026-03-31', document: 'bulletin 1' },
      { payer: 'P1', code: 'E1002', from: '2026-04-01', to: null, document: 'bulletin 1' },
    ];
    await app.payerSettings.keepWindows(account, windows);
    await app.sweep();
    expect((await wrong(app)).sort()).toEqual([
      'authorisation A2 code-outside-payer-window 2025-12-15 2026-03-31',
      'chargemaster C1 code-outside-payer-window 2026-04-01 null',
      `chargemaster C2 ${ended}`,
    ]);
    expect((await wrong(app, '2026-04-01')).sort()).toEqual([
      'chargemaster C1 code-outside-payer-window 2026-04-01 null',
      `chargemaster C2 ${ended}`,
    ]);
    const kept = await app.settings.read(account);
    const instead = (on: string, payer: string) => replacementsFor(app)({ code: 'E1001', on, payer, ...kept });
    expect(await instead('2026-01-05', 'P2')).toMatchObject({ replacements: [{ code: 'E1002' }] });
    expect(await instead('2026-01-05', 'P1')).toMatchObject({
      replacements: [],
      answer: expect.stringMatching(/^P1 takes E1001 until 2026-03-31 \(bulletin 1\)\./),
    });
    expect(await instead('2026-04-01', 'P1')).toMatchObject({ replacements: [{ code: 'E1002' }] });
    for (const { code } of windows) await app.payerSettings.removeWindows(account, { payer: 'P1', code });
    await app.sweep();
    expect((await wrong(app)).sort()).toEqual(
      [`chargemaster C1 ${ended}`, `chargemaster C2 ${ended}`, `authorisation A1 ${ended}`, early].sort(),
    );
  });
});
