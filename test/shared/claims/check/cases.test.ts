import { describe, expect, test } from 'vitest';
import type { Claim } from '../../../../shared/claims/claim.ts';
import type { CodeBook } from '../../../../shared/codebook/code-book.ts';
import { brief, checkerOf, claimOf, codeBookOf, findingsIn } from '../../../support/check-fixtures.ts';

const esketamine = 'Esketamine, nasal spray, 1 mg';
const visit = {
  longDescription: 'Office visit with supervision of esketamine nasal self administration, invented words',
  addedOn: '2020-01-01',
};
const s0013 = { code: 'S0013', longDescription: esketamine, coverage: 'I', addedOn: '2021-01-01' };
const january = codeBookOf([
  {
    release: '2025-10',
    coveredThrough: '2025-12-31',
    records: [s0013, { code: 'G2082', ...visit }, { code: 'G2083', ...visit }],
  },
  {
    release: '2026-01',
    coveredThrough: '2026-03-31',
    records: [
      { ...s0013, terminatedOn: '2025-12-31', actionEffectiveOn: '2026-01-01', actionCode: 'D' },
      { code: 'J0013', longDescription: esketamine, coverage: 'I', addedOn: '2026-01-01', actionCode: 'A' },
      { code: 'G2082', ...visit },
      { code: 'G2083', ...visit },
    ],
  },
]);

const infliximab = 'Injection, infliximab, biosimilar, 10 mg';
const biosimilars2018 = codeBookOf([
  {
    release: '2018-01',
    coveredThrough: '2018-03-31',
    records: [
      { code: 'Q5101', longDescription: 'Injection, filgrastim (g-csf), biosimilar, 1 microgram' },
      { code: 'Q5102', longDescription: infliximab, addedOn: '2016-07-01' },
      { code: 'ZA', addedOn: '2016-01-01' },
      { code: 'ZB', addedOn: '2016-07-01' },
      { code: 'ZC', addedOn: '2017-10-01' },
    ],
  },
  {
    release: '2018-04',
    coveredThrough: '2018-06-30',
    records: [
      { code: 'Q5101', longDescription: 'Injection, filgrastim-sndz, biosimilar, (zarxio), 1 microgram' },
      {
        code: 'Q5102',
        longDescription: infliximab,
        addedOn: '2016-07-01',
        terminatedOn: '2018-03-31',
        actionCode: 'D',
      },
      {
        code: 'Q5103',
        longDescription: 'Injection, infliximab-dyyb, biosimilar, (inflectra), 10 mg',
        addedOn: '2018-04-01',
      },
      {
        code: 'Q5104',
        longDescription: 'Injection, infliximab-abda, biosimilar, (renflexis), 10 mg',
        addedOn: '2018-04-01',
      },
      { code: 'ZA', addedOn: '2016-01-01', terminatedOn: '2018-03-31', actionCode: 'D' },
      { code: 'ZB', addedOn: '2016-07-01', terminatedOn: '2018-03-31', actionCode: 'D' },
      { code: 'ZC', addedOn: '2017-10-01', terminatedOn: '2018-03-31', actionCode: 'D' },
    ],
  },
]);

const givosiran = codeBookOf([
  {
    release: '2020-04',
    coveredThrough: '2020-06-30',
    records: [{ code: 'C9053', longDescription: 'Injection, crizanlizumab-tmca, 1 mg', addedOn: '2020-04-01' }],
  },
  {
    release: '2020-07',
    coveredThrough: '2020-09-30',
    records: [
      {
        code: 'C9053',
        longDescription: 'Injection, crizanlizumab-tmca, 1 mg',
        addedOn: '2020-04-01',
        terminatedOn: '2020-06-30',
        actionCode: 'D',
        crossReferences: ['J0791'],
      },
      { code: 'J0791', longDescription: 'Injection, crizanlizumab-tmca, 5 mg', addedOn: '2020-07-01' },
      { code: 'C9803', longDescription: 'Hospital outpatient clinic visit specimen collection', addedOn: '2020-03-01' },
    ],
  },
]);

const screening = codeBookOf([
  {
    release: '2018-01',
    coveredThrough: '2018-12-31',
    records: [
      { code: 'G0202', terminatedOn: '2017-12-31', addedOn: '2001-04-01', actionCode: 'D', crossReferences: ['77067'] },
      { code: 'G0477', terminatedOn: '2016-12-31', addedOn: '2016-01-01', crossReferences: ['80305'] },
      {
        code: 'S3854',
        addedOn: '2006-01-01',
        actionEffectiveOn: '2016-07-01',
        actionCode: 'R',
        coverage: 'I',
      },
    ],
  },
]);

interface Case {
  readonly name: string;
  readonly book: CodeBook;
  readonly claim: Partial<Claim>;
  readonly date: string;
  readonly lines: readonly string[];
  readonly finds: readonly object[];
}

const toJ0013 = [{ code: 'J0013', units: 84, confirm: false }];
const toVisit = [{ code: 'G2083', units: 1, confirm: true }];

