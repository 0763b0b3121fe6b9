import { joinedStatuses, type SaidStatus } from '../../shared/claims/status/line-states.ts';
import { accountIndexes } from '../../shared/keys/account-indexes.ts';
import { accountKeys } from '../../shared/keys/account-keys.ts';
import type { ClaimNumber } from '../../shared/keys/claim-identity.ts';
import type { Key } from '../../shared/keys/key.ts';
import { shardOf } from './claim-store.ts';
import type { Item, Table } from './table.ts';

/** All that was said of one claim, in one item: what holds follows from it, in whatever order it came. */
export interface StatusRow extends Item {
  readonly account: string;
  readonly claimId: string;
  readonly said: readonly SaidStatus[];
  /** Counts the writes: who writes by an older state reads again. */
  readonly revision: number;
}

/** What payers and clearing houses said of claims, also of those that are not stored yet. */
export class StatusStore {
  constructor(private readonly table: Table) {}

  async of(account: string, claimId: string): Promise<StatusRow | undefined> {
    return this.table.get<StatusRow>(accountKeys.statuses(account, claimId), true);
  }

  /** Of several claims, by claim id. */
  async ofAll(account: string, claimIds: Iterable<string>): Promise<ReadonlyMap<string, StatusRow>> {
    const keys = [...new Set(claimIds)].map((claimId) => accountKeys.statuses(account, claimId));
    return new Map((await this.table.getAll<StatusRow>(keys)).map((row) => [row.claimId, row]));
  }

  /** Adds what is new; says whether anything was. */
  async add(account: string, claimId: string, said: readonly SaidStatus[]): Promise<boolean> {
    return this.join(accountKeys.statuses(account, claimId), account, claimId, said);
  }

  /** Keeps what names its claim by a number alone, until somebody says whose that is. */
  async wait(account: string, number: ClaimNumber, said: readonly SaidStatus[]): Promise<boolean> {
    return this.join(accountKeys.numberedStatuses(account, number), account, number.number, said);
  }

  private async join(key: Key, account: string, claimId: string, said: readonly SaidStatus[]): Promise<boolean> {
    for (;;) {
      const row = await this.table.get<StatusRow>(key, true);
      const joined = joinedStatuses(row?.said ?? [], said);
      if (joined === null) return false;
      // Where no claim ever comes, the last answer is what is kept of it.
      const last = joined.at(-1)!.date;
      const kept = accountIndexes.kept(account, shardOf(claimId), claimId, last);
      const next = { ...key, ...kept, account, claimId, said: joined, revision: (row?.revision ?? 0) + 1 };
      const written = row
        ? await this.table.putOver(next, { revision: row.revision })
        : await this.table.putIfAbsent(next);
      if (written) return true;
    }
  }
}
