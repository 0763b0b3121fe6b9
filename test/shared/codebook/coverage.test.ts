import fc from 'fast-check';
import { expect, test } from 'vitest';
import { coveredPeriods } from '../../../shared/codebook/coverage.ts';

const release = (date: string, coveredThrough: string) => ({ date, coveredThrough });
const annual = (year: number) => release(`${year}-01-01`, `${year}-12-31`);

const cases: readonly (readonly [what: string, held: ReturnType<typeof release>[], periods: [string, string][]])[] = [
  ['nothing held', [], []],
  ['an annual release speaks for its year', [annual(2018)], [['2018-01-01', '2018-12-31']]],
  ['a quarterly one for its quarter', [release('2026-01-01', '2026-03-31')], [['2026-01-01', '2026-03-31']]],
  ['one after the other', [annual(2017), annual(2018)], [['2017-01-01', '2018-12-31']]],
  [
    'a gap of up to a year is closed by the later file, which still lists what ended meanwhile',
    [annual(2018), release('2020-01-01', '2020-03-31')],
    [['2018-01-01', '2020-03-31']],
  ],
  [
    'a longer one is not',
    [annual(2017), release('2020-04-01', '2020-06-30')],
    [
      ['2017-01-01', '2017-12-31'],
      ['2020-04-01', '2020-06-30'],
    ],
  ],
  ['a revision adds nothing', [annual(2018), annual(2018)], [['2018-01-01', '2018-12-31']]],
  [
    'a quarter within an annual release does not shorten it',
    [annual(2018), release('2018-04-01', '2018-06-30')],
    [['2018-01-01', '2018-12-31']],
  ],
];

test.each(cases)('%s', (_what, held, periods) => {
  expect(coveredPeriods(held).map(({ from, to }) => [from, to])).toEqual(periods);
});

test('the order in which releases came plays no part', () => {
  const quarters = fc
    .uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 12 })
    .map((numbers) =>
      numbers.map((n) =>
        release(
          `${2010 + Math.floor(n / 4)}-${String((n % 4) * 3 + 1).padStart(2, '0')}-01`,
          `${2010 + Math.floor(n / 4)}-12-31`,
        ),
      ),
    );
  fc.assert(
    fc.property(quarters, (held) => {
      const periods = coveredPeriods(held);
      expect(coveredPeriods([...held].reverse())).toEqual(periods);
      for (const { date } of held) expect(periods.some(({ from, to }) => date >= from && date <= to)).toBe(true);
      for (const [index, { to }] of periods.entries()) expect(to < (periods[index + 1]?.from ?? '9999')).toBe(true);
    }),
  );
});
