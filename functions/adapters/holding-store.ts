import type { IsoDate } from '../../shared/dates.ts';
import type { HoldingType } from '../../shared/holdings/holding.ts';
import { accountIndexes } from '../../shared/keys/account-indexes.ts';
import { accountKeys } from '../../shared/keys/account-keys.ts';
import type { Key } from '../../shared/keys/key.ts';
import { type FindingOrder, findingOrders } from './finding-store.ts';
import type { HoldingRow } from './holding-row.ts';
import type { Item, Table } from './table.ts';

/** One version of one list, as it was handed in last. */
export interface HeldList extends Item {
  readonly type: HoldingType;
  readonly list: string;
  readonly file: string;
  readonly importedOn: IsoDate;
  readonly lines: number;
}

/** Lists that are held: chargemasters, fee schedules, superbills, authorisations, orders. */
export class HoldingStore {
  constructor(
    private readonly table: Table,
    /** The present moment, ISO 8601 in UTC. */
    readonly now: () => string = () => new Date().toISOString(),
  ) {}

  async lists(account: string): Promise<readonly HeldList[]> {
    const { pk, prefix } = accountKeys.holdingLists(account);
    return this.table.all<HeldList>({ partition: ['pk', pk], sort: { attribute: 'sk', beginsWith: prefix } });
  }

  async putList(account: string, list: HeldList): Promise<void> {
    await this.table.put({ ...accountKeys.holdingList(account, list.type, list.list), ...list });
  }

  /** Every use of a list, strongly read, closed ones too. */
  rows(account: string, type: HoldingType, list: string): AsyncGenerator<HoldingRow & Key> {
    const { pk } = accountKeys.holdingRows(account, type, list);
    return this.table.query<HoldingRow>({ partition: ['pk', pk], consistent: true });
  }

  /** Lines with findings that wait for somebody, in an order; `from` goes on at that place of its index. */
  findings(
    account: string,
    type: HoldingType,
    {
      by = 'money',
      from,
      pageSize,
    }: { readonly by?: FindingOrder; readonly from?: string | undefined; readonly pageSize?: number } = {},
  ): AsyncGenerator<HoldingRow & Key> {
    const { index, sort } = findingOrders[by];
    return this.table.query<HoldingRow>({
      index,
      partition: ['findingStatus', accountIndexes.holdingFindings(account, type).findingStatus],
      ...(from === undefined ? {} : { sort: { attribute: sort, from } }),
      ...(pageSize === undefined ? {} : { pageSize }),
    });
  }

  async put(rows: readonly (HoldingRow & Key)[]): Promise<void> {
    await this.table.writeAll(rows);
  }

  async row({ pk, sk }: Key): Promise<(HoldingRow & Key) | undefined> {
    return this.table.get<HoldingRow & Key>({ pk, sk }, true);
  }

  /** Writes over a row that nobody has written since it was read; says whether it did. */
  async replace(row: HoldingRow & Key, { content, revision }: HoldingRow): Promise<boolean> {
    return this.table.putOver(row, { content, revision });
  }

  /** Before the first line is stored: sweeps then look for hits of the account. */
  async register(account: string): Promise<void> {
    await this.table.update(accountKeys.account(account), {
      set: { account, holdsLists: true },
      condition: 'attribute_exists(pk) OR attribute_not_exists(pk)',
    });
  }
}
