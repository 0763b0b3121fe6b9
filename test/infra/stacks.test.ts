import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readConfig, type Variable, variables } from '../../functions/config.ts';
import { messages } from '../../functions/messages.ts';
import { checkStacks } from '../../infra/checks.ts';
import { apiFacts, type Queued, stageFacts } from '../../infra/functions.ts';
import { tables } from '../../infra/tables.ts';
import { pipeline } from '../../shared/pipeline.ts';
import { type Cloud, cloudOf, type Placed } from '../support/cloud-templates.ts';

const mailFrom = 'alerts@hospital.example';
const cloud = cloudOf('prod', { mailFrom, alarmMail: 'operations@hospital.example' });
const stages = Object.keys(stageFacts) as Queued[];
const functions = [...stages, 'api'];

function at(path: string, type: string): Placed {
  const found = cloud.ofType(type).find((each) => each.path === path);
  if (!found) throw new Error(`no ${type} at ${path}`);
  return found;
}

function functionAt(name: string): Placed {
  return at(`${name === 'api' ? 'api' : 'pipeline'}/${name}/Function`, 'AWS::Lambda::Function');
}

describe('data', () => {
  test.each(tables)('table $name has its keys and indexes, a key of its own, and can be restored', (definition) => {
    const { Properties: table } = at(`data/${definition.name}`, 'AWS::DynamoDB::Table');
    expect(table.KeySchema.map((key: { AttributeName: string }) => key.AttributeName)).toEqual([
      definition.partitionKey,
      definition.sortKey,
    ]);
    const indexes = table.GlobalSecondaryIndexes.map(
      (index: { IndexName: string; KeySchema: { AttributeName: string }[] }) => [
        index.IndexName,
        ...index.KeySchema.map(({ AttributeName }) => AttributeName),
      ],
    );
    expect(indexes).toEqual(definition.indexes.map((index) => [index.name, index.partitionKey, index.sortKey]));
    expect(table).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      DeletionProtectionEnabled: true,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
    });
  });

  const keeping = ['AWS::DynamoDB::Table', 'AWS::S3::Bucket', 'AWS::KMS::Key', 'AWS::SecretsManager::Secret'];

  test.each(keeping)('%s stays when its stack is removed', (type) => {
    for (const { DeletionPolicy, UpdateReplacePolicy, path } of cloud.ofType(type))
      expect([path, DeletionPolicy, UpdateReplacePolicy]).toEqual([path, 'Retain', 'Retain']);
    expect(cloud.stacks.data.terminationProtection).toBe(true);
  });

  test('a development deployment can be removed whole', () => {
    const dev = cloudOf('dev');
    for (const type of keeping)
      for (const { DeletionPolicy, path } of dev.ofType(type)) expect([path, DeletionPolicy]).toEqual([path, 'Delete']);
    expect(dev.stacks.data.terminationProtection).toBe(false);
  });

  test('keys are rotated', () => {
    for (const { Properties } of cloud.ofType('AWS::KMS::Key')) expect(Properties.EnableKeyRotation).toBe(true);
  });

  test('claims, public facts and dropped claim files have keys of their own', () => {
    const keyOf = (path: string, type: string) => JSON.stringify(at(path, type).Properties);
    const keys = [
      /"KMSMasterKeyId":(\{[^}]+\})/.exec(keyOf('data/accounts', 'AWS::DynamoDB::Table'))?.[1],
      /"KMSMasterKeyId":(\{[^}]+\})/.exec(keyOf('data/codesets', 'AWS::DynamoDB::Table'))?.[1],
      /"KMSMasterKeyID":(\{[^}]+\})/.exec(keyOf('data/ClaimsDrop', 'AWS::S3::Bucket'))?.[1],
    ];
    expect(new Set(keys).size).toBe(3);
    expect(keys).not.toContain(undefined);
  });
});

describe('buckets', () => {
  const buckets = cloud.ofType('AWS::S3::Bucket');

  test('are closed to the public, encrypted, owned by the account', () => {
    expect(buckets.map(({ path }) => path)).toHaveLength(5);
    for (const { Properties } of buckets) {
      expect(Object.values(Properties.PublicAccessBlockConfiguration)).toEqual([true, true, true, true]);
      expect(Properties.BucketEncryption).toBeDefined();
      expect(Properties.OwnershipControls.Rules).toEqual([{ ObjectOwnership: 'BucketOwnerEnforced' }]);
    }
  });

  test('are spoken to over TLS 1.2 or later', () => {
    const policies = cloud.ofType('AWS::S3::BucketPolicy').map(({ Properties }) => JSON.stringify(Properties));
    expect(policies).toHaveLength(buckets.length);
    for (const policy of policies) {
      expect(policy).toContain('"aws:SecureTransport":"false"');
      expect(policy).toContain('"s3:TlsVersion":1.2');
    }
  });

  test('the archive is locked and keeps versions; a claim file lasts a day at most and leaves none', () => {
    const archive = at('data/Archive', 'AWS::S3::Bucket').Properties;
    expect(archive.VersioningConfiguration).toEqual({ Status: 'Enabled' });
    expect(archive.ObjectLockConfiguration.Rule.DefaultRetention).toEqual({ Mode: 'GOVERNANCE', Days: 2192 });
    const claims = at('data/ClaimsDrop', 'AWS::S3::Bucket').Properties;
    expect(claims.VersioningConfiguration).toBeUndefined();
    expect(claims.LifecycleConfiguration.Rules).toMatchObject([{ ExpirationInDays: 1, Status: 'Enabled' }]);
  });
});

