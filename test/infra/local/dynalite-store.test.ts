import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { BatchWriteItemCommand, DescribeTableCommand, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { expect, onTestFinished, test } from 'vitest';
import { createTables } from '../../../infra/local/create-tables.ts';
import { openDynaliteStore } from '../../../infra/local/dynalite-store.ts';
import { clientOf } from '../../../infra/local/dynamo.ts';
import { answer } from '../../../infra/local/dynamo-handler.ts';
import { tables } from '../../../infra/tables.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** A store whose physical writes and open iterators can be watched. */
async function watchedStore(path?: string) {
  const store = await openDynaliteStore(path);
  onTestFinished(() => store.lifecycleManager.gracefulClose());
  const client = clientOf(async (request) => ({ response: await answer(store, request) }));
  await createTables(client, tables);
  // dynalite writes a new table once more, a moment later.
  await setTimeout(20);
  const writes: string[][] = [];
  const batch = store.db.batch.bind(store.db);
  store.db.batch = (operations, callback) => {
    writes.push(operations.map(({ type, key }) => `${type} ${key.split('~').slice(0, -1).join(' ')}`).sort());
    batch(operations, callback);
  };
  let openIterators = 0;
  const values = store.db.values.bind(store.db);
  store.db.values = (range) => {
    const rows = values(range);
    openIterators += 1;
    return { nextv: (size) => rows.nextv(size), close: () => rows.close().finally(() => (openIterators -= 1)) };
  };
  return { store, client, writes, openIterators: () => openIterators };
}

const openLine = { pk: { S: 'C#1' }, sk: { S: 'L#1' }, openCode: { S: 'S0013' }, openSort: { S: '1' } };

test('an item and its index rows are written in one step, so that a kill cannot part them', async () => {
  const { client, writes } = await watchedStore();
  await client.send(new PutItemCommand({ TableName: 'accounts', Item: openLine }));
  await client.send(new PutItemCommand({ TableName: 'accounts', Item: { ...openLine, openCode: { S: 'J0013' } } }));
  await client.send(new PutItemCommand({ TableName: 'accounts', Item: { pk: { S: 'C#1' }, sk: { S: 'L#1' } } }));
  expect(writes).toEqual([
    ['put index-global accounts openUsesByCode', 'put item-accounts'],
    ['del index-global accounts openUsesByCode', 'put index-global accounts openUsesByCode', 'put item-accounts'],
    ['del index-global accounts openUsesByCode', 'put item-accounts'],
  ]);
});

test('the items of a batch are written one by one, each with its own index rows, as AWS promises no more', async () => {
  const { client, writes } = await watchedStore();
  const puts = ['1', '2', '3'].map((n) => ({ PutRequest: { Item: { ...openLine, sk: { S: n } } } }));
  await client.send(new BatchWriteItemCommand({ RequestItems: { accounts: puts } }));
  expect(writes).toEqual(Array(3).fill(['put index-global accounts openUsesByCode', 'put item-accounts']));
});

test('a failed write leaves nothing for the next one to carry along', async () => {
  const { store, client, writes } = await watchedStore();
  const batch = store.db.batch;
  store.db.batch = (_operations, callback) => setImmediate(callback, new Error('disk full'));
  await expect(client.send(new PutItemCommand({ TableName: 'accounts', Item: openLine }))).rejects.toThrow('disk full');
  store.db.batch = batch;
  await client.send(new PutItemCommand({ TableName: 'accounts', Item: { pk: { S: 'C#2' }, sk: { S: 'L' } } }));
  expect(writes).toEqual([['put item-accounts']]);
});

test('queries leave no iterator open, whether they read to the end or stop at a limit', async () => {
  const { client, openIterators } = await watchedStore();
  for (const n of ['1', '2', '3'])
    await client.send(new PutItemCommand({ TableName: 'accounts', Item: { ...openLine, sk: { S: n } } }));
  for (const Limit of [1, 2, 100]) {
    const condition = { KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': { S: 'C#1' } } };
    await client.send(new QueryCommand({ TableName: 'accounts', Limit, ...condition }));
  }
  await setTimeout(20);
  expect(openIterators()).toBe(0);
});

test('tables are active from their first write on, so that a kill leaves none in creation', async () => {
  const { client } = await watchedStore();
  const { Table } = await client.send(new DescribeTableCommand({ TableName: 'accounts' }));
  expect(Table?.TableStatus).toBe('ACTIVE');
});

test('a damaged store is refused with the remedy', async () => {
  const path = tempFolder();
  const store = await openDynaliteStore(path);
  await store.lifecycleManager.gracefulClose();
  writeFileSync(join(path, 'CURRENT'), 'nonsense');
  await expect(openDynaliteStore(path)).rejects.toMatchObject({ code: 'STORE_OPEN', exitCode: 1 });
});
