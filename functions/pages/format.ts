import type { IsoDate } from '../../shared/dates.ts';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const longMonths = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** `Jan 5, 2026`; what is no day stands as it was written. */
export function shortDate(date: IsoDate): string {
  const [year, month, day] = date.split('-');
  const name = months[Number(month) - 1];
  return name && day ? `${name} ${Number(day)}, ${year}` : date;
}

/** `January 5, 2026` */
export function longDate(date: IsoDate): string {
  const [year, month, day] = date.split('-');
  return `${longMonths[Number(month) - 1]} ${Number(day)}, ${year}`;
}

/** What people call the releases `2026-01`, `2026-01.r2` and `2018-01.v2`, the second version of its corrections. */
export function releaseTitle(release: string): string {
  const match = /^(\d{4})-(\d{2})(?:\.([rv])(\d+))?$/.exec(release);
  if (!match) return release;
  const [, year, month, kind, number] = match;
  const revision = kind ? `, ${kind === 'r' ? 'file' : 'corrections'} ${number}` : '';
  return `${longMonths[Number(month) - 1]} ${year}${revision}`;
}

/** `Jan 5 – 15, 2026`, as short as the two days allow. */
export function dateSpan(from: IsoDate, to: IsoDate): string {
  if (from === to) return shortDate(from);
  const [fromYear, fromMonth, fromDay] = from.split('-');
  const [toYear, toMonth, toDay] = to.split('-');
  if (fromYear !== toYear) return `${shortDate(from)} – ${shortDate(to)}`;
  const begin = `${months[Number(fromMonth) - 1]} ${Number(fromDay)}`;
  const end = fromMonth === toMonth ? String(Number(toDay)) : `${months[Number(toMonth) - 1]} ${Number(toDay)}`;
  return `${begin} – ${end}, ${toYear}`;
}

/** `$1,470.00` */
export function dollarText(amount: number): string {
  return amount.toLocaleString('en-US', { style: 'currency', currency: 'USD' });
}

export function numberText(count: number): string {
  return count.toLocaleString('en-US');
}

/** `1 line`, `1,204 lines` */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${numberText(count)} ${count === 1 ? noun : plural}`;
}

/** `today`, `tomorrow`, `in 38 days` */
export function inDays(days: number): string {
  if (days === 0) return 'today';
  return days === 1 ? 'tomorrow' : `in ${numberText(days)} days`;
}

/** A sentence with its days as people read them. */
export function withShortDates(text: string): string {
  return text.replace(/\b\d{4}-\d{2}-\d{2}\b/g, shortDate);
}
