import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Audit, type AuditedFinding, type AuditReport, dimensions } from '../../../shared/audit/audit.ts';
import { causeOf } from '../../../shared/audit/causes.ts';

function found(
  claimId: string,
  more: Partial<AuditedFinding['finding']> = {},
  bill: { provider?: string; payer?: string } = {},
): AuditedFinding {
  const finding = {
    claimId,
    line: 1,
    code: 'S0013',
    dateOfService: '2026-01-05',
    rule: 'code-terminated',
    severity: 'error' as const,
    message: '',
    reason: '',
    source: '',
    fix: [{ code: 'J0013', units: null, confirm: false }],
    wayBack: null,
    amount: 100.1,
    ...more,
  };
  return { finding, provider: bill.provider ?? '1', payer: bill.payer ?? 'P1' };
}

function report(list: readonly AuditedFinding[]): AuditReport {
  const audit = new Audit();
  for (const each of list) audit.add(each);
  return audit.report();
}

test('money is added up by clinic, payer, code, rule and month, and a line counts once', () => {
  const { by, lines, findings, amount, causes } = report([
    found('A'),
    found('A', { code: 'Y1', rule: 'modifier-terminated' }),
    found('B', { dateOfService: '2026-02-01', amount: 50 }, { provider: '2', payer: 'P2' }),
  ]);
  expect({ lines, findings, amount }).toEqual({ lines: 2, findings: 3, amount: 150.1 });
  expect(by.clinic).toEqual([
    { key: '1', findings: 2, lines: 1, amount: 100.1, share: 0.6669 },
    { key: '2', findings: 1, lines: 1, amount: 50, share: 0.3331 },
  ]);
  expect(by.month.map(({ key }) => key)).toEqual(['2026-01', '2026-02']);
  expect(causes).toMatchObject([{ key: 'ended', lines: 2, amount: 150.1 }]);
});

describe('issues', () => {
  const rare = [found('X', { code: 'A1000', amount: 9_000 })];
  const often = ['A', 'B', 'C'].map((id) => found(id));

  test('that come again and again stand before dear ones that came once', () => {
    const { issues } = report([...rare, ...often]);
    expect(issues.map(({ code, systemic }) => [code, systemic])).toEqual([
      ['S0013', true],
      ['A1000', false],
    ]);
  });

  test.each([
    [
      'nothing is known of other clinics',
      often,
      /^S0013 is wrong on 3 lines \(\$300\.30\) on 2026-01-05\. Put J0013 in its place in the chargemaster/,
    ],
    [
      'one clinic of several',
      [...often, found('Z', { code: 'A1000' }, { provider: '2' })],
      /nearly all at clinic 1.*begin at clinic 1\.$/,
    ],
    ['many clinics', [...often, found('Z', {}, { provider: '2' })], /at 2 clinics/],
    ['one payer of several', [...often, found('Z', { code: 'A1000' }, { payer: 'P2' })], /nearly all with P1/],
    [
      'no replacement',
      often.map(({ finding, ...bill }) => ({ ...bill, finding: { ...finding, fix: [] } })),
      /Take it out .*nothing is known/,
    ],
    [
      'a rule of a payer',
      often.map(({ finding, ...bill }) => ({ ...bill, finding: { ...finding, rule: 'nurse-visit' } })),
      /Add the rule to charge capture/,
    ],
  ])('say where they come from and what to do: %s', (_what, list, sentence) => {
    expect(report(list).issues.find(({ code }) => code === 'S0013')!.sentence).toMatch(sentence);
  });
});

test.each([
  ['code-withdrawn', 'ended'],
  ['modifier-not-yet-effective', 'too-early'],
  ['code-unknown', 'wrong-code'],
  ['code-outside-payer-window', 'payer'],
  ['unit-revised', 'units'],
  ['span-crosses-change', 'span'],
  ['medicare-pays-not', 'rule'],
])('%s is caused by %s', (rule, cause) => {
  expect(causeOf(rule)).toBe(cause);
});

test('each way of grouping tells the same money', () => {
  const some = fc.array(
    fc.record({
      claimId: fc.uuid(),
      code: fc.constantFrom('S0013', 'J0013', 'E1001'),
      cents: fc.nat(1_000_000),
      month: fc.constantFrom('2025-12', '2026-01'),
      provider: fc.constantFrom('1', '2'),
    }),
    { maxLength: 60 },
  );
  fc.assert(
    fc.property(some, (list) => {
      const { by, amount, causes } = report(
        list.map(({ claimId, code, cents, month, provider }) =>
          found(claimId, { code, amount: cents / 100, dateOfService: `${month}-05` }, { provider }),
        ),
      );
      const sums = [...dimensions.map((name) => by[name]), causes].map((groups) =>
        groups.reduce((sum, group) => sum + Math.round(group.amount * 100), 0),
      );
      expect(sums).toEqual(sums.map(() => Math.round(amount * 100)));
    }),
    { numRuns: 100 },
  );
});

test('memory has a bound: what is over goes into one group', () => {
  const audit = new Audit();
  for (let at = 0; at < 20_000; at++) audit.add(found(`C${at}`, { code: `K${at}` }, { provider: String(at) }));
  const { by, issues } = audit.report();
  expect([by.clinic.length <= 5_001, by.code.length <= 5_001, issues.length]).toEqual([true, true, 100]);
  expect(by.clinic.some(({ key }) => key === '(others)')).toBe(true);
});
