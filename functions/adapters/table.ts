import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  BatchWriteCommand,
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  type QueryCommandInput,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import type { Key } from '../../shared/keys/key.ts';
import { isAsPut, isAsUpdated, wasRepeated } from './own-write.ts';

export type Item = Record<string, unknown>;

/** What reading cost, as the database itself counts it. */
export interface ReadMeter {
  items: number;
  units: number;
}

export interface Query {
  readonly index?: string;
  readonly partition: readonly [attribute: string, value: string];
  readonly sort?: {
    readonly attribute: string;
    readonly beginsWith?: string;
    readonly from?: string;
    readonly to?: string;
  };
  readonly consistent?: boolean;
  /** So many items at most are given. */
  readonly limit?: number;
  /** So many items are read at a time; without it as many as fit into one answer. */
  readonly pageSize?: number;
}

/** A change to one item that takes effect only where its condition holds. */
export interface Update {
  readonly set?: Item;
  readonly remove?: readonly string[];
  /** A DynamoDB condition; `:name` values come from `values`, `#name` stands for an attribute of that name. */
  readonly condition?: string;
  readonly values?: Item;
}

const batchSize = 25;
const getSize = 100;
const batchesAtOnce = 4;
const pausesMs = [20, 50, 100, 200, 400, 800, 1600, 3200];

