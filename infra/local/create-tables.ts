import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  type DynamoDBClient,
  type KeySchemaElement,
  ResourceNotFoundException,
  type TableDescription,
} from '@aws-sdk/client-dynamodb';
import { CodesetError } from '../../shared/errors.ts';
import type { TableDefinition } from '../tables.ts';

/**
 * Creates the tables that are missing; those that are there stay as they are. A table whose keys or indexes are other
 * than defined is refused: what an index does not hold it would not find, in silence.
 */
export async function createTables(client: DynamoDBClient, definitions: readonly TableDefinition[]): Promise<void> {
  for (const definition of definitions) {
    const wanted = tableInput(definition);
    const existing = await describe(client, definition.name);
    if (!existing) await client.send(new CreateTableCommand(wanted));
    else if (shapeOf(existing) !== shapeOf(wanted)) throw otherTable(definition.name);
  }
}

async function describe(client: DynamoDBClient, name: string): Promise<TableDescription | undefined> {
  try {
    return (await client.send(new DescribeTableCommand({ TableName: name }))).Table;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

function tableInput({ name, partitionKey, sortKey, indexes }: TableDefinition): CreateTableCommandInput {
  const keys = [partitionKey, sortKey, ...indexes.flatMap((index) => [index.partitionKey, index.sortKey])];
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [...new Set(keys)].map((key) => ({ AttributeName: key, AttributeType: 'S' })),
    KeySchema: keySchema(partitionKey, sortKey),
    GlobalSecondaryIndexes: indexes.map((index) => ({
      IndexName: index.name,
      KeySchema: keySchema(index.partitionKey, index.sortKey),
      Projection: { ProjectionType: index.projection },
    })),
  };
}

function keySchema(partitionKey: string, sortKey: string): KeySchemaElement[] {
  return [
    { AttributeName: partitionKey, KeyType: 'HASH' },
    { AttributeName: sortKey, KeyType: 'RANGE' },
  ];
}

/** What decides where items are found: the keys of the table and of each index, and what the index holds. */
function shapeOf(table: TableDescription | CreateTableCommandInput): string {
  const indexes = (table.GlobalSecondaryIndexes ?? []).map(({ IndexName, KeySchema, Projection }) =>
    [IndexName, ...keyNames(KeySchema), Projection?.ProjectionType].join(' '),
  );
  return [keyNames(table.KeySchema).join(' '), ...indexes.sort()].join('\n');
}

function keyNames(schema: readonly KeySchemaElement[] | undefined): (string | undefined)[] {
  return (schema ?? []).map((key) => key.AttributeName);
}

function otherTable(name: string): CodesetError {
  return new CodesetError(
    'STORE_FORMAT',
    `the table ${name} has other keys or indexes than this version of codeset-watch uses; ` +
      'name a new folder with --data and import again',
  );
}
