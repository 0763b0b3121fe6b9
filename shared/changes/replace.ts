import type { CodeRecord } from '../release/record.ts';
import type { CodeChange } from './change.ts';
import { type CodeLookup, crossReferenced } from './cross-references.ts';
import { curatedReplacements } from './curated.ts';
import type { Replacement } from './replacement.ts';

/** Inferred replacements of one old code, best first; none where the evidence does not carry one. */
export type Inferred = (code: string) => readonly Replacement[];

/** Stronger evidence first: CMS's own word, a sourced list, our reading of the descriptors. */
const ranks = { 'cms-xref': 0, curated: 1, inferred: 2 } as const;

/** All that is known to replace a code, one entry a code, the strongest evidence of it. */
export function replacementsOf(record: CodeRecord, lookup: CodeLookup, inferred: Inferred): readonly Replacement[] {
  const found = [...crossReferenced(record, lookup), ...curatedReplacements(record.code), ...inferred(record.code)];
  const best = new Map<string, Replacement>();
  for (const replacement of found) if (!best.has(replacement.code)) best.set(replacement.code, replacement);
  return [...best.values()].sort(
    (a, b) => ranks[a.source] - ranks[b.source] || b.score - a.score || (a.code < b.code ? -1 : 1),
  );
}

/** The stage after comparing: each deletion gets what to bill instead, from the newer release's point of view. */
export function withReplacements(
  changes: readonly CodeChange[],
  older: ReadonlyMap<string, CodeRecord>,
  newer: ReadonlyMap<string, CodeRecord>,
  inferred: Inferred,
): readonly CodeChange[] {
  const lookup: CodeLookup = (code) => newer.get(code);
  return changes.map((change) => {
    if (change.kind !== 'deleted') return change;
    const record = newer.get(change.code) ?? older.get(change.code)!;
    return { ...change, replacements: replacementsOf(record, lookup, inferred) };
  });
}
