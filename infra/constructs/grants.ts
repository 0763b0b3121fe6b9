import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Queued } from '../functions.ts';
import type { BucketName, Right, TableName } from '../rights.ts';
import type { CloudFunction } from './cloud-function.ts';

/** A resource with the key that guards what lies in it. */
export interface Kept<Resource> {
  readonly resource: Resource;
  readonly key: IKey;
}

export interface Grantable {
  readonly tables: Readonly<Record<TableName, Kept<ITable>>>;
  readonly buckets: Readonly<Record<BucketName, Kept<IBucket>>>;
  readonly queues: Readonly<Partial<Record<Queued, IQueue>>>;
  readonly sender: Sender;
  readonly apiKey: Kept<ISecret>;
  readonly licensedSource: Kept<ISecret>;
  readonly licensedKey: IKey;
}

/** As whom mails are sent, and the topic beside them. */
export interface Sender {
  readonly address: string;
  readonly identityArn: string;
  readonly configurationArn: string;
  readonly topic: Kept<ITopic>;
}

/** No Scan, no transactions, no table administration: the system uses none. */
const tableActions = {
  read: ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'],
  write: ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:BatchWriteItem'],
} as const;
const objectActions = { get: 's3:GetObject', put: 's3:PutObject', delete: 's3:DeleteObject' } as const;
/** What each service asks of a key in its caller's name. */
const keyActions = {
  dynamodb: {
    read: ['kms:Decrypt', 'kms:DescribeKey'],
    write: [
      'kms:Encrypt',
      'kms:GenerateDataKey',
      'kms:GenerateDataKeyWithoutPlaintext',
      'kms:ReEncryptFrom',
      'kms:ReEncryptTo',
    ],
  },
  s3: { read: ['kms:Decrypt'], write: ['kms:GenerateDataKey'] },
  secretsmanager: { read: ['kms:Decrypt'], write: [] },
  sns: { read: ['kms:Decrypt'], write: ['kms:GenerateDataKey'] },
} as const;
const vaultActions = { seal: 'kms:GenerateDataKey', open: 'kms:Decrypt' } as const;
const queueActions = { send: 'sqs:SendMessage', look: 'sqs:GetQueueAttributes' } as const;

/** Turns the table of rights into policy statements. */
export function grantRights(to: CloudFunction, rights: readonly Right[], grantable: Grantable): void {
  for (const right of rights) for (const statement of statementsOf(to, right, grantable)) to.allow(statement);
}

function statementsOf(to: CloudFunction, right: Right, grantable: Grantable): PolicyStatement[] {
  const { tables, buckets, queues, sender } = grantable;
  if ('table' in right) {
    const { resource, key } = tables[right.table];
    const leading = { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [...right.partitions] } };
    return [
      // A request without keys would satisfy "for all values"; the second condition says that there are some.
      statement(tableActions[right.may], [resource.tableArn], {
        ...leading,
        Null: { 'dynamodb:LeadingKeys': 'false' },
      }),
      keyStatement(to, key, 'dynamodb', right.may === 'write'),
    ];
  }
  if ('index' in right) {
    const { resource, key } = tables[right.of];
    return [
      statement(['dynamodb:Query'], [`${resource.tableArn}/index/${right.index}`]),
      keyStatement(to, key, 'dynamodb', false),
    ];
  }
  if ('queue' in right) {
    const actions = right.may.map((may) => queueActions[may]);
    const queue = queues[right.queue];
    if (!queue) throw new Error(`${to.node.id} may not use the queue of ${right.queue}: its stack does not know it`);
    return [statement(actions, [queue.queueArn])];
  }
  if ('bucket' in right) {
    const { resource, key } = buckets[right.bucket];
    if (right.may === 'list') return [statement(['s3:ListBucket'], [resource.bucketArn])];
    const objects = statement(
      right.may.map((may) => objectActions[may]),
      [`${resource.bucketArn}/${right.under}*`],
    );
    return [objects, keyStatement(to, key, 's3', right.may.includes('put'))];
  }
  if ('mail' in right) {
    const as = { StringEquals: { 'ses:FromAddress': sender.address } };
    return [statement(['ses:SendEmail', 'ses:SendRawEmail'], [sender.identityArn, sender.configurationArn], as)];
  }
  if ('topic' in right) {
    const { resource, key } = sender.topic;
    return [statement(['sns:Publish'], [resource.topicArn]), keyStatement(to, key, 'sns', true)];
  }
  if ('vaultKey' in right) {
    // Not through a service: the functions wrap and open keys themselves, each for an object of its own name.
    const named = { StringLike: { 'kms:EncryptionContext:object': `${right.under}*` } };
    const actions = right.vaultKey.map((may) => vaultActions[may]);
    return [statement(actions, [grantable.licensedKey.keyArn], named)];
  }
  const { resource, key } = grantable[right.secret];
  return [
    statement(['secretsmanager:GetSecretValue'], [resource.secretArn]),
    keyStatement(to, key, 'secretsmanager', false),
  ];
}

/** The key is used through its service alone: bytes taken from the store cannot be opened apart from it. */
function keyStatement(
  to: CloudFunction,
  key: IKey,
  service: keyof typeof keyActions,
  writes: boolean,
): PolicyStatement {
  const { read, write } = keyActions[service];
  const through = { StringEquals: { 'kms:ViaService': `${service}.${to.region}.amazonaws.com` } };
  return statement(writes ? [...read, ...write] : read, [key.keyArn], through);
}

function statement(
  actions: readonly string[],
  resources: readonly string[],
  conditions: Record<string, unknown> = {},
): PolicyStatement {
  return new PolicyStatement({ actions: [...actions], resources: [...resources], conditions });
}
