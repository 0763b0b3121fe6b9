import type { CodeBooks } from '../../shared/claims/check/code-facts.ts';
import type { Key } from '../../shared/keys/key.ts';
import type { CodeChanged } from '../../shared/pipeline.ts';
import type { ClaimStore, OpenUse, UseRow } from '../adapters/claim-store.ts';
import type { CodeSetStore } from '../adapters/code-set-store.ts';
import type { Occasion } from '../adapters/finding-row.ts';
import type { FindingStore } from '../adapters/finding-store.ts';
import { isHolding } from '../adapters/holding-row.ts';
import type { HoldingStore } from '../adapters/holding-store.ts';
import { awaitingLines, type PendingCode, type SweepStore, uncoveredLines } from '../adapters/sweep-store.ts';
import { atOnce } from '../at-once.ts';
import { type HeldCodeSets, heldCodeSets, isSame } from '../judge/held-code-sets.ts';
import type { Judges } from '../judge/judge-use.ts';
import { rejudge } from '../judge/rejudge.ts';
import { rejudgeHolding } from '../judge/rejudge-holding.ts';
import { uncoveredUses } from '../judge/uncovered-uses.ts';

export interface RecheckPorts {
  readonly codeSets: CodeSetStore;
  readonly sweeps: SweepStore;
  readonly claims: ClaimStore;
  readonly findings: FindingStore;
  readonly holdings: HoldingStore;
  readonly judges: Judges;
}

type JudgingPorts = Pick<RecheckPorts, 'claims' | 'findings' | 'holdings' | 'judges'>;

export interface Rechecked {
  readonly lines: number;
  readonly raised: number;
  readonly cleared: number;
}

const nothing: Rechecked = { lines: 0, raised: 0, cleared: 0 };
const usesAtOnce = 16;

/** Judges the stored open lines of one changed code again; what each raised before, it may take back. */
export const recheckCode =
  (ports: RecheckPorts) =>
  async ({ codeSet, changeSet, code }: CodeChanged): Promise<Rechecked> => {
    const { codeSets, sweeps } = ports;
    const sweep = await sweeps.get(codeSet, changeSet);
    const pending = sweep && (await sweeps.pendingCode(codeSet, changeSet, code));
    if (!pending || !sweep || sweep.status === 'cancelled') return nothing;

    const occasion: Occasion = { changeSet: sweep.notify && !pending.quiet ? changeSet : null, window: 'sweep' };
    let tally = nothing;
    // Whoever judges by a state that is no longer the newest may undo what a newer sweep has found: once more, then.
    for (let judgedBy: HeldCodeSets | null = null; ; ) {
      const held = await heldCodeSets(codeSets);
      if (judgedBy && isSame(held, judgedBy) && !(await ports.judges.outdated())) break;
      judgedBy = held;
      const release = held.states[codeSet].releases.find((each) => each.changeSet === changeSet);
      if (!release) return nothing;
      const { books } = held;
      tally = add(tally, await judgeUses(ports, usesHit(ports, pending, books), books, occasion));
      // What was closed is touched only where the change reaches back behind the day on which it became known.
      const { code, since } = pending;
      const closed = ports.claims.closedUses(codeSet, code, since, release.knownSince);
      tally = add(tally, await judgeUses(ports, closed, books, occasion));
    }
    await sweeps.done(pending);
    if (!(await sweeps.anyPending(codeSet, changeSet))) await sweeps.complete(sweep);
    return tally;
  };

async function judgeUses(
  ports: RecheckPorts,
  uses: AsyncGenerator<Key & OpenUse>,
  books: CodeBooks,
  occasion: Occasion,
): Promise<Rechecked> {
  let tally = nothing;
  await atOnce(usesAtOnce, uses, async (use) => {
    const done = await judgeOpenUse(ports, use, books, occasion);
    tally = add(tally, done);
  });
  return tally;
}

/** Judges one open use of a code again, of a claim or of another holding. */
export async function judgeOpenUse(
  ports: JudgingPorts,
  use: Key & OpenUse,
  books: CodeBooks,
  occasion: Occasion,
): Promise<Rechecked> {
  const judge = await ports.judges.of(use.account, books);
  if (isHolding(use)) return rejudgeHolding(ports.holdings, use, judge, books, occasion);
  const done = await rejudge(ports, use, judge, occasion);
  return add(done, await judgeClaimOf(ports, use, books, occasion));
}

/** The rest of the claim is read only where one of its rules asks what the record of the code says. */
async function judgeClaimOf(
  { claims, findings, judges }: JudgingPorts,
  { account, head, code }: UseRow,
  books: CodeBooks,
  occasion: Occasion,
): Promise<Rechecked> {
  const judge = await judges.ofClaims(account, books);
  const claim = judge.readsRecordOf(code) && (await claims.claimRules(account, head));
  if (!claim) return nothing;
  return { ...(await rejudge({ claims, findings }, claim, judge.judge, occasion)), lines: 0 };
}

function usesHit(
  ports: RecheckPorts,
  { codeSet, code, since }: PendingCode,
  books: CodeBooks,
): AsyncGenerator<Key & OpenUse> {
  const { claims } = ports;
  if (code === uncoveredLines) return uncoveredUses(ports, codeSet, books[codeSet]!.coverage);
  if (code === awaitingLines) return claims.awaitingUses(codeSet, books[codeSet]!.coverage.at(-1)!.to);
  return claims.openUses(codeSet, code, since);
}

export function add(a: Rechecked, b: Rechecked): Rechecked {
  return { lines: a.lines + b.lines, raised: a.raised + b.raised, cleared: a.cleared + b.cleared };
}
