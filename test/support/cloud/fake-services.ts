import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { openDynaliteStore } from '../../../infra/local/dynalite-store.ts';
import { answer as answerDynamo } from '../../../infra/local/dynamo-handler.ts';

export interface Request {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** What a request asks for, so that it can be held against the rights of its caller. */
export interface Wanted {
  readonly action: string;
  readonly resource: string;
  readonly context?: Readonly<Record<string, readonly string[]>>;
}

export interface FakeService {
  wanted(request: Request): readonly Wanted[];
  answer(request: Request): Promise<Answer> | Answer;
}

export interface Message {
  readonly id: string;
  readonly body: string;
  /** By which one message tells what set the other going. */
  readonly correlationId?: string;
  received: number;
}

/** Names within the fakes are the template's places with dots for slashes. */
const placeOf = (name: string) => name.replaceAll('.', '/');
const targetOf = ({ headers }: Request) => headers['x-amz-target']?.split('.')[1] ?? '';

export function fakeDynamo(store: Awaited<ReturnType<typeof openDynaliteStore>>): FakeService {
  return {
    wanted(request) {
      const input = JSON.parse(request.body.toString('utf8'));
      const requests: [string, unknown][] = input.RequestItems
        ? Object.entries(input.RequestItems)
        : [[input.TableName, input]];
      return requests.map(([table, asked]) => ({
        action: `dynamodb:${targetOf(request)}`,
        resource: placeOf(table) + (input.IndexName ? `/index/${input.IndexName}` : ''),
        context: { 'dynamodb:LeadingKeys': leadingKeys(asked) },
      }));
    },
    answer: async ({ headers, body }) => {
      const { statusCode, ...rest } = await answerDynamo(store, { headers, body });
      return { status: statusCode, ...rest };
    },
  };
}

/** Partition keys that a request names, wherever its operation has them. */
function leadingKeys(asked: unknown): readonly string[] {
  const text = JSON.stringify(asked);
  const bound = /":partition":\{"S":"((?:[^"\\]|\\.)*)"\}/.exec(text)?.[1];
  if (bound !== undefined) return [bound];
  return [...text.matchAll(/"pk":\{"S":"((?:[^"\\]|\\.)*)"\}/g)].map(([, key]) => key!);
}

