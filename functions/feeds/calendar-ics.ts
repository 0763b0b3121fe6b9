import { createHash } from 'node:crypto';
import { createEvents, type EventAttributes } from 'ics';
import { addDays, type IsoDate } from '../../shared/dates.ts';
import { CodesetError } from '../../shared/errors.ts';

/** A day that matters. */
export interface CalendarDay {
  /** Stays the same while what happens on the day, and its wording, may change. */
  readonly id: string;
  readonly date: IsoDate;
  readonly title: string;
  readonly text: string;
}

/** RFC 5545: all-day events, which take nobody's time. The same days make the same bytes. */
export function calendarText(days: readonly CalendarDay[], { name, today }: { name: string; today: IsoDate }): string {
  const events = days.map(({ id, date, title, text }): EventAttributes & { timestamp: number } => ({
    uid: `${createHash('sha256').update(id).digest('hex').slice(0, 32)}@codeset-watch`,
    timestamp: Date.parse(`${today}T00:00:00Z`),
    start: partsOf(date),
    end: partsOf(addDays(date, 1)),
    title,
    description: text,
    transp: 'TRANSPARENT',
    busyStatus: 'FREE',
  }));
  const { error, value } = createEvents(events, { productId: 'codeset-watch', calName: name });
  if (value === null) throw new CodesetError('CALENDAR', 'the calendar cannot be written', 1, { cause: error });
  return value;
}

function partsOf(date: IsoDate): [number, number, number] {
  return [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10))];
}
