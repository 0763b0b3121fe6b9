import { CfnOutput, RemovalPolicy, SecretValue, Stack } from 'aws-cdk-lib';
import {
  AttributeType,
  BillingMode,
  type ITable,
  ProjectionType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { Backups } from '../constructs/backups.ts';
import { Buckets } from '../constructs/buckets.ts';
import type { Grantable } from '../constructs/grants.ts';
import { People } from '../constructs/people.ts';
import type { TableName } from '../rights.ts';
import type { Settings } from '../settings.ts';
import { type TableDefinition, tables } from '../tables.ts';

/** What outlives every deployment: tables, buckets, the keys that open them, the people, and the API's first key. */
export class DataStack extends Stack {
  readonly tables: Grantable['tables'];
  readonly buckets: Grantable['buckets'];
  readonly apiKey: Grantable['apiKey'];
  readonly people: People;
  readonly backups: Backups;
  /** The licensee's own words on from where its files are fetched. */
  readonly licensedSource: Grantable['licensedSource'];
  readonly licensedKey: Key;
  private readonly removalPolicy: RemovalPolicy;

  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id, { description: 'codeset-watch: tables, archive, keys', terminationProtection: settings.keepData });
    const { keepData } = settings;
    this.removalPolicy = keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
    const codesets = this.key('CodeSetsKey', 'public facts about codes');
    const accounts = this.key('AccountsKey', 'claims, findings and deliveries');
    const claimsDrop = this.key('ClaimsDropKey', 'raw claim files on their way in');
    const licensed = this.key('LicensedKey', 'texts of the AMA');
    this.licensedKey = licensed;
    const own: ITable[] = [];
    const kept = (name: TableName, key: Key, restored: string | undefined) => {
      const definition = tables.find((each) => each.name === name)!;
      const table = this.table(definition, key, keepData);
      own.push(table);
      return { resource: restored === undefined ? table : this.restored(table, definition, restored), key };
    };
    this.tables = {
      codesets: kept('codesets', codesets, settings.restoredCodeSetsTable),
      accounts: kept('accounts', accounts, settings.restoredAccountsTable),
    };
    this.backups = new Backups(this, 'Backups', { tables: this.everyTable(own), key: accounts, settings });
    const { removalPolicy } = this;
    this.buckets = new Buckets(this, {
      codesets,
      claimsDrop,
      licensed,
      removalPolicy,
      lockDays: settings.archiveLockDays,
      site: this.siteOf(settings),
    }).all;
    new CfnOutput(this, 'ArchiveBucket', { value: this.buckets.archive.resource.bucketName });
    const secret = new Secret(this, 'ApiKey', {
      description: 'codeset-watch: the key that the API asks for',
      encryptionKey: accounts,
      generateSecretString: { passwordLength: 43, excludePunctuation: true },
      removalPolicy,
    });
    this.apiKey = { resource: secret, key: accounts };
    this.people = new People(this, 'People', settings);
    const source = new Secret(this, 'LicensedSource', {
      description: 'codeset-watch: addresses of licensed files, and how their licensee is let in',
      encryptionKey: licensed,
      // Nothing is fetched until a licensee writes its own words into it.
      secretStringValue: SecretValue.unsafePlainText('{"files":[]}'),
      removalPolicy,
    });
    this.licensedSource = { resource: source, key: licensed };
  }

  /**
   * From where pages send claim files. The gateway is made by a later stack, under a name that nobody knows yet: without
   * a name of its own it is one of the gateways of this region, none of which gets anywhere without a signed address.
   */
  private siteOf({ apiDomain }: Settings): string {
    return `https://${apiDomain ?? `*.execute-api.${this.region}.${this.urlSuffix}`}`;
  }

  private key(id: string, guards: string): Key {
    const { removalPolicy } = this;
    return new Key(this, id, { description: `codeset-watch: ${guards}`, enableKeyRotation: true, removalPolicy });
  }

  private table(
    { name, partitionKey, sortKey, indexes, clearedAfter }: TableDefinition,
    encryptionKey: Key,
    deletionProtection: boolean,
  ): Table {
    const attribute = (attributeName: string) => ({ name: attributeName, type: AttributeType.STRING });
    const table = new Table(this, name, {
      partitionKey: attribute(partitionKey),
      sortKey: attribute(sortKey),
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection,
      ...(clearedAfter ? { timeToLiveAttribute: clearedAfter } : {}),
      removalPolicy: this.removalPolicy,
    });
    for (const index of indexes)
      table.addGlobalSecondaryIndex({
        indexName: index.name,
        partitionKey: attribute(index.partitionKey),
        sortKey: attribute(index.sortKey),
        projectionType: ProjectionType[index.projection],
      });
    return table;
  }

  /** Own ones and, where they were restored, those in their place. */
  private everyTable(own: readonly ITable[]): readonly ITable[] {
    return [...new Set([...own, ...Object.values(this.tables).map(({ resource }) => resource)])];
  }

  /** Its own table stays, and what other stacks know of it, until they all use the restored one. */
  private restored(own: Table, { name, indexes }: TableDefinition, tableName: string): ITable {
    this.exportValue(own.tableArn);
    this.exportValue(own.tableName);
    const globalIndexes = indexes.map((index) => index.name);
    return Table.fromTableAttributes(this, `${name}-restored`, { tableName, globalIndexes });
  }
}
