import { z } from 'zod';
import type { FindingsPage, ListedFinding } from '../../shared/api/claim-forms.ts';
import type { Severity } from '../../shared/claims/finding.ts';
import type { CodeSetState } from '../../shared/codebook/code-set-state.ts';
import type { FindingRow, FindingStatus, FindingStore } from '../adapters/finding-store.ts';
import { readCursor, writeCursor } from './cursor.ts';
import type { CodeSetReader } from './question.ts';

export interface FindingPorts {
  readonly codeSets: CodeSetReader;
  readonly findings: Pick<FindingStore, 'list'>;
}

export interface FindingsQuestion {
  readonly account: string;
  readonly status?: FindingStatus;
  readonly code?: string;
  readonly rule?: string;
  readonly severity?: Severity;
  readonly cursor?: string;
  readonly limit: number;
}

/** So many findings are looked at for one page, however few of them a filter lets through. */
const readAtMost = 2_000;

/** Stored findings, the most money first. Where a filter lets few through, a page may be short and have a next one. */
export const listFindings =
  ({ codeSets, findings }: FindingPorts) =>
  async (question: FindingsQuestion): Promise<FindingsPage> => {
    const { account, status = 'open', cursor, limit } = question;
    const releaseOf = releaseNames(await codeSets.state('HCPCS'));
    const place = cursor === undefined ? undefined : readCursor('findings', placeForm, cursor)[0];
    const page: ListedFinding[] = [];
    let read = 0;
    let last = '';
    for await (const row of findings.list(account, status, place === undefined ? undefined : `${place} `)) {
      const at = placeOf(row);
      const full = page.length >= limit || read >= readAtMost;
      if (full && at !== last) return { findings: page, next: writeCursor('findings', [last]) };
      read++;
      last = at;
      if (matches(row, question)) page.push({ ...row.finding, status, release: releaseOf(row.changeSet) });
    }
    return { findings: page, next: null };
  };

const placeForm = z.tuple([z.string().regex(/^\d{12}#/)]);

/** Findings of one line share their place in the index: a page never ends between them. */
function placeOf(row: FindingRow): string {
  return String(row.findingSort);
}

function matches({ finding }: FindingRow, { code, rule, severity }: FindingsQuestion): boolean {
  return (
    (code === undefined || finding.code === code.trim().toUpperCase()) &&
    (rule === undefined || finding.rule === rule) &&
    (severity === undefined || finding.severity === severity)
  );
}

function releaseNames({ releases }: CodeSetState): (changeSet: string | null) => string | null {
  const names = new Map(releases.map(({ changeSet, release }) => [changeSet, release]));
  return (changeSet) => (changeSet === null ? null : (names.get(changeSet) ?? null));
}
