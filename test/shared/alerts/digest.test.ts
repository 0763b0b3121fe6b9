import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type DigestFacts, digestOf } from '../../../shared/alerts/digest.ts';
import type { AlertedFinding } from '../../../shared/alerts/impact.ts';
import { changeOf, findingOf, openFindings, replacementOf, richFacts } from '../../support/alert-facts.ts';

const facts = (findings: readonly AlertedFinding[], more: Partial<DigestFacts> = {}): DigestFacts => ({
  ...richFacts,
  findings,
  ...more,
});

const open = (claimId: string, line: number, code: string, amount: number): AlertedFinding => ({
  finding: findingOf({ claimId, line, code, amount }),
  status: 'open',
});

const cleared = (claimId: string, line: number, code: string, amount: number): AlertedFinding => ({
  ...open(claimId, line, code, amount),
  status: 'cleared',
});

describe('money and counts', () => {
  test('a line counts once in all, and once for each of its codes', () => {
    const digest = digestOf(
      facts([
        open('a', 1, 'S0013', 10.1),
        open('a', 1, 'ZB', 10.1),
        open('a', 2, 'S0013', 20.2),
        open('b', 1, 'ZB', 0.1),
      ]),
    )!;
    expect(digest.atRisk).toEqual({ claims: 2, lines: 3, amount: 30.4 });
    expect(digest.codes.map(({ code, claims, lines, amount }) => ({ code, claims, lines, amount }))).toEqual([
      { code: 'S0013', claims: 1, lines: 2, amount: 30.3 },
      { code: 'ZB', claims: 2, lines: 2, amount: 10.2 },
    ]);
  });

  test('two findings of one code on one line are one line, and the graver severity is told', () => {
    const review: AlertedFinding = {
      finding: findingOf({ claimId: 'a', code: 'S0013', rule: 'unit-revised', severity: 'review', amount: 5 }),
      status: 'open',
    };
    const [impact] = digestOf(facts([review, open('a', 1, 'S0013', 5)]))!.codes;
    expect(impact).toMatchObject({
      lines: 1,
      amount: 5,
      severity: 'error',
      rules: ['code-terminated', 'unit-revised'],
    });
  });

  test('cents do not drift', () => {
    const line = fc.record({ claim: fc.nat(5), line: fc.nat(3), cents: fc.nat(10_000_000), mended: fc.boolean() });
    fc.assert(
      fc.property(
        fc.uniqueArray(line, { selector: ({ claim, line: at }) => `${claim} ${at}`, minLength: 1 }),
        (lines) => {
          const findings = lines.map(({ claim, line: at, cents, mended }) =>
            (mended ? cleared : open)(`claim-${claim}`, at, 'S0013', cents / 100),
          );
          const digest = digestOf(facts(findings))!;
          const sum = (mended: boolean) =>
            lines.filter((each) => each.mended === mended).reduce((cents, each) => cents + each.cents, 0) / 100;
          expect(digest.atRisk.amount).toBe(sum(false));
          expect(digest.becameRight.amount).toBe(sum(true));
          expect(digest.atRisk.lines + digest.becameRight.lines).toBe(lines.length);
        },
      ),
    );
  });

  test('the most money first, then by code', () => {
    const digest = digestOf(facts([open('a', 1, 'J2', 1), open('b', 1, 'J3', 9), open('c', 1, 'J1', 1)]))!;
    expect(digest.codes.map(({ code }) => code)).toEqual(['J3', 'J1', 'J2']);
  });
});

describe('became right', () => {
  test('a line that has another open finding has not become right', () => {
    const digest = digestOf(
      facts([cleared('a', 1, 'C9803', 10), open('a', 1, 'ZB', 10), cleared('b', 1, 'C9803', 7)]),
    )!;
    expect(digest.becameRight).toEqual({ claims: 1, lines: 1, amount: 7 });
    expect(digest.rightCodes).toMatchObject([
      { code: 'C9803', amount: 7, happened: [{ kind: 'added', retroactive: true }] },
    ]);
  });

  test('alone it is worth a digest', () => {
    expect(digestOf(facts([cleared('a', 1, 'C9803', 10)]))).toMatchObject({ atRisk: { lines: 0 }, codes: [] });
  });
});

