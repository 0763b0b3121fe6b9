import { randomBytes } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type Config, readConfig, type Variable } from '../config.ts';
import { createStores, type StoreHost } from '../stores.ts';
import { kmsTextVault } from './kms-vault.ts';
import { objectBucket } from './object-bucket.ts';
import { routedObjects } from './object-route.ts';
import { type Patience, patience } from './patience.ts';
import { retrySoon } from './queue.ts';

/** What a client of the SDK is told of it. */
function clientSettings({ attempts, connectMs, requestMs }: Patience) {
  return {
    maxAttempts: attempts,
    // A batch of ten codes, each with sixteen lines at once, waits for no socket.
    requestHandler: {
      connectionTimeout: connectMs,
      requestTimeout: requestMs,
      throwOnRequestTimeout: true,
      httpsAgent: { maxSockets: 200 },
    },
  };
}

const storeVariables = ['codeSetsTable', 'accountsTable', 'archiveBucket', 'releasesBucket'] as const;

/** The present moment, ISO 8601 in UTC. */
export const now = () => new Date().toISOString();
/** So many random bytes, as text that may stand in a header. */
export const random = (bytes: number) => randomBytes(bytes).toString('base64url');
export const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** What a function of the cloud starts with: its configuration, the clients, and the stores over them. */
export function startInCloud<const V extends Variable>(
  env: NodeJS.ProcessEnv,
  names: readonly V[],
  patient: Patience = patience.stage,
) {
  const settings = clientSettings(patient);
  const stored: Config<(typeof storeVariables)[number]> = readConfig(env, storeVariables);
  const s3 = new S3Client(settings);
  const dynamo = DynamoDBDocumentClient.from(new DynamoDBClient(settings), {
    marshallOptions: { removeUndefinedValues: true },
  });
  const archive = objectBucket(s3, stored.archiveBucket);
  const releases = objectBucket(s3, stored.releasesBucket);
  const objects = routedObjects({ 'archive/': archive, 'decisions/': archive }, releases);
  const tables = { codesets: stored.codeSetsTable, accounts: stored.accountsTable };
  return {
    config: readConfig(env, names),
    s3,
    sqs: new SQSClient(settings),
    /** For clients of other services: none of them may hang for longer. */
    clientSettings: settings,
    stores: createStores({ dynamo, tables, objects, sleep, now, ...vaultIn(env, names, s3, settings) }),
  };
}

/** For functions that are told of the vault; to all others it is not there. */
function vaultIn(
  env: NodeJS.ProcessEnv,
  names: readonly Variable[],
  s3: S3Client,
  settings: ReturnType<typeof clientSettings>,
): Pick<StoreHost, 'vault'> {
  if (!names.includes('vaultBucket')) return {};
  const { vaultBucket, licensedKey } = readConfig(env, ['vaultBucket', 'licensedKey']);
  return { vault: kmsTextVault(objectBucket(s3, vaultBucket), new KMSClient(settings), licensedKey) };
}

/** The same for a function that works off a queue. */
export function startStage<const V extends Variable>(env: NodeJS.ProcessEnv, names: readonly V[]) {
  const started = startInCloud(env, names);
  const { ownQueue } = readConfig(env, ['ownQueue']);
  return { ...started, host: { retrySoon: retrySoon(started.sqs, ownQueue) } };
}
