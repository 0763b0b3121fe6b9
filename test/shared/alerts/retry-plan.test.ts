import { expect, test } from 'vitest';
import { nextTry } from '../../../shared/alerts/retry-plan.ts';

const now = '2026-01-05T14:30:00.000Z';
const secondsAfter = (moment: string | undefined) => (Date.parse(moment!) - Date.parse(now)) / 1000;

test('pauses grow, and come to two days in all', () => {
  const pauses: number[] = [];
  for (let tries = 1; ; tries++) {
    const next = nextTry(tries, now, 0.5);
    if (next === undefined) break;
    pauses.push(secondsAfter(next));
  }
  expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
  const hours = pauses.reduce((sum, each) => sum + each, 0) / 3600;
  expect(hours).toBeGreaterThan(44);
  expect(hours).toBeLessThan(52);
});

test('chance moves a pause by a fifth at most', () => {
  expect(secondsAfter(nextTry(4, now, 0))).toBe(1440);
  expect(secondsAfter(nextTry(4, now, 1))).toBe(2160);
});

test.each([
  ['more time is given', 120, 120],
  ['less time is not', 1, 5],
  ['a day at most', 1_000_000, 86_400],
])('who asks by Retry-After: %s', (_, asked, given) => {
  expect(secondsAfter(nextTry(1, now, 0.5, asked))).toBe(given);
});
