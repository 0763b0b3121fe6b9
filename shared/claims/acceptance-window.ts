import * as z from 'zod';
import { addDays, type IsoDate, isIsoDate } from '../dates.ts';
import type { PayerClass } from './claim.ts';
import { payerIdOf, writtenPayerId } from './payers.ts';

const day = z.string().refine(isIsoDate, 'is no day');

const code = z.string().regex(/^[0-9A-Z]{5}$/, 'is no procedure code');

/** A payer's own dates for a code ("payer P takes S0013 until 2026-03-31"), as an account keeps them. */
export const acceptanceWindowSchema = z.strictObject({
  /** Payer id, or a payer class for all of its payers. */
  payer: writtenPayerId,
  code,
  /** First and last date of service for which the payer said it; null is open. */
  from: day.nullable(),
  to: day.nullable(),
  /** False: the payer does not take the code on these dates. Else it takes it then, and on no other date. */
  takes: z.boolean().optional(),
  /** What the document says to bill instead, where the payer does not take the code. */
  instead: z.array(code).max(20).optional(),
  /** The notice or bulletin that says so. */
  document: z.string().min(1).max(500),
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
  const id = payer === null ? null : payerIdOf(payer);
  const own = windows.filter((window) => payerIdOf(window.payer) === id);
  const applying = own.length > 0 ? own : windows.filter((window) => window.payer === payerClass);
  const refusing = applying.find((window) => window.takes === false && holdsOn(window, date));
  if (refusing) return { accepted: false, window: refusing };
  const taking = applying.filter(({ takes }) => takes !== false);
  if (taking.length === 0) return undefined;
  const open = taking.find((window) => holdsOn(window, date));
  return { accepted: open !== undefined, window: open ?? taking.at(-1)! };
}

/** The first day of a window, and the first after it. */
export function turningDays({ from, to }: AcceptanceWindow): readonly IsoDate[] {
  return [...(from === null ? [] : [from]), ...(to === null ? [] : [addDays(to, 1)])];
}

function holdsOn({ from, to }: AcceptanceWindow, date: IsoDate): boolean {
  return (from === null || from <= date) && (to === null || date <= to);
}
