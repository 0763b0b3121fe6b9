import type { Claim } from '../../shared/claims/claim.ts';
import { payerMapOf } from '../../shared/claims/payers.ts';
import { benchBook, benchChecker } from './checks-fixture.ts';

/** Payers and HCPCS codes of the claim generator; one of the codes has ended, so that a part of the lines is found. */
const payers = payerMapOf({
  '00435': 'medicare',
  '66783': 'commercial',
  CHPWA: 'medicaid',
  '99999': 'tricare',
  'PAYER ID 7': 'commercial',
});
const living = ['J0013', 'J1745', 'J9271', 'G0008', 'A0425', 'E0260', 'GP'];
const ended = ['L1833'];

/** The checks as the command `check` runs them, all rules on; answers how many findings a claim has. */
export function createChecking(): ((claim: Claim) => number) | null {
  const checker = benchChecker(benchBook(living, ended), payers, 100);
  let found = 0;
  return (claim) => {
    found = 0;
    checker.check(claim, () => found++);
    return found;
  };
}
