import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Claim, ClaimLine } from '../../../../shared/claims/claim.ts';
import { ruleListsOf } from '../../../../shared/claims/rules/lists.ts';
import { addDays } from '../../../../shared/dates.ts';
import { checkerOf, codeBookOf, findingsIn, headOf, payerIds } from '../../../support/check-fixtures.ts';

const book = codeBookOf([
  {
    release: '2020-01',
    coveredThrough: '2020-12-31',
    records: [
      { code: 'C9497', longDescription: 'Loxapine, 10 mg', crossReferences: ['J2062'], terminatedOn: '2019-12-31' },
      { code: 'J2062', longDescription: 'Loxapine, 1 mg', addedOn: '2020-01-01' },
      { code: 'J1885', longDescription: 'Ketorolac, 15 mg' },
      { code: 'S0013', longDescription: 'Esketamine, nasal spray, 1 mg', coverage: 'I' },
      { code: 'E0260', pricingIndicators: ['36'] },
      { code: 'L1833', terminatedOn: '2020-03-31' },
      { code: 'ZX', terminatedOn: '2020-03-31' },
    ],
  },
]);
const lists = ruleListsOf({
  codes: { 'single-dose': { source: 'x', codes: ['J1885'] }, unclassified: { source: 'x', codes: ['J3490'] } },
  products: { source: 'x', codes: [{ ndc: '00000000001', code: 'J2062', from: '2020-01-01', to: null }] },
});

const codes =
  'C9497 J2062 J1885 S0013 E0260 L1833 J3490 96365 96361 96375 99211 99214 G2083 97760 80305 90471 90662 A0427 NU'.split(
    ' ',
  );
const anyCode = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...codes) },
  { weight: 1, arbitrary: fc.string({ maxLength: 8 }) },
);
const anyModifier = fc.oneof(
  fc.constantFrom('25', '59', 'JW', 'JZ', 'RT', 'LT', 'RH', 'ZX', 'GY', 'P1'),
  fc.string({ maxLength: 3 }),
);
const anyUnits = fc.oneof(fc.integer({ min: 0, max: 400 }), fc.double({ min: 0, max: 1e6, noNaN: true }));

const anyLine: fc.Arbitrary<ClaimLine> = fc
  .record({
    code: anyCode,
    modifiers: fc.array(anyModifier, { maxLength: 4 }),
    units: anyUnits,
    unitOfMeasure: fc.constantFrom('UN', 'MJ', ''),
    amount: fc.integer({ min: 0, max: 1e9 }),
    day: fc.option(fc.integer({ min: 0, max: 900 }), { nil: null }),
    span: fc.integer({ min: 0, max: 30 }),
    placeOfService: fc.option(fc.constantFrom('11', '22', '24', '41'), { nil: null }),
    revenueCode: fc.option(fc.constantFrom('0250', '636', '0300'), { nil: null }),
    drug: fc.option(
      fc.record({
        ndc: fc.constantFrom('00000000001', '00000000002'),
        quantity: fc.option(anyUnits, { nil: null }),
        unit: fc.option(fc.constantFrom('ME', 'ML', 'GR', 'UN', 'F2'), { nil: null }),
      }),
      { nil: null },
    ),
  })
  .map(({ day, span, ...line }) => {
    const dateOfService = day === null ? null : addDays('2019-01-01', day);
    return {
      ...line,
      line: 1,
      dateOfService,
      throughDate: dateOfService && addDays(dateOfService, span > 25 ? span : 0),
    };
  });

const anyClaim: fc.Arbitrary<Claim> = fc.record({
  claimId: fc.constant('C1'),
  claimType: fc.constantFrom('professional', 'institutional'),
  frequency: fc.constantFrom('1', '7'),
  payerClaimNumber: fc.constant(null),
  payer: fc.option(fc.constantFrom(...Object.keys(payerIds), 'NOBODY', 'MEDICARE'), { nil: null }),
  filingIndicator: fc.option(fc.constantFrom('MB', 'CI', '16'), { nil: null }),
  provider: fc.constant(null),
  place: fc.option(fc.constantFrom('11', '13', '22'), { nil: null }),
  lines: fc
    .array(anyLine, { minLength: 1, maxLength: 8 })
    .map((lines) => lines.map((line, at) => ({ ...line, line: at + 1 }))),
});

const shared = checkerOf(book, { lists });

describe('any claim', () => {
  test('is checked without failing, and every finding names a line, a code of it and its money', () => {
    fc.assert(
      fc.property(anyClaim, (claim) => {
        for (const finding of findingsIn(shared, claim)) {
          const line = claim.lines[finding.line - 1]!;
          expect([line.code, ...line.modifiers]).toContain(finding.code);
          expect(finding.dateOfService).toBe(line.dateOfService);
          expect(finding.amount).toBe(line.amount / 100);
          expect(finding.message).not.toMatch(/\{(?:code|date|other|modifiers|units|place|coverage)\}/);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('gets no modifier as a fix, and no units that are less than nothing', () => {
    fc.assert(
      fc.property(anyClaim, (claim) => {
        for (const { code, units } of findingsIn(shared, claim).flatMap(({ fix }) => fix)) {
          expect(code).toMatch(/^[0-9A-Z]{5}$/);
          if (typeof units === 'object' && units !== null) expect(units.from).toBeLessThanOrEqual(units.to);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('is judged the same whatever was checked before it', () => {
    fc.assert(
      fc.property(anyClaim, (claim) => {
        expect(findingsIn(shared, claim)).toEqual(findingsIn(checkerOf(book, { lists }), claim));
      }),
      { numRuns: 100 },
    );
  });

  test('has no rule twice on a line about the same code, so that each finding has a key', () => {
    fc.assert(
      fc.property(anyClaim, (claim) => {
        const unique = {
          ...claim,
          lines: claim.lines.map((line) => ({ ...line, modifiers: [...new Set(line.modifiers)] })),
        };
        const keys = findingsIn(shared, unique).map(({ line, rule, code }) => `${line} ${rule} ${code}`);
        expect(new Set(keys).size).toBe(keys.length);
      }),
      { numRuns: 500 },
    );
  });

  test('line by line says the same of codes and modifiers', () => {
    fc.assert(
      fc.property(anyClaim, (claim) => {
        const whole = findingsIn(shared, claim).filter(({ rule }) => /^(code|modifier|span|unit)-/.test(rule));
        const parts = claim.lines.flatMap((line) => shared.assessLine(headOf(claim), line).findings);
        expect(parts.filter(({ rule }) => /^(code|modifier|span|unit)-/.test(rule))).toEqual(whole);
      }),
      { numRuns: 300 },
    );
  });
});
