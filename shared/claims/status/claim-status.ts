import type { IsoDate } from '../../dates.ts';
import type { Cents, ClaimLine, RefusedClaim } from '../claim.ts';
import type { Pushed } from '../file-form.ts';

/** Where a claim or a line stands. `unsent` and `superseded` come from the claims themselves, the rest from the payer. */
export const claimStates = [
  'unsent',
  'sent',
  'pending',
  'rejected',
  'returned',
  'denied',
  'paid-zero',
  'paid',
  'reversed',
  'superseded',
] as const;
export type ClaimState = (typeof claimStates)[number];

/** The line that a status is about, as the payer repeats it: neither 835 nor 277 gives the number of LX01. */
export interface ReportedService {
  /** SVC06-2 (as submitted), else SVC01-2; empty where there is a revenue code alone. */
  readonly code: string;
  readonly modifiers: readonly string[];
  /** SVC02. */
  readonly amount: Cents | null;
  readonly dateOfService: IsoDate | null;
}

/** What a payer or clearing house says of one claim, or of one line of it. Nothing of the patient is kept. */
export interface ClaimStatus {
  /** CLP01, TRN02 of a 277CA, REF*EJ of a 277: the number in CLM01; null where other numbers have to tell it. */
  readonly claimId: string | null;
  /** REF*D9 of a 277CA or 277: the number that a clearing house gave the claim. */
  readonly clearinghouseNumber: string | null;
  /** Number of the line where it is known; null where the status is the whole claim's, or `service` has to tell it. */
  readonly line: number | null;
  readonly service: ReportedService | null;
  /** REF*6R of an 835, REF*FJ of a 277: the number that the line was sent with. */
  readonly controlNumber: string | null;
  /** Id of the payer who says it (N104 or NM109): tells several bills of one claim apart. */
  readonly payer: string | null;
  readonly state: ClaimState;
  /** BPR16 or STC02: the day on which it was said. */
  readonly date: IsoDate | null;
  /** CLP07, or REF*1K. */
  readonly payerClaimNumber: string | null;
  /** Claim adjustment reason codes, CAS02 and so on. */
  readonly carc: readonly string[];
  /** Remittance advice remark codes: LQ*HE, MIA, MOA. */
  readonly rarc: readonly string[];
}

export interface StatusSink {
  onStatus(status: ClaimStatus): void;
  onRefused(refused: RefusedClaim): void;
}

/** The account of one file of statuses. */
export interface StatusCounts {
  /** Statuses given, of claims and of lines. */
  readonly read: number;
  readonly refused: number;
  readonly notices: number;
}

export type StatusReader = Pushed<StatusCounts>;

/** Reasons for which a line that was paid nothing can still be mended: code, claim data, code on the date, modifier. */
const mendableReasons: ReadonlySet<string> = new Set(['4', '16', '181', '182']);
const openStates: ReadonlySet<ClaimState> = new Set(['unsent', 'sent', 'pending', 'rejected', 'returned', 'reversed']);

/** Whether the line may still be mended, and so is re-checked when codes change. */
export function isOpen({ state, carc }: Pick<ClaimStatus, 'state' | 'carc'>): boolean {
  if (openStates.has(state)) return true;
  return (state === 'paid-zero' || state === 'denied') && carc.some((reason) => mendableReasons.has(reason));
}

/**
 * The line that a reported service is: same code, and date and charge where both are known, modifiers deciding between
 * equals. `taken` are numbers of lines that other services of the same report were found to be.
 */
export function lineOf(
  service: ReportedService,
  lines: readonly ClaimLine[],
  taken: ReadonlySet<number> = new Set(),
): number | null {
  const same = lines.filter(
    (line) =>
      !taken.has(line.line) &&
      line.code === service.code &&
      (service.dateOfService === null || service.dateOfService === line.dateOfService) &&
      (service.amount === null || service.amount === line.amount),
  );
  const modifiers = service.modifiers.join();
  return (same.find((line) => line.modifiers.join() === modifiers) ?? same[0])?.line ?? null;
}
