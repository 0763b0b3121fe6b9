import { describe, expect, test } from 'vitest';
import type { Claim } from '../../../shared/claims/claim.ts';
import type { ClaimStatus } from '../../../shared/claims/status/claim-status.ts';
import { account, claim, findingsOf, january, october, storing } from '../../support/claim-world.ts';
import { openMedium, type RunningApp, startApp } from '../../support/medium.ts';
import { ingestFile } from '../../support/release-chain.ts';

const silent = { line: null, service: null, controlNumber: null, payer: null, carc: [], rarc: [] } as const;
const unnamed = { claimId: null, clearinghouseNumber: null, payerClaimNumber: null };
const says = (more: Partial<ClaimStatus>): ClaimStatus => ({
  ...silent,
  ...unnamed,
  state: 'pending',
  date: '2026-01-10',
  ...more,
});

const broken = (claimId: string) => `${claimId} 1 E1001 code-terminated`;
const first = claim('A', ['E1001 x1'], { payer: 'P1' });
const taught = says({ claimId: 'A', payerClaimNumber: 'ICN1' });
const paid = { state: 'paid', date: '2026-01-20' } as const;
const again = (frequency: string, payer = 'P1') =>
  claim('B', ['E1001 x2'], { payer, frequency, payerClaimNumber: 'ICN1' });

type Step = Claim | ClaimStatus;

async function findingsAfter(steps: readonly Step[]): Promise<readonly string[]> {
  const medium = await openMedium();
  const app: RunningApp = startApp(medium);
  for (const release of [october, january]) await ingestFile(app, release);
  for (const step of steps) {
    if ('lines' in step) await storing([step], startApp(medium));
    else {
      const into = startApp(medium).importInto(account, 'status', '2026-02-01');
      await into.say(step);
      await into.flush();
    }
  }
  return findingsOf(app);
}

const bothOrders = (steps: readonly Step[]) => [steps, steps.toReversed()];

describe('a claim is found by the numbers that others gave it', () => {
  test.each<[string, readonly Step[], readonly string[]]>([
    ['the payer’s, once an answer taught it', [first, taught, says({ payerClaimNumber: 'ICN1', ...paid })], []],
    [
      'the clearing house’s',
      [{ ...first, clearinghouseNumber: 'D9-1' }, says({ clearinghouseNumber: 'D9-1', ...paid })],
      [],
    ],
    [
      'not by that of another payer',
      [first, says({ ...taught, payer: 'P1' }), says({ payerClaimNumber: 'ICN1', payer: 'P2', ...paid })],
      [broken('A')],
    ],
    ['a number that nobody bears', [first, says({ payerClaimNumber: 'ICN7', ...paid })], [broken('A')]],
    ['replaced under another number', [first, taught, again('7')], [broken('B')]],
    ['voided under another number', [first, taught, again('8')], []],
    ['not replaced by a first bill', [first, taught, again('1')], [broken('A'), broken('B')]],
    ['not replaced at another payer', [first, taught, again('7', 'P2')], [broken('A'), broken('B')]],
  ])('%s, in whatever order they come', async (_, steps, findings) => {
    for (const order of bothOrders(steps)) expect(await findingsAfter(order)).toEqual(findings);
  });

  test('a replaced claim stays so when the payer takes its payment back', async () => {
    expect(
      await findingsAfter([first, taught, again('7'), says({ claimId: 'A', state: 'reversed', date: '2026-03-01' })]),
    ).toEqual([broken('B')]);
  });

  test('of two bills under one id each hears its own payer', async () => {
    const second = claim('A', ['E1001 x1'], { payer: 'P2' });
    const byFirst = says({ claimId: 'A', payer: 'P1', ...paid });
    const byOther = says({ claimId: 'A', payer: 'P9', ...paid });
    for (const order of bothOrders([first, second, byFirst])) expect(await findingsAfter(order)).toEqual([broken('A')]);
    expect(await findingsAfter([first, second, byOther])).toEqual([]);
  });
});
