import type { ClaimState } from './claim-status.ts';

/** Health care claim status category codes (STC01-1), by their beginning; the first that fits is taken. */
const categories: readonly (readonly [begins: string, state: ClaimState])[] = [
  ['A0', 'sent'],
  ['A1', 'sent'],
  ['A2', 'pending'],
  ['A3', 'returned'],
  ['A4', 'rejected'],
  ['A5', 'pending'],
  ['A6', 'rejected'],
  ['A7', 'rejected'],
  ['A8', 'rejected'],
  ['P', 'pending'],
  ['R', 'pending'],
  ['F0', 'paid'],
  ['F1', 'paid'],
  ['F2', 'denied'],
  ['F3', 'pending'],
  ['F4', 'paid-zero'],
];

/** Which of several statuses of one claim counts: what has to be mended comes first. */
const gravity: readonly ClaimState[] = ['rejected', 'returned', 'denied', 'paid-zero', 'paid', 'pending', 'sent'];

/** `undefined` for categories that say nothing of the claim (D0 not found, E0 error of the question). */
export function stateOfCategory(category: string): ClaimState | undefined {
  return categories.find(([begins]) => category.startsWith(begins))?.[1];
}

export function graver(a: ClaimState | null, b: ClaimState): ClaimState {
  return a !== null && gravity.indexOf(a) <= gravity.indexOf(b) ? a : b;
}

/** Claim status codes of a remittance (CLP02) that decide by themselves; the others go by what was paid. */
export const remittanceStates: Readonly<Record<string, ClaimState>> = {
  '22': 'reversed',
  '23': 'rejected',
};

/** A predetermination is no payment. */
export const predetermination = '25';
/** MA130: the claim is unprocessable, no appeal, a new claim is due. */
export const unprocessable = 'MA130';
