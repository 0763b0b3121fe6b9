import { codeSetOf } from '../../shared/code.ts';
import type { SettingsChanged } from '../../shared/pipeline.ts';
import { type ClaimRow, type ClaimStore, claimRulesOf } from '../adapters/claim-store.ts';
import type { FindingStore } from '../adapters/finding-store.ts';
import type { Rejudging, SettingsStore } from '../adapters/settings-store.ts';
import type { StatusStore } from '../adapters/status-store.ts';
import { atOnce } from '../at-once.ts';
import { knownClaim } from '../claims/settle-claim.ts';
import { add, judgeOpenUse, type Rechecked, type RecheckPorts } from '../recheck/recheck-code.ts';
import { everyLine } from '../settings/change-settings.ts';
import { type HeldCodeSets, heldCodeSets, isSame } from './held-code-sets.ts';
import type { Judges } from './judge-use.ts';
import { rejudge } from './rejudge.ts';

export interface RejudgePorts extends Omit<RecheckPorts, 'sweeps'> {
  readonly claims: ClaimStore;
  readonly findings: FindingStore;
  readonly settings: SettingsStore;
  readonly statuses: Pick<StatusStore, 'of'>;
  readonly judges: Judges;
  /** The present moment, ISO 8601 in UTC. */
  readonly now: () => string;
}

const nothing: Rechecked = { lines: 0, raised: 0, cleared: 0 };
const linesAtOnce = 16;
/** No change takes as long to be written: what is not settled by then was begun by somebody who was stopped. */
const unsettledMs = 15 * 60_000;
/** What an account did itself is no news to it. */
const occasion = { changeSet: null, window: 'settings' } as const;

/**
 * Judges an account's stored lines again after it changed what they are judged by: those of one code, or all. Doing it
 * twice changes nothing, and whoever is stopped in the middle begins anew.
 */
export const rejudgeAccount =
  (ports: RejudgePorts) =>
  async ({ account, scope }: SettingsChanged): Promise<Rechecked> => {
    const { settings, judges, now } = ports;
    let tally = nothing;
    const asked = await settings.asked(account, scope);
    if (!asked) return tally;
    // Whoever judges by a state that is no longer the newest may undo what a sweep has found: once more, then.
    for (let held = await heldCodeSets(ports.codeSets); ; ) {
      judges.forget(account);
      const done = scope === everyLine ? judgeAll(ports, account, held) : judgeCodes(ports, asked, held);
      tally = add(tally, await done);
      const now = await heldCodeSets(ports.codeSets);
      if (isSame(now, held) && !(await judges.outdated())) break;
      held = now;
    }
    if (asked.settled || Date.parse(asked.askedAt) + unsettledMs < Date.parse(now())) await settings.done(asked);
    return tally;
  };

/** Lines of a code, and of codes that it replaces: what a payer takes decides which fix is named. */
async function judgeCodes(
  ports: RejudgePorts,
  { account, scope }: Rejudging,
  { books }: HeldCodeSets,
): Promise<Rechecked> {
  let tally = nothing;
  const codes = new Set([scope]);
  for (const book of [books.HCPCS, books.CPT])
    for (const code of book?.codes() ?? [])
      if (book!.entry(code)!.replacements.some((replacement) => replacement.code === scope)) codes.add(code);
  for (const code of codes) {
    const codeSet = codeSetOf(code);
    if (!codeSet) continue;
    await atOnce(linesAtOnce, ports.claims.openUses(codeSet, code, '0000-00-00'), async (use) => {
      if (use.account !== account) return;
      const done = await judgeOpenUse(ports, use, books, occasion);
      tally = add(tally, done);
    });
  }
  return tally;
}

async function judgeAll(ports: RejudgePorts, account: string, held: HeldCodeSets): Promise<Rechecked> {
  let tally = nothing;
  await atOnce(linesAtOnce, ports.claims.claimsOf(account), async (row) => {
    if (row.status === 'void') return;
    const done = await judgeClaim(ports, row, held);
    tally = add(tally, done);
  });
  for (const { type, list } of await ports.holdings.lists(account))
    await atOnce(linesAtOnce, ports.holdings.rows(account, type, list), async (row) => {
      if (row.closedOn !== null) return;
      const done = await judgeOpenUse(ports, row, held.books, occasion);
      tally = add(tally, done);
    });
  return tally;
}

async function judgeClaim(
  { claims, findings, judges, statuses }: RejudgePorts,
  row: ClaimRow,
  { books }: HeldCodeSets,
): Promise<Rechecked> {
  const { account, claim, content } = row;
  let tally = nothing;
  const judge = await judges.of(account, books);
  for (const use of await claims.uses(account, claim))
    tally = add(tally, await rejudge({ claims, findings }, use, judge, occasion));
  const whole = await judges.ofClaims(account, books);
  let rules = await claims.claimRules(account, claim);
  if (!rules && whole.asks(claim)) {
    const { states } = knownClaim(row, await statuses.of(account, claim.claimId));
    const fresh = claimRulesOf(account, claim, content, states);
    if (await claims.replaceUse(fresh, undefined)) rules = fresh;
  }
  if (!rules) return tally;
  return add(tally, { ...(await rejudge({ claims, findings }, rules, whole.judge, occasion)), lines: 0 });
}
