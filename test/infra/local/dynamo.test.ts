import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  ConditionalCheckFailedException,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type QueryCommandInput,
  ScanCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createTables } from '../../../infra/local/create-tables.ts';
import { type LocalDynamo, openLocalDynamo } from '../../../infra/local/dynamo.ts';
import { tables } from '../../../infra/tables.ts';
import { tempFolder } from '../../support/temp-folder.ts';

async function open(path?: string): Promise<LocalDynamo> {
  const local = await openLocalDynamo(path === undefined ? {} : { path });
  onTestFinished(() => local.close());
  await createTables(local.client, tables);
  return local;
}

type Text = Record<string, string>;
const toItem = (text: Text) => Object.fromEntries(Object.entries(text).map(([name, S]) => [name, { S }]));
const put = (item: Text) => new PutItemCommand({ TableName: 'accounts', Item: toItem(item) });
const putNew = (item: Text) =>
  new PutItemCommand({ TableName: 'accounts', Item: toItem(item), ConditionExpression: 'attribute_not_exists(pk)' });

/** A query of an index of `accounts`; the conditions are on its keys. */
const openUses = (code: string, from = '', rest: Partial<QueryCommandInput> = {}) =>
  new QueryCommand({
    TableName: 'accounts',
    IndexName: 'openUsesByCode',
    KeyConditionExpression: 'openCode = :code AND openSort >= :from',
    ExpressionAttributeValues: { ':code': { S: code }, ':from': { S: from || ' ' } },
    ...rest,
  });
const sortKeys = (result: { Items?: Record<string, { S?: string }>[] | undefined }) =>
  (result.Items ?? []).map((item) => item.sk?.S);

