import type { ToldChange } from '../api/change-forms.ts';
import type { ReportedAction } from '../release/transaction-report.ts';
import type { CodeChange } from './change.ts';
import { type Between, cmsWordOn, meaningOf } from './meaning.ts';

/** CMS's transaction report of a release, by code; null where none came with it. */
export type Reported = ReadonlyMap<string, ReportedAction> | null;

/** Changes as they are told: with what each comes to, and with CMS's own word on it. */
export function toldChanges<Change extends CodeChange>(
  changes: readonly Change[],
  between: Between,
  reported: Reported,
): readonly (Change & ToldChange)[] {
  return changes.map(tellerOf(changes, between, reported));
}

/** Tells of one of the changes of a comparison: of a long one, those alone that are wanted. */
export function tellerOf<Change extends CodeChange>(
  changes: readonly Change[],
  between: Between,
  reported: Reported,
): (change: Change) => Change & ToldChange {
  const byCode = new Map<string, Change[]>();
  for (const change of changes) {
    const others = byCode.get(change.code);
    if (others) others.push(change);
    else byCode.set(change.code, [change]);
  }
  return (change) => ({
    ...change,
    meaning: meaningOf(change, between),
    cms: cmsWordOn(change, byCode.get(change.code)!, reported ? (reported.get(change.code) ?? null) : undefined),
  });
}
