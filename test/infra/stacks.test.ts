import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Patience, patience } from '../../functions/adapters/patience.ts';
import { readConfig, type Variable, variables } from '../../functions/config.ts';
import { messages } from '../../functions/messages.ts';
import { checkStacks } from '../../infra/checks.ts';
import { apiFacts, type Queued, stageFacts } from '../../infra/functions.ts';
import { pipeline } from '../../shared/pipeline.ts';
import { type Cloud, cloudOf, type Placed } from '../support/cloud-templates.ts';

const mailFrom = 'alerts@hospital.example';
const cloud = cloudOf('prod', { mailFrom, alarmMail: 'operations@hospital.example' });
const stages = Object.keys(stageFacts) as Queued[];
const functions = [...stages, 'api'];

function functionAt(name: string): Placed {
  return cloud.at(`${name === 'api' ? 'api' : 'pipeline'}/${name}/Function`, 'AWS::Lambda::Function');
}

describe('pipeline', () => {
  test('has a row for each stage, and a form for its messages', () => {
    expect(stages).toEqual([...pipeline.map(({ run }) => run), 'import-claims', 'publish-licensed']);
    expect(Object.keys(messages)).toEqual(stages);
  });

  test.each(stages)('the queue of %s gives its function time, and lays aside what fails three times', (stage) => {
    const queue = cloud.at(`pipeline/${stage}-queue/Messages`, 'AWS::SQS::Queue').Properties;
    const deadLetters = cloud.at(`pipeline/${stage}-queue/DeadLetters`, 'AWS::SQS::Queue').Properties;
    expect(queue.VisibilityTimeout).toBeGreaterThanOrEqual(6 * functionAt(stage).Properties.Timeout);
    expect(queue.RedrivePolicy.maxReceiveCount).toBe(3);
    expect(deadLetters.MessageRetentionPeriod).toBeGreaterThan(queue.MessageRetentionPeriod);
    expect(Boolean(deadLetters.FifoQueue)).toBe(Boolean(queue.FifoQueue));
    expect([queue.SqsManagedSseEnabled, deadLetters.SqsManagedSseEnabled]).toEqual([true, true]);
  });

  test('lines are looked for in an index a minute after the release is visible: an index lags behind its table', () => {
    const { DelaySeconds } = cloud.at('pipeline/recheck-code-queue/Messages', 'AWS::SQS::Queue').Properties;
    expect(DelaySeconds).toBe(60);
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
      { path: 'pipeline/send-outgoing-schedule', at: 'rate(5 minutes)', group: 'in-order', kept: true },
      { path: 'pipeline/import-claims-schedule', at: 'cron(15 7 * * ? *)', group: undefined, kept: true },
      { path: 'pipeline/publish-licensed-schedule', at: 'cron(30 11 * * ? *)', group: 'in-order', kept: true },
    ]);
  });

  test('dropped files reach their stage', () => {
    const rules = cloud
      .ofType('AWS::Events::Rule')
      .flatMap(({ Properties }) =>
        (Properties.Targets as { Arn: unknown; InputTransformer: { InputTemplate: string } }[]).map((target) => [
          Properties.EventPattern.detail.object.key,
          cloud.inWords(target.Arn, cloud.stacks.pipeline.stackName),
          target.InputTransformer.InputTemplate,
        ]),
      );
    expect(rules).toEqual([
      [
        [{ prefix: 'inbox/' }],
        'pipeline/publish-release-queue/Messages',
        '{"type":"FileDropped","key":<detail-object-key>,"event":<id>}',
      ],
      [
        [{ prefix: 'claims/' }],
        'pipeline/import-claims-queue/Messages',
        '{"type":"ClaimsDropped","key":<detail-object-key>,"event":<id>}',
      ],
      [
        [{ prefix: 'decisions/replacement/' }],
        'pipeline/publish-release-queue/Messages',
        '{"type":"ReplacementDecided","key":<detail-object-key>,"event":<id>}',
      ],
      ...['publish-release', 'publish-licensed'].map((stage) => [
        [{ prefix: 'decisions/release/' }],
        `pipeline/${stage}-queue/Messages`,
        '{"type":"ReleaseDecided","key":<detail-object-key>,"event":<id>}',
      ]),
      [
        [{ prefix: 'licensed/cpt/' }],
        'pipeline/publish-licensed-queue/Messages',
        '{"type":"LicensedDropped","key":<detail-object-key>,"event":<id>}',
      ],
    ]);
  });

  test('one publisher runs at a time', () => {
    expect(functionAt('publish-release').Properties.ReservedConcurrentExecutions).toBe(1);
    expect(cloud.at('pipeline/publish-release-queue/Messages', 'AWS::SQS::Queue').Properties.FifoQueue).toBe(true);
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
    const log = cloud.at(functionAt(name).path.replace('/Function', '/Log'), 'AWS::Logs::LogGroup');
    expect(log.Properties.RetentionInDays).toBe(400);
    expect(log.Properties.KmsKeyId).toBeDefined();
  });

  test.each(functions)('%s starts with just the variables that it is given', (name) => {
    const given = functionAt(name).Properties.Environment.Variables as Record<string, unknown>;
    const env = Object.fromEntries(Object.entries(given).map(([key, value]) => [key, placeholder(key, value)]));
    const asked = name === 'api' ? apiFacts.variables : stageFacts[name as Queued].variables;
    const stores: Variable[] = ['codeSetsTable', 'accountsTable', 'archiveBucket', 'releasesBucket'];
    if (name !== 'api') stores.push('ownQueue');
    expect(() => readConfig(env, [...stores, ...asked])).not.toThrow();
  });
});

