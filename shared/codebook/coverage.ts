import { addDays, addYear, type IsoDate, laterOf } from '../dates.ts';

/** Dates of service, both ends inclusive. */
export interface Period {
  readonly from: IsoDate;
  readonly to: IsoDate;
}

/**
 * The dates of service on which the held releases can prove that a code does *not* exist. Each release speaks for its
 * own quarter or year; a gap of up to a year is closed by the later file, which still lists what ended meanwhile.
 */
export function coveredPeriods(releases: readonly { date: IsoDate; coveredThrough: IsoDate }[]): readonly Period[] {
  const periods: Period[] = [];
  for (const { date, coveredThrough } of [...releases].sort((a, b) => (a.date < b.date ? -1 : 1))) {
    const last = periods.at(-1);
    if (last && date <= addDays(addYear(last.to), 1)) {
      periods[periods.length - 1] = { from: last.from, to: laterOf(last.to, coveredThrough) };
    } else periods.push({ from: date, to: coveredThrough });
  }
  return periods;
}
