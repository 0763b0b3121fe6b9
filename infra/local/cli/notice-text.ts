import type { RefusedClaim } from '../../../shared/claims/claim.ts';
import { counted } from './money.ts';

const mostTold = 10;

/** Tells something odd in a claim file, with which nothing was lost; of many notices only the first ones. */
export function noticeTeller(say: (text: string) => void) {
  let seen = 0;
  return {
    tell({ file, segment, reason }: Pick<RefusedClaim, 'file' | 'segment' | 'reason'>): void {
      seen += 1;
      if (seen <= mostTold) say(`note: ${file}, segment ${segment}: ${reason}`);
    },
    end(): void {
      if (seen > mostTold) say(`note: ${counted(seen - mostTold, 'more notice')} like these`);
    },
  };
}