describe('time-outs fit together', () => {
  const secondsOf = ({ attempts, requestMs }: Patience) => (attempts * requestMs) / 1000;

  test.each(stages)('%s outlives every try of a call that hangs', (stage) => {
    expect(secondsOf(patience.stage)).toBeLessThan(functionAt(stage).Properties.Timeout / 2);
  });

  test('the API outlives them too, and ends before the gateway gives up on it', () => {
    expect(secondsOf(patience.api)).toBeLessThan(functionAt('api').Properties.Timeout);
    expect(functionAt('api').Properties.Timeout).toBeLessThan(30);
  });

  test('no client of a service is made without them', () => {
    const folders = ['functions/handlers', 'functions/adapters'];
    const made = folders.flatMap((folder) =>
      readdirSync(new URL(`../../${folder}/`, import.meta.url)).flatMap((name) => {
        const text = readFileSync(new URL(`../../${folder}/${name}`, import.meta.url), 'utf8');
        return [...text.matchAll(/new (\w+)Client\(([^)]*)/g)].map(([, service, told]) => `${service} ${told}`);
      }),
    );
    expect(made.length).toBeGreaterThan(7);
    const others = made.filter((each) => !/ (?:settings|clientSettings|\{ \.\.\.clientSettings, .+)$/.test(each));
    expect(others).toEqual([]);
  });
});

/** Values that only a deployment knows stand in the template as references. */
function placeholder(variable: string, value: unknown): string {
  if (typeof value === 'string') return value;
  if (variable.endsWith('_QUEUE')) return 'https://sqs.us-east-1.amazonaws.com/123456789012/queue';
  if (variable === 'OIDC_ISSUER') return 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Pool';
  if (variable === 'SITE_ADDRESS') return 'https://example.execute-api.us-east-1.amazonaws.com';
  return variable.endsWith('_SECRET') ? 'arn:aws:secretsmanager:us-east-1:123456789012:secret:key' : 'a-name';
}

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

describe('people', () => {
  test('sign in with a second factor, and nobody signs up', () => {
    const [pool] = cloud.ofType('AWS::Cognito::UserPool');
    expect(pool?.Properties).toMatchObject({
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      MfaConfiguration: 'ON',
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
      DeletionProtection: 'ACTIVE',
    });
    expect(pool?.Properties.Policies.PasswordPolicy.MinimumLength).toBeGreaterThanOrEqual(14);
    expect(pool?.DeletionPolicy).toBe('Retain');
  });

  test('come back to the pages alone, by a code', () => {
    const [client] = cloud.ofType('AWS::Cognito::UserPoolClient');
    expect(client?.Properties).toMatchObject({ AllowedOAuthFlows: ['code'], GenerateSecret: false });
    const own = cloudOf('prod', { apiDomain: 'codes.hospital.example', apiCertificate: 'arn:aws:acm:us-east-1:1:c/1' });
    expect(own.ofType('AWS::Cognito::UserPoolClient')[0]?.Properties.CallbackURLs).toEqual([
      'https://codes.hospital.example/sign-in/callback',
    ]);
  });

  test('may be led to a name of their own', () => {
    const signInCertificate = 'arn:aws:acm:us-east-1:123456789012:certificate/2';
    const own = cloudOf('prod', { signInDomain: 'login.hospital.example', signInCertificate });
    expect(own.ofType('AWS::Cognito::UserPoolDomain').map(({ Properties }) => Properties)).toMatchObject([
      { Domain: 'login.hospital.example', CustomDomainConfig: { CertificateArn: signInCertificate } },
    ]);
  });

  test('have a group for each role of the account', () => {
    const names = cloud.ofType('AWS::Cognito::UserPoolGroup').map(({ Properties }) => Properties.GroupName);
    expect(names).toEqual(['main:admin', 'main:biller', 'main:reader', 'main:system']);
  });
});

describe('mail and alarms', () => {
  test('leave over TLS, and trouble with mail comes back', () => {
    expect(cloud.ofType('AWS::SES::ConfigurationSet')[0]?.Properties.DeliveryOptions).toEqual({ TlsPolicy: 'REQUIRE' });
    const trouble = cloud.ofType('AWS::SES::ConfigurationSetEventDestination')[0]?.Properties.EventDestination;
    expect(trouble.MatchingEventTypes).toEqual(['bounce', 'complaint', 'reject']);
    const topic = cloud
      .ofType('AWS::SNS::TopicPolicy')
      .map(({ Properties }) => JSON.stringify(Properties))
      .join('');
    expect(topic).toContain('"aws:SecureTransport":"false"');
    expect(topic).toContain('"Service":"cloudwatch.amazonaws.com"');
    expect(topic).toContain('"Service":"ses.amazonaws.com"');
    expect(cloud.ofType('AWS::SNS::Topic')[0]?.Properties.KmsMasterKeyId).toBeDefined();
  });

  test('queues refuse what does not come over TLS', () => {
    const policies = cloud.ofType('AWS::SQS::QueuePolicy').map(({ Properties }) => JSON.stringify(Properties));
    expect(policies).toHaveLength(cloud.ofType('AWS::SQS::Queue').length);
    for (const policy of policies) expect(policy).toContain('"aws:SecureTransport":"false"');
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

  test('look at what DynamoDB counts for a table and for an index; requests it counts by operation alone', () => {
    const looked = alarms
      .filter(({ path }) => path.endsWith('-throttled'))
      .flatMap(({ Properties }) => Properties.Metrics)
      .flatMap(({ MetricStat }) => MetricStat?.Metric ?? [])
      .map(({ MetricName, Dimensions }) =>
        [MetricName, ...Dimensions.map(({ Name }: { Name: string }) => Name).sort()].join(' '),
      );
    const indexed = 'WriteThrottleEvents GlobalSecondaryIndexName TableName';
    const each = ['ReadThrottleEvents TableName', 'WriteThrottleEvents TableName', indexed];
    expect(looked).toEqual([...each, ...each]);
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
