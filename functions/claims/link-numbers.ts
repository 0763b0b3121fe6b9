import { numbersOf } from '../../shared/claims/claim-numbers.ts';
import type { SaidStatus } from '../../shared/claims/status/line-states.ts';
import type { ClaimNumber } from '../../shared/keys/claim-identity.ts';
import type { ClaimRow } from '../adapters/claim-store.ts';
import type { NumberedClaim, NumberStore } from '../adapters/number-store.ts';
import { type SettleStatusPorts, settleStatuses } from './settle-statuses.ts';

export interface LinkPorts extends SettleStatusPorts {
  readonly numbers: NumberStore;
}

/** Notes the numbers of claims that were stored, and gives them what was said under those before. */
export async function linkClaims(ports: LinkPorts, rows: readonly ClaimRow[], window: string, today: string) {
  for (const { account, claim, since } of rows)
    for (const { as, number } of numbersOf(claim)) {
      const { claimId, payer } = claim;
      await ports.numbers.note(account, number, as, { claimId, payer, date: since ?? today });
      await linkNumber(ports, account, number, window);
    }
}

/**
 * Whoever replaces a claim by the payer's number of it supersedes it, whatever number of its own it has; and what was
 * said by the number alone is given to the claim that bears it. Both sides note themselves first and look then, so
 * that one of the two sees the other, whichever comes first.
 */
export async function linkNumber(ports: LinkPorts, account: string, number: ClaimNumber, window: string) {
  const { bearers, replacers, waiting } = await ports.numbers.of(account, number);
  for (const bearer of bearers)
    for (const replacer of replacers) {
      if (replacer.claimId === bearer.claimId) continue;
      await ports.statuses.add(account, bearer.claimId, [supersededBy(replacer, number)]);
      await settleStatuses(ports, account, bearer.claimId, window);
    }
  if (!waiting) return;
  const bearer = theBearer(bearers, replacers, waiting.said[0]?.payer ?? null);
  if (bearer === null) return;
  await ports.statuses.add(account, bearer, waiting.said);
  await settleStatuses(ports, account, bearer, window);
  if (!(await ports.numbers.given(account, number, waiting))) await linkNumber(ports, account, number, window);
}

/** The claim that an answer is about which names it by numbers alone; null where nobody or more than one bears them. */
export async function claimByNumbers(
  { numbers }: LinkPorts,
  account: string,
  named: readonly ClaimNumber[],
  payer: string | null,
): Promise<string | null> {
  for (const number of named) {
    const { bearers, replacers } = await numbers.of(account, number);
    const found = theBearer(bearers, replacers, payer);
    if (found !== null) return found;
  }
  return null;
}

/** Two payers may give the same number; of claims of one payer the last replacement bears it. */
function theBearer(
  bearers: readonly NumberedClaim[],
  replacers: readonly NumberedClaim[],
  payer: string | null,
): string | null {
  const ofPayer = bearers.filter((each) => payer === null || each.payer === null || each.payer === payer);
  const replacing = ofPayer.filter(({ claimId }) => replacers.some((replacer) => replacer.claimId === claimId));
  const [bearer, ...others] = replacing.length > 0 ? replacing : ofPayer;
  return bearer && others.length === 0 ? bearer.claimId : null;
}

function supersededBy({ claimId, payer, date }: NumberedClaim, { number }: ClaimNumber): SaidStatus {
  const about = { line: null, service: null, controlNumber: null, carc: [], rarc: [] };
  return { ...about, payer, state: 'superseded', date, payerClaimNumber: number, replacedBy: claimId };
}
