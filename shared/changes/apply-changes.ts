import type { CodeRecord } from '../release/record.ts';
import type { CodeChange, FieldChange } from './change.ts';
import { compareReleases, type ReleaseContent, sameRecord } from './compare.ts';
import type { CodeLookup } from './cross-references.ts';

/** Notes of a comparison on codes that stand in one of the two files alone, and to which nothing happened. */
const ofOneFile: ReadonlySet<string> = new Set([
  'aged-off',
  'left-before-end',
  'reappeared-terminated',
  'refused-line',
]);

/**
 * The changes between two releases applied to the older one. Changes name what differs; what a code is that begins
 * anew, the newer release has to say (`begun`). Codes that the newer file merely no longer lists stay.
 */
function applyChanges(
  older: readonly CodeRecord[],
  changes: readonly CodeChange[],
  begun: CodeLookup,
): readonly CodeRecord[] {
  const records = new Map(older.map((record) => [record.code, record]));
  for (const change of changes) {
    const known = records.get(change.code);
    if (change.withdrawn) records.delete(change.code);
    else if (change.kind === 'added' || !known) {
      const record = begun(change.code);
      if (record) records.set(change.code, record);
    } else records.set(change.code, withFields(known, change.fields));
  }
  return [...records.values()];
}

function withFields(record: CodeRecord, fields: readonly FieldChange[]): CodeRecord {
  return { ...record, ...Object.fromEntries(fields.map(({ name, new: now }) => [name, now])) };
}

/** Codes on which the changes, applied to the older release, do not come to the newer one; none, or they are wrong. */
export function unexplainedBy(
  changes: readonly CodeChange[],
  older: ReleaseContent,
  newer: ReleaseContent,
): readonly string[] {
  const now = new Map(newer.records.map((record) => [record.code, record]));
  const applied = new Map(
    applyChanges(older.records, changes, (code) => now.get(code)).map((record) => [record.code, record]),
  );
  const { notes } = compareReleases(older, newer);
  const noted = new Set(notes.flatMap(({ code, rule }) => (ofOneFile.has(rule) ? [code] : [])));
  const folds = (code: string) => (older.corrected?.has(code) || newer.corrected?.has(code)) ?? false;
  return [...new Set([...now.keys(), ...applied.keys()])].filter((code) => {
    const [made, is] = [applied.get(code), now.get(code)];
    if (!made || !is) return !noted.has(code);
    return !sameRecord(made, is, folds(code));
  });
}
