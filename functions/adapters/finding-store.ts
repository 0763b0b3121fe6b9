import { createHash } from 'node:crypto';
import type { Finding } from '../../shared/claims/finding.ts';
import { accountIndexes, accountKeys, type Bill, type ClaimIdentity, type Key } from '../../shared/keys.ts';
import type { Item, Table } from './table.ts';

export type FindingStatus = 'open' | 'cleared';

/** Which release an alert speaks of, and which run of work found it: one digest for each. */
export interface Occasion {
  /** Change set that caused the finding or cleared it; null where no alert is due (a first release caused it). */
  readonly changeSet: string | null;
  /** `sweep`, or the import that brought the line. */
  readonly window: string;
}

export interface FindingRow extends Item {
  readonly account: string;
  readonly finding: Finding;
  readonly status: FindingStatus;
  readonly content: string;
  readonly changeSet: string | null;
  readonly window: string;
}

export interface Raised {
  readonly sortKey: string;
  /** False where it stood already, to the letter. */
  readonly written: boolean;
}

/** Findings, each with its own undelivered mark: no alert lives only in a queue. */
export class FindingStore {
  constructor(private readonly table: Table) {}

  /** Writes the finding where it is new, changed, or comes back; leaves it alone otherwise. */
  async raise(account: string, finding: Finding, occasion: Occasion, bill?: Bill): Promise<Raised> {
    const key = accountKeys.finding(account, finding, bill);
    const row = this.rowOf(account, finding, 'open', occasion);
    const written =
      (await this.table.putIfAbsent({ ...key, ...row })) ||
      (await this.table.update(key, {
        set: row,
        remove: occasion.changeSet === null ? ['undelivered'] : [],
        condition: '#content <> :content OR #status = :cleared',
        values: { ':content': row.content, ':cleared': 'cleared' },
      }));
    return { sortKey: key.sk, written };
  }

  /** Takes a finding back that a release has mended; one that is not open is left alone. */
  async clear(account: string, claimId: string, sortKey: string, occasion: Occasion): Promise<void> {
    const key = { pk: accountKeys.claimsOf(account, claimId).pk, sk: sortKey };
    const row = await this.table.get<FindingRow>(key, true);
    if (row?.status !== 'open') return;
    await this.table.update(key, {
      set: this.rowOf(account, row.finding, 'cleared', occasion),
      remove: occasion.changeSet === null ? ['undelivered'] : [],
      condition: '#status = :open',
      values: { ':open': 'open' },
    });
  }

  /** All of one claim, strongly read. */
  async ofClaim(account: string, claim: ClaimIdentity): Promise<readonly (FindingRow & Key)[]> {
    const { pk, prefix } = accountKeys.findingsOfClaim(account, claim);
    const sort = { attribute: 'sk', beginsWith: prefix };
    return this.table.all<FindingRow>({ partition: ['pk', pk], sort, consistent: true });
  }

  /** By money, the largest first; `from` goes on at that place of the index (`findingSort`), it included. */
  list(account: string, status: FindingStatus, from?: string): AsyncGenerator<FindingRow & Key> {
    return this.table.query<FindingRow>({
      index: 'findingsByStatus',
      partition: ['findingStatus', `ACCOUNT#${account}#${status}`],
      ...(from === undefined ? {} : { sort: { attribute: 'findingSort', from } }),
    });
  }

  async undelivered(account: string): Promise<readonly (FindingRow & Key)[]> {
    const { undelivered } = accountIndexes.undelivered(account);
    return this.table.all<FindingRow>({ index: 'undelivered', partition: ['undelivered', undelivered] });
  }

  /** The rows as they are now: an index lags, and what is delivered already must not be told again. */
  async stillUndelivered(rows: readonly Key[]): Promise<readonly (FindingRow & Key)[]> {
    const now = await this.table.getAll<FindingRow>(rows.map(({ pk, sk }) => ({ pk, sk })));
    return now.filter((row) => 'undelivered' in row);
  }

  /** Removes the mark, unless the finding has changed since it was put into a digest. */
  async delivered(row: FindingRow & Key): Promise<void> {
    await this.table.update(row, {
      remove: ['undelivered'],
      condition: '#content = :content AND #status = :status',
      values: { ':content': row.content, ':status': row.status },
    });
  }

  private rowOf(account: string, finding: Finding, status: FindingStatus, { changeSet, window }: Occasion): FindingRow {
    const cents = Math.round(finding.amount * 100);
    return {
      account,
      finding,
      status,
      content: contentOf(finding),
      changeSet,
      window,
      ...accountIndexes.finding(account, status, cents, finding.claimId, finding.line),
      ...(changeSet === null ? {} : accountIndexes.undelivered(account)),
    };
  }
}

/** What a person acts on. Wording that names the newest release held must not raise the same alert again. */
function contentOf({ rule, severity, fix, wayBack, amount }: Finding): string {
  return createHash('sha256')
    .update(JSON.stringify([rule, severity, fix, wayBack, amount]))
    .digest('hex')
    .slice(0, 20);
}
