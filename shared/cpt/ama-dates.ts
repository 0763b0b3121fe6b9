import { addDays, fromWritten, type IsoDate } from '../dates.ts';

/**
 * A day as AMA's files write it: `20260101`, `1/1/2026`, an instant of the XML. Null where none is stated (`Pre-1982`),
 * undefined where it names no day.
 */
export function amaDate(written: string): IsoDate | null | undefined {
  const text = written.trim();
  if (text === '' || /^(?:pre|before|prior|not available|n\/a|-)/i.test(text)) return null;
  return fromWritten(text) ?? fromWritten(text.slice(0, 10));
}

/** The first day out of use. The list of the deleted dates an end by it; the last day of a month is the last in use. */
export function firstDayOut(deletedOn: IsoDate): IsoDate {
  const next = addDays(deletedOn, 1);
  return next.endsWith('-01') ? next : deletedOn;
}
