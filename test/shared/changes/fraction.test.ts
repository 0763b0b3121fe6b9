import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ceiling, dividedBy, floor, fractionOf, reduced, times } from '../../../shared/changes/fraction.ts';

describe('fractions', () => {
  test.each([
    ['0.25', 1, 4],
    ['1,000', 1000, 1],
    ['.5', 1, 2],
    ['10.16', 254, 25],
    ['0', 0, 1],
    ['-1.5', -3, 2],
    [352, 352, 1],
    [0.1, 1, 10],
  ])('%s is %i/%i', (written, numerator, denominator) => {
    expect(fractionOf(written)).toEqual({ numerator, denominator });
  });

  test.each(['', '.', '1.2.3', 'ten', '1e5', '99999999999999999999'])('%j is none', (written) => {
    expect(fractionOf(written)).toBeUndefined();
  });

  const small = fc.integer({ min: -10_000, max: 10_000 });
  const positive = fc.integer({ min: 1, max: 10_000 });

  test('dividing undoes multiplying', () => {
    fc.assert(
      fc.property(small, positive, positive, positive, (a, b, c, d) => {
        const [x, y] = [reduced(BigInt(a), BigInt(b))!, reduced(BigInt(c), BigInt(d))!];
        expect(dividedBy(times(x, y)!, y)).toEqual(x);
      }),
    );
  });

  test('floor and ceiling enclose', () => {
    fc.assert(
      fc.property(small, positive, (a, b) => {
        const x = reduced(BigInt(a), BigInt(b))!;
        expect(floor(x) * b).toBeLessThanOrEqual(a);
        expect(ceiling(x) * b).toBeGreaterThanOrEqual(a);
        expect(ceiling(x) - floor(x)).toBe(a % b === 0 ? 0 : 1);
      }),
    );
  });

  test('nothing is divided by zero', () => {
    expect(reduced(1n, 0n)).toBeUndefined();
  });
});
