import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { listFindings } from '../../../functions/queries/list-findings.ts';
import { moneyAtRisk } from '../../../functions/queries/money-at-risk.ts';
import { storedClaim } from '../../../functions/queries/stored-claim.ts';
import { whereUsed } from '../../../functions/queries/where-used.ts';
import type { ListedFinding } from '../../../shared/api/claim-forms.ts';
import { forms } from '../../../shared/api/schema-names.ts';
import type { Finding } from '../../../shared/claims/finding.ts';
import type { RunningApp } from '../../support/medium.ts';
import { emptyApp, sampleAccount, sampleApp } from '../../support/sample-world.ts';

let sample: RunningApp;
beforeAll(async () => {
  sample = await sampleApp();
});

const account = sampleAccount;
const quiet = { changeSet: null, window: 'test' };

function findingOf(more: Partial<Finding>): Finding {
  return {
    claimId: 'C-1',
    line: 1,
    code: 'S0013',
    dateOfService: '2026-01-05',
    rule: 'code-terminated',
    severity: 'error',
    message: 'Code S0013 ended on 2025-12-31; it is not valid on 2026-01-05. Bill J0013, 56 units, instead.',
    reason: 'because',
    source: 'HCPCS 2026-01',
    fix: [{ code: 'J0013', units: 56, confirm: false }],
    wayBack: null,
    amount: 980,
    ...more,
  };
}

async function appWith(findings: readonly Finding[]): Promise<RunningApp> {
  const app = await emptyApp();
  for (const finding of findings) await app.findings.raise(account, finding, quiet);
  return app;
}

