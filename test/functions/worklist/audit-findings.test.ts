import { expect, test } from 'vitest';
import { auditFindings } from '../../../functions/queries/audit-findings.ts';
import { forms } from '../../../shared/api/schema-names.ts';
import { readHoldings } from '../../../shared/holdings/read-holdings.ts';
import { account, claim, january, october, worldOf } from '../../support/claim-world.ts';

const today = '2026-01-20';

test('an audit of stored findings: open ones, of one account, in its form', async () => {
  const claims = ['A', 'B', 'C'].map((id) => claim(id, ['E1001 x1 @2026-01-05'], { payer: 'P1' }));
  const { app } = await worldOf(october, [...claims, claim('D', ['E1004 x1 @2026-01-05'], { payer: 'P2' })], january);
  const audit = await auditFindings(app)({ account, today });
  expect(forms.audit.parse(audit)).toEqual(audit);
  expect(audit.issues[0]).toMatchObject({ code: 'E1001', systemic: true, lines: 3, fix: ['E1002'], held: [] });
  expect(audit.by.payer[0]).toMatchObject({ key: 'P1', lines: 3 });
  expect(await auditFindings(app)({ account: 'other', today })).toMatchObject({ findings: 0, issues: [], more: false });
});

test('reads so many findings at most, and says that there are more', async () => {
  const { app } = await worldOf(october, [claim('A', ['E1001 x1 @2026-01-05'])], january);
  const { value: row } = await app.findings.list(account, 'open').next();
  async function* endless() {
    for (;;) yield row;
  }
  const list = ((_account: string, status: string) =>
    status === 'open' ? endless() : (async function* () {})()) as typeof app.findings.list;
  const audit = await auditFindings({ ...app, findings: { list } })({ account, today });
  expect(audit).toMatchObject({ findings: 50_000, more: true });
});

test('tells of lists that are held beside the claims, and of no money of theirs', async () => {
  const { app } = await worldOf(october, january);
  const bytes = new TextEncoder().encode('cdm,code,price\nC1,E1001,10.00\nC2,E1002,4.00');
  const read = readHoldings({ name: 'list.csv', bytes }, { type: 'chargemaster', list: 'main', asOf: today });
  const arrival = {
    account,
    type: 'chargemaster',
    list: 'main',
    file: 'list.csv',
    read,
    today,
    shrinks: false,
  } as const;
  await app.importHoldings(arrival);
  expect(await auditFindings(app)({ account, today })).toMatchObject({ lists: [] });
  expect(await auditFindings(app)({ account, today, lists: true })).toMatchObject({
    findings: 0,
    amount: 0,
    lists: [{ type: 'chargemaster', lines: 2, wrong: 1, more: false }],
  });
});
