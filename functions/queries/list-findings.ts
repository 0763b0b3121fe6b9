import * as z from 'zod';
import type { FindingsPage, ListedFinding } from '../../shared/api/claim-forms.ts';
import type { Severity } from '../../shared/claims/finding.ts';
import { type FindingStatus, waitingStatuses } from '../../shared/claims/finding-life.ts';
import type { CodeSetState } from '../../shared/codebook/code-set-state.ts';
import type { FindingRow } from '../adapters/finding-row.ts';
import { type FindingOrder, type FindingStore, findingOrders } from '../adapters/finding-store.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { mergeSorted } from './merge-sorted.ts';
import type { CodeSetReader } from './question.ts';

export interface FindingPorts {
  readonly codeSets: CodeSetReader;
  readonly findings: Pick<FindingStore, 'list'>;
}

export interface FindingsQuestion {
  readonly account: string;
  /** What waits for somebody, open or assigned, where none is named. */
  readonly status?: FindingStatus | undefined;
  readonly by?: FindingOrder | undefined;
  readonly code?: string | undefined;
  readonly rule?: string | undefined;
  readonly severity?: Severity | undefined;
  readonly payer?: string | undefined;
  readonly provider?: string | undefined;
  readonly assignee?: string | undefined;
  readonly claim?: string | undefined;
  /** Id of an import: what its claims raised. */
  readonly import?: string | undefined;
  /** Last day of filing on or before this day. */
  readonly dueBy?: string | undefined;
  /** In order of deadline only: last day of filing on or after this day. */
  readonly dueFrom?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** So many findings are looked at for one page, however few of them a filter lets through. */
const readAtMost = 2_000;
const largestPage = 500;

/**
 * Stored findings, the most money or the nearest deadline first, straight from an index. Where a filter lets few
 * through, a page may be short and have a next one.
 */
export const listFindings =
  ({ codeSets, findings }: FindingPorts) =>
  async (question: FindingsQuestion): Promise<FindingsPage> => {
    const { account, status, by = 'money', dueFrom, cursor, limit } = question;
    const releaseOf = releaseNames([await codeSets.state('HCPCS'), await codeSets.state('CPT')]);
    const place = cursor === undefined ? undefined : readCursor(`findings-${by}`, placeForm, cursor)[0];
    const begin = by === 'deadline' ? dueFrom : undefined;
    const from = place === undefined ? begin : `${place} `;
    // Findings of one line share their place in the index: a page never ends between them.
    const placeOf = (row: FindingRow): string => String(row[findingOrders[by].sort]);
    const pageSize = Math.min(limit + 1, largestPage);
    const statuses = status ? [status] : waitingStatuses;
    const streams = statuses.map((each) => findings.list(account, each, from, { by, pageSize }));
    const page: ListedFinding[] = [];
    let read = 0;
    let last = '';
    for await (const row of mergeSorted(streams, placeOf)) {
      const at = placeOf(row);
      const full = page.length >= limit || read >= readAtMost;
      if (full && at !== last) return { findings: page, next: writeCursor(`findings-${by}`, [last]) };
      read++;
      last = at;
      if (matches(row, question)) page.push(listedFinding(row, releaseOf(row.changeSet)));
    }
    return { findings: page, next: null };
  };

/** A place of either index. */
export const placeForm = z.tuple([z.string().regex(/^(?:\d{4}-\d\d-\d\d#)?\d{12}#/)]);

export function listedFinding(row: FindingRow, release: string | null): ListedFinding {
  const { finding, id, status, assignee, deadline, payer, provider, list } = row;
  const place = list ? { list: { type: list.type, name: list.name } } : {};
  return { ...finding, id, status, assignee, deadline, payer, provider, release, ...place };
}

function matches(row: FindingRow, asked: FindingsQuestion): boolean {
  const { finding, payer, provider, assignee, deadline } = row;
  return (
    (asked.code === undefined || finding.code === asked.code.trim().toUpperCase()) &&
    (asked.rule === undefined || finding.rule === asked.rule) &&
    (asked.severity === undefined || finding.severity === asked.severity) &&
    (asked.payer === undefined || payer?.toUpperCase() === asked.payer.trim().toUpperCase()) &&
    (asked.provider === undefined || provider === asked.provider.trim()) &&
    (asked.assignee === undefined || assignee === asked.assignee) &&
    (asked.claim === undefined || finding.claimId === asked.claim) &&
    (asked.import === undefined || row.window === asked.import) &&
    (asked.dueBy === undefined || (deadline !== null && deadline <= asked.dueBy))
  );
}

export function releaseNames(states: readonly CodeSetState[]): (changeSet: string | null) => string | null {
  const releases = states.flatMap((state) => state.releases);
  const names = new Map(releases.map(({ changeSet, release }) => [changeSet, release]));
  return (changeSet) => (changeSet === null ? null : (names.get(changeSet) ?? null));
}
