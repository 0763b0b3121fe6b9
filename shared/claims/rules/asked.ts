import { type DayNumber, noEnd } from '../../codebook/code-book.ts';
import { toDayNumber } from '../../dates.ts';
import { type ClaimInHand, noDay } from '../check/claim-in-hand.ts';
import type { ClaimType, PayerClass } from '../claim.ts';
import { payerClasses } from '../payers.ts';
import type { Condition, Places, Rule } from './rule.ts';

/** Dates, payers, claim types and places for which a condition is asked at all. Sets are bits: the inner loop asks often. */
export class Asked {
  readonly from: DayNumber;
  readonly to: DayNumber;
  readonly payers: number;
  readonly claimTypes: number;
  readonly placesOfService: Places | null;
  readonly typesOfBill: Places | null;

  constructor(rule: Rule, condition: Condition) {
    this.from = toDayNumber(rule.from);
    this.to = rule.to === null ? noEnd : toDayNumber(rule.to);
    this.payers = bitsOf(rule.payers ?? payerClasses, payerBit);
    this.claimTypes = bitsOf(
      condition.claimTypes ?? rule.claimTypes ?? ['professional', 'institutional'],
      claimTypeBit,
    );
    this.placesOfService = rule.placesOfService ?? null;
    this.typesOfBill = rule.typesOfBill ?? null;
  }

  of(claim: ClaimInHand, at: number): boolean {
    const day = claim.days[at]!;
    if (day < this.from || day > this.to || day === noDay) return false;
    if ((this.payers & claim.payerBit) === 0 || (this.claimTypes & claim.claimTypeBit) === 0) return false;
    const { claimType, place } = claim.head;
    return claimType === 'professional'
      ? this.placesOfService === null || isAmong(this.placesOfService, claim.lines[at]!.placeOfService ?? place)
      : this.typesOfBill === null || isAmong(this.typesOfBill, place);
  }
}

export function payerBit(payerClass: PayerClass): number {
  return 1 << payerClasses.indexOf(payerClass);
}

export function claimTypeBit(claimType: ClaimType): number {
  return claimType === 'professional' ? 1 : 2;
}

function bitsOf<T>(values: readonly T[], bit: (value: T) => number): number {
  return values.reduce((bits, value) => bits | bit(value), 0);
}

/** A place that is not known fits no rule that asks for one. */
function isAmong(places: Places, place: string | null): boolean {
  if (place === null) return false;
  return 'only' in places ? places.only.includes(place.slice(0, 2)) : !places.except.includes(place.slice(0, 2));
}
