import type { Severity } from '../claims/finding.ts';
import type { IsoDate } from '../dates.ts';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** What a biller is to do about a finding of each severity. */
export const severityWords: Readonly<Record<Severity, string>> = {
  error: 'Fix now',
  warning: 'Likely wrong',
  review: 'Check',
};

/** `$18,340.00`. */
export function money(dollars: number): string {
  return dollars.toLocaleString('en-US', { style: 'currency', currency: 'USD' });
}

/** `1 line`, `1,204 lines`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? noun : plural}`;
}

/** `Jan 1, 2026`. */
export function dayWords(date: IsoDate): string {
  return `${months[Number(date.slice(5, 7)) - 1]} ${Number(date.slice(8, 10))}, ${date.slice(0, 4)}`;
}

/** `A, B or C`. */
export function listed(words: readonly string[], joint: 'and' | 'or'): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${joint} ${words.at(-1)}`;
}
