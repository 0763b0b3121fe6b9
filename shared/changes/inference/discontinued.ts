import type { IsoDate } from '../../dates.ts';
import type { CodeRecord } from '../../release/record.ts';
import type { CodeChange } from '../change.ts';
import { compareReleases, endOf, type ReleaseContent } from '../compare.ts';

/** A procedure that the newer release ends, and the last day on which it could be billed. */
export interface Discontinued {
  readonly record: CodeRecord;
  /** Null for a code that left the file without a termination date. */
  readonly endedOn: IsoDate | null;
}

/** The procedures that a comparison finds deleted: newly terminated, born and died in between, or withdrawn. */
export function discontinuedBetween(
  older: ReleaseContent,
  newer: ReleaseContent,
  changes: readonly CodeChange[] = compareReleases(older, newer).changes,
): readonly Discontinued[] {
  const gone = new Set(
    changes.flatMap(({ code, codeType, kind }) => (kind === 'deleted' && codeType === 'procedure' ? code : [])),
  );
  const found = new Map<string, CodeRecord>();
  for (const { records } of [older, newer])
    for (const record of records) if (gone.has(record.code)) found.set(record.code, record);
  return [...found.keys()].sort().map((code) => {
    const record = found.get(code)!;
    return { record, endedOn: endOf(record) };
  });
}
