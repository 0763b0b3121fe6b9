import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Claim } from '../../../../shared/claims/claim.ts';
import type { ClaimState } from '../../../../shared/claims/status/claim-status.ts';
import {
  closedOn,
  isOpenLine,
  joinedStatuses,
  lineStatesOf,
  type SaidStatus,
} from '../../../../shared/claims/status/line-states.ts';
import { claim } from '../../../support/claim-world.ts';

const bill: Claim = numbered(claim('A', ['J0013 x56', '99213 x1', '99213 x1']));

function numbered({ lines, ...head }: Claim): Claim {
  return { ...head, lines: lines.map((line) => ({ ...line, controlNumber: `L${line.line}` })) };
}

function said(state: ClaimState, date: string, more: Partial<SaidStatus> = {}): SaidStatus {
  const nothing = { line: null, service: null, controlNumber: null, payer: null, payerClaimNumber: null };
  return { ...nothing, state, date, carc: [], rarc: [], ...more };
}

const service = (code: string) => ({
  service: { code, modifiers: [], amount: null, dateOfService: null },
});

function statesOf(statuses: readonly SaidStatus[], of = bill, since: string | null = null): string {
  const states = lineStatesOf(of, statuses, since);
  return of.lines.map(({ line }) => states.get(line)?.state ?? 'unsent').join(' ');
}

describe('where the lines of a claim stand', () => {
  test.each<[string, SaidStatus[], string]>([
    ['nothing was said', [], 'unsent unsent unsent'],
    ['the whole claim', [said('sent', '2026-01-06')], 'sent sent sent'],
    ['one line, by its number', [said('paid', '2026-01-20', { line: 2 })], 'unsent paid unsent'],
    [
      'one line, by the number it was sent with',
      [said('paid', '2026-01-20', { controlNumber: 'L3' })],
      'unsent unsent paid',
    ],
    ['one line, by its code', [said('denied', '2026-01-20', service('J0013'))], 'denied unsent unsent'],
    [
      'two services that look alike are two lines',
      [said('paid', '2026-01-20', service('99213')), said('denied', '2026-01-20', service('99213'))],
      'unsent paid denied',
    ],
    ['a line that the claim has not', [said('paid', '2026-01-20', { line: 9 })], 'unsent unsent unsent'],
    [
      'the later day holds, whichever came first',
      [said('paid', '2026-01-20'), said('rejected', '2026-01-07')],
      'paid paid paid',
    ],
    [
      'of one day the line goes before the claim',
      [said('denied', '2026-01-20', { line: 1 }), said('paid', '2026-01-20')],
      'denied paid paid',
    ],
    [
      'a payment taken back and paid anew on one day is paid',
      [said('paid', '2026-02-20', { line: 1 }), said('reversed', '2026-02-20', { line: 1 })],
      'paid unsent unsent',
    ],
    ['taken back later', [said('paid', '2026-01-20'), said('reversed', '2026-02-20')], 'reversed reversed reversed'],
  ])('%s', (_, statuses, states) => {
    expect(statesOf(statuses)).toBe(states);
    expect(statesOf([...statuses].reverse())).toBe(states);
  });

  test('what a payer says under the number of the claim that was replaced is about that one', () => {
    const replacement = { ...bill, frequency: '7', payerClaimNumber: 'ICN1' };
    const statuses = [said('paid', '2026-01-20', { payerClaimNumber: 'ICN1' }), said('rejected', '2026-01-08')];
    expect(statesOf(statuses, replacement, '2026-02-01')).toBe('unsent unsent unsent');
    const more = [...statuses, said('pending', '2026-02-03', { payerClaimNumber: 'ICN2' })];
    expect(statesOf(more, replacement, '2026-02-01')).toBe('pending pending pending');
  });

  test.each<[ClaimState, string[], boolean]>([
    ['unsent', [], true],
    ['sent', [], true],
    ['pending', [], true],
    ['rejected', [], true],
    ['returned', [], true],
    ['reversed', [], true],
    ['paid', ['45'], false],
    ['superseded', [], false],
    ['paid-zero', ['45', '4'], true],
    ['paid-zero', ['16'], true],
    ['paid-zero', ['181'], true],
    ['denied', ['182'], true],
    ['paid-zero', ['97'], false],
    ['denied', ['29'], false],
  ])('%s with the reasons %j: open is %s', (state, carc, open) => {
    expect(isOpenLine({ state, carc, date: '2026-01-20' })).toBe(open);
  });

  test('a claim is closed with its last line', () => {
    const states = (statuses: SaidStatus[]) => closedOn(bill, lineStatesOf(bill, statuses, null));
    expect(states([said('paid', '2026-01-20', { line: 1 })])).toBeNull();
    expect(states([said('paid', '2026-01-20'), said('denied', '2026-02-01', { line: 1, carc: ['97'] })])).toBe(
      '2026-02-01',
    );
  });

  test('the same is known and holds in whatever order, parts and repetitions statuses come', () => {
    const status = fc
      .record({
        state: fc.constantFrom<ClaimState>('sent', 'rejected', 'paid', 'paid-zero', 'reversed'),
        date: fc.constantFrom('2026-01-07', '2026-01-20', '2026-02-02'),
        line: fc.constantFrom(null, 1, 2),
        controlNumber: fc.constantFrom(null, 'L3'),
        payerClaimNumber: fc.constantFrom(null, 'ICN1'),
      })
      .map(({ state, date, ...more }) => said(state, date, more));
    fc.assert(
      fc.property(fc.array(status, { maxLength: 8 }), fc.nat(), fc.nat(7), (statuses, seed, cut) => {
        const shuffled = [...statuses, ...statuses].sort((a, b) => hash(a, seed) - hash(b, seed));
        const first = joinedStatuses([], shuffled.slice(0, cut)) ?? [];
        const all = joinedStatuses(first, shuffled.slice(cut)) ?? first;
        expect(all).toEqual(joinedStatuses([], statuses) ?? []);
        expect(lineStatesOf(bill, all, null)).toEqual(lineStatesOf(bill, statuses, null));
      }),
    );
  });
});

function hash(status: SaidStatus, seed: number): number {
  let sum = seed;
  for (const character of JSON.stringify(status)) sum = (Math.imul(sum, 31) + character.charCodeAt(0)) >>> 0;
  return sum;
}
