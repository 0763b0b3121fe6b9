import type { CodeRecord } from '../release/record.ts';
import { type Comparison, compareReleases, type ReleaseContent } from './compare.ts';
import { inferredBetween } from './inferred.ts';
import { withReplacements } from './replace.ts';

/** Compares two releases and finds what replaces what the newer one ends: the two stages in their order. */
export function changesBetween(older: ReleaseContent, newer: ReleaseContent): Comparison {
  const { changes, notes } = compareReleases(older, newer);
  const inferred = inferredBetween(older.records, newer.records);
  return { changes: withReplacements(changes, byCode(older.records), byCode(newer.records), inferred), notes };
}

function byCode(records: readonly CodeRecord[]): ReadonlyMap<string, CodeRecord> {
  return new Map(records.map((record) => [record.code, record]));
}
