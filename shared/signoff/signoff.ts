import type { IsoDate } from '../dates.ts';
import { CodesetError } from '../errors.ts';

/** What has to be done about a release before it is used, and by whom as a rule. */
export const signoffItems = {
  chargemaster: 'Chargemaster, fee schedules and superbills carry the new codes',
  ehr: 'Order sets, templates and charge capture of the EHR carry them',
  scrubber: 'The claim scrubber checks by this release',
  payers: 'Payers have loaded it, or their lines are held',
  staff: 'Staff have been told',
} as const;

export type SignoffItem = keyof typeof signoffItems;
export const signoffItemNames = Object.keys(signoffItems) as readonly SignoffItem[];

export interface Signature {
  readonly by: string;
  /** ISO 8601 in UTC. */
  readonly at: string;
  readonly note: string | null;
}

export interface SignoffEvent extends Signature {
  readonly item: SignoffItem;
  readonly did: 'signed' | 'undone';
}

/** How far one release is signed off, and who did what. */
export interface Signoff {
  readonly signed: Readonly<Partial<Record<SignoffItem, Signature>>>;
  readonly history: readonly SignoffEvent[];
}

export const unsigned: Signoff = { signed: {}, history: [] };

/** The history of a checklist must not fill its row. */
const longestHistory = 200;

/** An item is signed; null where it was before: the first signature stands. */
export function signed(before: Signoff, item: SignoffItem, signature: Signature): Signoff | null {
  if (before.signed[item]) return null;
  const event: SignoffEvent = { item, did: 'signed', ...signature };
  return {
    signed: { ...before.signed, [item]: signature },
    history: [...before.history, event].slice(-longestHistory),
  };
}

/** A signature is taken back; null where there is none. */
export function undone(before: Signoff, item: SignoffItem, signature: Signature): Signoff | null {
  if (!before.signed[item]) return null;
  const { [item]: _taken, ...left } = before.signed;
  const event: SignoffEvent = { item, did: 'undone', ...signature };
  return { signed: left, history: [...before.history, event].slice(-longestHistory) };
}

export function signoffItemOf(written: string): SignoffItem {
  const item = written.trim().toLowerCase() as SignoffItem;
  if (Object.hasOwn(signoffItems, item)) return item;
  throw new CodesetError(
    'USAGE',
    `"${written.slice(0, 40)}" is no item: write one of ${signoffItemNames.join(', ')}`,
    2,
  );
}

/**
 * A payer that loads a release later than it comes into force: lines that the release touches are held until then.
 * July 2020 was in force on the first and loaded on the sixth.
 */
export interface PayerLoad {
  readonly payer: string;
  readonly release: string;
  /** The first day on which the payer's system knows the release; null while nobody knows the day. */
  readonly loadedOn: IsoDate | null;
  readonly by: string;
  readonly at: string;
  readonly note: string | null;
}

/** Whether lines are still to be held on a day. */
export function isHolding({ loadedOn }: PayerLoad, today: IsoDate): boolean {
  return loadedOn === null || today < loadedOn;
}

/** Payers are named as claims name them, whatever the case. */
export function payerKey(payer: string): string {
  const key = payer.trim().toUpperCase();
  if (/^[A-Z0-9][A-Z0-9 ._&/-]{0,79}$/.test(key)) return key;
  throw new CodesetError('USAGE', 'name the payer as its claims do: letters, digits, at most 80', 2);
}
