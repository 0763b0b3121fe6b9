import type { CodeUse } from '../../shared/api/claim-forms.ts';
import { dollars } from '../../shared/claims/claim.ts';
import type { ClaimStore } from '../adapters/claim-store.ts';
import { askedCode } from './question.ts';

/** So many open lines are counted at most: a code on every claim answers as fast as a rare one. */
const readAtMost = 1_000;

/** Open lines of one account that use a code or modifier. */
export const whereUsed =
  ({ claims }: { claims: Pick<ClaimStore, 'openUses'> }) =>
  async (account: string, written: string): Promise<CodeUse> => {
    const { code, codeSet } = askedCode(written);
    const claimIds = new Set<string>();
    let lines = 0;
    let cents = 0;
    let read = 0;
    if (codeSet !== null)
      for await (const use of claims.openUses(codeSet, code, '0000-00-00')) {
        if (read++ === readAtMost) return { code, claims: claimIds.size, lines, amount: dollars(cents), more: true };
        if (use.account !== account) continue;
        claimIds.add(use.head.claimId);
        lines++;
        cents += use.line.amount;
      }
    return { code, claims: claimIds.size, lines, amount: dollars(cents), more: false };
  };