const cases: readonly Case[] = [
  { name: '1 commercial, the last day', book: january, claim: {}, date: '2025-12-31', lines: ['S0013 x84'], finds: [] },
  {
    name: '1 commercial, the day after',
    book: january,
    claim: {},
    date: '2026-01-01',
    lines: ['S0013 x84'],
    finds: [{ line: 1, code: 'S0013', rule: 'code-terminated', fix: toJ0013 }],
  },
  {
    name: '1 a payer that nobody knows',
    book: january,
    claim: { payer: '4711', filingIndicator: 'MB' },
    date: '2026-01-01',
    lines: ['S0013 x84'],
    finds: [{ line: 1, code: 'S0013', rule: 'code-terminated', fix: toJ0013 }],
  },
  {
    name: '2 Medicare, the last day',
    book: january,
    claim: { payer: 'MED' },
    date: '2025-12-31',
    lines: ['S0013 x84'],
    finds: [{ line: 1, code: 'S0013', rule: 'not-payable-by-medicare', fix: toVisit }],
  },
  {
    name: '2 Medicare, the day after',
    book: january,
    claim: { payer: 'MED' },
    date: '2026-01-01',
    lines: ['S0013 x84'],
    finds: [{ line: 1, code: 'S0013', rule: 'code-terminated', fix: toVisit }],
  },
  {
    name: '2 Medicare, up to 56 mg',
    book: january,
    claim: { payer: 'MED' },
    date: '2026-01-01',
    lines: ['S0013 x56'],
    finds: [{ line: 1, code: 'S0013', rule: 'code-terminated', fix: [{ code: 'G2082', units: 1, confirm: true }] }],
  },
  {
    name: '2 Medicare takes the new code no more than the old',
    book: january,
    claim: { payer: 'MED' },
    date: '2026-01-05',
    lines: ['J0013 x84'],
    finds: [{ line: 1, code: 'J0013', rule: 'not-payable-by-medicare', fix: toVisit }],
  },
  {
    name: '1 the new code before its day',
    book: january,
    claim: {},
    date: '2025-12-31',
    lines: ['J0013 x84'],
    finds: [
      {
        line: 1,
        code: 'J0013',
        rule: 'code-not-yet-effective',
        fix: [{ code: 'S0013', units: 84, confirm: false }],
      },
    ],
  },
  { name: '3 after the reactivation', book: screening, claim: {}, date: '2018-02-01', lines: ['S3854'], finds: [] },
  { name: '3 before it: not provable', book: screening, claim: {}, date: '2016-03-15', lines: ['S3854'], finds: [] },
  {
    name: '4 hospital, became right',
    book: givosiran,
    claim: { claimType: 'institutional', place: '13' },
    date: '2020-03-20',
    lines: ['C9803'],
    finds: [],
  },
  {
    name: '4 hospital, stays invalid',
    book: givosiran,
    claim: { claimType: 'institutional', place: '13' },
    date: '2020-02-28',
    lines: ['C9803'],
    finds: [{ line: 1, code: 'C9803', rule: 'code-not-yet-effective', fix: [] }],
  },
  {
    name: '5 in July, dose not said',
    book: givosiran,
    claim: { claimType: 'institutional', place: '13' },
    date: '2020-07-01',
    lines: ['C9053 x352'],
    finds: [
      {
        line: 1,
        code: 'C9053',
        rule: 'code-terminated',
        fix: [{ code: 'J0791', units: { from: 71, to: 71 }, confirm: true }],
      },
    ],
  },
  {
    name: '5 in July, dose by NDC quantity',
    book: givosiran,
    claim: { claimType: 'institutional', place: '13' },
    date: '2020-07-01',
    lines: ['C9053 x352 ndc=00078088361/352ME'],
    finds: [{ line: 1, code: 'C9053', rule: 'code-terminated', fix: [{ code: 'J0791', units: 71, confirm: false }] }],
  },
  {
    name: '5 in June',
    book: givosiran,
    claim: { claimType: 'institutional', place: '13' },
    date: '2020-06-30',
    lines: ['C9053 x352'],
    finds: [],
  },
  {
    name: '5 in March',
    book: givosiran,
    claim: { claimType: 'institutional', place: '13' },
    date: '2020-03-31',
    lines: ['C9053 x352'],
    finds: [{ line: 1, code: 'C9053', rule: 'code-not-yet-effective', fix: [] }],
  },
  {
    name: '5 the new code in June',
    book: givosiran,
    claim: { claimType: 'institutional', place: '13' },
    date: '2020-06-30',
    lines: ['J0791 x71'],
    finds: [
      {
        line: 1,
        code: 'J0791',
        rule: 'code-not-yet-effective',
        fix: [{ code: 'C9053', units: { from: 351, to: 355 }, confirm: true }],
      },
    ],
  },
  { name: '6 the last day', book: biosimilars2018, claim: {}, date: '2018-03-31', lines: ['Q5102-ZC x10'], finds: [] },
  {
    name: '6 the modifier decides, and comes off',
    book: biosimilars2018,
    claim: {},
    date: '2018-04-01',
    lines: ['Q5102-ZC x10', 'Q5102-ZB x10'],
    finds: [
      { line: 1, code: 'Q5102', rule: 'code-terminated', fix: [{ code: 'Q5104', units: 10, confirm: false }] },
      { line: 1, code: 'ZC', rule: 'modifier-terminated', fix: [] },
      { line: 2, code: 'Q5102', rule: 'code-terminated', fix: [{ code: 'Q5103', units: 10, confirm: false }] },
      { line: 2, code: 'ZB', rule: 'modifier-terminated', fix: [] },
    ],
  },
  {
    name: '6 without it the product has to be asked for',
    book: biosimilars2018,
    claim: {},
    date: '2018-04-01',
    lines: ['Q5102 x10'],
    finds: [
      {
        line: 1,
        code: 'Q5102',
        rule: 'code-terminated',
        fix: [
          { code: 'Q5103', units: 10, confirm: true },
          { code: 'Q5104', units: 10, confirm: true },
        ],
      },
    ],
  },
  {
    name: '6 the code stays, the modifier goes',
    book: biosimilars2018,
    claim: {},
    date: '2018-04-01',
    lines: ['Q5101-ZA x300'],
    finds: [{ line: 1, code: 'ZA', rule: 'modifier-terminated', fix: [] }],
  },
  {
    name: '8 after the correction',
    book: screening,
    claim: { payer: 'MED' },
    date: '2017-01-10',
    lines: ['G0477'],
    finds: [{ line: 1, code: 'G0477', rule: 'code-terminated', fix: [{ code: '80305', units: null, confirm: true }] }],
  },
  {
    name: '9 a span over the end',
    book: screening,
    claim: {},
    date: '2017-12-28',
    lines: ['G0202 x2 @2017-12-28..2018-01-03'],
    finds: [
      { line: 1, code: 'G0202', rule: 'span-crosses-change', fix: [{ code: '77067', units: null, confirm: true }] },
    ],
  },
];

