import type { StoredClaim } from '../../shared/api/claim-forms.ts';
import { dollars } from '../../shared/claims/claim.ts';
import type { ClaimRow, ClaimStore } from '../adapters/claim-store.ts';
import type { StatusRow, StatusStore } from '../adapters/status-store.ts';
import { knownClaim } from '../claims/settle-claim.ts';

/** A stored claim of the account, the first bill under its id; undefined where none of that id is. */
export const storedClaim =
  ({ claims, statuses }: { claims: Pick<ClaimStore, 'claims'>; statuses: Pick<StatusStore, 'of'> }) =>
  async (account: string, claimId: string): Promise<StoredClaim | undefined> => {
    const bills = await claims.claims(account, claimId);
    const [row] = bills;
    return row && billAsStored(row, await statuses.of(account, claimId), bills);
  };

/** One bill of a claim, and what its payer said of each line. `bills`: all that stand under the claim's id. */
export function billAsStored(row: ClaimRow, said: StatusRow | undefined, bills: readonly ClaimRow[]): StoredClaim {
  const { states } = knownClaim(row, said, bills);
  const { lines, ...head } = row.claim;
  return {
    ...head,
    status: row.status,
    lines: lines.map((line) => {
      const state = states.get(line.line) ?? null;
      return { ...line, amount: dollars(line.amount), state: state && { ...state, carc: [...state.carc] } };
    }),
  };
}
