import { expect, test } from 'vitest';
import { auditFindings } from '../../functions/queries/audit-findings.ts';
import { forms } from '../../shared/api/schema-names.ts';
import { account, claim, january, october, worldOf } from '../support/claim-world.ts';

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
