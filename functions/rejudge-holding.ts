import type { CodeBooks } from '../shared/claims/check/code-facts.ts';
import { type HoldingVerdict, judgeHolding } from '../shared/holdings/judge-holding.ts';
import type { Key } from '../shared/keys.ts';
import { type HoldingRow, type HoldingStore, placed } from './adapters/holding-store.ts';
import type { Judge } from './judge-use.ts';
import type { Rechecked } from './recheck-code.ts';

/** What is wrong with a held line, by the check that the account's claims undergo. */
export function verdictOn({ account, holding, code }: HoldingRow, judge: Judge, books: CodeBooks): HoldingVerdict {
  return judgeHolding(holding, code, books, (head, line) =>
    judge({ account, head, line, code, content: '', standing: '' }),
  );
}

/** Judges one held line again. Its finding is part of its row, so that one conditional write does it all. */
export async function rejudgeHolding(
  holdings: HoldingStore,
  row: HoldingRow & Key,
  judge: Judge,
  books: CodeBooks,
): Promise<Rechecked> {
  const { finding, awaits } = verdictOn(row, judge, books);
  const done: Rechecked = {
    lines: 1,
    raised: finding && !row.finding ? 1 : 0,
    cleared: !finding && row.finding ? 1 : 0,
  };
  const isSame = JSON.stringify(finding) === JSON.stringify(row.finding) && awaits === 'awaiting' in row;
  if (isSame || (await holdings.judged(placed(row, finding, awaits)))) return done;
  // A newer version of the list has come in meanwhile.
  const now = await holdings.now(row);
  return now && now.closedOn === null
    ? rejudgeHolding(holdings, now, judge, books)
    : { ...done, raised: 0, cleared: 0 };
}
