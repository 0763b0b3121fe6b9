import type { CodeRecord } from '../release/record.ts';
import { type Comparison, compareReleases, type ReleaseContent } from './compare.ts';
import { inferredBetween } from './inferred.ts';
import { type Inferred, withReplacements } from './replace.ts';

/** Compares two releases and finds what replaces what the newer one ends: the two stages in their order. */
export function changesBetween(older: ReleaseContent, newer: ReleaseContent): Comparison {
  const { changes, notes } = compareReleases(older, newer);
  // Reading all descriptors takes longer than the comparison: only a deletion asks for it.
  let found: Inferred | undefined;
  const inferred: Inferred = (code) => {
    found ??= inferredBetween(older, newer, changes);
    return found(code);
  };
  return { changes: withReplacements(changes, byCode(older.records), byCode(newer.records), inferred), notes };
}

function byCode(records: readonly CodeRecord[]): ReadonlyMap<string, CodeRecord> {
  return new Map(records.map((record) => [record.code, record]));
}
