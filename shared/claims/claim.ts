import type { IsoDate } from '../dates.ts';

export type ClaimType = 'professional' | 'institutional';

/** Money in whole cents: sums of charges must not drift. */
export type Cents = number;

/** The drug behind a line (loop 2410: LIN N4 and CTP), the only sound source of a dose. */
export interface DrugQuantity {
  /** 11 digits, LIN03. */
  readonly ndc: string;
  /** CTP04; null where the claim does not give it. */
  readonly quantity: number | null;
  /** CTP05-1: F2 international unit, GR gram, ME milligram, ML millilitre, UN unit. */
  readonly unit: string | null;
}

/** One service line, with nothing of the patient. */
export interface ClaimLine {
  /** LX01, from 1. */
  readonly line: number;
  /** SV101-2 or SV202-2; empty where an institutional line has a revenue code alone. */
  readonly code: string;
  readonly modifiers: readonly string[];
  /** SV104 or SV205, as billed (already rounded up). */
  readonly units: number;
  /** SV103 or SV204: UN units, MJ minutes, DA days, F2 international units. */
  readonly unitOfMeasure: string;
  /** SV102 or SV203. */
  readonly amount: Cents;
  /** DTP*472 from-date, else the statement's from-date; null where the claim has none. */
  readonly dateOfService: IsoDate | null;
  /** Last day of a span; equals `dateOfService` for a single day. */
  readonly throughDate: IsoDate | null;
  /** SV105, else CLM05-1 of a professional claim. */
  readonly placeOfService: string | null;
  /** SV201. */
  readonly revenueCode: string | null;
  readonly drug: DrugQuantity | null;
  /** REF*6R: the line's number in the provider's system, which 835, 277 and 277CA give back. */
  readonly controlNumber?: string;
}

/** A claim as submitted. Everything that names or describes a person was dropped while parsing. */
export interface Claim {
  /** CLM01. Often an account number: shown behind the login alone. */
  readonly claimId: string;
  readonly claimType: ClaimType;
  /** CLM05-3: 1 original, 7 replacement, 8 void. */
  readonly frequency: string;
  /** REF*F8: the payer's own number of the claim that this one replaces or voids. */
  readonly payerClaimNumber: string | null;
  /** REF*D9: the number that a clearing house gave the claim, which 277CA and 277 give back. */
  readonly clearinghouseNumber?: string;
  /** NM109 of the destination payer (2010BB, professional and institutional); never another payer of the claim. */
  readonly payer: string | null;
  /** SBR09 of the destination payer's loop 2000B: MB Medicare B, MA Medicare A, CI commercial … Evidence, not truth. */
  readonly filingIndicator: string | null;
  /** What a CSV file says of the payer beside its id; the account's own map goes before it. */
  readonly payerClass?: PayerClass;
  /** NM109 of 2010AA: the billing provider's NPI. */
  readonly provider: string | null;
  /** CLM05-1: place of service of a professional claim; first two digits of the type of bill of an institutional one (13: hospital outpatient). */
  readonly place: string | null;
  readonly lines: readonly ClaimLine[];
}

/**
 * What a refusal is about: a claim that was seen and not taken; other input that was not taken (another transaction, a
 * damaged interchange, a row without a claim); or a notice, with which nothing was lost (an envelope's count is wrong).
 */
export type RefusalKind = 'claim' | 'input' | 'notice';

/** A claim that could not be read, or only in part. `claimId` where it was reached. */
export interface RefusedClaim {
  readonly kind: RefusalKind;
  readonly file: string;
  /** Number of the X12 segment from 1, of the CSV or NDJSON line, or of the entry of a Bundle. */
  readonly segment: number;
  /** Never quotes the file. */
  readonly reason: string;
  readonly claimId: string | null;
}

export type PayerClass =
  | 'medicare'
  | 'medicare-dme'
  | 'medicare-advantage'
  | 'medicaid'
  | 'tricare'
  | 'commercial'
  | 'other'
  | 'unknown';

export function dollars(cents: Cents): number {
  return Math.round(cents) / 100;
}
