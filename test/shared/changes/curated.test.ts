import { describe, expect, test } from 'vitest';
import { curatedReplacements, medicareVisitFor } from '../../../shared/changes/curated.ts';
import { formOf } from '../../../shared/code.ts';

describe('the curated list', () => {
  test('S0013 is J0013 unit for unit, but not with Medicare', () => {
    const [found] = curatedReplacements('S0013').filter(({ relation }) => relation === 'same');
    expect(found).toMatchObject({
      code: 'J0013',
      source: 'curated',
      status: 'confirmed',
      units: { numerator: 1, denominator: 1, rounding: 'up' },
      effective: '2026-01-01',
    });
    expect(found!.payers).not.toContain('medicare');
  });

  test.each(['S0013', 'J0013'])('%s is a bundled visit with Medicare, never a swap', (code) => {
    const forMedicare = curatedReplacements(code).filter(({ payers }) => payers?.includes('medicare'));
    expect(forMedicare.map(({ code: visit, relation, units }) => [visit, relation, units])).toEqual([
      ['G2082', 'restructure', null],
      ['G2083', 'restructure', null],
    ]);
  });

  test.each([
    ['S0013', 56, 'G2082'],
    ['S0013', 57, 'G2083'],
    ['J0013', 84, 'G2083'],
    ['J0012', 84, null],
  ] as const)('%s, %i mg: %s', (code, milligrams, visit) => {
    expect(medicareVisitFor(code, milligrams)).toBe(visit);
  });

  test('nothing is said of a code that nobody looked up', () => {
    expect(curatedReplacements('J0172')).toEqual([]);
  });

  test.each(['S0013', 'J0013', 'Q5102'])('every fact on %s names a code, a day and a source', (code) => {
    for (const fact of curatedReplacements(code)) {
      expect(formOf(fact.code)).toBe('hcpcs');
      expect(fact.effective).toMatch(/^20\d\d-\d\d-01$/);
      expect(fact.reasons.at(-1)).toMatch(/^CMS HCPCS file/);
    }
  });
});
