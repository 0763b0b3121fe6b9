import type { AuditAnswer } from '../../shared/api/audit-forms.ts';
import { Audit, type AuditIssue } from '../../shared/audit/audit.ts';
import { type FindingStatus, findingStatuses, waitingStatuses } from '../../shared/claims/finding-life.ts';
import { codeSetOf } from '../../shared/code.ts';
import type { IsoDate } from '../../shared/dates.ts';
import { holdingTypes } from '../../shared/holdings/holding.ts';
import { useSentence } from '../../shared/holdings/use-words.ts';
import type { ClaimStore } from '../adapters/claim-store.ts';
import type { FindingStore } from '../adapters/finding-store.ts';
import type { HoldingStore } from '../adapters/holding-store.ts';
import { holdingsAtRisk } from './holdings-at-risk.ts';
import { mergeSorted } from './merge-sorted.ts';
import { whereUsed } from './where-used.ts';

export interface AuditPorts {
  readonly findings: Pick<FindingStore, 'list'>;
  readonly claims: Pick<ClaimStore, 'openUses'>;
  readonly holdings: Pick<HoldingStore, 'lists' | 'findings'>;
}

export interface AuditQuestion {
  readonly account: string;
  /** Open and assigned ones where none is named; `all`: whatever became of them, but for those that were cleared. */
  readonly status?: FindingStatus | 'all' | undefined;
  readonly today: IsoDate;
  /** So many findings are read at most, those with the most money. */
  readonly atMost?: number | undefined;
  /** Whether wrong lines of held lists are counted, too, however many there are. */
  readonly lists?: true;
}

/** So many findings are read at most where nobody says less: time and memory have a bound, whatever the store. */
export const auditedAtMost = 50_000;
/** So many issues are looked up in the lists that are held. */
const lookedUp = 10;

/** Patterns over findings, added up while they are read from the index, page by page. */
export const auditFindings =
  (ports: AuditPorts) =>
  async (question: AuditQuestion): Promise<AuditAnswer> => {
    const { account, status, atMost = auditedAtMost } = question;
    const audit = new Audit();
    let read = 0;
    const streams = statusesOf(status).map((each) => ports.findings.list(account, each));
    for await (const row of mergeSorted(streams, ({ findingSort }) => String(findingSort))) {
      if (read++ >= atMost) break;
      audit.add(row);
    }
    const { findings, lines, amount, causes, issues, by } = audit.report();
    const lists = question.lists
      ? await holdingsAtRisk(ports)(account, question.today, Math.ceil(atMost / holdingTypes.length))
      : [];
    const told: AuditAnswer['issues'][number][] = [];
    for (const [at, issue] of issues.entries())
      told.push(at < lookedUp ? await withLists(ports, question, issue) : { ...issue, held: [] });
    return {
      findings,
      lines,
      amount,
      causes,
      issues: told,
      by,
      lists,
      more: read > atMost,
    };
  };

function statusesOf(status: AuditQuestion['status']): readonly FindingStatus[] {
  if (status === 'all') return findingStatuses.filter((each) => each !== 'cleared');
  return status ? [status] : waitingStatuses;
}

/** A list that still carries the code goes on to make such claims: it is named. */
async function withLists(
  ports: AuditPorts,
  { account, today }: AuditQuestion,
  issue: AuditIssue,
): Promise<AuditAnswer['issues'][number]> {
  if (codeSetOf(issue.code) === undefined) return { ...issue, held: [] };
  const { holdings } = await whereUsed(ports)(account, issue.code, today);
  const held = holdings.map(({ type, lines }) => ({ type, lines }));
  if (held.length === 0) return { ...issue, held };
  const lists = useSentence({ claims: 0, lines: 0, holdings: held, more: false }).replace('Used in', 'It is still in');
  return { ...issue, held, sentence: `${issue.sentence} ${lists}` };
}
