import { codeSetOf } from '../../shared/code.ts';
import type { IsoDate } from '../../shared/dates.ts';
import {
  amountOf,
  type HeldLine,
  type HoldingFinding,
  type HoldingType,
  identityOf,
} from '../../shared/holdings/holding.ts';
import { accountIndexes, accountKeys, type Key } from '../../shared/keys.ts';
import { shardOf } from './claim-store.ts';
import type { Item, Table } from './table.ts';

/** One version of one list, as it was handed in last. */
export interface HeldList extends Item {
  readonly type: HoldingType;
  readonly list: string;
  readonly file: string;
  readonly importedOn: IsoDate;
  readonly lines: number;
}

/**
 * One code or modifier on one held line: a use like that of a claim line, found through the same index. It carries
 * what judging needs and what judging has found, so that a re-check reads and writes one item a hit.
 */
export interface HoldingRow extends Item {
  readonly account: string;
  readonly holding: HeldLine;
  /** The code or modifier used. */
  readonly code: string;
  readonly content: string;
  readonly finding: HoldingFinding | null;
  /** The day on which a newer version of the list no longer had the line; null while it stands. */
  readonly closedOn: IsoDate | null;
}

/** Tells the two kinds of use apart that the index from code to use holds. */
export function isHolding<Use extends Item>(use: Use): use is Use & HoldingRow {
  return 'holding' in use;
}

/** Lists that are held: chargemasters, fee schedules, superbills, authorisations, orders. */
export class HoldingStore {
  constructor(private readonly table: Table) {}

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

  /** Lines with findings, the most money first; `from` goes on at that place of the index. */
  findings(account: string, type: HoldingType): AsyncGenerator<HoldingRow & Key> {
    return this.table.query<HoldingRow>({
      index: 'findingsByStatus',
      partition: ['findingStatus', accountIndexes.holdingFinding(account, type, 0, '').findingStatus],
    });
  }

  async put(rows: readonly (HoldingRow & Key)[]): Promise<void> {
    await this.table.writeAll(rows);
  }

  async now({ pk, sk }: Key): Promise<(HoldingRow & Key) | undefined> {
    return this.table.get<HoldingRow & Key>({ pk, sk }, true);
  }

  /** Writes a verdict over a row that still holds the line that was judged; says whether it did. */
  async judged(judgedRow: HoldingRow & Key): Promise<boolean> {
    return this.table.putOver(judgedRow, { content: judgedRow.content });
  }

  /** Before the first line is stored: sweeps then look for hits of the account. */
  async register(account: string): Promise<void> {
    await this.table.update(accountKeys.account(account), {
      set: { account, holdsLists: true },
      condition: 'attribute_exists(pk) OR attribute_not_exists(pk)',
    });
  }
}

/** The uses of a line: its code and modifiers, judged or not. */
export function rowsOfLine(account: string, holding: HeldLine, content: string): readonly (HoldingRow & Key)[] {
  const codes = new Set([holding.code, ...holding.modifiers]);
  return [...codes]
    .filter((code) => codeSetOf(code) !== undefined)
    .map((code) => ({
      ...accountKeys.holdingRow(account, holding.type, holding.list, identityOf(holding), code),
      account,
      holding,
      code,
      content,
      finding: null,
      closedOn: null,
    }));
}

/**
 * The row with its verdict, placed where it is looked for. It sorts by its last day, so that whatever changes on or
 * before that day finds it; while it waits for a release that can judge it, by its first.
 */
export function placed(row: HoldingRow & Key, finding: HoldingFinding | null, awaits: boolean): HoldingRow & Key {
  const { pk, sk, account, holding, code, content } = row;
  const codeSet = codeSetOf(code)!;
  const shard = shardOf(holding.item);
  const day = awaits ? holding.from : (holding.through ?? noEnd);
  return {
    pk,
    sk,
    account,
    holding,
    code,
    content,
    finding,
    closedOn: null,
    ...accountIndexes.openUse(codeSet, code, shard),
    ...accountIndexes.openSort(day, account, holding.item, 1),
    ...(awaits ? accountIndexes.awaiting(codeSet, shard) : {}),
    ...(finding ? accountIndexes.holdingFinding(account, holding.type, amountOf(holding), holding.item) : {}),
  };
}

/** Out of every index: the line has gone from its list, and is kept to tell of. */
export function closed({ pk, sk, account, holding, code, content }: HoldingRow & Key, on: IsoDate): HoldingRow & Key {
  return { pk, sk, account, holding, code, content, finding: null, closedOn: on };
}

const noEnd: IsoDate = '9999-12-31';
