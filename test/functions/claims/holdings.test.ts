import { describe, expect, test } from 'vitest';
import { listHoldings } from '../../../functions/queries/list-holdings.ts';
import { whereUsed } from '../../../functions/queries/where-used.ts';
import type { HoldingType } from '../../../shared/holdings/holding.ts';
import { readHoldings } from '../../../shared/holdings/read-holdings.ts';
import { account, claim, happening, january, october, storing } from '../../support/claim-world.ts';
import { dumpOf, type Medium, openMedium, type RunningApp, startApp } from '../../support/medium.ts';
import { ingestFile, releaseFile } from '../../support/release-chain.ts';

const today = '2025-12-15';

/** Takes in one version of a list, its lines as CSV rows. */
function taking(app: RunningApp, type: HoldingType, header: string, rows: readonly string[], more = {}) {
  const bytes = new TextEncoder().encode([header, ...rows].join('\n'));
  const read = readHoldings({ name: `${type}.csv`, bytes }, { type, list: 'main', asOf: today });
  return app.importHoldings({ account, type, list: 'main', file: `${type}.csv`, read, today, shrinks: false, ...more });
}

const charges = (app: RunningApp, ...rows: readonly string[]) =>
  taking(app, 'chargemaster', 'cdm,code,mod,price,volume', rows);
const auths = (app: RunningApp, ...rows: readonly string[]) =>
  taking(app, 'authorisation', 'auth,code,units,start,end', rows);

/** What is wrong on a day, as `type item code rule since`. */
async function wrong(app: RunningApp, on = today): Promise<readonly string[]> {
  const { lines } = await listHoldings(app)({ account, wrong: true, today: on, limit: 1000 });
  return lines
    .flatMap(({ type, item, findings }) =>
      findings.map(({ code, rule, since }) => `${type} ${item} ${code} ${rule} ${since}`),
    )
    .sort();
}

async function world(...steps: Parameters<typeof happening>[1][]): Promise<{ medium: Medium; app: RunningApp }> {
  const medium = await openMedium();
  await happening(medium, ...steps);
  return { medium, app: startApp(medium) };
}

describe('a release sweeps the lists that are held', () => {
  test('through the index from code to use, into the future, and each type says what is to be done', async () => {
    const { app } = await world(october);
    await charges(app, 'C1,E1001,,10.00,5', 'C2,E1004,,3.00,', 'C3,E1004,Y7,1.00,');
    await auths(app, 'A1,E1001,12,2025-11-01,2026-02-28', 'A2,E1001,12,2025-11-01,2025-12-31');
    expect(await wrong(app)).toEqual([]);
    await ingestFile(app, january);
    await app.sweep();
    expect(await wrong(app)).toEqual([
      'authorisation A1 E1001 code-terminated 2026-01-01',
      'chargemaster C1 E1001 code-terminated 2026-01-01',
      'chargemaster C3 Y7 modifier-terminated 2026-01-01',
    ]);
    const { lines } = await listHoldings(app)({ account, code: 'e1001', wrong: true, today, limit: 10 });
    expect(lines.map(({ findings }) => findings[0]!.message)).toEqual([
      expect.stringMatching(
        /^Prior authorisation: code E1001 ended on 2025-12-31, and it runs to 2026-02-28\. Have the payer issue it anew for E1002/,
      ),
      expect.stringMatching(/^Chargemaster line: code E1001 ended on 2025-12-31\. Load E1002 .*from 2026-01-01 on/),
    ]);
  });

  test('an account that holds lists and no claim is swept too, and an authorisation that has run out asks for nothing', async () => {
    const { app } = await world(october);
    await auths(app, 'A1,E1001,12,2025-11-01,2026-02-28');
    await ingestFile(app, january);
    await app.sweep();
    expect(await wrong(app, '2026-02-28')).toHaveLength(1);
    expect(await wrong(app, '2026-03-01')).toEqual([]);
  });

  test('a line whose code no release covers yet waits for the one that does', async () => {
    const { app } = await world(october);
    await auths(app, 'A1,E1009,1,2026-01-10,2026-02-28', 'A2,E1002,1,2026-01-10,2026-02-28');
    expect(await wrong(app)).toEqual([]);
    await ingestFile(app, january);
    await app.sweep();
    expect(await wrong(app)).toEqual(['authorisation A1 E1009 code-unknown 2026-01-10']);
  });

  test('a list that came before anything was held is judged by the first release', async () => {
    const { app } = await world();
    await charges(app, 'C1,E1005,,10.00,5');
    await ingestFile(app, october);
    await app.sweep();
    expect(await wrong(app)).toEqual(['chargemaster C1 E1005 code-terminated 2025-12-15']);
  });

  test('a later release that takes an end back clears what it caused', async () => {
    const { app } = await world(october, january);
    await charges(app, 'C1,E1001,,10.00,5');
    expect(await wrong(app)).toHaveLength(1);
    const lives = { addedOn: '2020-01-01', actionEffectiveOn: '2020-01-01' };
    await ingestFile(
      app,
      releaseFile('HCPC2026_APR_ANWEB_03102026.txt', [
        { code: 'E1001', ...lives },
        { code: 'E1004', ...lives },
      ]),
    );
    await app.sweep();
    expect(await wrong(app)).toEqual([]);
  });

  test('a code that is loaded before it begins is to be looked at until it begins, and is no error', async () => {
    const { app } = await world(october, january);
    await charges(app, 'C1,E1002,,10.00,5');
    const { lines } = await listHoldings(app)({ account, wrong: true, today, limit: 10 });
    expect(lines[0]!.findings[0]).toMatchObject({
      rule: 'code-not-yet-effective',
      severity: 'review',
      until: '2025-12-31',
      message: expect.stringContaining('not to be used before 2026-01-01'),
    });
    expect(await wrong(app, '2026-01-01')).toEqual([]);
  });
});

