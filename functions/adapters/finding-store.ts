import type { Finding } from '../../shared/claims/finding.ts';
import { cleared, type FindingLife, type FindingStatus, raised } from '../../shared/claims/finding-life.ts';
import { accountIndexes } from '../../shared/keys/account-indexes.ts';
import { accountKeys } from '../../shared/keys/account-keys.ts';
import type { ClaimIdentity } from '../../shared/keys/claim-identity.ts';
import type { Key } from '../../shared/keys/key.ts';
import {
  alertStatus,
  contentOf,
  type FindingFacts,
  type FindingRow,
  type FindingSubject,
  findingIdOf,
  findingRow,
  type Occasion,
  occasionFor,
} from './finding-row.ts';
import { type HoldingRow, heldFinding, isHolding, withDecision } from './holding-row.ts';
import type { Table } from './table.ts';

export interface Raised {
  readonly sortKey: string;
  /** False where it stood already, to the letter. */
  readonly written: boolean;
}

/** What a worklist is sorted by, and the attribute of the index that does it. */
export const findingOrders = {
  money: { index: 'findingsByStatus', sort: 'findingSort' },
  deadline: { index: 'findingsByDeadline', sort: 'deadlineSort' },
} as const;
export type FindingOrder = keyof typeof findingOrders;

const unnamed: FindingSubject = { provider: null, payer: null };

/**
 * Findings, each with its own undelivered mark: no alert lives only in a queue. Those of held lists are part of the
 * rows of their lines, and are raised and cleared with them (`HoldingStore`); here they are read and decided like any.
 */
export class FindingStore {
  constructor(
    private readonly table: Table,
    private readonly now: () => string = () => new Date().toISOString(),
  ) {}

  /** Writes the finding where it is new, changed, or comes back; leaves it alone otherwise. */
  async raise(
    account: string,
    finding: Finding,
    occasion: Occasion,
    subject: FindingSubject = unnamed,
  ): Promise<Raised> {
    const key = accountKeys.finding(account, finding, subject);
    const { provider, payer, deadline = null } = subject;
    const { changeSet, window } = occasion;
    const facts = { account, id: findingIdOf(key), finding, provider, payer, deadline, changeSet, window };
    const content = contentOf(finding);
    const first = findingRow(key, { ...facts, revision: 1 }, raised(undefined, content, this.now())!);
    if (await this.table.putIfAbsent(marked(first))) return { sortKey: key.sk, written: true };
    const written = await this.change(key, (row) => {
      const life = raised(row, content, this.now());
      if (life) return { life, facts: { ...facts, ...occasionFor(row, occasion), revision: row.revision } };
      // The payer's time for filing became another: no news, and its place among the deadlines is.
      if (row.deadline === deadline) return null;
      return { life: lifeOf(row), facts: { ...factsOf(row), deadline }, mark: 'undelivered' in row };
    });
    return { sortKey: key.sk, written };
  }

  /** Takes a finding back whose line is right or closed; one that is cleared already is left alone. */
  async clear(account: string, claimId: string, sortKey: string, occasion: Occasion): Promise<void> {
    const key = { pk: accountKeys.claimsOf(account, claimId).pk, sk: sortKey };
    await this.change(key, (row) => {
      const life = cleared(row, this.now(), occasion.reason);
      // What a person has settled is no news when its line becomes right.
      const settled = row.status === 'done' || row.status === 'dismissed';
      const { changeSet, window } = settled ? { ...occasion, changeSet: null } : occasion;
      return life && { life, facts: { ...factsOf(row), changeSet, window } };
    });
  }

  /** A person's decision: changes the life alone. Answers the row as it is then; undefined where there is none. */
  async decide(
    key: Key,
    decide: (life: FindingLife, at: string) => FindingLife | null,
  ): Promise<(FindingRow & Key) | undefined> {
    for (;;) {
      const row = await this.table.get<(FindingRow | HoldingRow) & Key>(key, true);
      if (!row || !isHolding(row)) break;
      const decided = withDecision(row, decide, this.now());
      if (!decided || (await this.table.putOver(decided, { revision: row.revision }))) return this.get(key);
    }
    await this.change(key, (row) => {
      const life = decide(row, this.now());
      return life && { life, facts: factsOf(row), mark: 'undelivered' in row && isWaiting(life.status) };
    });
    return this.get(key);
  }

  async get(key: Key): Promise<(FindingRow & Key) | undefined> {
    const row = await this.table.get<(FindingRow | HoldingRow) & Key>(key, true);
    return row && asFinding(row);
  }

