import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { centsOf, quantityOf } from '../../../shared/claims/amounts.ts';

describe('money as X12 writes it', () => {
  test.each([
    ['100', 10_000],
    ['100.', 10_000],
    ['0.1', 10],
    ['.5', 50],
    ['53.37', 5_337],
    ['0', 0],
    ['1.100', 110],
    ['1400.00', 140_000],
    ['0001', 100],
  ])('%s', (text, cents) => expect(centsOf(text)).toBe(cents));

  test.each(['', '.', '-1', '+1', '1,000', '1.005', '1e3', ' 1', '1 ', '1.2.3', '$5', 'Ten', '1234567890123456'])(
    'refuses %j',
    (text) => expect(centsOf(text)).toBeUndefined(),
  );

  test('every amount of whole cents comes back as it was written', () => {
    fc.assert(fc.property(fc.nat(999_999_999), (cents) => centsOf((cents / 100).toFixed(2)) === cents));
  });
});

describe('quantities', () => {
  test.each([
    ['1', 1],
    ['1.0', 1],
    ['10.50', 10.5],
    ['.25', 0.25],
    ['0', 0],
    ['7.', 7],
  ])('%s', (text, quantity) => expect(quantityOf(text)).toBe(quantity));

  test.each(['', '-1', '1/2', 'one', '1e3', '.', '1 2'])('refuses %j', (text) =>
    expect(quantityOf(text)).toBeUndefined(),
  );
});
