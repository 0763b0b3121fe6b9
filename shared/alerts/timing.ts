import { DateTime } from 'luxon';
import { addDays, type IsoDate } from '../dates.ts';

/** When somebody wants to hear. Hours and days are those of the subscriber's own time zone. */
export interface Timing {
  readonly cadence: 'at-once' | 'daily' | 'weekly';
  /** At which full hour a daily or weekly digest goes out, 0-23. */
  readonly hour: number;
  /** On which day a weekly digest goes out, 1 Monday to 7 Sunday (ISO 8601). */
  readonly weekday: number;
  /** So many days before changes take effect they are told again; 0 on the day itself. */
  readonly daysBefore: readonly number[];
  /** Nothing is sent from the first hour until the second, which may be of the next day. `HH:MM`. */
  readonly quiet: { readonly from: string; readonly to: string } | null;
  /** IANA, `America/Chicago`. */
  readonly timeZone: string;
}

/** The moment (ISO 8601, UTC) from which something that is known since `since` may be told. */
export function tellFrom(timing: Timing, since: string): string {
  const local = DateTime.fromISO(since, { zone: timing.timeZone });
  return afterQuiet(timing, nextRound(timing, local)).toUTC().toISO()!;
}

/** The subscriber's own day at that moment. */
export function localDay({ timeZone }: Pick<Timing, 'timeZone'>, moment: string): IsoDate {
  return DateTime.fromISO(moment, { zone: timeZone }).toISODate()!;
}

/**
 * Which reminder of changes that take effect on a day is due today: the one nearest to that day. One that was due
 * before the subscription began, or whose day has passed, is not made up for.
 */
export function reminderDue(timing: Timing, takesEffect: IsoDate, today: IsoDate, begun: IsoDate): number | undefined {
  if (takesEffect < today) return undefined;
  const due = timing.daysBefore.filter((days) => addDays(takesEffect, -days) <= today);
  const nearest = Math.min(...due);
  return due.length > 0 && addDays(takesEffect, -nearest) >= begun ? nearest : undefined;
}

function nextRound({ cadence, hour, weekday }: Timing, since: DateTime): DateTime {
  if (cadence === 'at-once') return since;
  const today = since.set({ hour, minute: 0, second: 0, millisecond: 0 });
  const days = cadence === 'daily' ? 0 : (weekday - since.weekday + 7) % 7;
  const round = today.plus({ days });
  return round >= since ? round : round.plus({ days: cadence === 'daily' ? 1 : 7 });
}

function afterQuiet({ quiet }: Timing, moment: DateTime): DateTime {
  if (quiet === null || quiet.from === quiet.to) return moment;
  const at = (time: string, day: DateTime) =>
    day.set({ hour: Number(time.slice(0, 2)), minute: Number(time.slice(3, 5)), second: 0, millisecond: 0 });
  const overnight = quiet.from > quiet.to;
  // Quiet hours over midnight may have begun on the day before.
  for (const begun of overnight ? [moment.minus({ days: 1 }), moment] : [moment]) {
    const from = at(quiet.from, begun);
    const to = at(quiet.to, overnight ? begun.plus({ days: 1 }) : begun);
    if (moment >= from && moment < to) return to;
  }
  return moment;
}
