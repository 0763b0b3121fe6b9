import type { CodeBook } from '../shared/codebook/code-book.ts';
import type { Key } from '../shared/keys.ts';
import type { CodeChanged } from '../shared/pipeline.ts';
import type { ClaimStore, UseRow } from './adapters/claim-store.ts';
import type { CodeSetStore } from './adapters/code-set-store.ts';
import type { FindingStore, Occasion } from './adapters/finding-store.ts';
import { awaitingLines, type PendingCode, type SweepStore } from './adapters/sweep-store.ts';
import type { Judge, Judges } from './judge-use.ts';

export interface RecheckPorts {
  readonly codeSets: CodeSetStore;
  readonly sweeps: SweepStore;
  readonly claims: ClaimStore;
  readonly findings: FindingStore;
  readonly judges: Judges;
}

export interface Rechecked {
  readonly lines: number;
  readonly raised: number;
  readonly cleared: number;
}

const nothing: Rechecked = { lines: 0, raised: 0, cleared: 0 };

/** Judges the stored open lines of one changed code again; what each raised before, it may take back. */
export const recheckCode =
  (ports: RecheckPorts) =>
  async ({ codeSet, changeSet, code }: CodeChanged): Promise<Rechecked> => {
    const { codeSets, sweeps } = ports;
    const state = await codeSets.state(codeSet);
    const sweep = await sweeps.get(codeSet, changeSet);
    const book = await codeSets.codeBook(state);
    const visible = state.releases.some((release) => release.changeSet === changeSet);
    const pending = visible && sweep && book ? await sweeps.pendingCode(codeSet, changeSet, code) : undefined;
    if (!pending || !sweep || !book) return nothing;

    const occasion: Occasion = { changeSet: sweep.notify ? changeSet : null, window: 'sweep' };
    let tally = nothing;
    for await (const use of usesHit(ports.claims, pending, book))
      tally = add(tally, await rejudge(ports, use, await ports.judges.of(use.account, book), occasion));
    await sweeps.done(pending);
    if (!(await sweeps.anyPending(codeSet, changeSet))) await sweeps.complete(sweep);
    return tally;
  };

function usesHit(
  claims: ClaimStore,
  { codeSet, code, since }: PendingCode,
  book: CodeBook,
): AsyncGenerator<Key & UseRow> {
  if (code === awaitingLines) return claims.awaitingUses(codeSet, book.coverage.at(-1)!.to);
  return claims.openUses(codeSet, code, since);
}

/** Deterministic keys make each step repeatable; the use is noted last, so that a crash leads to doing it again. */
export async function rejudge(
  { claims, findings }: Pick<RecheckPorts, 'claims' | 'findings'>,
  use: Key & UseRow,
  judge: Judge,
  occasion: Occasion,
): Promise<Rechecked> {
  const { account, head } = use;
  const judgement = judge(use);
  const standing: string[] = [];
  for (const finding of judgement.findings) standing.push(await findings.raise(account, finding, occasion));
  const mended = use.findings.filter((sortKey) => !standing.includes(sortKey));
  for (const sortKey of mended) await findings.clear(account, head.claimId, sortKey, occasion);
  const same = mended.length === 0 && standing.length === use.findings.length && judgement.awaits === 'awaiting' in use;
  if (!same) await claims.judged(use, standing, judgement.awaits);
  return { lines: 1, raised: standing.filter((key) => !use.findings.includes(key)).length, cleared: mended.length };
}

function add(a: Rechecked, b: Rechecked): Rechecked {
  return { lines: a.lines + b.lines, raised: a.raised + b.raised, cleared: a.cleared + b.cleared };
}
