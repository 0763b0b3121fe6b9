import { describe, expect, test } from 'vitest';
import { tables } from '../../infra/tables.ts';
import { cloudOf } from '../support/cloud-templates.ts';

const cloud = cloudOf('prod');

describe('data', () => {
  test.each(tables)('table $name has its keys and indexes, a key of its own, and can be restored', (definition) => {
    const { Properties: table } = cloud.at(`data/${definition.name}`, 'AWS::DynamoDB::Table');
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

  test.each([
    [{}, { 'Fn::Join': ['', ['https://*.execute-api.', { Ref: 'AWS::Region' }, '.', { Ref: 'AWS::URLSuffix' }]] }],
    [
      { apiDomain: 'codes.example.org', apiCertificate: 'arn:aws:acm:us-east-1:1:certificate/1' },
      'https://codes.example.org',
    ],
  ])('browsers may send claim files from our own pages alone, and read nothing (%#)', (given, site) => {
    const { Properties: bucket } = cloudOf('prod', given).at('data/ClaimsDrop', 'AWS::S3::Bucket');
    const { CorsRules: rules } = bucket.CorsConfiguration;
    expect(rules).toEqual([{ AllowedMethods: ['PUT'], AllowedOrigins: [site], MaxAge: 3600 }]);
    for (const { path, Properties } of cloud.ofType('AWS::S3::Bucket'))
      expect([path, 'CorsConfiguration' in Properties]).toEqual([path, path.includes('ClaimsDrop')]);
  });

  test('claims, public facts, dropped claim files and licensed texts have keys of their own', () => {
    const keyOf = (path: string, type: string) => JSON.stringify(cloud.at(path, type).Properties);
    const keys = [
      /"KMSMasterKeyId":(\{[^}]+\})/.exec(keyOf('data/accounts', 'AWS::DynamoDB::Table'))?.[1],
      /"KMSMasterKeyId":(\{[^}]+\})/.exec(keyOf('data/codesets', 'AWS::DynamoDB::Table'))?.[1],
      /"KMSMasterKeyID":(\{[^}]+\})/.exec(keyOf('data/ClaimsDrop', 'AWS::S3::Bucket'))?.[1],
      /"KMSMasterKeyID":(\{[^}]+\})/.exec(keyOf('data/Vault', 'AWS::S3::Bucket'))?.[1],
    ];
    expect(new Set(keys).size).toBe(4);
    expect(keyOf('data/LicensedDrop', 'AWS::S3::Bucket')).toContain(keys[3]);
    expect(keyOf('data/LicensedSource', 'AWS::SecretsManager::Secret')).toContain(keys[3]!.slice(1, -1));
    expect(keys).not.toContain(undefined);
  });
});

describe('buckets', () => {
  const buckets = cloud.ofType('AWS::S3::Bucket');

  test('are closed to the public, encrypted, owned by the account', () => {
    expect(buckets.map(({ path }) => path)).toHaveLength(7);
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
    const archive = cloud.at('data/Archive', 'AWS::S3::Bucket').Properties;
    expect(archive.VersioningConfiguration).toEqual({ Status: 'Enabled' });
    expect(archive.ObjectLockConfiguration.Rule.DefaultRetention).toEqual({ Mode: 'GOVERNANCE', Days: 2192 });
    const claims = cloud.at('data/ClaimsDrop', 'AWS::S3::Bucket').Properties;
    expect(claims.VersioningConfiguration).toBeUndefined();
    expect(claims.LifecycleConfiguration.Rules).toMatchObject([{ ExpirationInDays: 1, Status: 'Enabled' }]);
  });
});

describe('backups', () => {
  const rule = (of: typeof cloud) => of.ofType('AWS::Backup::BackupPlan')[0]!.Properties.BackupPlan.BackupPlanRule;

  test('are made of every table each week and kept for five, in a vault that is locked', () => {
    expect(rule(cloud)).toMatchObject([
      { ScheduleExpression: 'cron(0 5 ? * SUN *)', Lifecycle: { DeleteAfterDays: 35 } },
    ]);
    const selection = cloud.ofType('AWS::Backup::BackupSelection')[0]!.Properties.BackupSelection;
    const { stackName } = cloud.stacks.data;
    expect(cloud.inWords(selection.Resources, stackName)).toEqual(['data/codesets', 'data/accounts']);
    const vault = cloud.at('data/Backups/Vault', 'AWS::Backup::BackupVault');
    expect(vault.Properties.LockConfiguration).toEqual({ MinRetentionDays: 7 });
    expect(cloud.inWords(vault.Properties.EncryptionKeyArn, stackName)).toBe('data/AccountsKey');
    expect(vault.DeletionPolicy).toBe('Retain');
  });

  test('of a development deployment can be removed', () => {
    const dev = cloudOf('dev');
    expect(rule(dev)[0].Lifecycle).toEqual({ DeleteAfterDays: 7 });
    expect(dev.at('data/Backups/Vault', 'AWS::Backup::BackupVault').Properties.LockConfiguration).toBeUndefined();
  });
});

describe('a restored table', () => {
  const restored = cloudOf('prod', { restoredAccountsTable: 'accounts-restored' });

  test('is used by every function, while the old one stays', () => {
    const used = restored
      .ofType('AWS::Lambda::Function')
      .map(({ Properties }) => Properties.Environment.Variables.ACCOUNTS_TABLE);
    expect(new Set(used)).toEqual(new Set(['accounts-restored']));
    expect(restored.ofType('AWS::DynamoDB::Table').map(({ path }) => path)).toEqual(['data/codesets', 'data/accounts']);
    const { Resources } = restored.ofType('AWS::Backup::BackupSelection')[0]!.Properties.BackupSelection;
    expect(JSON.stringify(Resources[2])).toContain('table/accounts-restored');
  });
});
