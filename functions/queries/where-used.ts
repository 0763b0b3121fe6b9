import type { CodeUse } from '../../shared/api/claim-forms.ts';
import { dollars } from '../../shared/claims/claim.ts';
import type { IsoDate } from '../../shared/dates.ts';
import { amountOf, holdingTypes } from '../../shared/holdings/holding.ts';
import { useSentence } from '../../shared/holdings/use-words.ts';
import type { ClaimStore } from '../adapters/claim-store.ts';
import { isHolding } from '../adapters/holding-row.ts';
import { askedCode } from './question.ts';

/** So many open uses are counted at most where nobody says less: a code on every claim answers as fast as a rare one. */
const readAtMost = 1_000;

/** Open lines of one account that use a code or modifier: of claims, and of lists that have not run out by today. */
export const whereUsed =
  ({ claims }: { claims: Pick<ClaimStore, 'openUses'> }) =>
  async (account: string, written: string, today: IsoDate, atMost = readAtMost): Promise<CodeUse> => {
    const { code, codeSet } = askedCode(written);
    const claimIds = new Set<string>();
    const held = new Map(holdingTypes.map((type) => [type, { lines: 0, cents: 0 }]));
    let lines = 0;
    let cents = 0;
    let read = 0;
    if (codeSet !== null)
      for await (const use of claims.openUses(codeSet, code, '0000-00-00', atMost + 1)) {
        if (read++ === atMost) break;
        if (use.account !== account) continue;
        if (isHolding(use)) {
          const { holding } = use;
          if (holding.through !== null && holding.through < today) continue;
          const tally = held.get(holding.type)!;
          tally.lines++;
          tally.cents += amountOf(holding);
        } else {
          claimIds.add(use.head.claimId);
          lines++;
          cents += use.line.amount;
        }
      }
    const holdings = [...held]
      .filter(([, tally]) => tally.lines > 0)
      .map(([type, tally]) => ({ type, lines: tally.lines, amount: dollars(tally.cents) }));
    const use = { code, claims: claimIds.size, lines, amount: dollars(cents), holdings, more: read > atMost };
    return { ...use, answer: useSentence(use) };
  };
