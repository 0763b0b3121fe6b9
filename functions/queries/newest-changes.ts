import type { ListedChange } from '../../shared/api/code-set-forms.ts';
import type { CodeSet } from '../../shared/code.ts';
import { inForce } from './follow-feed.ts';
import { tellingOf } from './listed-change.ts';
import type { CodeSetReader } from './question.ts';

export interface NewestQuestion {
  readonly codeSet: CodeSet;
  readonly wanted: (change: ListedChange) => boolean;
  readonly limit: number;
}

/** The changes published here last, the newest publication first. */
export const newestChanges =
  ({ codeSets }: { codeSets: CodeSetReader }) =>
  async ({ codeSet, wanted, limit }: NewestQuestion): Promise<readonly ListedChange[]> => {
    const state = await codeSets.state(codeSet);
    const telling = await tellingOf(codeSets, state);
    const found: ListedChange[] = [];
    for (const entry of state.feed.toReversed())
      for (let index = entry.changeSets.length - 1; index >= 0; index--) {
        found.push(...(await inForce(codeSets, state, telling, entry, index)).filter(wanted));
        if (found.length >= limit) return found.slice(0, limit);
      }
    return found;
  };
