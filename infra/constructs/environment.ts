import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { type Variable, variables } from '../../functions/config.ts';
import type { Queued } from '../functions.ts';
import type { DataStack } from '../stacks/data-stack.ts';

/** Where the values of the functions' variables come from. */
export interface Environment {
  readonly data: DataStack;
  readonly queues?: Readonly<Record<Queued, IQueue>>;
  /** The function's own name, where a queue is in front of it. */
  readonly name?: Queued;
  readonly newestReleases?: number;
  readonly mailFrom?: string;
  readonly digestTo?: string;
  readonly mailConfiguration?: string;
  readonly siteAddress?: string;
  readonly account?: string;
  readonly rateLimit?: number;
  readonly oidcClient?: string;
}

const values: Readonly<Record<Variable, (environment: Environment) => string | undefined>> = {
  codeSetsTable: ({ data }) => data.tables.codesets.resource.tableName,
  accountsTable: ({ data }) => data.tables.accounts.resource.tableName,
  archiveBucket: ({ data }) => data.buckets.archive.resource.bucketName,
  releasesBucket: ({ data }) => data.buckets.releases.resource.bucketName,
  inboxBucket: ({ data }) => data.buckets.inbox.resource.bucketName,
  claimsBucket: ({ data }) => data.buckets.claims.resource.bucketName,
  licensedBucket: ({ data }) => data.buckets.licensed.resource.bucketName,
  vaultBucket: ({ data }) => data.buckets.vault.resource.bucketName,
  licensedKey: ({ data }) => data.licensedKey.keyArn,
  licensedSecret: ({ data }) => data.licensedSource.resource.secretArn,
  ownQueue: ({ queues, name }) => name && queues?.[name].queueUrl,
  publishQueue: ({ queues }) => queues?.['publish-release'].queueUrl,
  planQueue: ({ queues }) => queues?.['plan-recheck'].queueUrl,
  recheckQueue: ({ queues }) => queues?.['recheck-code'].queueUrl,
  newestReleases: ({ newestReleases }) => newestReleases?.toString(),
  mailFrom: ({ mailFrom }) => mailFrom,
  digestTo: ({ digestTo }) => digestTo,
  mailConfiguration: ({ mailConfiguration }) => mailConfiguration,
  siteAddress: ({ siteAddress }) => siteAddress,
  account: ({ account }) => account,
  rateLimit: ({ rateLimit }) => rateLimit?.toString(),
  oidcIssuer: ({ data }) => data.people.pool.userPoolProviderUrl,
  oidcClient: ({ oidcClient }) => oidcClient,
  apiKeySecret: ({ data }) => data.apiKey.resource.secretArn,
};

/** The stores, which every function is told of, and what it asks for beside them. */
const forAll: readonly Variable[] = ['codeSetsTable', 'accountsTable', 'archiveBucket', 'releasesBucket'];

export function environmentOf(environment: Environment, names: readonly Variable[]): Record<string, string> {
  return Object.fromEntries(
    [...forAll, ...names].map((name) => {
      const value = values[name](environment);
      if (value === undefined) throw new Error(`no value for ${variables[name][0]} in this stack`);
      return [variables[name][0], value];
    }),
  );
}
