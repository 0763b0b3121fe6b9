import { fileURLToPath } from 'node:url';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { FindingStore } from '../../../functions/adapters/finding-store.ts';
import { Table } from '../../../functions/adapters/table.ts';
import { type FunctionName, type Queued, stageFacts } from '../../../infra/functions.ts';
import { createTables } from '../../../infra/local/create-tables.ts';
import { openDynaliteStore } from '../../../infra/local/dynalite-store.ts';
import { clientOf } from '../../../infra/local/dynamo.ts';
import { answer } from '../../../infra/local/dynamo-handler.ts';
import { tables } from '../../../infra/tables.ts';
import { type Cloud, cloudOf, statementsOf, variablesOf } from '../cloud-templates.ts';
import { type Bundles, bundleFunctions } from './bundled-functions.ts';
import { type FakeAws, startFakeAws, type Trouble } from './fake-aws.ts';
import { fakeDynamo, fakeKms, fakeS3, fakeSecrets, fakeSes, fakeSqs, type Message } from './fake-services.ts';
import { type Asked, isAllowed } from './permissions.ts';
import { type RunningFunction, runFunction } from './running-function.ts';

export const cloudKey = 'cw_key-of-the-cloud';
const functionNames: readonly FunctionName[] = [...(Object.keys(stageFacts) as Queued[]), 'api'];
const mostAttempts = 3;

/** The stacks at work: bundles in processes of their own, with the environment and the rights that their templates say. */
export interface CloudWorld {
  readonly aws: FakeAws;
  readonly bundles: Bundles;
  readonly buckets: ReadonlyMap<string, Uint8Array>;
  readonly sent: readonly string[];
  readonly laidAside: readonly Message[];
  /** Every message that ever stood in a queue. */
  readonly messages: readonly string[];
  /** Those that were called. */
  running(): Promise<readonly RunningFunction[]>;
  /** Puts a file into a bucket, as a person does. */
  drop(key: string, bytes: Uint8Array): void;
  /** What the schedule of a stage does, or an operator's word. */
  tick(stage: Queued, type?: 'Tick' | 'Rebuild'): void;
  /** The findings that stand, as the functions left them. */
  findings(account: string): Promise<readonly object[]>;
  /** Works off all queues until nothing is left. */
  drain(): Promise<void>;
  request(path: string, key?: string, sent?: object): Promise<Answered>;
  close(): Promise<void>;
}

/** What came back through the gateway; names of headers in small letters. */
export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export async function cloudWorld(trouble?: (asked: Asked) => Trouble | null): Promise<CloudWorld> {
  const cloud = cloudOf('prod', { mailFrom: 'alerts@hospital.example', digestTo: 'billing@hospital.example' });
  const store = await openDynaliteStore(undefined);
  const client = clientOf(async (request) => ({ response: await answer(store, request) }));
  await createTables(
    client,
    tables.map((table) => ({ ...table, name: `data.${table.name}` as typeof table.name })),
  );

  const buckets = new Map<string, Uint8Array>();
  const queues = new Map<string, Message[]>(
    functionNames.flatMap((name) => (name === 'api' ? [] : [[queueOf(name), []]])),
  );
  const sent: string[] = [];
  const laidAside: Message[] = [];
  const arrivals = arrivalsOf(cloud);
  const messages: string[] = [];
  const push = (stage: Queued, said: unknown) => {
    const body = JSON.stringify(said);
    messages.push(body);
    queues.get(queueOf(stage))!.push({ id: crypto.randomUUID(), body, received: 0 });
  };
  const arrived = (key: string) => {
    for (const { prefix, type, stage } of arrivals)
      if (key.startsWith(prefix)) push(stage, { type, key: key.slice(key.indexOf('/') + 1) });
  };

  const rights = new Map(functionNames.map((name) => [name as string, statementsOf(cloud, name)]));
  const aws = await startFakeAws(
    {
      dynamodb: fakeDynamo(store),
      s3: fakeS3(buckets, arrived),
      sqs: fakeSqs(queues, messages),
      ses: fakeSes(sent),
      secretsmanager: fakeSecrets({ 'data/ApiKey': cloudKey, 'data/LicensedSource': '{"files":[]}' }),
      kms: fakeKms(),
    },
    (asked) => isAllowed(rights.get(asked.caller) ?? [], asked),
    trouble,
  );
  const bundles = await bundleFunctions(functionNames);
  const preload = fileURLToPath(new URL('no-network.mjs', import.meta.url));
  const functions = new Map<string, Promise<RunningFunction>>();
  const started = (name: FunctionName): Promise<RunningFunction> => {
    const running = functions.get(name) ?? start(name);
    functions.set(name, running);
    return running;
  };
  const start = (name: FunctionName) => {
    const { folder } = bundles.all.find((bundle) => bundle.name === name)!;
    const environment = { ...environmentOf(cloud, name, aws.address), AWS_ENDPOINT_URL: aws.address };
    return runFunction({ name, folder, environment, preload });
  };

  async function workOff(stage: Queued): Promise<boolean> {
    const queue = queues.get(queueOf(stage))!;
    const batch = queue.splice(0, stageFacts[stage].batchSize);
    if (batch.length === 0) return false;
    for (const message of batch) message.received += 1;
    const failed = await failuresOf(await started(stage), batch);
    for (const message of failed) (message.received < mostAttempts ? queue : laidAside).push(message);
    return true;
  }

  return {
    aws,
    bundles,
    buckets,
    sent,
    laidAside,
    messages,
    running: () => Promise.all(functions.values()),
    drop(key, bytes) {
      buckets.set(key, bytes);
      arrived(key);
    },
    tick: (stage, type = 'Tick') => push(stage, { type }),
    async drain() {
      for (let busy = true; busy; ) {
        busy = false;
        for (const name of Object.keys(stageFacts) as Queued[]) busy = (await workOff(name)) || busy;
      }
    },
    async findings(account) {
      const table = new Table(DynamoDBDocumentClient.from(client), 'data.accounts', async () => {});
      const found: object[] = [];
      for await (const { finding } of new FindingStore(table).list(account, 'open')) found.push(finding);
      return found;
    },
    async request(path, key, sent) {
      const result = await (await started('api')).invoke(httpEvent(path, key, sent));
      const { statusCode, headers, body } = result as Omit<Answered, 'status'> & { statusCode: number };
      return { status: statusCode, headers, body };
    },
    async close() {
      for (const each of await Promise.all(functions.values())) await each.close();
      await aws.close();
      bundles.remove();
    },
  };
}

