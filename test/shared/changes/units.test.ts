import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDose } from '../../../shared/changes/dose.ts';
import type { UnitFactor } from '../../../shared/changes/replacement.ts';
import { doseOfDrugQuantity, unitFactor, unitRange, unitsIn } from '../../../shared/changes/units.ts';

/** The unit changes that are known, by the code pairs in which they occurred; the names are invented. */
const changed: readonly (readonly [
  pair: string,
  before: string,
  now: string,
  numerator: number,
  denominator: number,
])[] = [
  ['C9497 J2062', 'Pretendapine, inhalation powder, 10 mg', 'Pretendapine for inhalation, 1 mg', 10, 1],
  ['C9053 J0791', 'Injection, pretendizumab-abcd, 1 mg', 'Injection, pretendizumab-abcd, 5 mg', 1, 5],
  ['J0135 J0139', 'Injection, pretendimumab, 20 mg', 'Injection, pretendimumab, 1 mg', 20, 1],
  ['S0028 J1308', 'Injection, pretendidine, 20 mg', 'Injection, pretendidine, 0.25 mg', 80, 1],
  ['J9010 J0202', 'Injection, pretentuzumab, 10 mg', 'Injection, pretentuzumab, 1 mg', 10, 1],
  ['C9292 J9306', 'Injection, pretertuzumab, 10 mg', 'Injection, pretertuzumab, 1 mg', 10, 1],
  ['C9082 J9272', 'Injection, pretendlimab-efgh, 100 mg', 'Injection, pretendlimab-efgh, 10 mg', 10, 1],
  ['C9083 J9061', 'Injection, pretendantamab-jklm, 10 mg', 'Injection, pretendantamab-jklm, 2 mg', 5, 1],
  ['C9443 J0875', 'Injection, pretendavancin, 10 mg', 'Injection, pretendavancin, 5 mg', 2, 1],
  ['C9043 J0642', 'Injection, levopretendovorin, 1 mg', 'Injection, levopretendovorin (pretendory), 0.5 mg', 2, 1],
  ['grams', 'Injection, pretendin, 1 gm', 'Injection, pretendin, 250 mg', 4, 1],
  ['micrograms', 'Injection, pretendin, 0.5 mg', 'Injection, pretendin, 100 mcg', 5, 1],
  ['thirds', 'Injection, pretendin, 0.1 mg', 'Injection, pretendin, 0.075 mg', 4, 3],
  ['up to', 'Injection, pretendin, up to 100 mg', 'Injection, pretendin, 1 mg', 100, 1],
  ['area', 'Pretendin patch, per 10 square centimeters', 'Pretendin patch, per square centimeter', 10, 1],
  ['curies', 'Imaginium, per 10 millicuries', 'Imaginium, per 500 microcuries', 20, 1],
  ['same', 'Injection, pretendin, per iu', 'Injection, pretendin (brand), 1 i.u.', 1, 1],
  ['identical', 'Esketamine, nasal spray, 1 mg', 'Esketamine, nasal spray, 1 mg', 1, 1],
  ['identical, no dose', 'Pretend test for platelets', 'Pretend test for platelets', 1, 1],
  ['combination', 'Pretend 50 mg and other 25 mg, oral', 'Pretend 50 mg and other 25 mg', 1, 1],
  ['study dose', 'Imaginium f18, per study dose, up to 5 mci', 'Imaginium f-18, per study dose, up to 5 mci', 1, 1],
];

const refused: readonly (readonly [why: string, before: string, now: string])[] = [
  ['mass against volume', 'Injection, pretendin, 1 mg', 'Injection, pretendin, 1 ml'],
  ['units against mass', 'Injection, pretendin, 100 units', 'Injection, pretendin, 1 mg'],
  ['USP against international units', 'Injection, pretendin, 1 usp unit', 'Injection, pretendin, 10 iu'],
  ['a dose against none', 'Pretendan, pretendane, per dose', 'Pretendan, pretendane, 1 mg'],
  ['a study dose against a millicurie', 'Imaginium, per study dose, up to 5 mci', 'Imaginium, 1 mci'],
  ['study doses of other sizes', 'Imaginium, per study dose, up to 5 mci', 'Imaginium x, per study dose, up to 8 mci'],
  ['devices of other strengths', 'Pretend contraceptive system, 52 mg', 'Other contraceptive system, 13 mg'],
  ['a vial against its content', 'Injection, pretendin, 5000 iu vial', 'Injection, pretendin, 1 iu'],
  ['iron against drug', 'Injection, ferric pretendate, 1 mg of iron', 'Injection, ferric pretendate, 0.1 mg'],
  ['other amounts of a combination', 'Pretend 50 mg and other 25 mg', 'Pretend 100 mg and other 50 mg'],
  ['no dose at all', 'Brace, one', 'Brace, two'],
];