describe('the list of findings', () => {
  test('is by money, names the release, and has the form of the contract', async () => {
    const page = await listFindings(sample)({ account, limit: 1_000 });
    expect(forms.findings.parse(page)).toEqual(page);
    const amounts = page.findings.map(({ amount }) => amount);
    expect(amounts.length).toBeGreaterThan(10);
    expect(amounts).toEqual([...amounts].sort((a, b) => b - a));
    expect(page.findings.some(({ release }) => release === '2026-01')).toBe(true);
    const cleared = await listFindings(sample)({ account, status: 'cleared', limit: 1_000 });
    expect(cleared.findings.length).toBeGreaterThan(0);
  });

  test('gives each finding once in pages of any size, several of one line on one page', async () => {
    const line = fc.record({
      claim: fc.nat(3),
      line: fc.integer({ min: 1, max: 3 }),
      amount: fc.constantFrom(0, 10, 99.99),
    });
    const lines = fc.uniqueArray(line, { selector: ({ claim, line: number }) => `${claim}-${number}`, maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(lines, fc.integer({ min: 1, max: 4 }), async (stored, limit) => {
        const findings = stored.flatMap(({ claim, line: number, amount }) =>
          ['code-terminated', 'modifier-terminated'].map((rule) =>
            findingOf({ claimId: `C-${claim}`, line: number, amount, rule }),
          ),
        );
        const app = await appWith(findings);
        const read: ListedFinding[] = [];
        let cursor: string | undefined;
        do {
          const page = await listFindings(app)({ account, limit, ...(cursor ? { cursor } : {}) });
          read.push(...page.findings);
          cursor = page.next ?? undefined;
        } while (cursor);
        expect(read.map(nameOf).sort()).toEqual(findings.map(nameOf).sort());
      }),
      { numRuns: 15 },
    );
  });

  test.each([
    [{ code: 's0013' }, ({ code }: Finding) => code === 'S0013'],
    [{ rule: 'modifier-terminated' }, ({ rule }: Finding) => rule === 'modifier-terminated'],
    [{ severity: 'review' as const }, ({ severity }: Finding) => severity === 'review'],
  ])('filters by %o', async (filter, matches) => {
    const { findings } = await listFindings(sample)({ account, limit: 1_000 });
    const page = await listFindings(sample)({ account, ...filter, limit: 1_000 });
    expect(page.findings).toEqual(findings.filter(matches));
    expect(page.findings.length).toBeGreaterThan(0);
  });

  test("shows no other account's findings", async () => {
    expect((await listFindings(sample)({ account: 'somebody-else', limit: 10 })).findings).toEqual([]);
  });
});

describe('money at risk', () => {
  test('counts a line once, and apart from it the lines that only ask for a look', async () => {
    const app = await appWith([
      findingOf({ claimId: 'A', amount: 0.1 }),
      findingOf({ claimId: 'A', amount: 0.1, rule: 'modifier-terminated', code: 'ZB', fix: [] }),
      findingOf({ claimId: 'B', amount: 0.2, dateOfService: '2026-01-09' }),
      findingOf({ claimId: 'C', amount: 7, severity: 'review', rule: 'unit-revised' }),
      findingOf({ claimId: 'A', amount: 0.1, severity: 'review', rule: 'noc' }),
    ]);
    const risk = await moneyAtRisk(app)(account);
    expect(forms['money-at-risk'].parse(risk)).toEqual(risk);
    expect(risk).toMatchObject({
      claims: 2,
      lines: 2,
      amount: 0.3,
      review: { lines: 1, amount: 7 },
      more: false,
    });
    expect(risk.codes.map(({ code, rule, lines }) => `${code} ${rule} ${lines}`)).toEqual([
      'S0013 code-terminated 2',
      'ZB modifier-terminated 1',
      'S0013 unit-revised 1',
      'S0013 noc 1',
    ]);
    expect(risk.codes[0]).toMatchObject({
      message: 'Code S0013 ended on 2025-12-31',
      firstDateOfService: '2026-01-05',
      lastDateOfService: '2026-01-09',
      fix: ['J0013'],
    });
  });

  test('keeps apart what is billed instead, and says no date of a single line for many', async () => {
    const medicare = (claimId: string, day: string) =>
      findingOf({
        claimId,
        dateOfService: day,
        message: `S0013 is not paid by Medicare on ${day}: its record has coverage I. Bill G2082.`,
        fix: [{ code: 'G2082', units: 1, confirm: true }],
      });
    const app = await appWith([findingOf({ claimId: 'A' }), medicare('B', '2026-01-05'), medicare('C', '2026-01-06')]);
    const { codes } = await moneyAtRisk(app)(account);
    expect(codes.map(({ fix, lines, message }) => [fix, lines, message])).toEqual([
      [['G2082'], 2, 'S0013 is not paid by Medicare'],
      [['J0013'], 1, 'Code S0013 ended on 2025-12-31'],
    ]);
  });

  test('carries no claim id', async () => {
    expect(JSON.stringify(await moneyAtRisk(sample)(account))).not.toContain('SAMPLE-1');
  });
});

test('where a code is used, by the lines that are open', async () => {
  const use = await whereUsed(sample)(account, 's0013', '2026-01-20');
  expect(forms['code-use'].parse(use)).toEqual(use);
  expect(use).toMatchObject({ code: 'S0013', more: false });
  expect(use.lines).toBeGreaterThan(5);
  expect(await whereUsed(sample)('somebody-else', 'S0013', '2026-01-20')).toMatchObject({
    lines: 0,
    claims: 0,
    amount: 0,
  });
  expect(await whereUsed(sample)(account, 'D0120', '2026-01-20')).toMatchObject({ lines: 0 });
});

test('a stored claim, its money in dollars', async () => {
  const claim = await storedClaim(sample)(account, 'SAMPLE-1003');
  expect(forms.claim.parse(claim)).toEqual(claim);
  expect(claim!.lines[0]).toMatchObject({ code: 'S0013', amount: 980 });
  expect(await storedClaim(sample)('somebody-else', 'SAMPLE-1003')).toBeUndefined();
});

function nameOf({ claimId, line, rule }: Finding): string {
  return `${claimId} ${line} ${rule}`;
}
