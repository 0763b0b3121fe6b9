import { describe, expect, test } from 'vitest';
import { importClaimFile } from '../../../functions/claims/import-claim-file.ts';
import type { Claim } from '../../../shared/claims/claim.ts';
import { account, claim, findingsOf, happening, january, october, worldOf } from '../../support/claim-world.ts';
import { dumpOf, type Medium, openMedium, type RunningApp, startApp } from '../../support/medium.ts';
import { releaseFile } from '../../support/release-chain.ts';

const header = 'claim id,line,status,date,reason,payer claim number\n';
const claims = [claim('A', ['E1001 x1', 'E1004 x1']), claim('B', ['E1001 x2'])];
const broken = ['A 1 E1001 code-terminated', 'B 1 E1001 code-terminated'];

async function told(app: RunningApp, text: string, today = '2026-02-01') {
  const into = app.importInto(account, `status-${today}`, today);
  const chunks = (async function* () {
    yield new TextEncoder().encode(text);
  })();
  return importClaimFile(into, { name: 'statuses', chunks });
}

const csv = (...rows: readonly string[]) => header + rows.map((row) => `${row}\n`).join('');

describe('what a payer says of a claim', () => {
  test.each([
    ['paid', 'A,,paid,2026-01-20,,', ['B 1 E1001 code-terminated']],
    ['paid, the line', 'A,1,paid,2026-01-20,,', ['B 1 E1001 code-terminated']],
    ['paid, another line', 'A,2,paid,2026-01-20,,', broken],
    ['pending', 'A,,pending,2026-01-20,,', broken],
    ['rejected', 'A,,rejected,2026-01-20,,', broken],
    ['paid zero for the code', 'A,,paid zero,2026-01-20,181,', broken],
    ['paid zero for timely filing', 'A,,paid zero,2026-01-20,29,', ['B 1 E1001 code-terminated']],
    ['superseded', 'A,,voided,2026-01-20,,', ['B 1 E1001 code-terminated']],
  ])('%s: closes its findings, or leaves them', async (_, row, findings) => {
    const { app } = await worldOf(october, claims, january);
    const { statuses } = await told(app, csv(row));
    expect(statuses).toMatchObject({ read: 1, matched: 1, kept: 0 });
    expect(await findingsOf(app)).toEqual(findings);
  });

  test('a line that is paid has no finding of its claim, and is still billed beside the others', async () => {
    const medicare = { payer: 'MEDICARE', filingIndicator: 'MB' };
    const infusions = claim('I', ['96413', '96365', 'E1001 @2025-12-01'], { payer: 'COM' });
    const training = claim('T', ['97760', 'L1833-RT'], medicare);
    const { app } = await worldOf(october, [infusions, training]);
    const second = 'I 2 96365 second-initial-service';
    const therapy = ['T 1 97760 orthosis-training-with-orthosis', 'T 1 97760 therapy-without-plan'];
    expect(await findingsOf(app)).toEqual(['I 1 96413 administration-without-drug', second, ...therapy]);
    await told(app, csv('I,1,paid,2026-01-20,,', 'T,2,paid,2026-01-20,,'));
    expect(await findingsOf(app)).toEqual([second, ...therapy]);
    await told(app, csv('I,2,paid,2026-01-21,,', 'T,2,voided,2026-01-21,,'));
    expect(await findingsOf(app)).toEqual(['T 1 97760 therapy-without-plan']);
    const reasons: string[] = [];
    for await (const { finding, history } of app.findings.list(account, 'cleared'))
      reasons.push(`${finding.rule}: ${history.at(-1)?.reason}`);
    expect(reasons.sort()).toEqual([
      'administration-without-drug: line 1 paid on 2026-01-20',
      'orthosis-training-with-orthosis: line 2 superseded on 2026-01-21',
      'second-initial-service: line 1 paid on 2026-01-20, line 2 paid on 2026-01-21',
    ]);
    await told(app, csv('I,2,reversed,2026-01-25,,'));
    expect(await findingsOf(app)).toContain(second);
  });

  test('nothing comes back to a paid line when the account changes what its lines are judged by', async () => {
    const { app } = await worldOf(october, [claim('I', ['96413', '96365'], { payer: 'COM' })]);
    await told(app, csv('I,,paid,2026-01-20,,'));
    await app.payerSettings.keepPayers(account, { COM: 'commercial' });
    await app.sweep();
    expect(await findingsOf(app)).toEqual([]);
  });

  test('a payment that is taken back opens the line again, and its finding comes back', async () => {
    const { app } = await worldOf(october, claims, january);
    await told(app, csv('A,,paid,2026-01-20,,'));
    await told(app, csv('A,,reversed,2026-01-25,,'));
    expect(await findingsOf(app)).toEqual(broken);
  });

  test('an older answer that comes later changes nothing', async () => {
    const { app } = await worldOf(october, claims, january);
    await told(app, csv('A,,paid,2026-01-20,,'));
    await told(app, csv('A,,rejected,2026-01-07,,'));
    expect(await findingsOf(app)).toEqual([broken[1]]);
  });

  test('what is about no stored claim is kept until it comes', async () => {
    const { app, medium } = await worldOf(october, january);
    const { statuses } = await told(app, csv('A,,paid,2026-01-20,,'));
    expect(statuses).toMatchObject({ read: 1, matched: 0, kept: 1, unmatched: ['A'] });
    await happening(medium, claims);
    expect(await findingsOf(app)).toEqual([broken[1]]);
  });

  test('a claim replaced after its payment is open again, and what was said before is about the older one', async () => {
    const { app, medium } = await worldOf(october, claims, january);
    await told(app, csv('A,,paid,2026-01-20,,ICN1'));
    const replacement = claim('A', ['E1001 x3'], { frequency: '7', payerClaimNumber: 'ICN1' });
    await happening(medium, [replacement]);
    expect(await findingsOf(app)).toEqual(broken);
    await told(app, csv('A,,paid,2026-02-20,,ICN2'));
    expect(await findingsOf(app)).toEqual([broken[1]]);
  });

  test('a paid line is not swept by a release that ends a code from then on, but by one that ends it for the past', async () => {
    const paid = csv('A,,paid,2026-01-20,,');
    const march = [claim('A', ['E1004 x1']), claim('B', ['E1004 x1'])];
    const { app, medium } = await worldOf(october, march, january);
    await told(app, paid);
    const lives = { addedOn: '2020-01-01', actionEffectiveOn: '2020-01-01', actionCode: 'D' };
    await happening(
      medium,
      releaseFile('HCPC2026_APR_ANWEB_03092026.txt', [{ code: 'E1004', ...lives, terminatedOn: '2025-12-31' }]),
    );
    const found = [];
    for await (const { finding } of app.findings.list(account, 'open')) found.push(finding);
    const refund = found.find(({ claimId, rule }) => claimId === 'A' && rule === 'code-terminated');
    expect(refund).toMatchObject({ severity: 'warning', message: expect.stringContaining('a refund may be due') });
    expect(found.find(({ claimId, rule }) => claimId === 'B' && rule === 'code-terminated')?.severity).toBe('error');
  });

  test('claims, answers and releases end in the same store in every order', async () => {
    const one = async (order: readonly (keyof typeof steps)[]) => {
      const medium = await openMedium();
      for (const name of order) await steps[name](medium);
      const dump = await dumpOf(medium);
      return { findings: (await findingsOf(startApp(medium))).join(), uses: dump.accounts.filter(isUse) };
    };
    const orders = permutations(Object.keys(steps) as (keyof typeof steps)[]);
    const [first, ...others] = await Promise.all(orders.map(one));
    expect(first!.findings).toBe('B 1 E1001 code-terminated');
    for (const other of others) expect(other).toEqual(first);
  });
});

const steps = {
  claims: (medium: Medium) => happening(medium, claims as readonly Claim[]),
  paid: async (medium: Medium) => void (await told(startApp(medium), csv('A,,paid,2026-01-20,,'))),
  rejected: async (medium: Medium) => void (await told(startApp(medium), csv('A,1,rejected,2026-01-07,,'))),
  release: (medium: Medium) => happening(medium, october, january),
};

function isUse(row: string): boolean {
  return row.includes('"sk":"USE#');
}

function permutations<T>(of: readonly T[]): T[][] {
  if (of.length <= 1) return [[...of]];
  return of.flatMap((first, at) => permutations(of.toSpliced(at, 1)).map((rest) => [first, ...rest]));
}
