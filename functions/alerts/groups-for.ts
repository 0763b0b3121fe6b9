import { type Interest, wantsFinding } from '../../shared/alerts/interest.ts';
import type { Subscription } from '../../shared/alerts/subscription.ts';
import { localDay } from '../../shared/alerts/timing.ts';
import type { AlertGroup, MarkedFinding } from './alert-groups.ts';

export interface TimedGroup extends AlertGroup {
  /** The moment from which it may be told. */
  readonly from: string;
}

/**
 * What a subscriber is told together: the findings that it wants. A daily or weekly digest takes all of a release at
 * once; imports that have piled up go out as one, so that nobody gets a mail for each of a thousand files.
 */
export function groupsFor(
  { interest, timing }: Pick<Subscription, 'interest' | 'timing'>,
  groups: readonly AlertGroup[],
  tellsFrom: (group: AlertGroup) => string,
): readonly TimedGroup[] {
  const merged = new Map<string, TimedGroup>();
  for (const group of groups) {
    const rows = group.rows.filter((row) => wanted(interest, row));
    if (rows.length === 0) continue;
    const from = tellsFrom(group);
    const window =
      timing.cadence === 'at-once' ? oneForImports(group, merged) : `${timing.cadence}-${localDay(timing, from)}`;
    const name = `${group.codeSet} ${group.release.changeSet} ${window}`;
    const before = merged.get(name);
    merged.set(name, {
      ...group,
      window,
      awaitsSweep: group.awaitsSweep || (before?.awaitsSweep ?? false),
      running: group.running || (before?.running ?? false),
      from: before && before.from < from ? before.from : from,
      rows: [...(before?.rows ?? []), ...rows],
    });
  }
  return [...merged.values()];
}

function wanted(interest: Interest, row: MarkedFinding): boolean {
  const { code, amount } = row.finding;
  const { payer, provider } = row;
  return wantsFinding(interest, { code, amount, payer, provider });
}

/** The sweep's findings keep their own window; those of imports go under the first import's. */
function oneForImports({ codeSet, release, window }: AlertGroup, merged: ReadonlyMap<string, TimedGroup>): string {
  if (window === 'sweep') return window;
  const first = [...merged.values()].find(
    (group) => group.codeSet === codeSet && group.release === release && group.window !== 'sweep',
  );
  return first?.window ?? window;
}
