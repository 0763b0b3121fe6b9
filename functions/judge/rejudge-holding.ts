import type { CodeBooks } from '../../shared/claims/check/code-facts.ts';
import { type HoldingVerdict, judgeHolding } from '../../shared/holdings/judge-holding.ts';
import type { Key } from '../../shared/keys/key.ts';
import type { Occasion } from '../adapters/finding-row.ts';
import { type HoldingRow, withVerdict } from '../adapters/holding-row.ts';
import type { HoldingStore } from '../adapters/holding-store.ts';
import type { Rechecked } from '../recheck/recheck-code.ts';
import type { Judge } from './judge-use.ts';

/** What is wrong with a held line, by the check that the account's claims undergo. */
export function verdictOn({ account, holding, code }: HoldingRow, judge: Judge, books: CodeBooks): HoldingVerdict {
  return judgeHolding(holding, code, books, judge.windowDays(code), (head, line) =>
    judge({ account, head, line, code, content: '', standing: '' }),
  );
}

/** Judges one held line again. Its finding is part of its row, so that one conditional write does it all. */
export async function rejudgeHolding(
  holdings: HoldingStore,
  row: HoldingRow & Key,
  judge: Judge,
  books: CodeBooks,
  occasion: Occasion,
): Promise<Rechecked> {
  const verdict = verdictOn(row, judge, books);
  const { finding, awaits } = verdict;
  const done: Rechecked = {
    lines: 1,
    raised: finding && !row.finding ? 1 : 0,
    cleared: !finding && row.finding ? 1 : 0,
  };
  const isSame = JSON.stringify(finding) === JSON.stringify(row.finding) && awaits === 'awaiting' in row;
  if (isSame || (await holdings.replace(withVerdict(row, verdict, occasion, holdings.now()), row))) return done;
  // A newer version of the list has come in meanwhile, or somebody has decided about the finding.
  const now = await holdings.row(row);
  return now && now.closedOn === null
    ? rejudgeHolding(holdings, now, judge, books, occasion)
    : { ...done, raised: 0, cleared: 0 };
}
