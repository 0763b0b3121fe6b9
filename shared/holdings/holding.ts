import type { Cents } from '../claims/claim.ts';
import type { Fix, Severity } from '../claims/finding.ts';
import type { IsoDate } from '../dates.ts';

/** What holds codes beside claims: lists that go on to produce claims until somebody changes them. */
export const holdingTypes = ['chargemaster', 'fee-schedule', 'superbill', 'authorisation', 'order'] as const;

export type HoldingType = (typeof holdingTypes)[number];

/** What one line of each type is called, for one and for many. */
export const holdingNames: Readonly<Record<HoldingType, readonly [one: string, many: string]>> = {
  chargemaster: ['chargemaster line', 'chargemaster lines'],
  'fee-schedule': ['fee schedule line', 'fee schedule lines'],
  superbill: ['superbill line', 'superbill lines'],
  authorisation: ['prior authorisation', 'prior authorisations'],
  order: ['standing order', 'standing orders'],
};

/** One line of a list that is held, with nothing of a patient. */
export interface HeldLine {
  readonly type: HoldingType;
  /** Several lists of a type stand beside each other: a fee schedule for each payer. */
  readonly list: string;
  /** Number of the charge, the authorisation or the order; the code itself where the list has no numbers. */
  readonly item: string;
  readonly code: string;
  readonly modifiers: readonly string[];
  /** First day of service that counts: the line's own, but none before the list was handed in. */
  readonly from: IsoDate;
  /** Last day of service; null where it has no end. */
  readonly through: IsoDate | null;
  readonly payer: string | null;
  /** NPI of the clinic. */
  readonly provider: string | null;
  /** Units authorised or ordered; of a chargemaster the yearly volume. */
  readonly units: number | null;
  /** Of one unit. */
  readonly price: Cents | null;
}

/** What is wrong with one held line. */
export interface HoldingFinding {
  /** The code or modifier that it is about. */
  readonly code: string;
  readonly rule: string;
  readonly severity: Severity;
  /** First day of service on which the line is wrong: the work is due before it. */
  readonly since: IsoDate;
  /** Last such day, where the code lives again after it. */
  readonly until: IsoDate | null;
  readonly message: string;
  readonly reason: string;
  readonly source: string;
  readonly fix: readonly Fix[];
}

/** The money that hangs on a line, in cents: its price, times its units where the list gives them. */
export function amountOf({ price, units }: HeldLine): Cents {
  return price === null ? 0 : Math.round(price * (units ?? 1));
}

/** What tells the lines of a list apart. One without a number may stand once for each period of its rate. */
export function identityOf({ item, code, modifiers, payer, through }: HeldLine): string {
  return [item, code, modifiers.join(''), payer ?? '', item === code ? (through ?? '') : ''].join('~');
}