const factor = (numerator: number, denominator: number): UnitFactor => ({ numerator, denominator, rounding: 'up' });

describe('units of the new code for one of the old', () => {
  test.each(changed)('%s', (_, before, now, numerator, denominator) => {
    expect(unitFactor(before, now)).toEqual(factor(numerator, denominator));
  });

  test.each(refused)('none is guessed: %s', (_, before, now) => {
    expect(unitFactor(before, now)).toBeNull();
    expect(unitFactor(now, before)).toBeNull();
  });
});

describe('units from the dose', () => {
  test.each([
    ['352 mg at 5 mg', 352, 'ME', 'Injection, pretendizumab-abcd, 5 mg', { numerator: 352, denominator: 5 }],
    ['0.5 g at 0.25 mg', 0.5, 'GR', 'Injection, pretendidine, 0.25 mg', { numerator: 2000, denominator: 1 }],
    ['101 iu at 10 units', 101, 'F2', 'Injection, pretendin, 10 units', { numerator: 101, denominator: 10 }],
    [
      '0.3 mg at 0.1 mg, three and not four',
      0.3,
      'ME',
      'Injection, pretendin, 0.1 mg',
      { numerator: 3, denominator: 1 },
    ],
    ['3 ml at 1 mg', 3, 'ML', 'Injection, pretendin, 1 mg', null],
    ['2 vials', 2, 'UN', 'Injection, pretendin, 1 mg', null],
    ['nothing', 0, 'ME', 'Injection, pretendin, 1 mg', null],
  ])('%s', (_, quantity, unit, descriptor, units) => {
    const dose = doseOfDrugQuantity(quantity, unit);
    expect(dose && unitsIn(dose, parseDose(descriptor)!)).toEqual(units);
  });
});

describe('units from billed units alone', () => {
  test.each([
    ['S0013 x84, the same unit', 84, factor(1, 1), { from: 84, to: 84, confirm: false }],
    ['C9053 x352 at a fifth', 352, factor(1, 5), { from: 71, to: 71, confirm: true }],
    ['J0135 x2 at twenty', 2, factor(20, 1), { from: 21, to: 40, confirm: true }],
    ['one unit at a fifth', 1, factor(1, 5), { from: 1, to: 1, confirm: true }],
    ['three at four thirds', 3, factor(4, 3), { from: 3, to: 4, confirm: true }],
    ['half a unit', 0.5, factor(10, 1), { from: 1, to: 5, confirm: true }],
    ['none', 0, factor(2, 1), null],
    ['less than none', -1, factor(2, 1), null],
  ])('%s', (_, units, by, range) => {
    expect(unitRange(units, by)).toEqual(range);
  });

  test('whatever the dose was, the range holds its units', () => {
    const size = fc.integer({ min: 1, max: 500 });
    fc.assert(
      fc.property(size, size, fc.integer({ min: 1, max: 100_000 }), (oldSize, newSize, dose) => {
        const by = unitFactor(`Injection, pretendin, ${oldSize} mg`, `Injection, pretendin b, ${newSize} mg`)!;
        const range = unitRange(Math.ceil(dose / oldSize), by)!;
        const units = Math.ceil(dose / newSize);
        expect(range.from).toBeLessThanOrEqual(units);
        expect(range.to).toBeGreaterThanOrEqual(units);
      }),
    );
  });

  test('a factor there and back again is one', () => {
    const size = fc
      .integer({ min: 1, max: 5000 })
      .map((thousandths) => `Injection, pretendin, ${thousandths / 1000} mg`);
    fc.assert(
      fc.property(size, size, (a, b) => {
        const [there, back] = [unitFactor(a, b)!, unitFactor(b, a)!];
        expect([there.numerator, there.denominator]).toEqual([back.denominator, back.numerator]);
      }),
    );
  });
});
