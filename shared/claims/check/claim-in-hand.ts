import type { DayNumber } from '../../codebook/code-book.ts';
import type { Claim, ClaimLine, PayerClass } from '../claim.ts';
import type { TableRows } from '../rules/lists.ts';
import type { CodeFacts } from './code-facts.ts';

/** What a line needs of its claim; a stored line keeps it. */
export type ClaimHead = Omit<Claim, 'lines'>;

/** Stands for a line without a date of service. */
export const noDay: DayNumber = 0;

/**
 * The claim that is being checked, laid out for the matching engine. One of these serves a whole file: columns grow to
 * the longest claim, and a line without findings leaves nothing behind for the garbage collector.
 */
export class ClaimInHand {
  head!: ClaimHead;
  payerClass: PayerClass = 'unknown';
  /** Payer class and claim type as rules ask for them. */
  payerBit = 0;
  claimTypeBit = 0;
  lines: readonly ClaimLine[] = [];
  readonly facts: CodeFacts[] = [];
  /** Which rules' codes each line's code is among, and which any line's is. */
  readonly roles: (readonly number[])[] = [];
  readonly allRoles: number[];
  readonly rows: TableRows[] = [];
  readonly days: DayNumber[] = [];
  readonly throughDays: DayNumber[] = [];

  constructor(words: number) {
    this.allRoles = new Array<number>(words).fill(0);
  }

  /** Adds the roles of a line to those of the claim. */
  take(roles: readonly number[]): void {
    const { allRoles } = this;
    for (let word = 0; word < allRoles.length; word++) allRoles[word]! |= roles[word]!;
  }

  /** Dates of service of two lines meet. */
  sameDate(a: number, b: number): boolean {
    return this.days[a]! <= this.throughDays[b]! && this.days[b]! <= this.throughDays[a]!;
  }

  isSpan(at: number): boolean {
    return this.throughDays[at] !== this.days[at];
  }
}