describe('pipeline', () => {
  test('has a row for each stage, and a form for its messages', () => {
    expect(stages).toEqual([...pipeline.map(({ run }) => run), 'import-claims']);
    expect(Object.keys(messages)).toEqual(stages);
  });

  test.each(stages)('the queue of %s gives its function time, and lays aside what fails three times', (stage) => {
    const queue = at(`pipeline/${stage}-queue/Messages`, 'AWS::SQS::Queue').Properties;
    const deadLetters = at(`pipeline/${stage}-queue/DeadLetters`, 'AWS::SQS::Queue').Properties;
    expect(queue.VisibilityTimeout).toBeGreaterThanOrEqual(6 * functionAt(stage).Properties.Timeout);
    expect(queue.RedrivePolicy.maxReceiveCount).toBe(3);
    expect(deadLetters.MessageRetentionPeriod).toBeGreaterThan(queue.MessageRetentionPeriod);
    expect(Boolean(deadLetters.FifoQueue)).toBe(Boolean(queue.FifoQueue));
    expect([queue.SqsManagedSseEnabled, deadLetters.SqsManagedSseEnabled]).toEqual([true, true]);
  });

  test('functions report the failures of a batch one by one', () => {
    const sources = cloud.ofType('AWS::Lambda::EventSourceMapping');
    expect(sources).toHaveLength(stages.length);
    for (const { Properties } of sources) expect(Properties.FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
  });

  test('what looks by itself is scheduled, what fails to start is kept', () => {
    const schedules = cloud.ofType('AWS::Scheduler::Schedule').map(({ path, Properties }) => ({
      path,
      at: Properties.ScheduleExpression,
      group: Properties.Target.SqsParameters?.MessageGroupId,
      kept: Properties.Target.DeadLetterConfig !== undefined,
    }));
    expect(schedules).toEqual([
      { path: 'pipeline/watch-sources-schedule', at: 'cron(30 11 * * ? *)', group: 'in-order', kept: true },
      { path: 'pipeline/plan-recheck-schedule', at: 'rate(15 minutes)', group: 'in-order', kept: true },
      { path: 'pipeline/deliver-alerts-schedule', at: 'rate(15 minutes)', group: 'in-order', kept: true },
    ]);
  });

  test('dropped files reach their stage', () => {
    const rules = cloud
      .ofType('AWS::Events::Rule')
      .map(({ Properties }) => [
        Properties.EventPattern.detail.object.key,
        cloud.inWords(Properties.Targets[0].Arn, cloud.stacks.pipeline.stackName),
        Properties.Targets[0].InputTransformer.InputTemplate,
      ]);
    expect(rules).toEqual([
      [
        [{ prefix: 'inbox/' }],
        'pipeline/publish-release-queue/Messages',
        '{"type":"FileDropped","key":<detail-object-key>}',
      ],
      [
        [{ prefix: 'claims/' }],
        'pipeline/import-claims-queue/Messages',
        '{"type":"ClaimsDropped","key":<detail-object-key>}',
      ],
    ]);
  });

  test('one publisher runs at a time', () => {
    expect(functionAt('publish-release').Properties.ReservedConcurrentExecutions).toBe(1);
    expect(at('pipeline/publish-release-queue/Messages', 'AWS::SQS::Queue').Properties.FifoQueue).toBe(true);
  });
});

describe('functions', () => {
  test.each(functions)('%s runs on the newest Node, on ARM, traced, with a log that ends', (name) => {
    const { Properties } = functionAt(name);
    expect(Properties).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      TracingConfig: { Mode: 'Active' },
      LoggingConfig: { LogFormat: 'JSON' },
    });
    const log = at(functionAt(name).path.replace('/Function', '/Log'), 'AWS::Logs::LogGroup');
    expect(log.Properties.RetentionInDays).toBe(400);
    expect(log.Properties.KmsKeyId).toBeDefined();
  });

  test.each(functions)('%s starts with just the variables that it is given', (name) => {
    const given = functionAt(name).Properties.Environment.Variables as Record<string, unknown>;
    const env = Object.fromEntries(Object.entries(given).map(([key, value]) => [key, placeholder(key, value)]));
    const asked = name === 'api' ? apiFacts.variables : stageFacts[name as Queued].variables;
    const stores: Variable[] = ['codeSetsTable', 'accountsTable', 'archiveBucket', 'releasesBucket'];
    expect(() => readConfig(env, [...stores, ...asked])).not.toThrow();
  });
});

