import { createHash } from 'node:crypto';
import ical, { ICalEventBusyStatus, ICalEventTransparency } from 'ical-generator';
import { addDays, type IsoDate } from '../../shared/dates.ts';

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
  const calendar = ical({ name, prodId: { company: 'codeset-watch', product: 'codeset-watch' } });
  for (const { id, date, title, text } of days)
    calendar.createEvent({
      id: `${createHash('sha256').update(id).digest('hex').slice(0, 32)}@codeset-watch`,
      stamp: dayOf(today),
      allDay: true,
      start: dayOf(date),
      end: dayOf(addDays(date, 1)),
      summary: title,
      description: text,
      transparency: ICalEventTransparency.TRANSPARENT,
      busystatus: ICalEventBusyStatus.FREE,
    });
  return calendar.toString();
}

/** The library reads a moment's day in UTC. */
function dayOf(date: IsoDate): Date {
  return new Date(`${date}T00:00:00Z`);
}
