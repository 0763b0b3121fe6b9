import type { Finding } from '../../shared/claims/finding.ts';
import { accountKeys } from '../../shared/keys/account-keys.ts';
import type { Key } from '../../shared/keys/key.ts';
import { type ClaimStore, type StandingRow, standingOf } from '../adapters/claim-store.ts';
import type { Occasion } from '../adapters/finding-row.ts';
import type { FindingStore } from '../adapters/finding-store.ts';
import type { Rechecked } from '../recheck/recheck-code.ts';
import type { Judgement } from './judge-use.ts';

interface RejudgePorts {
  readonly claims: ClaimStore;
  readonly findings: FindingStore;
}

/** What a use has to hold so that nothing it raised can get lost. */
interface Intent {
  readonly due: readonly Finding[];
  readonly deadlineOf: Judgement['deadlineOf'];
  readonly awaits: boolean;
  /** Findings that stand, or that whoever was stopped in the middle may have raised. */
  readonly stood: readonly string[];
  /** All that may stand while this use is being judged. */
  readonly noted: readonly string[];
  /** What stands afterwards. */
  readonly standing: readonly string[];
}

type JudgeOf<Row> = (row: Row) => Judgement;

/**
 * Judges one stored use, or one claim by the rules of whole claims: raises what is wrong with it and takes back what no longer is. A finding is noted on its use
 * before it is written, so that whoever is stopped leaves a trace; and the use is asked again afterwards, so that no
 * finding outlives a claim that changed meanwhile. `doubtful` may stand without being noted.
 */
export async function rejudge<Row extends StandingRow>(
  ports: RejudgePorts,
  use: Key & Row,
  judge: JudgeOf<Row>,
  occasion: Occasion,
  doubtful: readonly string[] = [],
): Promise<Rechecked> {
  const intent = intentOf(use, judge, doubtful);
  const noted = joined(intent.noted);
  const awaited = 'awaiting' in use;
  if (noted !== use.standing && !(await ports.claims.judged(use, noted, awaited)))
    return judgeAgain(ports, use, judge, occasion, intent.stood);

  const { written, mended } = await write(ports, use, intent, occasion);
  const settled = joined(intent.standing);
  if (written || settled !== noted || intent.awaits !== awaited)
    if (!(await ports.claims.judged({ ...use, standing: noted }, settled, intent.awaits)))
      return judgeAgain(ports, use, judge, occasion, intent.noted);
  return {
    lines: 1,
    raised: intent.standing.filter((sortKey) => !intent.stood.includes(sortKey)).length,
    cleared: mended.length,
  };
}

function intentOf<Row extends StandingRow>(use: Row, judge: JudgeOf<Row>, doubtful: readonly string[]): Intent {
  const { findings: due, awaits, deadlineOf } = judge(use);
  const stood = [...new Set([...standingOf(use), ...doubtful])];
  const standing = due.map((finding) => accountKeys.finding(use.account, finding, use.head).sk).sort();
  return { due, deadlineOf, awaits, stood, noted: [...new Set([...stood, ...standing])].sort(), standing };
}

async function write(
  { findings }: RejudgePorts,
  { account, head }: StandingRow,
  { due, deadlineOf, stood, standing }: Intent,
  occasion: Occasion,
): Promise<{ written: boolean; mended: readonly string[] }> {
  let written = false;
  const { provider, payer } = head;
  for (const finding of due) {
    const subject = { provider, payer, deadline: deadlineOf(finding) };
    written = (await findings.raise(account, finding, occasion, subject)).written || written;
  }
  const mended = stood.filter((sortKey) => !standing.includes(sortKey));
  for (const sortKey of mended) await findings.clear(account, head.claimId, sortKey, occasion);
  return { written, mended };
}

/** The claim changed, or somebody else judged the use: what was raised for it is looked at with the use of now. */
async function judgeAgain<Row extends StandingRow>(
  ports: RejudgePorts,
  use: Key & Row,
  judge: JudgeOf<Row>,
  occasion: Occasion,
  raised: readonly string[],
): Promise<Rechecked> {
  const [now] = await ports.claims.usesNow<Row>([use]);
  if (now) return rejudge(ports, now, judge, occasion, raised);
  const quiet = { ...occasion, changeSet: null };
  for (const sortKey of raised) await ports.findings.clear(use.account, use.head.claimId, sortKey, quiet);
  return { lines: 1, raised: 0, cleared: 0 };
}

function joined(sortKeys: readonly string[]): string {
  return sortKeys.join('\n');
}
