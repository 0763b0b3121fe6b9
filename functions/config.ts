import * as z from 'zod';

const resourceName = z.string().min(3).max(255);
const queueUrl = z.url();
const address = z.url({ protocol: /^https$/ });

/**
 * What a function of the cloud is told by its environment: variable and form. The stacks write the same table, so that
 * a variable cannot be misspelt on one side.
 */
export const variables = {
  codeSetsTable: ['CODESETS_TABLE', resourceName],
  accountsTable: ['ACCOUNTS_TABLE', resourceName],
  /** Raw bytes of every source, locked. */
  archiveBucket: ['ARCHIVE_BUCKET', resourceName],
  /** What was derived from them: records, change sets, states, code books. */
  releasesBucket: ['RELEASES_BUCKET', resourceName],
  /** Where a person drops a file that no program may fetch. */
  inboxBucket: ['INBOX_BUCKET', resourceName],
  /** Where claim files are dropped, and deleted once they are read. */
  claimsBucket: ['CLAIMS_BUCKET', resourceName],
  /** Where a licensee drops AMA's files. */
  licensedBucket: ['LICENSED_BUCKET', resourceName],
  /** Licensed files and texts, sealed object by object. */
  vaultBucket: ['VAULT_BUCKET', resourceName],
  /** What wraps the keys of the vault's objects. */
  licensedKey: ['LICENSED_KEY', resourceName],
  /** Where the licensee says from where its files are fetched, and how it is let in. */
  licensedSecret: ['LICENSED_SECRET', z.string().startsWith('arn:')],
  /** The queue in front of the function itself. */
  ownQueue: ['OWN_QUEUE', queueUrl],
  publishQueue: ['PUBLISH_RELEASE_QUEUE', queueUrl],
  planQueue: ['PLAN_RECHECK_QUEUE', queueUrl],
  recheckQueue: ['RECHECK_CODE_QUEUE', queueUrl],
  /** How many releases back the watcher looks. */
  newestReleases: ['NEWEST_RELEASES', z.coerce.number().int().min(1).max(200)],
  mailFrom: ['MAIL_FROM', z.email()],
  /** Who hears of an account's findings as long as nobody else has subscribed. */
  digestTo: ['DIGEST_TO', z.email()],
  mailConfiguration: ['MAIL_CONFIGURATION', resourceName],
  /** Where people see the worklist that a digest speaks of. */
  siteAddress: ['SITE_ADDRESS', address],
  /** Whose claims and findings the API shows. */
  account: ['ACCOUNT', z.string().regex(/^[a-z0-9-]{1,40}$/)],
  /** Requests a minute that the API takes from one key or person. */
  rateLimit: ['RATE_LIMIT', z.coerce.number().int().positive()],
  /** Who proves people's identities, and as whom the service is known there. */
  oidcIssuer: ['OIDC_ISSUER', address],
  oidcClient: ['OIDC_CLIENT', resourceName],
  apiKeySecret: ['API_KEY_SECRET', z.string().startsWith('arn:')],
} as const satisfies Record<string, readonly [name: string, form: z.ZodType]>;

export type Variable = keyof typeof variables;

/** What the API is told beside the stores. */
export const apiVariables = [
  'account',
  'apiKeySecret',
  'rateLimit',
  'oidcIssuer',
  'oidcClient',
  'vaultBucket',
  'licensedKey',
  'claimsBucket',
] as const satisfies readonly Variable[];

export type Config<V extends Variable = Variable> = {
  readonly [K in V]: z.infer<(typeof variables)[K][1]>;
};

/** Reads the variables named, once, when a function starts; throws with the name of the first that will not do. */
export function readConfig<const V extends Variable>(env: NodeJS.ProcessEnv, names: readonly V[]): Config<V> {
  return Object.fromEntries(names.map((name) => [name, read(env, name)])) as Config<V>;
}

function read(env: NodeJS.ProcessEnv, variable: Variable): unknown {
  const [name, form] = variables[variable];
  const text = env[name]?.trim();
  if (!text) throw new Error(`environment variable ${name} is not set`);
  const parsed = form.safeParse(text);
  if (!parsed.success) throw new Error(`environment variable ${name} is wrong: ${parsed.error.issues[0]?.message}`);
  return parsed.data;
}