/** One DynamoDB table, in the few operations that the system needs; no transactions and no scans. */
export class Table {
  readonly meter: ReadMeter = { items: 0, units: 0 };

  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly name: string,
    private readonly sleep: (ms: number) => Promise<void>,
  ) {}

  async get<T extends Item>(key: Key, consistent = false): Promise<T | undefined> {
    const { Item, ConsumedCapacity } = await this.client.send(
      new GetCommand({ TableName: this.name, Key: key, ConsistentRead: consistent, ReturnConsumedCapacity: 'TOTAL' }),
    );
    this.meter.items += Item ? 1 : 0;
    this.meter.units += ConsumedCapacity?.CapacityUnits ?? 0;
    return Item as T | undefined;
  }

  /** Several items at once, strongly read; absent ones are left out. Keys must differ from each other. */
  async getAll<T extends Item>(keys: readonly Key[]): Promise<readonly (T & Key)[]> {
    const found: (T & Key)[] = [];
    for (let at = 0; at < keys.length; at += getSize)
      found.push(...(await this.getBatch<T>(keys.slice(at, at + getSize))));
    return found;
  }

  async put(item: Key & Item): Promise<void> {
    await this.client.send(new PutCommand({ TableName: this.name, Item: item }));
  }

  /** Writes where no item of that key is; says whether it wrote. */
  async putIfAbsent(item: Key & Item): Promise<boolean> {
    const absent = { ConditionExpression: 'attribute_not_exists(pk)' };
    return this.conditionally(new PutCommand({ TableName: this.name, Item: item, ...absent }), item, (stored) =>
      isAsPut(stored, item),
    );
  }

  /** Writes over an item that still has these values; says whether it did. */
  async putOver(item: Key & Item, still: Item): Promise<boolean> {
    return this.conditionally(new PutCommand({ TableName: this.name, Item: item, ...holding(still) }), item, (stored) =>
      isAsPut(stored, item),
    );
  }

  /** Deletes an item that still has these values; says whether it did. */
  async deleteWhile({ pk, sk }: Key, still: Item): Promise<boolean> {
    const key = { pk, sk };
    return this.conditionally(
      new DeleteCommand({ TableName: this.name, Key: key, ...holding(still) }),
      key,
      (stored) => stored === undefined,
    );
  }

  /** Says whether the condition held; an absent item is never created unless the condition allows it. */
  async update(
    { pk, sk }: Key,
    { set = {}, remove = [], condition = 'attribute_exists(pk)', values = {} }: Update,
  ): Promise<boolean> {
    const names = new Set([
      ...Object.keys(set),
      ...remove,
      ...[...condition.matchAll(/#(\w+)/g)].map((match) => match[1]!),
    ]);
    const sets = Object.keys(set).map((name) => `#${name} = :set_${name}`);
    const expression = [
      sets.length > 0 ? `SET ${sets.join(', ')}` : '',
      remove.length > 0 ? `REMOVE ${remove.map((name) => `#${name}`).join(', ')}` : '',
    ].join(' ');
    const bound = Object.fromEntries(Object.entries(set).map(([name, value]) => [`:set_${name}`, value]));
    const all = { ...bound, ...values };
    return this.conditionally(
      new UpdateCommand({
        TableName: this.name,
        Key: { pk, sk },
        UpdateExpression: expression.trim(),
        ConditionExpression: condition,
        ExpressionAttributeNames: Object.fromEntries([...names].map((name) => [`#${name}`, name])),
        ...(Object.keys(all).length > 0 ? { ExpressionAttributeValues: all } : {}),
      }),
      { pk, sk },
      (stored) => isAsUpdated(stored, { set, remove }),
    );
  }

  async delete({ pk, sk }: Key): Promise<void> {
    await this.client.send(new DeleteCommand({ TableName: this.name, Key: { pk, sk } }));
  }

  async writeAll(items: Iterable<Key & Item>): Promise<void> {
    await this.inBatches(items, (item) => ({ PutRequest: { Item: item } }));
  }

  async deleteAll(keys: Iterable<Key>): Promise<void> {
    await this.inBatches(keys, ({ pk, sk }) => ({ DeleteRequest: { Key: { pk, sk } } }));
  }

  async *query<T extends Item>(query: Query): AsyncGenerator<T & Key> {
    let start: Item | undefined;
    let left = query.limit ?? Number.POSITIVE_INFINITY;
    do {
      const page = await this.client.send(new QueryCommand({ ...this.inputOf(query), ExclusiveStartKey: start }));
      this.meter.items += page.ScannedCount ?? 0;
      this.meter.units += page.ConsumedCapacity?.CapacityUnits ?? 0;
      for (const item of page.Items ?? []) {
        if (left-- <= 0) return;
        yield item as T & Key;
      }
      start = page.LastEvaluatedKey;
    } while (start && left > 0);
  }

  async all<T extends Item>(query: Query): Promise<(T & Key)[]> {
    const items: (T & Key)[] = [];
    for await (const item of this.query<T>(query)) items.push(item);
    return items;
  }

  private inputOf({ index, partition, sort, consistent, limit, pageSize = limit }: Query): QueryCommandInput {
    const conditions = ['#partition = :partition'];
    const names: Record<string, string> = { '#partition': partition[0] };
    const values: Item = { ':partition': partition[1] };
    if (sort) {
      names['#sort'] = sort.attribute;
      if (sort.beginsWith !== undefined) {
        conditions.push('begins_with(#sort, :prefix)');
        values[':prefix'] = sort.beginsWith;
      } else if (sort.from !== undefined && sort.to !== undefined) {
        conditions.push('#sort BETWEEN :from AND :to');
        values[':from'] = sort.from;
        values[':to'] = sort.to;
      } else {
        conditions.push(sort.from !== undefined ? '#sort >= :from' : '#sort <= :to');
        values[sort.from !== undefined ? ':from' : ':to'] = sort.from ?? sort.to;
      }
    }
    return {
      TableName: this.name,
      IndexName: index,
      KeyConditionExpression: conditions.join(' AND '),
      ExpressionAttributeNames: names,
      ExpressionAttributeValues: values,
      ConsistentRead: index ? undefined : consistent,
      ReturnConsumedCapacity: 'TOTAL',
      ...(pageSize === undefined ? {} : { Limit: pageSize }),
    };
  }

  /** Ends when no batch is under way any more, so that after a failure nothing is still being written. */
  private async inBatches<T>(entries: Iterable<T>, toRequest: (entry: T) => object): Promise<void> {
    const underWay = new Set<Promise<void>>();
    const failures: unknown[] = [];
    let batch: object[] = [];
    const flush = async () => {
      if (batch.length === 0) return;
      const writing = this.writeBatch(batch)
        .catch((error: unknown) => void failures.push(error))
        .finally(() => underWay.delete(writing));
      underWay.add(writing);
      batch = [];
      if (underWay.size >= batchesAtOnce) await Promise.race(underWay);
    };
    for (const entry of entries) {
      if (failures.length > 0) break;
      batch.push(toRequest(entry));
      if (batch.length === batchSize) await flush();
    }
    if (failures.length === 0) await flush();
    await Promise.all(underWay);
    if (failures.length > 0) throw failures[0];
  }

  private async getBatch<T extends Item>(keys: readonly Key[]): Promise<readonly (T & Key)[]> {
    const found: (T & Key)[] = [];
    let left: Record<string, unknown>[] = keys.map(({ pk, sk }) => ({ pk, sk }));
    for (const pause of [0, ...pausesMs]) {
      if (left.length === 0) return found;
      if (pause > 0) await this.sleep(pause);
      const { Responses, UnprocessedKeys, ConsumedCapacity } = await this.client.send(
        new BatchGetCommand({
          RequestItems: { [this.name]: { Keys: left, ConsistentRead: true } },
          ReturnConsumedCapacity: 'TOTAL',
        }),
      );
      const items = (Responses?.[this.name] ?? []) as (T & Key)[];
      this.meter.items += items.length;
      this.meter.units += ConsumedCapacity?.[0]?.CapacityUnits ?? 0;
      found.push(...items);
      left = UnprocessedKeys?.[this.name]?.Keys ?? [];
    }
    throw new Error(`table ${this.name} left ${left.length} reads undone after ${pausesMs.length} tries`);
  }

  /** The database may leave part of a batch undone under load: that part is written again, after growing pauses. */
  private async writeBatch(requests: object[]): Promise<void> {
    let left: unknown[] = requests;
    for (const pause of [0, ...pausesMs]) {
      if (pause > 0) await this.sleep(pause);
      const { UnprocessedItems } = await this.client.send(
        new BatchWriteCommand({ RequestItems: { [this.name]: left as never[] } }),
      );
      left = UnprocessedItems?.[this.name] ?? [];
      if (left.length === 0) return;
    }
    throw new Error(`table ${this.name} left ${left.length} writes undone after ${pausesMs.length} tries`);
  }

  /** Says whether the condition held; `isDone` tells by what is stored where the first answer may have been lost. */
  private async conditionally(
    command: PutCommand | UpdateCommand | DeleteCommand,
    { pk, sk }: Key,
    isDone: (stored: Item | undefined) => boolean,
  ): Promise<boolean> {
    try {
      await this.client.send(command as PutCommand);
      return true;
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      return wasRepeated(error) && isDone(await this.get({ pk, sk }, true));
    }
  }
}

/** A condition that an item has these values. */
function holding(values: Item) {
  const names = Object.keys(values);
  return {
    ConditionExpression: names.map((name) => `#${name} = :${name}`).join(' AND '),
    ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
    ExpressionAttributeValues: Object.fromEntries(names.map((name) => [`:${name}`, values[name]])),
  };
}
