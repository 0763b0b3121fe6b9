import { z } from 'zod';
import { type IsoDate, isIsoDate } from '../dates.ts';
import type { PayerClass } from './claim.ts';

const day = z.string().refine(isIsoDate, 'is no day');

/** A payer's own dates for a code ("payer P takes S0013 until 2026-03-31"), as an account keeps them. */
export const acceptanceWindowSchema = z.strictObject({
  /** Payer id, or a payer class for all of its payers. */
  payer: z.string(),
  code: z.string(),
  /** First and last date of service on which the payer takes the code; null is open. */
  from: day.nullable(),
  to: day.nullable(),
  /** The notice or bulletin that says so. */
  document: z.string().min(1),
});

export type AcceptanceWindow = Readonly<z.infer<typeof acceptanceWindowSchema>>;

/** What the payer's own document says of a date of service: it overrides the code set. Undefined where it is silent. */
export interface PayerAcceptance {
  readonly accepted: boolean;
  readonly window: AcceptanceWindow;
}

/** Windows of one code for one payer: its own before those of its class. Several windows of a payer add up. */
export function acceptanceOn(
  windows: readonly AcceptanceWindow[],
  payer: string | null,
  payerClass: PayerClass,
  date: IsoDate,
): PayerAcceptance | undefined {
  const own = windows.filter((window) => window.payer === payer);
  const applying = own.length > 0 ? own : windows.filter((window) => window.payer === payerClass);
  if (applying.length === 0) return undefined;
  const open = applying.find(({ from, to }) => (from === null || from <= date) && (to === null || date <= to));
  return { accepted: open !== undefined, window: open ?? applying.at(-1)! };
}
