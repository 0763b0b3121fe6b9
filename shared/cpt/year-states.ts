import type { CodeChange } from '../changes/change.ts';
import type { ReleaseState } from '../codebook/history.ts';
import { addDays, type IsoDate } from '../dates.ts';
import type { CodeRecord } from '../release/record.ts';
import { compareYears } from './compare-years.ts';
import type { CptRecord, CptYear } from './cpt-record.ts';
import { endedRecord, openRecord } from './open-record.ts';

/** A year with when it was published. */
export interface DatedYear {
  readonly year: CptYear;
  /** `2026`; `2026.r2` for a second drop of the same year. */
  readonly release: string;
  readonly knownSince: IsoDate;
}

export interface YearState extends ReleaseState {
  /** Since the year before; the first year has none. */
  readonly changes: readonly CodeChange[];
  /** Codes of which more is known than in the year before, changed or not. */
  readonly fresh: ReadonlySet<string>;
}

/** A change as anybody may see it: code, kind, dates and replacements, and which texts differ, but none of them. */
export function openChange(change: CodeChange): CodeChange {
  return { ...change, fields: change.fields.map(({ name }) => ({ name, old: null, new: null })) };
}

/**
 * Years of CPT, in order of time, as releases with dates: an absence that ended a code becomes a termination date, and
 * one that proves nothing (a file that is missing, a line that was refused) leaves the code alive. Open facts alone.
 */
export function yearStates(years: readonly DatedYear[]): readonly YearState[] {
  const known = new Map<string, CodeRecord>();
  return years.map(({ year, release, knownSince }, index) => {
    const before = years[index - 1]?.year;
    const earlier = new Map(known);
    const changes = before ? compareYears(before, year).changes : [];
    for (const change of changes) take(known, change);
    for (const record of year.records) list(known, record, year.date, years[0]!.year.date);
    takeEnds(known, year);
    const records = [...known.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
    const fresh = new Set(records.filter((record) => earlier.get(record.code) !== record).map(({ code }) => code));
    return { release, date: year.date, coveredThrough: `${year.year}-12-31`, knownSince, records, changes, fresh };
  });
}

/** A later year may tell since when a code is there that an earlier one merely has. */
function list(known: Map<string, CodeRecord>, record: CptRecord, date: IsoDate, first: IsoDate): void {
  const { code, addedOn, terminatedOn } = record;
  const earlier = known.get(code);
  if (!earlier && (terminatedOn === null || terminatedOn >= date))
    known.set(code, openRecord({ code, addedOn, terminatedOn }));
  else if (earlier?.addedOn === null && addedOn !== null && addedOn <= first) known.set(code, { ...earlier, addedOn });
}

function take(known: Map<string, CodeRecord>, { code, kind, effective }: CodeChange): void {
  const record = known.get(code);
  if (kind === 'added' || kind === 'reactivated')
    known.set(code, openRecord({ code, addedOn: effective, terminatedOn: null }));
  else if (kind === 'deleted' && record) known.set(code, { ...record, terminatedOn: addDays(effective, -1) });
}

/** Codes of AMA's list of the deleted: their numbers are no typing errors, they are out of use. */
function takeEnds(known: Map<string, CodeRecord>, { ends, date }: CptYear): void {
  for (const { code, addedOn, deletedOn } of ends.values()) {
    if (deletedOn === null || deletedOn > date || known.has(code)) continue;
    const terminatedOn = addDays(deletedOn, -1);
    const dated = addedOn !== null && addedOn <= terminatedOn;
    known.set(code, dated ? openRecord({ code, addedOn, terminatedOn }) : endedRecord(code, terminatedOn));
  }
}
