import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { WrittenNumbers } from '../../../shared/claims/written-numbers.ts';

const amounts: readonly (readonly [delimiter: string, written: string, cents: number | undefined])[] = [
  [',', '1250.50', 125_050],
  [',', '1,250.50', 125_050],
  [',', '$1,250', 125_000],
  [',', '$ 12', 1_200],
  [',', '12.5 USD', 1_250],
  [',', '1.234.567,80', 123_456_780],
  [',', '12,50', 1_250],
  [',', '1 250,50', 125_050],
  [',', "1'250.50", 125_050],
  [';', '1250,50', 125_050],
  [';', '1.250,50', 125_050],
  [';', '1,250.50', 125_050],
  [';', '1250.50', 125_050],
  [';', '0,125', undefined],
  [';', '1.250', undefined],
  [';', '1,250', undefined],
  [',', '1,25,000', undefined],
  [',', '12,50.00', undefined],
  [',', '1.250.50', undefined],
  [',', '-5.00', undefined],
  [',', '(5.00)', undefined],
  [',', '12.345', undefined],
  [',', '', undefined],
  [',', ',', undefined],
];

test.each(amounts)('where %s parts cells, %s is %s cents', (delimiter, written, cents) => {
  expect(new WrittenNumbers(delimiter).cents(written)).toBe(cents);
});

const quantities: readonly (readonly [delimiter: string, written: string, quantity: number | undefined])[] = [
  [',', '84', 84],
  [',', '1,000', 1_000],
  [',', '1.5', 1.5],
  [',', '1,5', 1.5],
  [',', '0,125', 0.125],
  [',', '84.000', 84],
  [';', '1,5', 1.5],
  [';', '84,0', 84],
  [';', '84.000', undefined],
  [';', '1,000', undefined],
  [',', 'few', undefined],
];

test.each(quantities)('where %s parts cells, %s is %s units', (delimiter, written, quantity) => {
  expect(new WrittenNumbers(delimiter).quantity(written)).toBe(quantity);
});

test('a decimal comma seen in a file makes what follows ambiguous', () => {
  const numbers = new WrittenNumbers('\t');
  expect(numbers.quantity('1,250')).toBe(1250);
  expect(numbers.cents('12,50')).toBe(1250);
  expect(numbers.quantity('1,250')).toBeUndefined();
});

describe('however a number is written', () => {
  const grouped = (whole: number, separator: string) => String(whole).replaceAll(/\B(?=(?:\d{3})+$)/g, separator);

  test('it is read as that number, or not at all', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 9_999_999 }),
        fc.integer({ min: 0, max: 99 }),
        fc.constantFrom(['', '.'], [',', '.'], ['', ','], ['.', ','], [' ', ','], ["'", '.']),
        fc.boolean(),
        fc.constantFrom(',', ';', '\t', '|'),
        (whole, hundredths, [separator, point], withDecimals, delimiter) => {
          const decimals = withDecimals ? `${point}${String(hundredths).padStart(2, '0')}` : '';
          const written = `${grouped(whole, separator!)}${decimals}`;
          const cents = whole * 100 + (withDecimals ? hundredths : 0);
          const read = new WrittenNumbers(delimiter).cents(written);
          // Thousands with a point and nothing behind them are told from decimals by no reader.
          const twoWays = /^[1-9]\d{0,2}\.\d{3}$/.test(written) && delimiter !== ';';
          if (!twoWays) expect([undefined, cents]).toContain(read);
          if (withDecimals) expect(read).toBe(cents);
        },
      ),
    );
  });
});