describe('a newer version of a list', () => {
  test('replaces the one before: lines gone are closed, the rest is left alone', async () => {
    const { app, medium } = await world(october, january);
    expect(await charges(app, 'C1,E1001,,10.00,5', 'C2,E1004,,3.00,')).toMatchObject({ added: 2, findings: 1 });
    const before = await dumpOf(medium);
    expect(await charges(app, 'C1,E1001,,10.00,5', 'C2,E1004,,3.00,')).toMatchObject({
      added: 0,
      unchanged: 2,
      closed: 0,
    });
    expect(await dumpOf(medium)).toEqual(before);
    expect(await charges(app, 'C1,E1002,,10.00,5', 'C2,E1004,,4.00,')).toMatchObject({
      added: 1,
      changed: 1,
      closed: 1,
      findings: 1,
    });
    expect(await wrong(app, '2026-01-05')).toEqual([]);
    const { lines } = await listHoldings(app)({ account, closed: true, today, limit: 10 });
    expect(lines).toMatchObject([{ item: 'C1', code: 'E1001', closedOn: today }]);
  });

  test('the same file on a later day changes nothing', async () => {
    const { app, medium } = await world(october, january);
    const on = (asOf: string) => {
      const bytes = 'cdm,code,price\nC1,E1001,10\nC2,E1004,3\n';
      const read = readHoldings({ name: 'cdm.csv', bytes }, { type: 'chargemaster', list: 'main', asOf });
      return app.importHoldings({
        account,
        type: 'chargemaster',
        list: 'main',
        file: 'cdm.csv',
        read,
        today,
        shrinks: false,
      });
    };
    await on('2025-12-15');
    const before = await dumpOf(medium);
    expect(await on('2026-02-01')).toMatchObject({ unchanged: 2, changed: 0, closed: 0, findings: 1 });
    expect(await dumpOf(medium)).toEqual(before);
  });

  test('a row that cannot be read takes nothing away', async () => {
    const { app } = await world(october);
    await charges(app, 'C1,E1001,,10.00,', 'C2,E1004,,3.00,');
    expect(await charges(app, 'C1,E1001,,ten,')).toMatchObject({
      kept: 1,
      closed: 1,
      refused: [{ line: 2, item: 'C1' }],
    });
    expect(await charges(app, 'no number at all,E1004,,3.00,')).toMatchObject({ kept: 1, closed: 0 });
  });

  test('of which half is gone is taken only when somebody says so', async () => {
    const { app } = await world(october);
    const rows = Array.from({ length: 60 }, (_, at) => `C${at},E1004,,3.00,`);
    await charges(app, ...rows);
    await expect(charges(app, ...rows.slice(0, 20))).rejects.toThrow(/60 chargemaster lines.*close 40.*--shrinks/);
    const header = 'cdm,code,mod,price,volume';
    expect(await taking(app, 'chargemaster', header, rows.slice(0, 20), { shrinks: true })).toMatchObject({
      closed: 40,
    });
  });
});

test('a release that is published while a list comes in is not missed', async () => {
  const { app, medium } = await world(october);
  const other = startApp(medium);
  const put = app.holdings.put.bind(app.holdings);
  app.holdings.put = async (rows) => {
    await ingestFile(other, january);
    await other.sweep();
    app.holdings.put = put;
    await put(rows);
  };
  await charges(app, 'C1,E1001,,10.00,5');
  expect(await wrong(app)).toEqual(['chargemaster C1 E1001 code-terminated 2026-01-01']);
});

test('where a code is used: claims and lists, of one account, and no list that has run out', async () => {
  const { app } = await world(october);
  await storing([claim('ONE', ['E1001 x1 @2025-12-01', 'E1004 x1 @2025-12-01'])], app);
  await charges(app, 'C1,E1001,,10.00,5', 'C2,E1001,Y7,3.00,');
  await auths(app, 'A1,E1001,12,2025-11-01,2026-02-28');
  expect(await whereUsed(app)(account, 'e1001', today)).toMatchObject({
    claims: 1,
    holdings: [
      { type: 'chargemaster', lines: 2, amount: 53 },
      { type: 'authorisation', lines: 1 },
    ],
    answer: 'Used in 1 open claim (1 line), 2 chargemaster lines, 1 prior authorisation.',
  });
  expect(await whereUsed(app)(account, 'E1001', '2026-03-01')).toMatchObject({ holdings: [{ type: 'chargemaster' }] });
  expect(await whereUsed(app)('somebody-else', 'E1001', today)).toMatchObject({
    holdings: [],
    answer: 'Used in no open claim and in no list that is held.',
  });
});
