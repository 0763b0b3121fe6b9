import { type IsoDate, laterOf } from '../../dates.ts';
import type { Claim } from '../claim.ts';
import { type ClaimState, type ClaimStatus, isOpen, lineOf } from './claim-status.ts';

/** A status of which the day is known: where its file says none, that of its import. */
export interface SaidStatus extends Omit<ClaimStatus, 'claimId' | 'clearinghouseNumber' | 'date'> {
  readonly date: IsoDate;
  /** Number of the claim that replaced or voided this one under another number; what comes later is about that one. */
  readonly replacedBy?: string;
}

/** Where one line stands, by whom and what for the last time. */
export interface LineState {
  readonly state: ClaimState;
  readonly date: IsoDate;
  readonly carc: readonly string[];
}

/** Lines of which nothing was said are not in it: they are unsent, which is open. */
export type LineStates = ReadonlyMap<number, LineState>;

/**
 * Of what was said on one day what holds, from the least: a clearing house takes a claim in before the payer answers,
 * and a payer reverses a payment before it corrects it.
 */
const holding: readonly ClaimState[] = [
  'unsent',
  'sent',
  'pending',
  'rejected',
  'returned',
  'reversed',
  'paid',
  'paid-zero',
  'denied',
  'superseded',
];

/**
 * Where the lines of a claim stand, from all that was said of it, in whatever order that came. The later day holds; of
 * one day what was said of the line before what was said of the claim. `payers`: of all bills under this claim id.
 */
export function lineStatesOf(
  claim: Claim,
  said: readonly SaidStatus[],
  since: IsoDate | null,
  payers: readonly (string | null)[] = [],
): LineStates {
  const states = new Map<number, LineState>();
  const others = payers.filter((payer) => payer !== claim.payer);
  const ofPayer = said.filter((status) => isOfThisPayer(status, claim, others));
  const inOrder = ofPayer.filter((status) => isOfThisBill(status, claim, since)).sort(byPrecedence);
  const replaced = inOrder.findLast(({ replacedBy }) => replacedBy !== undefined);
  if (replaced) inOrder.push(replaced);
  const taken = new Map<string, Set<number>>();
  for (const status of inOrder)
    for (const line of linesOf(claim, status, taken))
      states.set(line, { state: status.state, date: status.date, carc: status.carc });
  return states;
}

/** Whether a status says anything of a line of the claim, one that was replaced since included. */
export function isAbout(claim: Claim, status: SaidStatus): boolean {
  return linesOf(claim, status, new Map()).length > 0;
}

/** Of several bills under one id each hears its own payer. Payers that name themselves otherwise are heard by all. */
function isOfThisPayer({ payer, replacedBy }: SaidStatus, claim: Claim, others: readonly (string | null)[]): boolean {
  if (payer === null || payer === claim.payer) return true;
  if (replacedBy !== undefined && claim.payer !== null) return false;
  return !others.includes(payer);
}

/**
 * What a payer says under the number of the claim that this one replaces is about that one; and so is what was said
 * without a number before this one came.
 */
function isOfThisBill(
  { payerClaimNumber, date, replacedBy }: SaidStatus,
  claim: Claim,
  since: IsoDate | null,
): boolean {
  if (replacedBy !== undefined) return true;
  if (payerClaimNumber !== null) return payerClaimNumber !== claim.payerClaimNumber;
  return since === null || date >= since;
}

/** `taken`: services of one report that look alike are different lines. */
function linesOf(claim: Claim, status: SaidStatus, taken: Map<string, Set<number>>): readonly number[] {
  const { line, controlNumber, service, state, date, payerClaimNumber } = status;
  const { lines } = claim;
  if (line !== null) return lines.filter((each) => each.line === line).map((each) => each.line);
  const named = controlNumber === null ? [] : lines.filter((each) => each.controlNumber === controlNumber);
  if (named.length === 1) return [named[0]!.line];
  if (service === null) return controlNumber === null ? lines.map((each) => each.line) : [];
  // A payer that takes back and pays anew on one day names each line twice.
  const report = `${date} ${payerClaimNumber} ${state === 'reversed'}`;
  const used = taken.get(report) ?? new Set();
  const found = lineOf(service, lines, used) ?? lineOf(service, lines);
  if (found === null) return [];
  taken.set(report, used.add(found));
  return [found];
}

function byPrecedence(a: SaidStatus, b: SaidStatus): number {
  return rankOf(a) < rankOf(b) ? -1 : 1;
}

/** Ends in everything that is said, so that equals are in the same order whichever came first. */
function rankOf(status: SaidStatus): string {
  const { date, line, service, controlNumber, state } = status;
  const ofLine = line !== null || service !== null || controlNumber !== null;
  return `${date} ${ofLine ? 1 : 0} ${holding.indexOf(state)} ${textOf(status)}`;
}

/** One text for a status, so that the same said twice is one. */
export function textOf(status: SaidStatus): string {
  const { line, service, controlNumber, payer, state, date, payerClaimNumber, carc, rarc, replacedBy } = status;
  const of = service && [service.code, service.modifiers, service.amount, service.dateOfService];
  return JSON.stringify([date, state, line, controlNumber, of, payerClaimNumber, payer, carc, rarc, replacedBy]);
}

/** Adds what is new to what is known, in one order; null where all of it is known. */
export function joinedStatuses(
  known: readonly SaidStatus[],
  more: readonly SaidStatus[],
): readonly SaidStatus[] | null {
  const all = new Map([...known, ...more].map((status) => [textOf(status), status]));
  if (all.size === new Set(known.map(textOf)).size) return null;
  return [...all.values()].sort(byPrecedence).slice(-mostStatuses);
}

/** A claim has at most some hundred lines, and each of them some answers; a payer that repeats itself fills no item. */
const mostStatuses = 1_000;

/** Whether the line may still be mended; one of which nothing was said is unsent. */
export function isOpenLine(state: LineState | undefined): boolean {
  return state === undefined || isOpen(state);
}

/** The day on which the last line of a claim was closed; null while one is open. */
export function closedOn(claim: Claim, states: LineStates): IsoDate | null {
  if (claim.lines.some(({ line }) => isOpenLine(states.get(line)))) return null;
  return [...states.values()].map(({ date }) => date).reduce(laterOf, '0001-01-01');
}