/** Values that only a deployment knows stand in the template as references. */
function placeholder(variable: string, value: unknown): string {
  if (typeof value === 'string') return value;
  if (variable.endsWith('_QUEUE')) return 'https://sqs.us-east-1.amazonaws.com/123456789012/queue';
  if (variable === 'SITE_ADDRESS') return 'https://example.execute-api.us-east-1.amazonaws.com';
  return variable === 'API_KEY_SECRET' ? 'arn:aws:secretsmanager:us-east-1:123456789012:secret:key' : 'a-name';
}

describe('a restored table', () => {
  const restored = cloudOf('prod', { restoredAccountsTable: 'accounts-restored' });

  test('is used by every function, while the old one stays', () => {
    const used = restored
      .ofType('AWS::Lambda::Function')
      .map(({ Properties }) => Properties.Environment.Variables.ACCOUNTS_TABLE);
    expect(new Set(used)).toEqual(new Set(['accounts-restored']));
    expect(restored.ofType('AWS::DynamoDB::Table').map(({ path }) => path)).toEqual(['data/codesets', 'data/accounts']);
  });
});

describe('API', () => {
  test('is throttled, and writes down no address, path or query of who asks', () => {
    const { Properties } = cloud.ofType('AWS::ApiGatewayV2::Stage')[0]!;
    expect(Properties.DefaultRouteSettings).toMatchObject({ ThrottlingBurstLimit: 400, ThrottlingRateLimit: 200 });
    expect(Object.keys(JSON.parse(Properties.AccessLogSettings.Format)).sort()).toEqual([
      'bytes',
      'error',
      'method',
      'milliseconds',
      'requestId',
      'status',
      'time',
    ]);
  });

  test('takes a name of its own', () => {
    const apiCertificate = 'arn:aws:acm:us-east-1:123456789012:certificate/1';
    const own = cloudOf('prod', { apiDomain: 'codes.hospital.example', apiCertificate });
    expect(own.ofType('AWS::ApiGatewayV2::DomainName')[0]?.Properties.DomainName).toBe('codes.hospital.example');
    expect(
      own.ofType('AWS::Lambda::Function').map(({ Properties }) => Properties.Environment.Variables.SITE_ADDRESS),
    ).toContain('https://codes.hospital.example');
  });
});

describe('alarms', () => {
  const alarms = cloud.ofType('AWS::CloudWatch::Alarm');
  const names = alarms.map(({ path }) => path.replace('watch/', ''));
  const runbook = readFileSync(new URL('../../docs/OPERATIONS.md', import.meta.url), 'utf8');
  const headings = new Set(
    [...runbook.matchAll(/^#+ (.+)$/gm)].map(([, heading]) => heading!.toLowerCase().replaceAll(' ', '-')),
  );

  test('watch each function, each queue, its dead letters, and each schedule', () => {
    for (const name of functions)
      expect(names).toEqual(expect.arrayContaining([`${name}-errors`, `${name}-throttles`, `${name}-slow`]));
    for (const stage of stages) {
      expect(names).toEqual(expect.arrayContaining([`${stage}-waiting`, `${stage}-dead-letters`]));
      if (stageFacts[stage].every) expect(names).toContain(`${stage}-silent`);
    }
    expect(names).toEqual(
      expect.arrayContaining(['undelivered', 'api-server-errors', 'codesets-throttled', 'accounts-throttled']),
    );
  });

  test('tell somebody, and name a heading of the runbook', () => {
    for (const { path, Properties } of alarms) {
      expect(Properties.AlarmActions, path).toHaveLength(1);
      const [, anchor] = /docs\/OPERATIONS\.md#([a-z-]+)$/.exec(Properties.AlarmDescription) ?? [];
      expect(headings, path).toContain(anchor);
    }
    expect(cloud.ofType('AWS::SNS::Subscription')[0]?.Properties.Endpoint).toBe('operations@hospital.example');
  });
});

describe('the whole', () => {
  test('is named by nobody: two deployments never meet', () => {
    const named: Record<string, string> = {
      'AWS::DynamoDB::Table': 'TableName',
      'AWS::S3::Bucket': 'BucketName',
      'AWS::SQS::Queue': 'QueueName',
      'AWS::Lambda::Function': 'FunctionName',
      'AWS::IAM::Role': 'RoleName',
      'AWS::SNS::Topic': 'TopicName',
      'AWS::Logs::LogGroup': 'LogGroupName',
      'AWS::CloudWatch::Alarm': 'AlarmName',
    };
    const byHand = cloud.resources.filter(({ Type, Properties }) => Properties?.[named[Type] ?? '']);
    expect(byHand.map(({ path }) => path)).toEqual([]);
  });

  test.each(['dev', 'prod'] as const)('holds AWS’s own rules and the HIPAA ones, exceptions explained: %s', (stage) => {
    const checked: Cloud = cloudOf(stage, { mailFrom });
    checkStacks(checked.app);
    expect(() => checked.app.synth({ force: true })).not.toThrow();
  });

  test('has a variable for each value that functions read', () => {
    const names = Object.values(variables).map(([name]) => name);
    const given = new Set(functions.flatMap((name) => Object.keys(functionAt(name).Properties.Environment.Variables)));
    expect(names.filter((name) => !given.has(name))).toEqual([]);
  });
});
