import type { Claim } from '../../shared/claims/claim.ts';
import { closedOn, type LineStates, lineStatesOf } from '../../shared/claims/status/line-states.ts';
import { codeSetOf } from '../../shared/code.ts';
import { type IsoDate, toDayNumber } from '../../shared/dates.ts';
import type { Key } from '../../shared/keys/key.ts';
import {
  awaitingOf,
  type ClaimRow,
  type ClaimStore,
  claimRulesOf,
  standingOf,
  type UseRow,
  usesOf,
} from '../adapters/claim-store.ts';
import type { Occasion } from '../adapters/finding-row.ts';
import type { FindingStore } from '../adapters/finding-store.ts';
import type { StatusRow } from '../adapters/status-store.ts';
import type { HeldCodeSets } from '../judge/held-code-sets.ts';
import type { Judge } from '../judge/judge-use.ts';

export interface SettlePorts {
  readonly claims: ClaimStore;
  readonly findings: FindingStore;
}

/** A claim as it is now: as billed, and what was said of it. */
export interface KnownClaim {
  readonly row: ClaimRow;
  readonly states: LineStates;
}

/** `bills`: all that are stored under the claim's id, for their payers. */
export function knownClaim(
  row: ClaimRow,
  statuses: StatusRow | undefined,
  bills: readonly ClaimRow[] = [],
): KnownClaim {
  const payers = bills.map(({ claim }) => claim.payer);
  const states = lineStatesOf(row.claim, statuses?.said ?? [], row.since ?? null, payers);
  const closed = row.status === 'void' ? row.closedOn : closedOn(row.claim, states);
  return { row: { ...row, closedOn: closed }, states };
}

/** Uses of a claim as it is now; what no release held can judge is placed where the next one finds it. */
export function usesIn(
  { row: { account, claim, content, status }, states }: KnownClaim,
  judge: Judge,
): (Key & UseRow)[] {
  if (status === 'void') return [];
  return usesOf(account, claim, content, states).map((use) =>
    judge(use).awaits ? { ...use, ...awaitingOf(use) } : use,
  );
}

/** Puts the uses of a claim in the place of its older ones, until none of those was judged in between. */
export async function replaceUses(
  ports: SettlePorts,
  known: KnownClaim,
  judge: Judge,
  occasion: Occasion,
): Promise<readonly (Key & UseRow)[]> {
  const { claims } = ports;
  const { account, claim } = known.row;
  for (;;) {
    const older = new Map((await claims.uses(account, claim)).map((use) => [use.sk, use]));
    const uses = usesIn(known, judge).map((use) => ({ ...use, standing: older.get(use.sk)?.standing ?? '' }));
    const gone = [...older.values()].filter(({ sk }) => !uses.some((use) => use.sk === sk));
    let whole = true;
    for (const use of gone) whole = (await claims.removeUse(use)) && whole;
    for (const use of uses) whole = (await claims.replaceUse(use, older.get(use.sk))) && whole;
    whole = (await replaceClaimRules(claims, known)) && whole;
    if (!whole) continue;
    await takeBack(ports, account, claim, occasion);
    return uses;
  }
}

/** Puts the claim, as its own rules see it, in the place of the older one; false where that was judged meanwhile. */
async function replaceClaimRules(claims: ClaimStore, { row, states }: KnownClaim): Promise<boolean> {
  const older = await claims.claimRules(row.account, row.claim);
  if (!older) return true;
  if (row.status === 'void') return claims.removeUse(older);
  const fresh = { ...claimRulesOf(row.account, row.claim, row.content, states), standing: older.standing };
  return claims.replaceUse(fresh, older);
}

/**
 * Findings that no use answers for any more. They are read before the uses: whoever raises one notes it first, so
 * one that is read and not noted then has lost its line.
 */
async function takeBack(
  { claims, findings }: SettlePorts,
  account: string,
  claim: Claim,
  occasion: Occasion,
): Promise<void> {
  const open = (await findings.ofClaim(account, claim)).filter(({ status }) => status !== 'cleared');
  if (open.length === 0) return;
  const whole = await claims.claimRules(account, claim);
  const noted = new Set([...(await claims.uses(account, claim)), ...(whole ? [whole] : [])].flatMap(standingOf));
  for (const { sk } of open) if (!noted.has(sk)) await findings.clear(account, claim.claimId, sk, occasion);
}

/** The change set that broke or mended a line, or null where a first release shows it already: no alert is due then. */
export function changeSetBehind({ code, line }: UseRow, held: HeldCodeSets): string | null {
  return line.dateOfService === null ? null : changeSetOn(code, line.dateOfService, held);
}

/** The change set that made a code what it is on a day of service. */
export function changeSetOn(code: string, day: IsoDate, { states, books }: HeldCodeSets): string | null {
  const codeSet = codeSetOf(code);
  const book = codeSet && books[codeSet];
  const entry = book?.entry(code);
  if (!book || !entry) return null;
  const life = book.lifeAt(entry, toDayNumber(day)) ?? entry.lives[0];
  return life && life.release > 0 ? states[book.codeSet].releases[life.release]!.changeSet : null;
}
