import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Replacement } from '../../../../shared/changes/replacement.ts';
import type { Fix } from '../../../../shared/claims/finding.ts';
import { bookOf } from '../../../../shared/codebook/compile.ts';
import { checkerOf, claimOf, codeBookOf, findingsIn } from '../../../support/check-fixtures.ts';

const old = { addedOn: '2015-01-01', terminatedOn: '2019-12-31', actionCode: 'D' } as const;
const fresh = { addedOn: '2020-01-01', actionCode: 'A' } as const;
const book = codeBookOf([
  {
    release: '2020-01',
    coveredThrough: '2020-03-31',
    records: [
      { code: 'C9497', longDescription: 'Loxapine, inhalation powder, 10 mg', crossReferences: ['J2062'], ...old },
      { code: 'J2062', longDescription: 'Loxapine for inhalation, 1 mg', ...fresh },
      { code: 'C9053', longDescription: 'Injection, crizanlizumab-tmca, 1 mg', crossReferences: ['J0791'], ...old },
      { code: 'J0791', longDescription: 'Injection, crizanlizumab-tmca, 5 mg', ...fresh },
      { code: 'C9487', longDescription: 'Ustekinumab, intravenous, 1 mg', crossReferences: ['Q9989'], ...old },
      {
        code: 'Q9989',
        longDescription: 'Ustekinumab, intravenous, 1 mg',
        crossReferences: ['J3358'],
        ...old,
        terminatedOn: '2020-01-15',
      },
      {
        code: 'J3358',
        longDescription: 'Ustekinumab, intravenous, 1 mg',
        addedOn: '2020-01-01',
        crossReferences: ['Q9989'],
      },
      { code: 'E1234', longDescription: 'Some device, electric', crossReferences: ['E1235', 'E1236'], ...old },
      { code: 'E1235', longDescription: 'Some device, electric, adult', ...fresh },
      { code: 'E1236', longDescription: 'Some device, electric, pediatric', ...fresh },
      { code: 'Q1111', longDescription: 'Drug in a vial, per vial', crossReferences: ['J1111'], ...old },
      { code: 'J1111', longDescription: 'Drug in a vial, 10 mg', ...fresh },
      { code: 'K0021', longDescription: 'Device that Medicare pays', ...fresh, addedOn: '2010-01-01' },
      { code: 'E0971', longDescription: 'Device that it does not', crossReferences: ['K0021'], coverage: 'I' },
    ],
  },
]);

const fixOf = (date: string, line: string, payer = 'COM') =>
  findingsIn(checkerOf(book), claimOf({ payer, claimType: 'institutional', place: '13', date, lines: [line] }))[0]?.fix;

describe('units across a replacement', () => {
  test.each<[string, string, string, Fix[]]>([
    [
      'a range where only billed units are known',
      '2020-01-02',
      'C9497 x1',
      [{ code: 'J2062', units: { from: 1, to: 10 }, confirm: true }],
    ],
    [
      'exact by the NDC quantity',
      '2020-01-02',
      'C9497 x2 ndc=51097000101/15ME',
      [{ code: 'J2062', units: 15, confirm: false }],
    ],
    [
      'grams are milligrams',
      '2020-01-02',
      'C9497 x2 ndc=51097000101/0.015GR',
      [{ code: 'J2062', units: 15, confirm: false }],
    ],
    [
      'millilitres say nothing of milligrams',
      '2020-01-02',
      'C9497 x1 ndc=51097000101/1ML',
      [{ code: 'J2062', units: { from: 1, to: 10 }, confirm: true }],
    ],
    [
      'vials say nothing',
      '2020-01-02',
      'C9497 x1 ndc=51097000101/1UN',
      [{ code: 'J2062', units: { from: 1, to: 10 }, confirm: true }],
    ],
    [
      'a dose that the billed units contradict',
      '2020-01-02',
      'C9497 x1 ndc=51097000101/50ME',
      [{ code: 'J2062', units: 50, confirm: true }],
    ],
    [
      'a part of a unit is a whole one',
      '2020-01-02',
      'C9053 x352 ndc=00078088361/352ME',
      [{ code: 'J0791', units: 71, confirm: false }],
    ],
    [
      'waste rounds down, apart from the dose',
      '2020-01-02',
      'C9053-JW x8',
      [{ code: 'J0791', units: { from: 1, to: 1 }, confirm: true }],
    ],
    [
      'waste is never taken from a dose',
      '2020-01-02',
      'C9497-JW x1 ndc=51097000101/10ME',
      [{ code: 'J2062', units: { from: 10, to: 19 }, confirm: true }],
    ],
    [
      'through a dead station to what lives',
      '2020-02-01',
      'C9487 x130',
      [{ code: 'J3358', units: 130, confirm: false }],
    ],
    ['the station while it lives', '2020-01-10', 'C9487 x130', [{ code: 'Q9989', units: 130, confirm: false }]],
    [
      'a choice is for a person, without a dose no units',
      '2020-01-02',
      'E1234 x2',
      [
        { code: 'E1235', units: null, confirm: true },
        { code: 'E1236', units: null, confirm: true },
      ],
    ],
    ['a vial has no milligrams', '2020-01-02', 'Q1111 x2', [{ code: 'J1111', units: null, confirm: true }]],
    [
      'but the NDC quantity may',
      '2020-01-02',
      'Q1111 x2 ndc=51097000101/95ME',
      [{ code: 'J1111', units: 10, confirm: true }],
    ],
  ])('%s', (_what, date, line, fix) => {
    expect(fixOf(date, line)).toEqual(fix);
  });

  test('what Medicare wants instead of a living code is a fix for Medicare alone', () => {
    expect(fixOf('2020-01-02', 'E0971 x1')).toBeUndefined();
    expect(fixOf('2020-01-02', 'E0971 x1', 'MED')).toEqual([{ code: 'K0021', units: null, confirm: true }]);
  });

  test('the dose of the billed units always lies in the range', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), (tenths) => {
        const billed = Math.ceil(tenths / 100);
        const [fix] = fixOf('2020-01-02', `C9497 x${billed}`)!;
        const range = fix!.units as { from: number; to: number };
        const right = Math.ceil(tenths / 10);
        return range.from <= right && right <= range.to && range.to - range.from === 9;
      }),
      { numRuns: 200 },
    );
  });

  test('a proposal is shown for a person to confirm, and yields to what is confirmed', () => {
    const replacement: Replacement = {
      code: 'J2062',
      source: 'inferred',
      status: 'proposed',
      score: 0.7,
      reasons: ['reads alike'],
      relation: 'same',
      units: { numerator: 1, denominator: 1, rounding: 'up' },
      effective: '2020-01-01',
      payers: null,
    };
    const fixWith = (...replacements: Replacement[]) => {
      const entries = new Map([...book.codes()].map((code) => [code, book.entry(code)!]));
      entries.set('C9497', { ...book.entry('C9497')!, replacements });
      const changed = bookOf('HCPCS', book.releases, book.coverage, entries);
      return findingsIn(checkerOf(changed), claimOf({ date: '2020-01-02', lines: ['C9497 x3'] }))[0]?.fix;
    };
    expect(fixWith(replacement)).toEqual([{ code: 'J2062', units: 3, confirm: true }]);
    expect(fixWith(replacement, { ...replacement, code: 'J3358', status: 'confirmed' })).toEqual([
      { code: 'J3358', units: 3, confirm: false },
    ]);
    expect(fixWith({ ...replacement, payers: ['medicare', 'P1'] })).toEqual([]);
  });
});