describe('the cases of claims', () => {
  test.each(cases)('$name', ({ book, claim, date, lines, finds }) => {
    const findings = findingsIn(checkerOf(book), claimOf({ ...claim, date, lines }));
    expect(findings.map(brief)).toEqual(finds);
  });

  test('1 says why, by which release and record, and what it is worth', () => {
    const [finding] = findingsIn(checkerOf(january), claimOf({ date: '2026-01-01', lines: ['S0013 x84'] }));
    expect(finding).toEqual({
      claimId: 'C1',
      line: 1,
      code: 'S0013',
      dateOfService: '2026-01-01',
      rule: 'code-terminated',
      severity: 'error',
      message: 'Code S0013 ended on 2025-12-31; it is not valid on 2026-01-01. Bill J0013, 84 units, instead.',
      reason:
        '2026-01-01 is after the last day, 2025-12-31. The date of service decides; there has been no grace period since 2005-01-01. Newest release held: HCPCS 2026-01',
      source: 'HCPCS 2026-01, S0013, termination date 2025-12-31',
      fix: toJ0013,
      wayBack: expect.stringContaining('CLM05-3 = 7'),
      amount: 100,
    });
  });

  test('2 lists the conditions of another way of billing', () => {
    const claim = claimOf({ payer: 'MED', date: '2025-12-31', lines: ['S0013 x84'] });
    const [finding] = findingsIn(checkerOf(january), claim);
    expect(finding?.message).toMatch(/never a swap.*more than 56 mg.*no separate drug or E\/M line/s);
    expect(finding?.wayBack).toContain('MA130');
  });

  test('7 what a correction takes back was never valid', () => {
    const january2018 = { release: '2018-01', coveredThrough: '2018-12-31' } as const;
    const other = { code: 'G9891' };
    const g9890 = { code: 'G9890', addedOn: '2018-01-01', longDescription: 'Dilated macular exam, invented words' };
    const announced = { ...january2018, records: [g9890, other] };
    const withdrawn = { ...january2018, release: '2018-01.v2', records: [other] };
    const again = {
      release: '2018-04',
      coveredThrough: '2018-12-31',
      records: [{ code: 'G9890', addedOn: '2018-04-01', longDescription: 'Another meaning' }, other],
    };
    const on = (date: string, ...releases: Parameters<typeof codeBookOf>[0]) =>
      findingsIn(checkerOf(codeBookOf(releases)), claimOf({ date, lines: ['G9890'] })).map(({ rule }) => rule);
    expect(on('2018-02-01', announced)).toEqual([]);
    expect(on('2018-02-01', announced, withdrawn)).toEqual(['code-never-valid']);
    expect(on('2018-02-01', announced, withdrawn, again)).toEqual(['code-not-yet-effective']);
    expect(on('2018-05-01', announced, withdrawn, again)).toEqual([]);
  });

  test('8 valid by the annual file, wrong after the correction', () => {
    const annual = codeBookOf([
      { release: '2017-01', coveredThrough: '2017-12-31', records: [{ code: 'G0477', addedOn: '2016-01-01' }] },
    ]);
    expect(findingsIn(checkerOf(annual), claimOf({ date: '2017-01-10', lines: ['G0477'] }))).toEqual([]);
  });
});
