import type { ClaimNumber } from '../keys/claim-identity.ts';
import type { Claim } from './claim.ts';

const replacesOrVoids: readonly string[] = ['7', '8'];

/** A claim bears a number, or replaces whichever bears it. */
export interface Numbering {
  readonly as: 'OF' | 'BY';
  readonly number: ClaimNumber;
}

/** Numbers by which a claim may be spoken of, and the one that it replaces. */
export function numbersOf({ clearinghouseNumber, payerClaimNumber, frequency }: Claim): readonly Numbering[] {
  const bears: Numbering[] = clearinghouseNumber
    ? [{ as: 'OF', number: { by: 'clearinghouse', number: clearinghouseNumber } }]
    : [];
  if (payerClaimNumber === null || !replacesOrVoids.includes(frequency)) return bears;
  return [...bears, { as: 'BY', number: { by: 'payer', number: payerClaimNumber } }];
}
