import { numbersOf } from '../../shared/claims/claim-numbers.ts';
import type { IsoDate } from '../../shared/dates.ts';
import { accountIndexes, openUseShards } from '../../shared/keys/account-indexes.ts';
import { accountKeys } from '../../shared/keys/account-keys.ts';
import type { Key } from '../../shared/keys/key.ts';
import type { ClaimRow } from './claim-store.ts';
import type { StatusRow } from './status-store.ts';
import type { Item, Table } from './table.ts';

/** What of an account's own partition outlives its claims: who it is and who may come in. */
const stays = /^(?:PROFILE|USER#|KEY#)/;

/** Finds what is to be deleted, and deletes it. The audit log is another partition, and is never touched. */
export class PurgeStore {
  constructor(private readonly table: Table) {}

  /** Where claims lie, and answers without a claim, that may be closed since before a day; all where none is named. */
  async *partitions(account: string, before: IsoDate | null): AsyncGenerator<string> {
    const seen = new Set<string>();
    for (let shard = 0; shard < openUseShards; shard++) {
      const { kept } = accountIndexes.kept(account, shard, '', null);
      const sort = before === null ? {} : { sort: { attribute: 'keptSort', to: before } };
      for await (const { pk } of this.table.query({ index: 'claimsKept', partition: ['kept', kept], ...sort })) {
        if (!seen.has(pk)) yield pk;
        seen.add(pk);
      }
    }
  }

  /** Everything of one claim: bills, uses, findings, answers, and its numbers, which lie elsewhere. */
  async itemsOf(account: string, pk: string): Promise<readonly (Key & Item & Partial<ClaimRow>)[]> {
    const items = await this.table.all<Item & Partial<ClaimRow> & Partial<StatusRow>>({
      partition: ['pk', pk],
      consistent: true,
    });
    // Of a number that nobody bears there are answers alone; claims that bear or replace it are deleted by themselves.
    if (pk.includes('#NUMBER#')) return items.filter(({ sk }) => sk === 'STATUSES');
    const numbers = new Map<string, Key & Item>();
    const note = (key: Key) => numbers.set(`${key.pk} ${key.sk}`, { ...key });
    for (const { claim, superseding = [], said = [], claimId } of items) {
      if (claim)
        for (const { as, number } of [...numbersOf(claim), ...superseding])
          note(accountKeys.numbered(account, number, as, claim.claimId));
      for (const { payerClaimNumber } of said)
        if (payerClaimNumber !== null && claimId !== undefined)
          note(accountKeys.numbered(account, { by: 'payer', number: payerClaimNumber }, 'OF', claimId));
    }
    return [...items, ...numbers.values()];
  }

  /** What the account holds beside its claims: alerts, lists and their lines, settings, reports. */
  async *itemsBeside(account: string): AsyncGenerator<Key> {
    const alerts = accountKeys.waitings(account).pk;
    for await (const { sk } of this.table.query({ partition: ['pk', alerts], consistent: true }))
      yield { pk: alerts, sk };
    const { pk } = accountKeys.profile(account);
    for await (const { sk, type, list } of this.table.query({ partition: ['pk', pk], consistent: true })) {
      if (sk.startsWith('HOLDING#')) {
        const rows = accountKeys.holdingRows(account, String(type), String(list));
        for await (const row of this.table.query({ partition: ['pk', rows.pk], consistent: true }))
          yield { pk: row.pk, sk: row.sk };
      }
      if (!stays.test(sk)) yield { pk, sk };
    }
  }

  async delete(keys: Iterable<Key>): Promise<void> {
    await this.table.deleteAll(keys);
  }

  /** The account is one that never stored a claim. */
  async forget(account: string): Promise<void> {
    await this.table.update(accountKeys.account(account), { remove: ['holdsClaims', 'holdsLists'] });
  }

  /** For how many days closed claims are kept; null: for ever. */
  async retention(account: string): Promise<number | null> {
    return (await this.table.get<{ days: number }>(accountKeys.retention(account), true))?.days ?? null;
  }

  async keepFor(account: string, days: number | null): Promise<void> {
    if (days === null) await this.table.delete(accountKeys.retention(account));
    else await this.table.put({ ...accountKeys.retention(account), days });
  }

  async accounts(): Promise<readonly string[]> {
    const { pk } = accountKeys.accounts();
    return (await this.table.all({ partition: ['pk', pk], consistent: true })).map(({ sk }) => sk);
  }
}

/** Whether all bills among the items of a claim are closed since before a day; answers without a claim are. */
export function isClosedBefore(items: readonly (Key & Item & Partial<ClaimRow>)[], before: IsoDate): boolean {
  const bills = items.filter(({ sk }) => sk.startsWith('CLAIM#'));
  return bills.every(({ closedOn, arriving }) => arriving !== true && !!closedOn && closedOn < before);
}
