import { isOpenLine } from '../../shared/claims/status/line-states.ts';
import type { ClaimRow, ClaimStore } from '../adapters/claim-store.ts';
import type { CodeSetStore } from '../adapters/code-set-store.ts';
import type { FindingStore } from '../adapters/finding-store.ts';
import type { StatusRow, StatusStore } from '../adapters/status-store.ts';
import { type HeldCodeSets, heldCodeSets, isSame } from '../judge/held-code-sets.ts';
import type { Judges } from '../judge/judge-use.ts';
import { rejudge } from '../judge/rejudge.ts';
import { changeSetBehind, type KnownClaim, knownClaim, replaceUses } from './settle-claim.ts';

export interface SettleStatusPorts {
  readonly codeSets: CodeSetStore;
  readonly claims: ClaimStore;
  readonly findings: FindingStore;
  readonly statuses: StatusStore;
  readonly judges: Judges;
}

/** What the lines of one claim id are settled by. */
interface Seen {
  readonly said: StatusRow | undefined;
  readonly rows: readonly ClaimRow[];
  readonly held: HeldCodeSets;
}

/**
 * Brings the stored lines of one claim id in line with all that was said of it: closed lines lose their findings,
 * reopened ones get them back. Looks again afterwards, until neither the claim, nor what is said of it, nor what it is
 * judged by has changed.
 */
export async function settleStatuses(
  ports: SettleStatusPorts,
  account: string,
  claimId: string,
  window: string,
): Promise<readonly ClaimRow[]> {
  const look = async (): Promise<Seen> => ({
    said: await ports.statuses.of(account, claimId),
    rows: await ports.claims.claims(account, claimId),
    held: await heldCodeSets(ports.codeSets),
  });
  let seen = await look();
  // A claim that comes now reads what was said after it was put.
  if (seen.rows.length === 0) return [];
  for (;;) {
    const { said, rows, held } = seen;
    for (const row of rows) await settle(ports, knownClaim(row, said, rows), held, window);
    const now = await look();
    if (sameAs(now) === sameAs(seen) && isSame(now.held, held) && !(await ports.judges.outdated())) return rows;
    seen = now;
  }
}

async function settle(ports: SettleStatusPorts, known: KnownClaim, held: HeldCodeSets, window: string): Promise<void> {
  await ports.claims.noteClosing(known.row);
  const { account } = known.row;
  const judge = await ports.judges.of(account, held.books);
  const quiet = { changeSet: null, window };
  for (const use of await replaceUses(ports, known, judge, { ...quiet, reason: 'the line is superseded' })) {
    if (use.standing === '' && judge(use).findings.length === 0) continue;
    const reason = use.state && `${use.state.state} on ${use.state.date}`;
    const occasion = { changeSet: changeSetBehind(use, held), window };
    const closes = judge(use).findings.length === 0;
    await rejudge(ports, use, judge, closes ? { ...quiet, ...(reason ? { reason } : {}) } : occasion);
  }
  const whole = await ports.claims.claimRules(account, known.row.claim);
  if (!whole) return;
  const reason = closedLines(known);
  const occasion = { ...quiet, ...(reason === '' ? {} : { reason }) };
  await rejudge(ports, whole, (await ports.judges.ofClaims(account, held.books)).judge, occasion);
}

/** `line 2 paid on 2026-02-10`, of every line that needs nothing more. */
function closedLines({ states }: KnownClaim): string {
  const closed = [...states].filter(([, state]) => !isOpenLine(state));
  return closed.map(([line, { state, date }]) => `line ${line} ${state} on ${date}`).join(', ');
}

function sameAs({ said, rows }: Seen): string {
  return JSON.stringify([said?.revision, rows.map(({ content, since }) => [content, since])]);
}
