import type { StoredClaim } from '../../shared/api/claim-forms.ts';
import { dollars } from '../../shared/claims/claim.ts';
import type { ClaimStore } from '../adapters/claim-store.ts';

/** A stored claim of the account, the first bill under its id; undefined where none of that id is. */
export const storedClaim =
  ({ claims }: { claims: Pick<ClaimStore, 'claims'> }) =>
  async (account: string, claimId: string): Promise<StoredClaim | undefined> => {
    const [row] = await claims.claims(account, claimId);
    if (!row) return undefined;
    const { lines, ...head } = row.claim;
    return {
      ...head,
      status: row.status,
      lines: lines.map((line) => ({ ...line, amount: dollars(line.amount) })),
    };
  };
