import { isIsoDate } from '../../dates.ts';
import type { CodeRecord } from '../../release/record.ts';

/** A procedure that the newer release ends, and the last day on which it could be billed. */
export interface Discontinued {
  readonly record: CodeRecord;
  /** Null for a code that left the file without a termination date. */
  readonly endedOn: string | null;
}

const acted = new Set<string | null>(['A', 'D', 'R']);

/**
 * Newly terminated, born and died between the releases, or withdrawn. A terminated code that the older release lacks
 * is an aged row that came back, and no news, where it ended before that release and CMS did nothing to it in this one.
 */
export function discontinuedBetween(
  oldRecords: readonly CodeRecord[],
  newRecords: readonly CodeRecord[],
): readonly Discontinued[] {
  const before = new Map(oldRecords.map((record) => [record.code, record]));
  const after = new Set(newRecords.map(({ code }) => code));
  const [older, newer] = [newestDay(oldRecords), newestDay(newRecords)];
  const ended = newRecords.filter((record) => {
    if (record.codeType !== 'procedure' || record.terminatedOn === null) return false;
    const old = before.get(record.code);
    if (old?.terminatedOn) return (record.addedOn ?? '') > old.terminatedOn;
    return old !== undefined || record.terminatedOn >= older || acted.has(record.actionCode);
  });
  const withdrawn = oldRecords.filter(
    ({ code, codeType, terminatedOn }) =>
      codeType === 'procedure' && !after.has(code) && (terminatedOn === null || terminatedOn >= newer),
  );
  return [
    ...ended.map((record) => ({ record, endedOn: record.terminatedOn })),
    ...withdrawn.map((record) => ({ record, endedOn: record.terminatedOn })),
  ].sort((a, b) => (a.record.code < b.record.code ? -1 : 1));
}

/** The last day on which a code was added: the day of the release itself, as near as its records tell. */
function newestDay(records: readonly CodeRecord[]): string {
  return records.reduce((last, { addedOn }) => (addedOn && isIsoDate(addedOn) && addedOn > last ? addedOn : last), '');
}
