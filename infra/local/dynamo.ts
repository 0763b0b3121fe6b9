import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CodesetError } from '../../shared/errors.ts';
import { openDynaliteStore, rewriteFiles } from './dynalite-store.ts';
import { answer, type DynamoRequest } from './dynamo-handler.ts';

export interface LocalDynamo {
  readonly client: DynamoDBClient;
  /** Writes the files anew, so that nothing of what was deleted is left in them. */
  compact(): Promise<void>;
  /** Waits for the requests under way, then closes the store. Later requests are refused. */
  close(): Promise<void>;
}

/**
 * DynamoDB inside this process: the SDK's own client, whose requests dynalite answers without a port. With a path the
 * store is a folder on disk, which takes one process at a time; without, it is in memory and gone after `close`.
 */
export async function openLocalDynamo({ path }: { path?: string } = {}): Promise<LocalDynamo> {
  return dynamoOn(await openDynaliteStore(path));
}

/** The same on a store that is open already. */
export function dynamoOn(store: DynaliteStore): LocalDynamo {
  const underWay = new Set<Promise<unknown>>();
  let open = true;

  const handle = async (request: DynamoRequest) => {
    if (!open) throw new CodesetError('STORE_CLOSED', 'the local store is closed already');
    const response = answer(store, request);
    const ended = response.catch(() => {}).finally(() => underWay.delete(ended));
    underWay.add(ended);
    return { response: await response };
  };

  const client = clientOf(handle);
  return {
    client,
    compact: () => rewriteFiles(store.db),
    async close() {
      open = false;
      await Promise.all(underWay);
      client.destroy();
      await store.lifecycleManager.gracefulClose();
    },
  };
}

/** Everything that the SDK would look up in the environment or in ~/.aws is given here: local means local. */
export function clientOf(handle: (request: DynamoRequest) => Promise<object>): DynamoDBClient {
  return new DynamoDBClient({
    region: 'us-east-1',
    endpoint: 'http://dynamodb.local',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    // Nobody looks at a signature here, and making one takes longer than most answers.
    signer: { sign: async (request) => request },
    requestHandler: { handle, updateHttpClientConfig: () => {}, httpHandlerConfigs: () => ({}) },
  });
}
