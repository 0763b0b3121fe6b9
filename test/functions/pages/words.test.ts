import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  dateSpan,
  dollarText,
  inDays,
  longDate,
  releaseTitle,
  shortDate,
  withShortDates,
} from '../../../functions/pages/format.ts';
import { wordDifference } from '../../../shared/changes/word-difference.ts';

test.each([
  [shortDate('2026-01-05'), 'Jan 5, 2026'],
  [shortDate('01/0/1201'), '01/0/1201'],
  [longDate('2026-12-31'), 'December 31, 2026'],
  [releaseTitle('2026-01'), 'January 2026'],
  [releaseTitle('2026-01.r2'), 'January 2026, file 2'],
  [releaseTitle('2018-01.v2'), 'January 2018, corrections 2'],
  [dateSpan('2026-01-05', '2026-01-05'), 'Jan 5, 2026'],
  [dateSpan('2026-01-05', '2026-01-15'), 'Jan 5 – 15, 2026'],
  [dateSpan('2026-01-05', '2026-02-01'), 'Jan 5 – Feb 1, 2026'],
  [dateSpan('2025-12-31', '2026-01-01'), 'Dec 31, 2025 – Jan 1, 2026'],
  [dollarText(1470), '$1,470.00'],
  [inDays(0), 'today'],
  [inDays(1), 'tomorrow'],
  [inDays(1234), 'in 1,234 days'],
  [withShortDates('S0013 ended on 2025-12-31.'), 'S0013 ended on Dec 31, 2025.'],
])('%s', (said, expected) => expect(said).toBe(expected));

describe('the difference of two texts', () => {
  test('is told word by word', () => {
    expect(wordDifference('Injection, imagitropin, 1 mg', 'Injection, imagitropin, 0.1 mg')).toEqual([
      { kind: 'same', text: 'Injection, imagitropin,' },
      { kind: 'old', text: '1' },
      { kind: 'new', text: '0.1' },
      { kind: 'same', text: 'mg' },
    ]);
  });

  test('gives back both texts', () => {
    const words = fc
      .array(fc.constantFrom('a', 'b', 'c', 'mg', '<b>'), { maxLength: 12 })
      .map((each) => each.join(' '));
    fc.assert(
      fc.property(words, words, (old, now) => {
        const runs = wordDifference(old, now);
        const textOf = (leftOut: string) => runs.filter(({ kind }) => kind !== leftOut).map(({ text }) => text);
        expect([textOf('new').join(' '), textOf('old').join(' ')]).toEqual([old, now]);
      }),
    );
  });

  test('of very long texts is not sought', () => {
    const long = 'word '.repeat(1_000).trim();
    expect(wordDifference(long, `${long} more`).map(({ kind }) => kind)).toEqual(['old', 'new']);
  });
});
