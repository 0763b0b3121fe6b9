import type { Claim } from '../../shared/claims/claim.ts';

/** The checks as the command `check` runs them; answers how many findings a claim has. Null: nothing to measure. */
export function createChecking(): ((claim: Claim) => number) | null {
  return null;
}
