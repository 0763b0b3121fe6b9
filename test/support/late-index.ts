import { type AttributeValue, DeleteItemCommand, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { clientOf } from '../../infra/local/dynamo.ts';
import { copyOf, type Medium } from './medium.ts';

type Image = Record<string, AttributeValue>;

interface Touched {
  readonly table: string;
  readonly key: Image;
}

/** A medium whose indexes are asked from a copy of it, into which what is written comes later. */
export interface LateMedium extends Medium {
  /** From here on the indexes hold whatever was written before. */
  catchUp(): Promise<void>;
  /** Questions that an index answered while it lacked something. */
  late(): number;
}

/**
 * DynamoDB writes an index after its table: a question to it may be answered from before a write that ended long ago.
 * Here it always is, save for the writes that `soon` lets through at once, until `catchUp` is called.
 */
export async function lateIndexes(medium: Medium, soon: () => boolean): Promise<LateMedium> {
  const copy = await copyOf(medium);
  const { requestHandler } = medium.client.config;
  let touched = new Map<string, Touched>();
  let late = 0;

  async function bring(some: readonly Touched[]): Promise<void> {
    for (const { table, key } of some) {
      const { Item } = await medium.client.send(
        new GetItemCommand({ TableName: table, Key: key, ConsistentRead: true }),
      );
      if (Item) await copy.client.send(new PutItemCommand({ TableName: table, Item }));
      else await copy.client.send(new DeleteItemCommand({ TableName: table, Key: key }));
    }
  }

  const client = clientOf(async (request) => {
    const operation = request.headers['x-amz-target']?.split('.')[1] ?? '';
    const body = JSON.parse(new TextDecoder().decode(request.body as Uint8Array));
    if (operation === 'Query' && body.IndexName) {
      if (touched.size > 0) late += 1;
      return copy.client.config.requestHandler.handle(request as never);
    }
    const answered = await requestHandler.handle(request as never);
    const [now, later] = [[] as Touched[], [] as Touched[]];
    for (const each of touchedBy(operation, body)) (soon() ? now : later).push(each);
    for (const each of later) touched.set(`${each.table} ${JSON.stringify(each.key)}`, each);
    await bring(now);
    return answered;
  });

  return {
    ...medium,
    client,
    late: () => late,
    async catchUp() {
      const all = [...touched.values()];
      touched = new Map();
      await bring(all);
    },
  };
}

function touchedBy(operation: string, body: Record<string, never>): readonly Touched[] {
  const {
    TableName: table,
    Item,
    Key,
    RequestItems = {},
  } = body as unknown as {
    TableName: string;
    Item?: Image;
    Key?: Image;
    RequestItems?: Record<string, { PutRequest?: { Item: Image }; DeleteRequest?: { Key: Image } }[]>;
  };
  if (operation === 'BatchWriteItem')
    return Object.entries(RequestItems).flatMap(([name, entries]) =>
      entries.map(({ PutRequest, DeleteRequest }) => ({
        table: name,
        key: keyIn(PutRequest?.Item ?? DeleteRequest!.Key),
      })),
    );
  return /^(?:Put|Update|Delete)Item$/.test(operation) ? [{ table, key: keyIn(Item ?? Key!) }] : [];
}

function keyIn({ pk, sk }: Image): Image {
  return { pk: pk!, sk: sk! };
}
