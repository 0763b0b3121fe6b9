import batchGetItem from 'dynalite/actions/batchGetItem.js';
import batchWriteItem from 'dynalite/actions/batchWriteItem.js';
import createTable from 'dynalite/actions/createTable.js';
import deleteItem from 'dynalite/actions/deleteItem.js';
import describeTable from 'dynalite/actions/describeTable.js';
import getItem from 'dynalite/actions/getItem.js';
import listTables from 'dynalite/actions/listTables.js';
import putItem from 'dynalite/actions/putItem.js';
import query from 'dynalite/actions/query.js';
import scan from 'dynalite/actions/scan.js';
import updateItem from 'dynalite/actions/updateItem.js';
import batchGetItemInput from 'dynalite/validations/batchGetItem.js';
import batchWriteItemInput from 'dynalite/validations/batchWriteItem.js';
import createTableInput from 'dynalite/validations/createTable.js';
import deleteItemInput from 'dynalite/validations/deleteItem.js';
import describeTableInput from 'dynalite/validations/describeTable.js';
import getItemInput from 'dynalite/validations/getItem.js';
import validations from 'dynalite/validations/index.js';
import listTablesInput from 'dynalite/validations/listTables.js';
import putItemInput from 'dynalite/validations/putItem.js';
import queryInput from 'dynalite/validations/query.js';
import scanInput from 'dynalite/validations/scan.js';
import updateItemInput from 'dynalite/validations/updateItem.js';

interface Operation {
  readonly act: DynaliteAction;
  readonly input: DynaliteValidation;
}

/** The operations that the local engine answers, by the name in the request's X-Amz-Target. */
const operations: ReadonlyMap<string, Operation> = new Map(
  Object.entries({
    BatchGetItem: { act: batchGetItem, input: batchGetItemInput },
    BatchWriteItem: { act: batchWriteItem, input: batchWriteItemInput },
    CreateTable: { act: createTable, input: createTableInput },
    DeleteItem: { act: deleteItem, input: deleteItemInput },
    DescribeTable: { act: describeTable, input: describeTableInput },
    GetItem: { act: getItem, input: getItemInput },
    ListTables: { act: listTables, input: listTablesInput },
    PutItem: { act: putItem, input: putItemInput },
    Query: { act: query, input: queryInput },
    Scan: { act: scan, input: scanInput },
    UpdateItem: { act: updateItem, input: updateItemInput },
  }),
);

/** The parts of an HTTP request that the engine reads. */
export interface DynamoRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface DynamoAnswer {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly body: Uint8Array;
}

/**
 * Answers one request of the SDK from the store, in AWS's JSON form. An internal error of dynalite rejects here;
 * behind its own HTTP server it would be thrown out of a callback and end the process.
 */
export async function answer(store: DynaliteStore, request: DynamoRequest): Promise<DynamoAnswer> {
  const name = request.headers['x-amz-target']?.split('.')[1] ?? '';
  const operation = operations.get(name);
  if (!operation) throw new Error(`the local DynamoDB does not do ${name || 'requests without a target'}`);
  try {
    return reply(200, await run(store, operation, parsedBody(request.body)));
  } catch (error) {
    const refusal = asRefusal(error);
    if (!refusal) throw error;
    return reply(refusal.statusCode, refusal.body);
  }
}

async function run(store: DynaliteStore, { act, input }: Operation, body: unknown): Promise<unknown> {
  const checked = validations.checkTypes(body, input.types);
  validations.checkValidations(checked, input.types, input.custom, store);
  return new Promise((resolve, reject) => {
    act(store, checked, (error, result) => (error ? reject(error) : resolve(result)));
  });
}

/** An error that DynamoDB answers with (a failed condition, an invalid request), as dynalite marks it. */
function asRefusal(error: unknown): { statusCode: number; body: unknown } | undefined {
  if (!(error instanceof Error) || !('statusCode' in error) || !('body' in error)) return undefined;
  return typeof error.statusCode === 'number' ? { statusCode: error.statusCode, body: error.body } : undefined;
}

function parsedBody(body: unknown): unknown {
  if (typeof body === 'string') return JSON.parse(body);
  if (body instanceof Uint8Array) return JSON.parse(new TextDecoder().decode(body));
  throw new Error('the local DynamoDB reads text bodies only');
}

function reply(statusCode: number, body: unknown): DynamoAnswer {
  const headers = { 'content-type': 'application/x-amz-json-1.0' };
  return { statusCode, headers, body: Buffer.from(JSON.stringify(body), 'utf8') };
}