  /** Keys of the findings whose id begins so; two at most, which is enough to know that one is not named. */
  async keysOf(account: string, id: string): Promise<readonly Key[]> {
    const { findingIds } = accountIndexes.findingId(account, id);
    const sort = { attribute: 'findingId', beginsWith: id };
    const found = await this.table.all({
      index: 'findingsById',
      partition: ['findingIds', findingIds],
      sort,
      limit: 2,
    });
    return found.map(({ pk, sk }) => ({ pk, sk }));
  }

  /** All of one claim, strongly read. */
  async ofClaim(account: string, claim: ClaimIdentity): Promise<readonly (FindingRow & Key)[]> {
    const { pk, prefix } = accountKeys.findingsOfClaim(account, claim);
    const sort = { attribute: 'sk', beginsWith: prefix };
    return this.table.all<FindingRow>({ partition: ['pk', pk], sort, consistent: true });
  }

  /** The largest money or the nearest deadline first; `from` goes on at that place of the index, it included. */
  list(
    account: string,
    status: FindingStatus,
    from?: string,
    { by = 'money', pageSize }: { readonly by?: FindingOrder; readonly pageSize?: number } = {},
  ): AsyncGenerator<FindingRow & Key> {
    const { index, sort } = findingOrders[by];
    return this.table.query<FindingRow>({
      index,
      partition: ['findingStatus', `ACCOUNT#${account}#${status}`],
      ...(from === undefined ? {} : { sort: { attribute: sort, from } }),
      ...(pageSize === undefined ? {} : { pageSize }),
    });
  }

  async undelivered(account: string): Promise<readonly (FindingRow & Key)[]> {
    const { undelivered } = accountIndexes.undelivered(account);
    const rows = await this.table.all<FindingRow | HoldingRow>({
      index: 'undelivered',
      partition: ['undelivered', undelivered],
    });
    return rows.flatMap((row) => asFinding(row) ?? []);
  }

  /** The rows as they are now: an index lags, and what is delivered already must not be told again. */
  async stillUndelivered(rows: readonly Key[]): Promise<readonly (FindingRow & Key)[]> {
    const now = await this.table.getAll<FindingRow | HoldingRow>(rows.map(({ pk, sk }) => ({ pk, sk })));
    return now.filter((row) => 'undelivered' in row).flatMap((row) => asFinding(row) ?? []);
  }

  /** Removes the mark, unless the finding has changed since it was put into a digest. */
  async delivered(row: FindingRow & Key): Promise<void> {
    const cleared = alertStatus(row.status) === 'cleared';
    const life = row.list ? '#life.' : '';
    await this.table.update(row, {
      remove: ['undelivered'],
      condition: `${life}#content = :content AND ${life}#status ${cleared ? '=' : '<>'} :cleared`,
      values: { ':content': row.content, ':cleared': 'cleared' },
    });
  }

  /** Reads, decides and writes, until nobody has written in between; says whether it wrote. */
  private async change(
    key: Key,
    decide: (row: FindingRow) => { life: FindingLife; facts: FindingFacts; mark?: boolean } | null,
  ): Promise<boolean> {
    for (;;) {
      const row = await this.get(key);
      const next = row && decide(row);
      if (!row || !next) return false;
      const { life, facts, mark } = next;
      const written = findingRow(key, { ...facts, revision: row.revision + 1 }, life);
      if (await this.table.putOver(marked(written, mark), { revision: row.revision })) return true;
    }
  }
}

function asFinding(row: (FindingRow | HoldingRow) & Key): (FindingRow & Key) | undefined {
  return isHolding(row) ? heldFinding(row) : row;
}

function isWaiting(status: FindingStatus): boolean {
  return status === 'open' || status === 'assigned';
}

/** With the mark that an alert is due; not where no release did it, nor where a person has dismissed it. */
function marked(row: Key & FindingRow, due = row.changeSet !== null && row.status !== 'dismissed'): Key & FindingRow {
  return due ? { ...row, ...accountIndexes.undelivered(row.account) } : row;
}

function lifeOf({ status, assignee, content, dismissed, history }: FindingRow): FindingLife {
  return { status, assignee, content, dismissed, history };
}

function factsOf(row: FindingRow): FindingFacts {
  const { account, id, finding, provider, payer, deadline, changeSet, window, revision } = row;
  return { account, id, finding, provider, payer, deadline, changeSet, window, revision };
}
