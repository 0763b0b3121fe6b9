import { createHash } from 'node:crypto';
import { standingRelease } from '../../shared/alerts/standing-release.ts';
import type { CodeChange } from '../../shared/changes/change.ts';
import type { CodeSet } from '../../shared/code.ts';
import type { CodeSetState, HeldRelease } from '../../shared/codebook/code-set-state.ts';
import type { Key } from '../../shared/keys/key.ts';
import type { CodeSetStore } from '../adapters/code-set-store.ts';
import { alertStatus, type FindingRow } from '../adapters/finding-row.ts';
import { decidedChanges } from '../queries/decided-changes.ts';

export type MarkedFinding = FindingRow & Key;

/** Findings that are told together: of one release, found by one sweep or one import. */
export interface AlertGroup {
  readonly codeSet: CodeSet;
  readonly release: HeldRelease;
  readonly window: string;
  /** Whether to wait for the release's sweep: it may yet take findings back or add to them. */
  readonly awaitsSweep: boolean;
  /** The sweep has not ended, and is not waited for any longer. */
  readonly running: boolean;
  readonly rows: readonly MarkedFinding[];
}

export interface PlacedFindings {
  readonly groups: readonly AlertGroup[];
  /** Findings of a change set that nobody can see: their marks stay until it is visible. */
  readonly unplaced: readonly MarkedFinding[];
}

/** Sorts undelivered findings by release and window, oldest release first. */
export function groupFindings(rows: readonly MarkedFinding[], states: readonly CodeSetState[]): PlacedFindings {
  const groups = new Map<string, AlertGroup & { rows: MarkedFinding[] }>();
  const unplaced: MarkedFinding[] = [];
  for (const row of [...rows].sort(byKey)) {
    const place = placeOf(row, states);
    if (!place) {
      unplaced.push(row);
      continue;
    }
    const { codeSet, release, superseded } = place;
    const name = `${codeSet} ${release.date} ${release.release} ${row.window}`;
    const group = groups.get(name) ?? {
      codeSet,
      release,
      window: row.window,
      awaitsSweep: false,
      running: false,
      rows: [],
    };
    group.rows.push(row);
    groups.set(name, { ...group, awaitsSweep: group.awaitsSweep || superseded || row.window === 'sweep' });
  }
  const inOrder = [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
  return { groups: inOrder.map(([, group]) => group), unplaced };
}

/** A finding as it stands: another content, status or occasion makes it news again. */
export function fingerprint({ pk, sk, status, content, changeSet, window }: MarkedFinding): string {
  return createHash('sha256')
    .update(JSON.stringify([pk, sk, alertStatus(status), content, changeSet, window]))
    .digest('hex')
    .slice(0, 20);
}

/** Of codes that a release leaves alone: what the latest release before it did to them, where that ended them. */
export async function endedEarlier(
  codeSets: CodeSetStore,
  state: CodeSetState,
  release: HeldRelease,
  codes: ReadonlySet<string>,
): Promise<ReadonlyMap<string, readonly CodeChange[]>> {
  const ended = new Map<string, readonly CodeChange[]>();
  const left = new Set(codes);
  const { releases } = state;
  for (const { changeSet } of releases.slice(0, releases.indexOf(release)).reverse()) {
    if (left.size === 0) break;
    const changes = await decidedChanges(codeSets, state, changeSet);
    for (const code of left) {
      const ofCode = changes.filter((change) => change.code === code && change.kind !== 'revised');
      if (ofCode.length === 0) continue;
      left.delete(code);
      if (ofCode.some(({ kind }) => kind === 'deleted')) ended.set(code, ofCode);
    }
  }
  return ended;
}

function placeOf({ changeSet }: MarkedFinding, states: readonly CodeSetState[]) {
  if (changeSet === null) return undefined;
  for (const state of states) {
    const standing = standingRelease(state, changeSet);
    if (standing) return { codeSet: state.codeSet, ...standing };
  }
  return undefined;
}

function byKey(a: Key, b: Key): number {
  return `${a.pk} ${a.sk}` < `${b.pk} ${b.sk}` ? -1 : 1;
}