export function fakeS3(buckets: Map<string, Uint8Array>, arrived: (key: string) => void): FakeService {
  const keyOf = ({ path }: Request) => decodeURIComponent(path.slice(1));
  const source = ({ headers }: Request) => decodeURIComponent(headers['x-amz-copy-source'] ?? '').replace(/^\//, '');
  const isList = ({ method, query }: Request) => method === 'GET' && query.has('list-type');
  const object = (action: string, key: string): Wanted => ({ action: `s3:${action}`, resource: place(key) });
  const place = (key: string) => placeOf(key.slice(0, key.indexOf('/'))) + key.slice(key.indexOf('/'));
  return {
    wanted(request) {
      const key = keyOf(request);
      if (isList(request)) return [{ action: 's3:ListBucket', resource: placeOf(key.replace(/\/$/, '')) }];
      if (request.method !== 'PUT') return [object(request.method === 'GET' ? 'GetObject' : 'DeleteObject', key)];
      const copied = source(request) ? [object('GetObject', source(request))] : [];
      return [...copied, object('PutObject', key)];
    },
    answer(request) {
      const key = keyOf(request);
      if (isList(request)) return listing(buckets, key.replace(/\/?$/, '/'), request.query.get('prefix') ?? '');
      if (request.method === 'DELETE') buckets.delete(key);
      if (request.method === 'PUT') {
        if (request.headers['if-none-match'] === '*' && buckets.has(key)) return failure(412, 'PreconditionFailed');
        buckets.set(key, source(request) ? buckets.get(source(request))! : request.body);
        arrived(key);
        if (source(request)) return { status: 200, body: '<CopyObjectResult><ETag>"1"</ETag></CopyObjectResult>' };
      }
      if (request.method !== 'GET') return { status: request.method === 'PUT' ? 200 : 204, body: '' };
      const held = buckets.get(key);
      if (!held) return failure(404, 'NoSuchKey');
      return { status: 200, headers: { etag: `"${createHash('md5').update(held).digest('hex')}"` }, body: held };
    },
  };
}

function listing(buckets: ReadonlyMap<string, Uint8Array>, bucket: string, prefix: string): Answer {
  const keys = [...buckets.keys()]
    .filter((key) => key.startsWith(bucket + prefix))
    .map((key) => key.slice(bucket.length));
  const contents = keys.sort().map((key) => `<Contents><Key>${key}</Key></Contents>`);
  return {
    status: 200,
    body: `<ListBucketResult>${contents.join('')}<IsTruncated>false</IsTruncated></ListBucketResult>`,
  };
}

function failure(status: number, code: string): Answer {
  return { status, body: `<Error><Code>${code}</Code><Message>${code}</Message></Error>` };
}

/** `sent` gathers every message, as it was sent. */
export function fakeSqs(queues: ReadonlyMap<string, Message[]>, sent: string[]): FakeService {
  const nameOf = (request: Request) => new URL(JSON.parse(request.body.toString()).QueueUrl).pathname.slice(1);
  return {
    wanted: (request) => [
      { action: `sqs:${targetOf(request)}`, resource: placeOf(nameOf(request).replace(/\.fifo$/, '')) },
    ],
    answer(request) {
      const queue = queues.get(nameOf(request))!;
      if (targetOf(request) === 'GetQueueAttributes') {
        const { AttributeNames } = JSON.parse(request.body.toString());
        const count = (name: string) => (name === 'ApproximateNumberOfMessages' ? queue.length : 0);
        const counts = AttributeNames.map((name: string) => [name, `${count(name)}`]);
        return { status: 200, body: JSON.stringify({ Attributes: Object.fromEntries(counts) }) };
      }
      if (targetOf(request) === 'ChangeMessageVisibility') return { status: 200, body: '{}' };
      const { MessageBody: body, MessageGroupId, MessageAttributes } = JSON.parse(request.body.toString());
      if (nameOf(request).endsWith('.fifo') !== (MessageGroupId !== undefined)) return { status: 400, body: '{}' };
      const correlationId = MessageAttributes?.correlationId?.StringValue;
      const message = { id: randomUUID(), body, correlationId, received: 0 };
      queue.push(message);
      sent.push(body);
      const MD5OfMessageBody = createHash('md5').update(body).digest('hex');
      return { status: 200, body: JSON.stringify({ MessageId: message.id, MD5OfMessageBody }) };
    },
  };
}

export function fakeSes(sent: string[]): FakeService {
  return {
    wanted(request) {
      const { FromEmailAddress, ConfigurationSetName } = JSON.parse(request.body.toString());
      const context = { 'ses:FromAddress': [FromEmailAddress] };
      const of = 'arn:{aws::partition}:ses:{aws::region}:{aws::accountid}:';
      return [
        { action: 'ses:SendEmail', resource: `${of}identity/alerts/sender`, context },
        { action: 'ses:SendEmail', resource: `${of}configuration-set/${placeOf(ConfigurationSetName)}`, context },
      ];
    },
    answer(request) {
      sent.push(Buffer.from(JSON.parse(request.body.toString()).Content.Raw.Data, 'base64').toString());
      return { status: 200, body: JSON.stringify({ MessageId: `${sent.length}` }) };
    },
  };
}

/** Secrets by the places of their resources. */
export function fakeSecrets(secrets: Readonly<Record<string, string>>): FakeService {
  const placeIn = ({ body }: Request) => JSON.parse(body.toString()).SecretId.split(':').at(-1) as string;
  return {
    wanted: (request) => [{ action: 'secretsmanager:GetSecretValue', resource: placeIn(request) }],
    answer: (request) => ({ status: 200, body: JSON.stringify({ SecretString: secrets[placeIn(request)] }) }),
  };
}

/** Wraps keys so plainly that a test could read them; the context is held against them all the same. */
export function fakeKms(): FakeService {
  const read = ({ body }: Request) => JSON.parse(body.toString());
  return {
    wanted: (request) => {
      const { KeyId, EncryptionContext = {} } = read(request);
      const context = { 'kms:EncryptionContext:object': [EncryptionContext.object ?? ''] };
      return [{ action: `kms:${targetOf(request)}`, resource: placeOf(KeyId), context }];
    },
    answer(request) {
      const { EncryptionContext, CiphertextBlob } = read(request);
      if (targetOf(request) === 'GenerateDataKey') {
        const Plaintext = randomBytes(32).toString('base64');
        const wrapped = Buffer.from(JSON.stringify([Plaintext, EncryptionContext])).toString('base64');
        return { status: 200, body: JSON.stringify({ Plaintext, CiphertextBlob: wrapped }) };
      }
      const [Plaintext, context] = JSON.parse(Buffer.from(CiphertextBlob, 'base64').toString());
      const same = JSON.stringify(context) === JSON.stringify(EncryptionContext);
      if (!same) return { status: 400, body: JSON.stringify({ __type: 'InvalidCiphertextException' }) };
      return { status: 200, body: JSON.stringify({ Plaintext }) };
    },
  };
}