test('nothing to say, no digest', () => {
  expect(digestOf(facts([]))).toBeUndefined();
});

test('claim ids, wording of findings and dates of service stay out of it', () => {
  const secret = fc.stringMatching(/^[A-Z]{4}[0-9]{6}$/);
  fc.assert(
    fc.property(secret, (claimId) => {
      const finding = findingOf({ claimId, code: 'S0013', message: `line of ${claimId}`, dateOfService: '1999-12-31' });
      const text = JSON.stringify(digestOf(facts([{ finding, status: 'open' }])));
      expect(text).not.toContain(claimId);
      expect(text).not.toContain('1999-12-31');
    }),
  );
});

describe('what happened', () => {
  test('comes from the release, else from the earlier one that ended the code', () => {
    const ended = changeOf({ code: 'A9300', kind: 'deleted', effective: '2025-10-01' });
    const findings = [open('a', 1, 'A9300', 2), open('b', 1, 'J9999', 1)];
    const digest = digestOf(facts(findings, { earlier: new Map([['A9300', [ended]]]) }))!;
    expect(digest.codes[0]).toMatchObject({
      happened: [{ kind: 'deleted', effective: '2025-10-01' }],
      cmsNamesReplacement: false,
    });
    expect(digest.codes[1]).toMatchObject({ happened: [], cmsNamesReplacement: null });
  });

  test('the whole release is counted by kind, hit or not', () => {
    expect(digestOf(richFacts)!.release.changes).toEqual({ added: 2, deleted: 4, revised: 1, reactivated: 1 });
  });
});

describe('what to bill instead', () => {
  const ended = (replacements: readonly ReturnType<typeof replacementOf>[]) => [
    changeOf({ code: 'S0013', kind: 'deleted', replacements }),
  ];
  const forCommercial = replacementOf('J0013', { payers: ['commercial'] });
  const forMedicare = replacementOf('G2083', { relation: 'restructure', units: null, payers: ['medicare'] });
  const fixedBy = (code: string, count: number) =>
    openFindings(count, { code: 'S0013', claimId: `fixed-${code}`, fix: [{ code, units: 1, confirm: false }] }).map(
      (each, line) => ({ ...each, finding: { ...each.finding, line: line + 1 } }),
    );

  test('is what the fixes of the lines name, the most lines first', () => {
    const findings = [...fixedBy('G2083', 1), ...fixedBy('J0013', 3)];
    const digest = digestOf(facts(findings, { changes: ended([forMedicare, forCommercial]) }))!;
    expect(digest.codes[0]!.instead).toMatchObject([
      { code: 'J0013', relation: 'same', lines: 3 },
      { code: 'G2083', relation: 'restructure', lines: 1 },
    ]);
  });

  test('where no line names one, it is what holds for every payer', () => {
    const findings = openFindings(1, { code: 'S0013' });
    const general = replacementOf('J0014');
    const digest = digestOf(facts(findings, { changes: ended([forMedicare, forCommercial, general]) }))!;
    expect(digest.codes[0]!.instead).toMatchObject([{ code: 'J0014', lines: 0 }]);
  });

  test('a code that only the fix knows has no relation: the worklist tells', () => {
    const digest = digestOf(facts(fixedBy('J7777', 1), { changes: ended([]) }))!;
    expect(digest.codes[0]!.instead).toMatchObject([{ code: 'J7777', relation: null, units: null }]);
  });
});

test('beyond two hundred codes the rest is named and summed', () => {
  const codes = Array.from({ length: 230 }, (_, index) => `J${1000 + index}`);
  const findings = codes.map((code, index) => open(`claim-${index}`, 1, code, 1000 - index));
  const { codes: told, further, atRisk } = digestOf(facts(findings))!;
  expect(told).toHaveLength(200);
  expect(further).toMatchObject({ codes: codes.slice(200), lines: 30, claims: 30 });
  expect(told.reduce((sum, { amount }) => sum + amount, 0) + further!.amount).toBe(atRisk.amount);
});