describe('DynamoDB in this process', () => {
  test('creates the tables once and leaves them as they are when asked again', async () => {
    const { client } = await open();
    await client.send(put({ pk: 'A', sk: '1' }));
    await createTables(client, tables);
    const { Item } = await client.send(
      new GetItemCommand({ TableName: 'accounts', Key: toItem({ pk: 'A', sk: '1' }), ConsistentRead: true }),
    );
    expect(Item).toEqual(toItem({ pk: 'A', sk: '1' }));
  });

  test('refuses a table whose indexes are other than defined', async () => {
    const { client } = await open();
    const fewer = tables.map((table) => ({ ...table, indexes: table.indexes.slice(1) }));
    await expect(createTables(client, fewer)).rejects.toMatchObject({ code: 'STORE_FORMAT', exitCode: 1 });
  });

  test('lets exactly one of many conditional writes of one item through', async () => {
    const { client } = await open();
    const attempts = Array.from({ length: 50 }, (_, writer) =>
      client.send(putNew({ pk: 'RELEASE', sk: '2026-01', writer: String(writer) })),
    );
    const outcomes = await Promise.allSettled(attempts);
    const lost = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
    expect(lost).toHaveLength(49);
    for (const reason of lost) expect(reason).toBeInstanceOf(ConditionalCheckFailedException);
  });

  test('lets one of many move a pointer from a sequence number to the next', async () => {
    const { client } = await open();
    const pointer = toItem({ pk: 'POINTER', sk: 'HCPCS' });
    await client.send(new PutItemCommand({ TableName: 'codesets', Item: { ...pointer, sequence: { N: '1' } } }));
    const flip = new UpdateItemCommand({
      TableName: 'codesets',
      Key: pointer,
      UpdateExpression: 'SET #sequence = #sequence + :one',
      ConditionExpression: '#sequence = :seen',
      ExpressionAttributeNames: { '#sequence': 'sequence' },
      ExpressionAttributeValues: { ':one': { N: '1' }, ':seen': { N: '1' } },
      ReturnValues: 'ALL_NEW',
    });
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => client.send(flip)));
    const won = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value.Attributes] : []));
    expect(won).toEqual([{ ...pointer, sequence: { N: '2' } }]);
  });

  test('holds an item in a sparse index only while it has the keys of the index', async () => {
    const { client } = await open();
    const line = { pk: 'CLAIM#1', sk: 'LINE#1', openCode: 'S0013', openSort: '2026-01-15#1' };
    await client.send(put(line));
    await client.send(put({ pk: 'CLAIM#1', sk: 'LINE#2' }));
    expect(sortKeys(await client.send(openUses('S0013')))).toEqual(['LINE#1']);
    const close = new UpdateItemCommand({
      TableName: 'accounts',
      Key: toItem({ pk: 'CLAIM#1', sk: 'LINE#1' }),
      UpdateExpression: 'REMOVE openCode, openSort',
    });
    await client.send(close);
    expect(sortKeys(await client.send(openUses('S0013')))).toEqual([]);
    await client.send(put({ ...line, openCode: 'J0013' }));
    expect(sortKeys(await client.send(openUses('J0013')))).toEqual(['LINE#1']);
  });

  test('keeps each of many items that share both keys of an index', async () => {
    const { client } = await open();
    const items = Array.from({ length: 6000 }, (_, n) => ({
      pk: `CLAIM#${n}`,
      sk: 'LINE#1',
      openCode: 'A',
      openSort: 'x',
    }));
    await writeAll(client, items);
    const counts: number[] = [];
    let start: QueryCommandInput['ExclusiveStartKey'];
    do {
      const page = await client.send(openUses('A', 'x', { ExclusiveStartKey: start, Limit: 1000 }));
      counts.push(page.Items!.length);
      start = page.LastEvaluatedKey;
    } while (start);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(6000);
  });

  test.each([
    { name: 'forward', backward: false },
    { name: 'backward', backward: true },
  ])('pages through an index $name without losing or repeating an item', async ({ backward }) => {
    const { client } = await open();
    const days = Array.from({ length: 57 }, (_, n) => String(n).padStart(3, '0'));
    await writeAll(
      client,
      days.map((day) => ({ pk: `CLAIM#${day}`, sk: day, openCode: 'J0013', openSort: day })),
    );
    const seen: (string | undefined)[] = [];
    let start: QueryCommandInput['ExclusiveStartKey'];
    do {
      const page = await client.send(
        openUses('J0013', '020', { Limit: 10, ExclusiveStartKey: start, ScanIndexForward: !backward }),
      );
      seen.push(...sortKeys(page));
      start = page.LastEvaluatedKey;
    } while (start);
    const expected = days.slice(20);
    expect(seen).toEqual(backward ? expected.reverse() : expected);
  });

  test('says what a query cost: by the items hit, not by the items stored', async () => {
    const { client } = await open();
    const line = (n: number, code: string) => ({ pk: `C#${n}`, sk: 'L', openCode: code, openSort: String(n) });
    await writeAll(client, [
      line(1, 'hit'),
      line(2, 'hit'),
      ...Array.from({ length: 300 }, (_, n) => line(n + 9, 'other')),
    ]);
    const result = await client.send(openUses('hit', '', { ReturnConsumedCapacity: 'TOTAL' }));
    expect(result.ScannedCount).toBe(2);
    expect(result.ConsumedCapacity?.CapacityUnits).toBe(0.5);
  });

  test('answers batches, scans and refusals as AWS does', async () => {
    const { client } = await open();
    await writeAll(client, [
      { pk: 'A', sk: '1' },
      { pk: 'A', sk: '2' },
    ]);
    const keys = ['1', '2', '3'].map((sk) => toItem({ pk: 'A', sk }));
    const batch = await client.send(new BatchGetItemCommand({ RequestItems: { accounts: { Keys: keys } } }));
    expect(batch.Responses?.accounts).toHaveLength(2);
    expect((await client.send(new ScanCommand({ TableName: 'accounts' }))).Count).toBe(2);
    const twice = [
      { pk: 'A', sk: '1' },
      { pk: 'A', sk: '1' },
    ];
    await expect(writeAll(client, twice)).rejects.toMatchObject({ name: 'ValidationException' });
    await expect(client.send(put({ pk: 'A', sk: '' }))).rejects.toMatchObject({ name: 'ValidationException' });
    const large = put({ pk: 'A', sk: 'large', text: 'x'.repeat(410_000) });
    await expect(client.send(large)).rejects.toMatchObject({ name: 'ValidationException' });
  });

  test('ends requests under way before it closes and refuses later ones', async () => {
    const { client, close } = await open();
    const underWay = Promise.all(Array.from({ length: 20 }, (_, n) => client.send(put({ pk: 'A', sk: String(n) }))));
    await new Promise(setImmediate);
    await close();
    await expect(underWay).resolves.toHaveLength(20);
    await expect(client.send(put({ pk: 'A', sk: 'late' }))).rejects.toMatchObject({ code: 'STORE_CLOSED' });
  });

  test('in memory, two stores share nothing', async () => {
    const [one, other] = [await open(), await open()];
    await one.client.send(put({ pk: 'A', sk: '1' }));
    expect((await other.client.send(new ScanCommand({ TableName: 'accounts' }))).Count).toBe(0);
  });
});

describe('DynamoDB on disk', () => {
  test('finds items, indexes and tables again after it was closed', async () => {
    const path = tempFolder();
    const before = await open(path);
    const lines = Array.from({ length: 100 }, (_, n) => ({
      pk: `C#${n}`,
      sk: 'L',
      openCode: 'J0013',
      openSort: `${n}`,
    }));
    await writeAll(before.client, lines);
    await before.close();
    const { client } = await open(path);
    expect((await client.send(new ScanCommand({ TableName: 'accounts' }))).Count).toBe(100);
    expect((await client.send(openUses('J0013'))).Count).toBe(100);
  });

  test('says so when another one holds the same folder', async () => {
    const path = tempFolder();
    await open(path);
    await expect(openLocalDynamo({ path })).rejects.toMatchObject({ code: 'STORE_OPEN', exitCode: 3 });
  });
});

async function writeAll(client: LocalDynamo['client'], items: readonly Text[]): Promise<void> {
  for (let at = 0; at < items.length; at += 25) {
    const writes = items.slice(at, at + 25).map((item) => ({ PutRequest: { Item: toItem(item) } }));
    await client.send(new BatchWriteItemCommand({ RequestItems: { accounts: writes } }));
  }
}
