import { randomUUID } from 'node:crypto';
import { Agent, type OutgoingHttpHeaders, request } from 'node:http';
import { text as textOf } from 'node:stream/consumers';
import { clientOf, type LocalDynamo } from '../../infra/local/dynamo.ts';
import type { DynamoAnswer } from '../../infra/local/dynamo-handler.ts';

/** Where names of tables stand in requests and answers: as a value of these, or as a key of those. */
const namedBy = new Set(['TableName', 'LastEvaluatedTableName']);
const keyedBy = new Set(['RequestItems', 'Responses', 'UnprocessedItems', 'UnprocessedKeys']);

/** Our client signs nothing; another engine asks for a signature, and looks at its form alone. */
const unsigned = {
  authorization:
    'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
  'x-amz-date': '20260101T000000Z',
};

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
    const answered = await post(endpoint, { ...kept, ...unsigned }, text);
    const given = renamed(JSON.parse(answered.body), (name) => name.replace(prefix, ''));
    const response: DynamoAnswer = {
      statusCode: answered.status,
      headers: { 'content-type': 'application/x-amz-json-1.0' },
      body: Buffer.from(JSON.stringify(given)),
    };
    return { response };
  });
  return { client, compact: async () => {}, close: async () => client.destroy() };
}

const agent = new Agent({ keepAlive: true, noDelay: true });

function post(endpoint: string, headers: OutgoingHttpHeaders, body: string): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const length = Buffer.byteLength(body);
    const sent = request(endpoint, { method: 'POST', agent, headers: { ...headers, 'content-length': length } });
    sent.on('error', reject).on('response', (answer) => {
      textOf(answer).then((text) => resolve({ status: answer.statusCode ?? 0, body: text }), reject);
    });
    sent.end(body);
  });
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
