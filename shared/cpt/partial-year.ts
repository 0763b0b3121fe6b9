import { formOf } from '../code.ts';
import { comesOffCycle } from '../codebook/off-cycle.ts';
import type { IsoDate } from '../dates.ts';
import { calendar, editionAfter, type SeriesId } from '../sources/calendar.ts';
import type { CptEnd, CptRecord, CptYear, Descriptors } from './cpt-record.ts';
import { sameWording } from './merge-entries.ts';

/** A year and the day on which AMA published it; null where nobody said it. */
export interface DatedDrop {
  readonly year: CptYear;
  readonly published: IsoDate | null;
}

/**
 * Whether the files hold no more than what AMA releases between its annual files: a quarter's PLA codes, half a year's
 * of Category III, vaccines. Such a set adds to its year, and says nothing of any other code.
 */
export function isPartial({ records }: CptYear): boolean {
  const procedures = records.filter(({ codeType }) => codeType === 'procedure');
  return procedures.length > 0 && procedures.every(({ code }) => comesOffCycle(code));
}

/** Drops in order of time as whole code sets: each partial one with what its year, or the year before, had already. */
export function wholeYears(drops: readonly DatedDrop[]): readonly CptYear[] {
  let last: CptYear | undefined;
  let partial: DatedDrop[] = [];
  return drops.map((drop) => {
    if (last?.year !== drop.year.year) partial = [];
    if (isPartial(drop.year)) {
      partial.push(drop);
      last = last ? laidOver(last, drop) : drop.year;
    }
    // The annual files handed in once more do not take back what came between.
    else last = partial.reduce((base, each) => laidOver(base, each, 'only-new'), drop.year);
    return last;
  });
}

/** What a partial set adds to a whole one, and takes off it; all else stays. */
export function laidOver(base: CptYear, { year: partial, published }: DatedDrop, which?: 'only-new'): CptYear {
  const records = new Map(base.records.map((record) => [record.code, record]));
  const ends = new Map(base.ends);
  for (const record of partial.records) {
    const known = records.get(record.code);
    if (which === 'only-new' && (known || ends.has(record.code))) continue;
    records.set(record.code, known ? renewed(known, record) : begun(record, published));
  }
  for (const end of partial.ends.values()) {
    ends.set(end.code, { ...end, deletedOn: end.deletedOn ?? undatedDay(end, published) });
    if (!partial.records.some(({ code }) => code === end.code)) records.delete(end.code);
  }
  return {
    ...base,
    year: partial.year,
    date: partial.date,
    records: [...records.values()].sort((a, b) => (a.code < b.code ? -1 : 1)),
    ends,
    files: [...base.files, ...partial.files],
    refused: partial.refused,
    notes: partial.notes,
  };
}

/** The wording stands unless it differs in more than blanks and capitals: the forms of AMA's files write it otherwise. */
function renewed(known: CptRecord, record: CptRecord): CptRecord {
  const texts = Object.entries(record.descriptors) as [keyof Descriptors, string][];
  const other = texts.filter(([kind, text]) => !sameWording(known.descriptors[kind] ?? '', text));
  return {
    ...known,
    descriptors: { ...known.descriptors, ...Object.fromEntries(other) },
    listings: [...new Set([...known.listings, ...record.listings])].sort(),
    addedOn: record.addedOn ?? known.addedOn,
    revisedOn: record.revisedOn ?? known.revisedOn,
    terminatedOn: record.terminatedOn ?? known.terminatedOn,
  };
}

function begun(record: CptRecord, published: IsoDate | null): CptRecord {
  return record.addedOn === null ? { ...record, addedOn: undatedDay(record, published) } : record;
}

/** A list without dates takes effect with the next edition of its series; vaccines, which have none, when published. */
function undatedDay({ code }: Pick<CptRecord | CptEnd, 'code'>, published: IsoDate | null): IsoDate | null {
  if (published === null) return null;
  const id: SeriesId = formOf(code) === 'cpt-pla' ? 'cpt-pla' : 'cpt-category-iii';
  const early = formOf(code) === 'cpt-i' || formOf(code) === 'cpt-vaccine-administration';
  const series = calendar.find((each) => each.id === id)!;
  return early ? published : (editionAfter(series, published)?.effective ?? published);
}
