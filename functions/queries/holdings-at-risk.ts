import type { IsoDate } from '../../shared/dates.ts';
import { holdingTypes } from '../../shared/holdings/holding.ts';
import type { WrongCount } from '../../shared/holdings/use-words.ts';
import type { HoldingStore } from '../adapters/holding-store.ts';
import { isDue } from './list-holdings.ts';

/** So many lines of a type with findings are read at most where nobody says less. */
const readAtMost = 10_000;

/** The types of which an account holds lists. */
export const holdingsAtRisk =
  ({ holdings }: { holdings: Pick<HoldingStore, 'lists' | 'findings'> }) =>
  async (account: string, today: IsoDate, atMost = readAtMost): Promise<readonly WrongCount[]> => {
    const lists = await holdings.lists(account);
    const counts: WrongCount[] = [];
    for (const type of holdingTypes) {
      const lines = lists.filter((list) => list.type === type).reduce((sum, list) => sum + list.lines, 0);
      if (lines === 0) continue;
      let wrong = 0;
      let read = 0;
      for await (const row of holdings.findings(account, type)) {
        if (read++ >= atMost) break;
        if (isDue(row, today)) wrong++;
      }
      counts.push({ type, lines, wrong, more: read > atMost });
    }
    return counts;
  };
