import { formOf } from '../code.ts';
import type { IsoDate } from '../dates.ts';
import { blankRecord } from '../release/blank-record.ts';
import type { CodeRecord } from '../release/record.ts';

/** What of a CPT code is a fact that anybody may be told: its number, and the dates of its life. No text of AMA's. */
export interface OpenFacts {
  readonly code: string;
  readonly addedOn: IsoDate | null;
  readonly terminatedOn: IsoDate | null;
}

/** The facts in the form of every code set's records, with each text left empty. */
export function openRecord({ code, addedOn, terminatedOn }: OpenFacts): CodeRecord {
  const codeType = formOf(code).endsWith('modifier') ? 'modifier' : 'procedure';
  return { ...blankRecord({ code, codeType, line: 0 }), addedOn, terminatedOn };
}

/**
 * A code that had ended before the first year that is held, begun nobody knows when: only its last day is proven. The
 * action R says so to whoever folds releases, as of a life that is known from a reactivation on.
 */
export function endedRecord(code: string, terminatedOn: IsoDate): CodeRecord {
  const record = openRecord({ code, addedOn: '1900-01-01', terminatedOn });
  return { ...record, actionCode: 'R', actionEffectiveOn: terminatedOn };
}
