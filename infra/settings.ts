import * as z from 'zod';

const positive = z.coerce.number().int().positive();

/** Every setting, with what it may be. */
export const forms = z
  .object({
    stage: z.enum(['dev', 'prod']),
    /** Whether removing a stack leaves its data behind. */
    keepData: z.stringbool().or(z.boolean()),
    /** For so long not even an administrator deletes what is in the archive, short of lifting the lock. */
    archiveLockDays: positive,
    /** So long a weekly copy of the tables is kept; a claim that was deleted is in none of them after that. */
    backupDays: positive.min(7),
    /** As CloudWatch Logs allows. */
    logDays: z.coerce
      .number()
      .refine(
        (days) => [7, 14, 30, 60, 90, 180, 365, 400, 731, 2192].includes(days),
        'CloudWatch keeps logs for 7, 14, 30, 60, 90, 180, 365, 400, 731 or 2192 days',
      ),
    /** How many releases back the watcher looks; the first deployment may ask for all of them (200). */
    newestReleases: positive.max(200),
    /** How many functions re-check codes at the same time. */
    recheckConcurrency: positive.min(2).max(1000),
    /** One publisher at a time is reserved: new AWS accounts may need their quota of 10 raised first. */
    reservePublisher: z.stringbool().or(z.boolean()),
    apiRequestsPerSecond: positive,
    apiBurst: positive,
    /** Of one key or person, as each function's process counts. */
    requestsPerMinute: positive,
    /** Sender of the digests; its domain becomes an identity of SES. */
    mailFrom: z.email(),
    /** Gets the digests of an account as long as nobody else has subscribed. */
    digestTo: z.email(),
    /** Gets the alarms, once it has confirmed the subscription. */
    alarmMail: z.email().optional(),
    /** Tables that were restored to a point in time, by the name that they were restored to; used in place of our own. */
    restoredCodeSetsTable: z.string().min(3).optional(),
    restoredAccountsTable: z.string().min(3).optional(),
    /** Whose claims and findings the API shows to the holder of its key. */
    account: z.string().regex(/^[a-z0-9-]{1,40}$/, 'small letters, digits and hyphens, 40 at most'),
    /** Own name of the API, with its certificate in the same region. */
    apiDomain: z.string().optional(),
    apiCertificate: z.string().startsWith('arn:').optional(),
    /** Own name of the page at which people sign in, with its certificate in us-east-1. */
    signInDomain: z.string().optional(),
    signInCertificate: z.string().startsWith('arn:').optional(),
  })
  .refine((all) => (all.apiDomain === undefined) === (all.apiCertificate === undefined), {
    message: 'needs both apiDomain and apiCertificate, or neither',
    path: ['apiDomain'],
  })
  .refine((all) => (all.signInDomain === undefined) === (all.signInCertificate === undefined), {
    message: 'needs both signInDomain and signInCertificate, or neither',
    path: ['signInDomain'],
  });

export type Settings = Readonly<z.infer<typeof forms>>;
type SettingName = keyof Settings;

const shared = {
  newestReleases: 2,
  reservePublisher: true,
  // Nothing can be sent from here: a deployment names its own with -c mailFrom=… -c digestTo=…
  mailFrom: 'alerts@codeset-watch.invalid',
  digestTo: 'billing@codeset-watch.invalid',
  account: 'main',
} as const;

/** What holds where a deployment says nothing else with `-c name=value` or in the context of cdk.json. */
const defaults: Readonly<Record<Settings['stage'], Omit<Settings, 'stage'>>> = {
  dev: {
    ...shared,
    keepData: false,
    archiveLockDays: 1,
    backupDays: 7,
    logDays: 14,
    recheckConcurrency: 2,
    apiRequestsPerSecond: 20,
    apiBurst: 40,
    requestsPerMinute: 600,
  },
  prod: {
    ...shared,
    keepData: true,
    // HIPAA keeps documents for six years (45 CFR 164.316(b)(2)).
    archiveLockDays: 2192,
    backupDays: 35,
    logDays: 400,
    recheckConcurrency: 20,
    apiRequestsPerSecond: 200,
    apiBurst: 400,
    requestsPerMinute: 6000,
  },
};

/** Under which the functions of a deployment count: two stages in one account stay apart. */
export function metricsNamespace({ stage }: Pick<Settings, 'stage'>): string {
  return `codeset-watch-${stage}`;
}

/** Settings of a deployment, each checked; throws with the name of the one that will not do. */
export function readSettings(given: (name: string) => unknown): Settings {
  const stage = forms.shape.stage.safeParse(given('stage') ?? 'dev');
  if (!stage.success) throw new Error(`setting stage: ${stage.error.issues[0]?.message}`);
  const names = Object.keys(forms.shape) as SettingName[];
  const said = Object.fromEntries(names.map((name) => [name, given(name)]).filter(([, value]) => value !== undefined));
  const settings = forms.safeParse({ ...defaults[stage.data], ...said, stage: stage.data });
  if (settings.success) return settings.data;
  const [issue] = settings.error.issues;
  throw new Error(`setting ${issue?.path.join('.')}: ${issue?.message}`);
}
