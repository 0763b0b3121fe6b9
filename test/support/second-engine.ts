import { randomUUID } from 'node:crypto';
import { clientOf, type LocalDynamo } from '../../infra/local/dynamo.ts';
import type { DynamoAnswer } from '../../infra/local/dynamo-handler.ts';

/** Where names of tables stand in requests and answers: as a value of these, or as a key of those. */
const namedBy = new Set(['TableName', 'LastEvaluatedTableName']);
const keyedBy = new Set(['RequestItems', 'Responses', 'UnprocessedItems', 'UnprocessedKeys']);

/**
 * Another engine that speaks DynamoDB over HTTP, as a medium of its own: one process serves all tests, so each medium
 * has tables of its own names there.
 */
export function openSecondEngine(endpoint: string): LocalDynamo {
  const prefix = `${randomUUID()}-`;
  const client = clientOf(async ({ headers, body }) => {
    const sent = JSON.parse(new TextDecoder().decode(body as Uint8Array));
    const { host: _host, 'content-length': _length, ...kept } = headers;
    const text = JSON.stringify(renamed(sent, (name) => prefix + name));
    const answered = await fetch(endpoint, { method: 'POST', headers: kept, body: text });
    const given = renamed(await answered.json(), (name) => name.replace(prefix, ''));
    const response: DynamoAnswer = {
      statusCode: answered.status,
      headers: { 'content-type': 'application/x-amz-json-1.0' },
      body: Buffer.from(JSON.stringify(given)),
    };
    return { response };
  });
  return { client, compact: async () => {}, close: async () => client.destroy() };
}

function renamed(value: unknown, rename: (name: string) => string, within = ''): unknown {
  if (Array.isArray(value)) return value.map((each) => renamed(each, rename));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => {
      // An item's attributes may have any name: what follows an item's door is left alone.
      if (key === 'Item' || key === 'Items' || key === 'Key') return [key, each];
      if (namedBy.has(key) && typeof each === 'string') return [key, rename(each)];
      return [keyedBy.has(within) ? rename(key) : key, renamed(each, rename, key)];
    }),
  );
}
