import type { WorklistEntry } from '../api/worklist-forms.ts';

export const worklistOrders = ['money', 'deadline'] as const;
export type WorklistOrder = (typeof worklistOrders)[number];

type Compare = (a: WorklistEntry, b: WorklistEntry) => number;

const byMoney: Compare = (a, b) => b.amount - a.amount;
/** What has no deadline comes last. */
const byDeadline: Compare = (a, b) => compared(a.deadline ?? '9999', b.deadline ?? '9999');
const byName: Compare = (a, b) => compared(nameOf(a), nameOf(b));

/** The most money first, among equals the nearest deadline; or the other way about. */
export function entryOrder(by: WorklistOrder): Compare {
  const [first, second] = by === 'money' ? [byMoney, byDeadline] : [byDeadline, byMoney];
  return (a, b) => first(a, b) || second(a, b) || byName(a, b);
}

function nameOf({ type, list, item, line, rule, code }: WorklistEntry): string {
  return [type, list ?? '', item, String(line ?? '').padStart(4, '0'), rule, code].join(' ');
}

function compared(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
