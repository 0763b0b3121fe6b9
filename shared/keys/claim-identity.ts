/** Two providers may use the same claim id, and a second payer is billed under the first bill's: each is its own. */
export interface Bill {
  readonly provider: string | null;
  readonly payer: string | null;
}

export interface ClaimIdentity extends Bill {
  readonly claimId: string;
}

/** A claim file need name neither. */
export const unnamedBill: Bill = { provider: null, payer: null };

/** A number that a payer (REF*1K, CLP07) or a clearing house (REF*D9) gave a claim. */
export interface ClaimNumber {
  readonly by: 'payer' | 'clearinghouse';
  readonly number: string;
}

/** A bill within the partition of its claim id. */
export function billOf({ provider, payer }: Bill): string {
  return `${provider ?? ''}~${payer ?? ''}`;
}

/** Padded, so that lines and pieces sort by their number. */
export function lineNumber(line: number): string {
  return String(line).padStart(4, '0');
}