async function failuresOf(worker: RunningFunction, batch: readonly Message[]): Promise<readonly Message[]> {
  const Records = batch.map(({ id, body, correlationId, received }) => ({
    messageId: id,
    receiptHandle: id,
    body,
    attributes: { ApproximateReceiveCount: `${received}` },
    messageAttributes: correlationId ? { correlationId: { dataType: 'String', stringValue: correlationId } } : {},
    eventSource: 'aws:sqs',
    eventSourceARN: `arn:aws:sqs:us-east-1:123456789012:${worker.name}`,
    awsRegion: 'us-east-1',
  }));
  try {
    const result = (await worker.invoke({ Records })) as { batchItemFailures: { itemIdentifier: string }[] };
    const failed = new Set(result.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    return batch.filter(({ id }) => failed.has(id));
  } catch {
    return batch;
  }
}

/** Places in the templates become names, with dots for slashes; queues and the like get an address. */
function environmentOf(cloud: Cloud, name: FunctionName, aws: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(variablesOf(cloud, name)).map(([variable, value]) => {
      if (variable.endsWith('_QUEUE'))
        return [variable, `${aws}/${queueOf(value.split('/')[1]!.replace(/-queue$/, '') as Queued)}`];
      if (variable === 'OIDC_ISSUER') return [variable, 'https://identity.example'];
      if (variable === 'SITE_ADDRESS') return [variable, 'https://codes.hospital.example'];
      if (variable.endsWith('_SECRET'))
        return [variable, `arn:aws:secretsmanager:us-east-1:123456789012:secret:${value}`];
      return [variable, /^(data|alerts)\//.test(value) ? value.replaceAll('/', '.') : value];
    }),
  );
}

function queueOf(stage: Queued): string {
  return `pipeline.${stage}-queue.Messages${stageFacts[stage].ordered ? '.fifo' : ''}`;
}

/** The rules of the templates: which arrivals become which messages. */
function arrivalsOf(cloud: Cloud) {
  const stack = cloud.stacks.pipeline.stackName;
  return cloud.ofType('AWS::Events::Rule').map(({ Properties: { EventPattern, Targets } }) => {
    const bucket = cloud.inWords(EventPattern.detail.bucket.name[0], stack) as string;
    const queue = cloud.inWords(Targets[0].Arn, stack) as string;
    return {
      prefix: `${bucket.replaceAll('/', '.')}/${EventPattern.detail.object.key[0].prefix}`,
      type: JSON.parse(Targets[0].InputTransformer.InputTemplate.replaceAll(/<[^>]+>/g, '""')).type as string,
      stage: queue.split('/')[1]!.replace(/-queue$/, '') as Queued,
    };
  });
}

/** A request as the HTTP API hands it on (payload format 2.0). */
function httpEvent(path: string, key?: string, sent?: object): object {
  const [rawPath, rawQueryString = ''] = path.split('?');
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath,
    rawQueryString,
    headers: {
      host: 'codes.hospital.example',
      ...(key ? { authorization: `Bearer ${key}` } : {}),
      ...(sent ? { 'content-type': 'application/json' } : {}),
    },
    ...(sent ? { body: JSON.stringify(sent) } : {}),
    requestContext: {
      domainName: 'codes.hospital.example',
      http: {
        method: sent ? 'POST' : 'GET',
        path: rawPath,
        protocol: 'HTTP/1.1',
        sourceIp: '192.0.2.1',
        userAgent: 'test',
      },
      requestId: 'request',
      stage: '$default',
      timeEpoch: 0,
    },
    isBase64Encoded: false,
  };
}
