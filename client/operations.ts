// Written by "npm run client" from docs/openapi.json.
import type { SentFile } from './client.ts';

type Nothing = Readonly<Record<never, never>>;

/** Deliveries: What was sent to a subscription, the oldest first where nothing else is asked. */
export type Deliveries = {
  readonly subscription: string;
  readonly deliveries: readonly {
    readonly id: string;
    readonly sequence: number | null;
    readonly subject: string;
    readonly status: 'due' | 'delivered' | 'given-up' | 'held' | 'kept';
    readonly createdAt: string;
    readonly nextTryAt: string | null;
    readonly tries: readonly {
      readonly at: string;
      readonly status: number | null;
      readonly error: string | null;
      readonly milliseconds: number;
    }[];
  }[];
  readonly next: number | null;
};

/** Delivery */
export type Delivery = {
  readonly id: string;
  readonly sequence: number | null;
  readonly subject: string;
  readonly status: 'due' | 'delivered' | 'given-up' | 'held' | 'kept';
  readonly createdAt: string;
  readonly nextTryAt: string | null;
  readonly tries: readonly {
    readonly at: string;
    readonly status: number | null;
    readonly error: string | null;
    readonly milliseconds: number;
  }[];
  readonly subscription: string;
  readonly body: string | null;
};

/** Subscription made */
export type MadeSubscription = { readonly subscription: Subscription; readonly secret: string | null };

/** Preview: What a subscription would have got for the last four releases. */
export type SubscriptionPreview = {
  readonly subscription: string;
  readonly releases: readonly {
    readonly codeSet: 'HCPCS' | 'CPT';
    readonly release: string;
    readonly changes: number;
    readonly findings: {
      readonly claims: number;
      readonly lines: number;
      readonly amount: number;
      readonly codes: number;
    };
  }[];
  readonly more: boolean;
};

/** Replay: How many messages are sent again, each under its own id and number. */
export type Replay = { readonly subscription: string; readonly replayed: number };

/** Subscription: Who hears of what, when and where. */
export type Subscription = {
  readonly id: string;
  readonly name: string;
  readonly kind: 'person' | 'role' | 'system';
  readonly status: 'unconfirmed' | 'active' | 'paused' | 'ended';
  readonly reason: string | null;
  readonly interest: {
    readonly findings: boolean;
    readonly changes: boolean;
    readonly codeSets: readonly ('HCPCS' | 'CPT')[];
    readonly kinds: readonly ('added' | 'deleted' | 'revised' | 'reactivated')[];
    readonly codes: readonly string[];
    readonly sections: readonly string[];
    readonly onlyBilled: boolean;
    readonly payers: readonly string[];
    readonly clinics: readonly string[];
    readonly minimum: number;
  };
  readonly timing: {
    readonly cadence: 'at-once' | 'daily' | 'weekly';
    readonly hour: number;
    readonly weekday: number;
    readonly daysBefore: readonly number[];
    readonly quiet: { readonly from: string; readonly to: string } | null;
    readonly timeZone: string;
  };
  readonly destination: {
    readonly type: 'email' | 'webhook' | 'slack' | 'teams' | 'sns' | 'feed';
    readonly to: string;
    readonly payload?: 'thin' | 'full';
    readonly secrets?: number;
  };
  readonly owner: string | null;
  readonly escalation: { readonly over: number; readonly afterDays: number; readonly to: string } | null;
  readonly createdAt: string;
};

/** Subscriptions */
export type Subscriptions = { readonly subscriptions: readonly Subscription[] };

/** Test alert */
export type TestAlert = {
  readonly subscription: string;
  readonly id: string;
  readonly sent: boolean;
  readonly problem: string | null;
};

/** Account: An organisation, to which everything stored belongs. */
export type Account = {
  readonly account: string;
  readonly name: string;
  readonly licensedCpt: boolean;
  readonly openedAt: string | null;
  readonly closedAt: string | null;
};

/** Accounts */
export type Accounts = { readonly accounts: readonly Account[] };

/** API key: A program’s way in. Only a hash of the key is stored. */
export type ApiKey = {
  readonly id: string;
  readonly name: string;
  readonly beginsWith: string;
  readonly role: 'admin' | 'biller' | 'reader' | 'system';
  readonly scopes:
    | readonly (
        | 'public'
        | 'claims:check'
        | 'claims:read'
        | 'claims:write'
        | 'claims:purge'
        | 'findings:read'
        | 'findings:write'
        | 'holdings:read'
        | 'holdings:write'
        | 'payers:read'
        | 'payers:write'
        | 'rules:read'
        | 'rules:write'
        | 'subscriptions:read'
        | 'subscriptions:write'
        | 'replacements:decide'
        | 'sources:read'
        | 'releases:decide'
        | 'accounts:read'
        | 'accounts:write'
        | 'accounts:operate'
        | 'audit:read'
      )[]
    | null;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
  readonly lastUsedAt: string | null;
  readonly rotatedTo: string | null;
};

/** API keys */
export type ApiKeys = { readonly keys: readonly ApiKey[] };

/** Audit log: Changes, and reads of claims and licensed texts; the latest first. */
export type AuditLog = {
  readonly events: readonly {
    readonly at: string;
    readonly account: string;
    readonly by: { readonly kind: 'key' | 'user' | 'command'; readonly id: string };
    readonly action: string;
    readonly effect: 'change' | 'read';
    readonly object: string | null;
    readonly status: number;
    readonly requestId: string | null;
  }[];
  readonly next: string | null;
};

/** Audit: Patterns over findings: who, which code and rule, when, and what it costs. */
export type Audit = {
  readonly findings: number;
  readonly lines: number;
  readonly amount: number;
  readonly causes: readonly {
    readonly key: 'ended' | 'too-early' | 'wrong-code' | 'payer' | 'units' | 'span' | 'rule';
    readonly findings: number;
    readonly lines: number;
    readonly amount: number;
    readonly share: number;
    readonly title: string;
  }[];
  readonly issues: readonly {
    readonly code: string;
    readonly rule: string;
    readonly cause: 'ended' | 'too-early' | 'wrong-code' | 'payer' | 'units' | 'span' | 'rule';
    readonly systemic: boolean;
    readonly lines: number;
    readonly amount: number;
    readonly share: number;
    readonly clinics: number;
    readonly payers: number;
    readonly firstDateOfService: string;
    readonly lastDateOfService: string;
    readonly fix: readonly string[];
    readonly held: readonly {
      readonly type: 'chargemaster' | 'fee-schedule' | 'superbill' | 'authorisation' | 'order';
      readonly lines: number;
    }[];
    readonly sentence: string;
  }[];
  readonly by: {
    readonly clinic: readonly {
      readonly key: string;
      readonly findings: number;
      readonly lines: number;
      readonly amount: number;
      readonly share: number;
    }[];
    readonly payer: readonly {
      readonly key: string;
      readonly findings: number;
      readonly lines: number;
      readonly amount: number;
      readonly share: number;
    }[];
    readonly code: readonly {
      readonly key: string;
      readonly findings: number;
      readonly lines: number;
      readonly amount: number;
      readonly share: number;
    }[];
    readonly rule: readonly {
      readonly key: string;
      readonly findings: number;
      readonly lines: number;
      readonly amount: number;
      readonly share: number;
    }[];
    readonly month: readonly {
      readonly key: string;
      readonly findings: number;
      readonly lines: number;
      readonly amount: number;
      readonly share: number;
    }[];
  };
  readonly lists?: readonly {
    readonly type: 'chargemaster' | 'fee-schedule' | 'superbill' | 'authorisation' | 'order';
    readonly lines: number;
    readonly wrong: number;
    readonly more: boolean;
  }[];
  readonly more: boolean;
};

/** Changes */
export type Changes = {
  readonly changes: readonly ListedChange[];
  readonly next: string | null;
  readonly since: string;
  readonly more: boolean;
  readonly superseded: readonly string[];
  readonly copyright?: readonly string[];
};

/** Claim check: Answer of `codeset check FILE…`; nothing is stored. */
export type Check = {
  readonly codeBook: { readonly release: string; readonly file: string; readonly sha256: string };
  readonly claims: number;
  readonly lines: number;
  readonly unchecked: { readonly 'no-code-set': number; readonly 'outside-coverage': number };
  readonly refused: readonly {
    readonly file: string;
    readonly segment: number;
    readonly reason: string;
    readonly kind?: 'claim' | 'input' | 'notice';
    readonly claimId?: string | null;
  }[];
  readonly findings: readonly Finding[];
};

/** Stored claim: What was kept of a claim: nothing that names or describes a person. */
export type Claim = {
  readonly claimId: string;
  readonly claimType: 'professional' | 'institutional';
  readonly frequency: string;
  readonly payerClaimNumber: string | null;
  readonly clearinghouseNumber?: string;
  readonly payer: string | null;
  readonly filingIndicator: string | null;
  readonly provider: string | null;
  readonly place: string | null;
  readonly payerClass?:
    | 'medicare'
    | 'medicare-dme'
    | 'medicare-advantage'
    | 'medicaid'
    | 'tricare'
    | 'commercial'
    | 'other'
    | 'unknown';
  readonly status: 'open' | 'void';
  readonly lines: readonly {
    readonly line: number;
    readonly code: string;
    readonly modifiers: readonly string[];
    readonly units: number;
    readonly unitOfMeasure: string;
    readonly amount: number;
    readonly dateOfService: string | null;
    readonly throughDate: string | null;
    readonly placeOfService: string | null;
    readonly revenueCode: string | null;
    readonly controlNumber?: string;
    readonly state: {
      readonly state:
        | 'unsent'
        | 'sent'
        | 'pending'
        | 'rejected'
        | 'returned'
        | 'denied'
        | 'paid-zero'
        | 'paid'
        | 'reversed'
        | 'superseded';
      readonly date: string;
      readonly carc: readonly string[];
    } | null;
    readonly drug: { readonly ndc: string; readonly quantity: number | null; readonly unit: string | null } | null;
  }[];
};

/** Code in two times: What holds on a date of service, as far as it was known on a day. */
export type Code = {
  readonly code: string;
  readonly codeSet: 'HCPCS' | 'CPT' | null;
  readonly codeType: 'procedure' | 'modifier';
  readonly on: string;
  readonly asKnown: string | null;
  readonly status:
    | 'valid'
    | 'not-yet-effective'
    | 'terminated'
    | 'never-valid'
    | 'unknown'
    | 'unproven'
    | 'outside-coverage'
    | 'no-code-set';
  readonly valid: boolean | null;
  readonly record: RecordForm | null;
  readonly lives: readonly {
    readonly from: string;
    readonly to: string | null;
    readonly withdrawn: boolean;
    readonly startShownIn: string;
    readonly endShownIn: string | null;
  }[];
  readonly unproven: { readonly from: string; readonly to: string } | null;
  readonly versions: readonly {
    readonly effective: string;
    readonly release: string;
    readonly record: RecordForm;
    readonly readFrom: { readonly file: string; readonly sha256: string; readonly line: number } | null;
  }[];
  readonly changes: readonly ListedChange[];
  readonly replacements: readonly Replacement[];
  readonly replaces: readonly {
    readonly code: string;
    readonly relation: 'same' | 'one-of' | 'restructure' | 'not-valid-for-medicare-use';
    readonly source: 'cms-xref' | 'curated' | 'inferred';
  }[];
  readonly use?: CodeUse;
  readonly copyright?: readonly string[];
};

/** Where a code is used: Open claim lines, and lines of lists that are held, with the code or modifier. No claim ids. */
export type CodeUse = {
  readonly code: string;
  readonly claims: number;
  readonly lines: number;
  readonly amount: number;
  readonly holdings: readonly {
    readonly type: 'chargemaster' | 'fee-schedule' | 'superbill' | 'authorisation' | 'order';
    readonly lines: number;
    readonly amount: number;
  }[];
  readonly more: boolean;
  readonly answer: string;
};

/** Coming effective dates */
export type ComingDates = {
  readonly today: string;
  readonly dates: readonly {
    readonly date: string;
    readonly days: number;
    readonly changes: {
      readonly added: number;
      readonly deleted: number;
      readonly revised: number;
      readonly reactivated: number;
    };
    readonly codes: number;
  }[];
  readonly nextUpdate: {
    readonly release: string;
    readonly date: string;
    readonly days: number;
    readonly held: boolean;
  };
};

/** Decision: Answer of `codeset release approve|reject|withdraw`. */
export type Decision = {
  readonly release: string;
  readonly file: string;
  readonly sha256: string;
  readonly verdict: 'approve' | 'reject' | 'withdraw';
  readonly published: readonly string[];
  readonly withdrawn?: readonly string[];
};

/** Finding: One thing wrong with one claim line, why, and what to bill instead. */
export type Finding = {
  readonly claimId: string;
  readonly line: number;
  readonly code: string;
  readonly dateOfService: string;
  readonly rule: string;
  readonly severity: 'error' | 'warning' | 'review';
  readonly message: string;
  readonly reason: string;
  readonly source: string;
  readonly fix: readonly {
    readonly code: string;
    readonly units: number | { readonly from: number; readonly to: number } | null;
    readonly confirm: boolean;
  }[];
  readonly wayBack: string | null;
  readonly amount: number;
};

/** Decided findings: Answer of `codeset findings assign|done|dismiss|reopen ID…`. */
export type FindingDecisions = { readonly findings: readonly FindingDetail[] };

/** Finding and its history: Who did what with a stored finding, and when. */
export type FindingDetail = {
  readonly claimId: string;
  readonly line: number;
  readonly code: string;
  readonly dateOfService: string;
  readonly rule: string;
  readonly severity: 'error' | 'warning' | 'review';
  readonly message: string;
  readonly reason: string;
  readonly source: string;
  readonly fix: readonly {
    readonly code: string;
    readonly units: number | { readonly from: number; readonly to: number } | null;
    readonly confirm: boolean;
  }[];
  readonly wayBack: string | null;
  readonly amount: number;
  readonly id: string;
  readonly status: 'open' | 'assigned' | 'done' | 'dismissed' | 'cleared';
  readonly assignee: string | null;
  readonly deadline: string | null;
  readonly payer: string | null;
  readonly provider: string | null;
  readonly release: string | null;
  readonly list?: {
    readonly type: 'chargemaster' | 'fee-schedule' | 'superbill' | 'authorisation' | 'order';
    readonly name: string;
  };
  readonly history: readonly {
    readonly at: string;
    readonly by: string;
    readonly did: 'raised' | 'changed' | 'assigned' | 'done' | 'dismissed' | 'reopened' | 'cleared';
    readonly to?: string;
    readonly reason?: string;
  }[];
  readonly record?: {
    readonly codeSet: 'HCPCS' | 'CPT';
    readonly release: string;
    readonly file: string;
    readonly line: number;
    readonly sha256: string;
  } | null;
};

/** Findings: Stored findings, the most money or the nearest deadline first. */
export type Findings = {
  readonly findings: readonly {
    readonly claimId: string;
    readonly line: number;
    readonly code: string;
    readonly dateOfService: string;
    readonly rule: string;
    readonly severity: 'error' | 'warning' | 'review';
    readonly message: string;
    readonly reason: string;
    readonly source: string;
    readonly fix: readonly {
      readonly code: string;
      readonly units: number | { readonly from: number; readonly to: number } | null;
      readonly confirm: boolean;
    }[];
    readonly wayBack: string | null;
    readonly amount: number;
    readonly id: string;
    readonly status: 'open' | 'assigned' | 'done' | 'dismissed' | 'cleared';
    readonly assignee: string | null;
    readonly deadline: string | null;
    readonly payer: string | null;
    readonly provider: string | null;
    readonly release: string | null;
    readonly list?: {
      readonly type: 'chargemaster' | 'fee-schedule' | 'superbill' | 'authorisation' | 'order';
      readonly name: string;
    };
  }[];
  readonly next: string | null;
};

/** Health */
export type Health = {
  readonly status: 'ok';
  readonly version: string;
  readonly sample: boolean;
  readonly today: string;
  readonly codeSets: readonly {
    readonly codeSet: 'HCPCS' | 'CPT';
    readonly sequence: number;
    readonly releases: number;
    readonly newest: string | null;
    readonly coveredThrough: string | null;
    readonly note: string | null;
  }[];
};

/** Lists that are held: Answer of `codeset holdings`: lists, and lines that were asked for. */
export type Holdings = {
  readonly lists: readonly {
    readonly type: 'chargemaster' | 'fee-schedule' | 'superbill' | 'authorisation' | 'order';
    readonly list: string;
    readonly file: string;
    readonly importedOn: string;
    readonly lines: number;
  }[];
  readonly lines: readonly {
    readonly type: 'chargemaster' | 'fee-schedule' | 'superbill' | 'authorisation' | 'order';
    readonly list: string;
    readonly item: string;
    readonly code: string;
    readonly modifiers: readonly string[];
    readonly from: string;
    readonly through: string | null;
    readonly payer: string | null;
    readonly provider: string | null;
    readonly units: number | null;
    readonly price: number | null;
    readonly closedOn: string | null;
    readonly findings: readonly {
      readonly code: string;
      readonly rule: string;
      readonly severity: 'error' | 'warning' | 'review';
      readonly since: string;
      readonly until: string | null;
      readonly message: string;
      readonly reason: string;
      readonly source: string;
      readonly fix: readonly {
        readonly code: string;
        readonly units: number | { readonly from: number; readonly to: number } | null;
        readonly confirm: boolean;
      }[];
      readonly id: string;
      readonly status: 'open' | 'assigned' | 'done' | 'dismissed' | 'cleared';
      readonly assignee: string | null;
    }[];
  }[];
  readonly more: boolean;
};

/** Import of a list: Answer of `codeset holdings import FILE --type TYPE`. */
export type HoldingsImport = {
  readonly type: 'chargemaster' | 'fee-schedule' | 'superbill' | 'authorisation' | 'order';
  readonly list: string;
  readonly file: string;
  readonly read: number;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly closed: number;
  readonly kept: number;
  readonly findings: number;
  readonly withoutCode: number;
  readonly notFollowed: number;
  readonly refused: readonly {
    readonly file: string;
    readonly line: number;
    readonly reason: string;
    readonly item: string | null;
  }[];
};

/** Hold until loaded: Answer of `codeset holds`: payers, and when they load a release. */
export type Holds = {
  readonly payers: readonly {
    readonly payer: string;
    readonly release: string;
    readonly loadedOn: string | null;
    readonly holding: boolean;
    readonly by: string;
    readonly at: string;
    readonly note: string | null;
  }[];
};

/** Change, with the release that brought it */
export type ListedChange = {
  readonly code: string;
  readonly codeType: 'procedure' | 'modifier';
  readonly kind: 'added' | 'deleted' | 'revised' | 'reactivated';
  readonly effective: string;
  readonly effectiveSource: 'record' | 'release';
  readonly cmsAction: string | null;
  readonly withdrawn: boolean;
  readonly retroactive: boolean;
  readonly bornAndDied: boolean;
  readonly fields: readonly {
    readonly name:
      | 'longDescription'
      | 'shortDescription'
      | 'pricingIndicators'
      | 'multiplePricingIndicator'
      | 'coverageManualReferences'
      | 'carriersManualReferences'
      | 'statute'
      | 'labCertifications'
      | 'crossReferences'
      | 'coverage'
      | 'ascGroup'
      | 'ascDate'
      | 'mogGroup'
      | 'mogPolicy'
      | 'mogDate'
      | 'processingNote'
      | 'betos'
      | 'typesOfService'
      | 'anesthesiaUnits'
      | 'addedOn'
      | 'terminatedOn';
    readonly old: string | readonly string[] | null;
    readonly new: string | readonly string[] | null;
  }[];
  readonly replacements: readonly Replacement[];
  readonly meaning: {
    readonly consequences: readonly (
      | 'withdrawn'
      | 'ends'
      | 'begins'
      | 'returns'
      | 'dates'
      | 'dose'
      | 'meaning'
      | 'coverage'
      | 'pricing'
      | 'cross-reference'
      | 'descriptor'
      | 'administrative'
    )[];
    readonly text: string;
  };
  readonly cms: {
    readonly flag: 'agrees' | 'differs' | 'silent';
    readonly report: 'agrees' | 'differs' | 'silent';
    readonly text: string | null;
  };
  readonly codeSet: 'HCPCS' | 'CPT';
  readonly id: string;
  readonly release: string;
  readonly changeSet: string;
  readonly knownSince: string;
};

/** Answer of a bulk look-up */
export type Lookup = {
  readonly on: string;
  readonly results: readonly {
    readonly code: string;
    readonly codeSet: 'HCPCS' | 'CPT' | null;
    readonly codeType: 'procedure' | 'modifier';
    readonly on: string;
    readonly status:
      | 'valid'
      | 'not-yet-effective'
      | 'terminated'
      | 'never-valid'
      | 'unknown'
      | 'unproven'
      | 'outside-coverage'
      | 'no-code-set'
      | 'malformed';
    readonly valid: boolean | null;
    readonly from: string | null;
    readonly to: string | null;
    readonly shortDescription: string | null;
    readonly coverage: string | null;
    readonly replaced: boolean;
  }[];
};

/** Money at risk: Open findings by code and rule, the most money first. No claim ids. */
export type MoneyAtRisk = {
  readonly claims: number;
  readonly lines: number;
  readonly amount: number;
  readonly review: { readonly lines: number; readonly amount: number };
  readonly codes: readonly {
    readonly code: string;
    readonly rule: string;
    readonly severity: 'error' | 'warning' | 'review';
    readonly message: string;
    readonly claims: number;
    readonly lines: number;
    readonly amount: number;
    readonly firstDateOfService: string;
    readonly lastDateOfService: string;
    readonly fix: readonly string[];
    readonly confirm: boolean;
  }[];
  readonly more: boolean;
};

/** New account: With the key of its first admin, shown this once. */
export type NewAccount = { readonly account: Account; readonly key: ApiKey; readonly secret: string };

/** New API key */
export type NewApiKey = { readonly key: ApiKey; readonly secret: string };

/** Payers: Payers as the account keeps them, by id. */
export type Payers = {
  readonly payers: readonly {
    readonly class:
      | 'medicare'
      | 'medicare-dme'
      | 'medicare-advantage'
      | 'medicaid'
      | 'tricare'
      | 'commercial'
      | 'other'
      | 'unknown';
    readonly name?: string;
    readonly hipaa?: boolean;
    readonly takesSCodes?: boolean;
    readonly timelyFilingDays?: number;
    readonly source?: string;
    readonly payer: string;
  }[];
  readonly rechecked?: { readonly lines: number; readonly raised: number; readonly cleared: number };
};

/** Import: What came of one import. Of the file itself nothing is kept. */
export type Import = {
  readonly id: string;
  readonly state: 'waiting' | 'expired' | 'running' | 'done' | 'failed';
  readonly begunAt: string;
  readonly importedAt: string;
  readonly size?: number;
  readonly bytesRead: number;
  readonly expiresAt?: string;
  readonly read: number;
  readonly lines: number;
  readonly duplicates: number;
  readonly findings: number;
  readonly statuses?: {
    readonly read: number;
    readonly matched: number;
    readonly kept: number;
    readonly known: number;
    readonly unmatched: readonly string[];
  };
  readonly refused: number;
  readonly refusals: readonly {
    readonly file: string;
    readonly segment: number;
    readonly reason: string;
    readonly kind?: 'claim' | 'input' | 'notice';
    readonly claimId?: string | null;
  }[];
};

/** Imports: Imports, the latest first. */
export type Imports = { readonly imports: readonly Import[]; readonly next: string | null };

/** Upload: Where to send a file of claims, or of what payers say of them. */
export type Upload = {
  readonly id: string;
  readonly upload: { readonly method: 'PUT'; readonly url: string; readonly size: number; readonly expiresAt: string };
};

/** Problem: RFC 9457, sent as application/problem+json. */
export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly errors?: readonly { readonly name: string; readonly reason: string }[];
};

/** Purge: What was deleted for good. No claim ids. */
export type Purge = {
  readonly account: string;
  readonly closedBefore: string | null;
  readonly dryRun: boolean;
  readonly claims: number;
  readonly items: number;
  readonly files: number;
};

/** Quarantine: Answer of `codeset quarantine` and of `GET /v1/quarantine`. */
export type Quarantine = {
  readonly releases: readonly {
    readonly codeSet?: 'HCPCS' | 'CPT';
    readonly release: string;
    readonly date: string;
    readonly file: string;
    readonly sha256: string;
    readonly records: number;
    readonly status: 'open' | 'rejected' | 'withdrawn';
    readonly concerns: readonly { readonly rule: string; readonly line: number | null; readonly text: string }[];
  }[];
  readonly waiting: readonly {
    readonly corrects: string;
    readonly version: number;
    readonly file: string;
    readonly knownSince: string;
  }[];
  readonly instructions: readonly {
    readonly release: string;
    readonly code: string | null;
    readonly line: number;
    readonly text: string;
    readonly rule: string;
    readonly reason: string;
  }[];
};

/** Record: A code as one release describes it. A date that no calendar has stands as CMS wrote it. */
export type RecordForm = {
  readonly code: string;
  readonly codeType: 'procedure' | 'modifier';
  readonly longDescription: string;
  readonly shortDescription: string;
  readonly pricingIndicators: readonly string[];
  readonly multiplePricingIndicator: string | null;
  readonly coverageManualReferences: readonly string[];
  readonly carriersManualReferences: readonly string[];
  readonly statute: string | null;
  readonly labCertifications: readonly string[];
  readonly crossReferences: readonly string[];
  readonly coverage: string | null;
  readonly ascGroup: string | null;
  readonly ascDate: string | null;
  readonly mogGroup: string | null;
  readonly mogPolicy: string | null;
  readonly mogDate: string | null;
  readonly processingNote: string | null;
  readonly betos: string | null;
  readonly typesOfService: readonly string[];
  readonly anesthesiaUnits: string | null;
  readonly addedOn: string | null;
  readonly actionEffectiveOn: string | null;
  readonly terminatedOn: string | null;
  readonly actionCode: string | null;
  readonly line: number;
};

/** Release */
export type Release = {
  readonly release: string;
  readonly codeSet: 'HCPCS' | 'CPT';
  readonly date: string;
  readonly coveredThrough: string;
  readonly knownSince: string;
  readonly knownSinceSource: 'name' | 'zip-entry' | 'given' | 'release';
  readonly file: string;
  readonly sha256: string;
  readonly records: number;
  readonly changeSet: string;
  readonly baseline: boolean;
  readonly changes: {
    readonly added: number;
    readonly deleted: number;
    readonly revised: number;
    readonly reactivated: number;
  };
};

/** Release with what was noted while reading it */
export type ReleaseDetail = {
  readonly release: string;
  readonly codeSet: 'HCPCS' | 'CPT';
  readonly date: string;
  readonly coveredThrough: string;
  readonly knownSince: string;
  readonly knownSinceSource: 'name' | 'zip-entry' | 'given' | 'release';
  readonly file: string;
  readonly sha256: string;
  readonly records: number;
  readonly changeSet: string;
  readonly baseline: boolean;
  readonly changes: {
    readonly added: number;
    readonly deleted: number;
    readonly revised: number;
    readonly reactivated: number;
  };
  readonly counts: Readonly<Record<string, number>>;
  readonly notes: readonly { readonly code: string | null; readonly rule: string; readonly text: string }[];
};

/** Releases held: In order of the dates from which they are in force. */
export type Releases = {
  readonly codeSet: 'HCPCS' | 'CPT';
  readonly sequence: number;
  readonly coverage: readonly { readonly from: string; readonly to: string }[];
  readonly releases: readonly Release[];
};

/** Replacement: What to bill instead of a code, and who says so. */
export type Replacement = {
  readonly code: string;
  readonly source: 'cms-xref' | 'curated' | 'inferred';
  readonly status: 'confirmed' | 'proposed';
  readonly score: number;
  readonly reasons: readonly string[];
  readonly relation: 'same' | 'one-of' | 'restructure' | 'not-valid-for-medicare-use';
  readonly units: { readonly numerator: number; readonly denominator: number; readonly rounding: 'up' } | null;
  readonly effective: string;
  readonly payers: readonly string[] | null;
};

/** Decision about a replacement: Kept for ever; it survives the next release. */
export type ReplacementDecision = {
  readonly old: string;
  readonly code: string;
  readonly verdict: 'accept' | 'reject' | 'edit' | 'reopen';
  readonly units: { readonly numerator: number; readonly denominator: number } | null;
  readonly by: string;
  readonly at: string;
  readonly note: string | null;
};

/** Decisions about replacements: In order of time. */
export type ReplacementDecisions = { readonly decisions: readonly ReplacementDecision[] };

/** Replacements of a code: What to bill instead on a date of service; chains are followed to codes that are valid then. */
export type Replacements = {
  readonly code: string;
  readonly on: string;
  readonly valid: boolean | null;
  readonly replacements: readonly Replacement[];
  readonly answer: string;
};

/** A rule explained: All of a rule, its examples included; null for a check. */
export type RuleExplained = {
  readonly name: string;
  readonly kind: 'check' | 'rule' | 'own';
  readonly number: number | null;
  readonly title: string;
  readonly severity: 'error' | 'warning' | 'review';
  readonly enabled: boolean;
  readonly changed: boolean;
  readonly from: string | null;
  readonly to: string | null;
  readonly payers: readonly string[] | null;
  readonly source: string | null;
  readonly standing: 'read' | 'quoted' | 'professional-knowledge' | null;
  readonly needs: readonly string[];
  readonly rule: Readonly<Record<string, unknown>> | null;
};

/** Rules: The checks and rules that hold for the account. */
export type Rules = {
  readonly version: string;
  readonly rules: readonly {
    readonly name: string;
    readonly kind: 'check' | 'rule' | 'own';
    readonly number: number | null;
    readonly title: string;
    readonly severity: 'error' | 'warning' | 'review';
    readonly enabled: boolean;
    readonly changed: boolean;
    readonly from: string | null;
    readonly to: string | null;
    readonly payers: readonly string[] | null;
    readonly source: string | null;
    readonly standing: 'read' | 'quoted' | 'professional-knowledge' | null;
    readonly needs: readonly string[];
  }[];
  readonly lists: readonly { readonly name: string; readonly source: string; readonly entries: number }[];
  readonly rechecked?: { readonly lines: number; readonly raised: number; readonly cleared: number };
};

/** The update signed off: Answer of `codeset signoff RELEASE`: who saw to what, and when. */
export type Signoff = {
  readonly release: string;
  readonly effective: string;
  readonly complete: boolean;
  readonly items: readonly {
    readonly item: 'chargemaster' | 'ehr' | 'scrubber' | 'payers' | 'staff';
    readonly title: string;
    readonly signed: { readonly by: string; readonly at: string; readonly note: string | null } | null;
    readonly open: { readonly lines: number; readonly amount: number } | null;
  }[];
  readonly payers: readonly {
    readonly payer: string;
    readonly release: string;
    readonly loadedOn: string | null;
    readonly holding: boolean;
    readonly by: string;
    readonly at: string;
    readonly note: string | null;
  }[];
  readonly history: readonly {
    readonly by: string;
    readonly at: string;
    readonly note: string | null;
    readonly item: 'chargemaster' | 'ehr' | 'scrubber' | 'payers' | 'staff';
    readonly did: 'signed' | 'undone';
  }[];
};

/** Settled instruction: Answer of `codeset release settle`. */
export type Settled = {
  readonly release: string;
  readonly code: string | null;
  readonly row: number;
  readonly text: string;
};

/** Sources: What is expected when, what came, and what a person has to do about it. */
export type Sources = {
  readonly today: string;
  readonly sources: readonly {
    readonly id: string;
    readonly codeSet: 'HCPCS' | 'CPT';
    readonly title: string;
    readonly publisher: 'CMS' | 'AMA';
    readonly comes: 'by-watching' | 'by-hand';
    readonly state: 'held' | 'due' | 'late' | 'not-followed' | 'irregular';
    readonly newest: {
      readonly release: string;
      readonly effective: string;
      readonly file: string;
      readonly knownSince: string;
    } | null;
    readonly next: {
      readonly release: string;
      readonly effective: string;
      readonly days: number;
      readonly expectedFrom: string;
      readonly expectedBy: string;
      readonly lateBy: number;
      readonly listed: boolean;
    } | null;
    readonly alarms: readonly {
      readonly kind: 'late' | 'early' | 'blocked' | 'failed' | 'not-asked' | 'unknown-links' | 'quarantined';
      readonly text: string;
      readonly remedy: string;
    }[];
    readonly lastRun: {
      readonly askedAt: string;
      readonly answeredAt: string | null;
      readonly downloads: number;
      readonly listed: readonly string[];
      readonly failures: readonly {
        readonly url: string;
        readonly failure: string;
        readonly detail: string;
        readonly remedy: string;
      }[];
      readonly unknown: readonly { readonly url: string; readonly text: string; readonly reason: string }[];
      readonly problems: readonly string[];
    } | null;
  }[];
};

/** Answer of a bulk translation */
export type Translate = {
  readonly on: string;
  readonly results: readonly {
    readonly code: string;
    readonly on: string;
    readonly valid: boolean | null;
    readonly replacements: readonly Replacement[];
    readonly answer: string;
  }[];
};

/** User: A person of an account; an identity provider proves who it is. */
export type User = {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: 'admin' | 'biller' | 'reader' | 'system';
  readonly addedAt: string;
  readonly disabledAt: string | null;
  readonly lastSeenAt: string | null;
};

/** Users */
export type Users = { readonly users: readonly User[] };

/** Sweep: The re-check of the stored lines that a release has caused. */
export type Sweep = {
  readonly codeSet: 'HCPCS' | 'CPT';
  readonly release: string;
  readonly status: 'running' | 'complete' | 'cancelled';
  readonly codes: number;
  readonly left: number;
  readonly alerts: boolean;
};

/** Sweeps: Re-checks by release, the newest first. */
export type Sweeps = { readonly sweeps: readonly Sweep[] };

/** Replacements that wait for a person: Discontinued codes for which there is a proposal and nothing that is confirmed; the latest ends first. */
export type WaitingReplacements = {
  readonly waiting: readonly {
    readonly code: string;
    readonly shortDescription: string;
    readonly endedOn: string | null;
    readonly replacements: readonly Replacement[];
  }[];
};

/** Worklist: What is to be done, the most money or the nearest deadline first, with old and new line. */
export type Worklist = {
  readonly today: string;
  readonly entries: readonly {
    readonly type: 'claims' | 'chargemaster' | 'fee-schedule' | 'superbill' | 'authorisation' | 'order';
    readonly id: string | null;
    readonly item: string;
    readonly list: string | null;
    readonly line: number | null;
    readonly payer: string | null;
    readonly provider: string | null;
    readonly date: string;
    readonly through: string | null;
    readonly code: string;
    readonly severity: 'error' | 'warning' | 'review';
    readonly rule: string;
    readonly message: string;
    readonly reason: string;
    readonly source: string;
    readonly amount: number;
    readonly deadline: string | null;
    readonly days: number | null;
    readonly status: 'open' | 'assigned' | 'done' | 'dismissed' | 'cleared';
    readonly assignee: string | null;
    readonly release: string | null;
    readonly hold: { readonly release: string; readonly until: string | null } | null;
    readonly old: {
      readonly code: string;
      readonly modifiers: readonly string[];
      readonly units: number | null;
    } | null;
    readonly new: readonly {
      readonly code: string;
      readonly modifiers: readonly string[];
      readonly units: number | { readonly from: number; readonly to: number } | null;
      readonly confirm: boolean;
    }[];
    readonly wayBack: string | null;
    readonly payerClaimNumber: string | null;
  }[];
  readonly more: boolean;
  readonly next: string | null;
};

/** Payers' windows: Payers' own dates of codes, each with its document. */
export type Windows = {
  readonly windows: readonly {
    readonly payer: string;
    readonly code: string;
    readonly from: string | null;
    readonly to: string | null;
    readonly takes?: boolean;
    readonly instead?: readonly string[];
    readonly document: string;
  }[];
  readonly shipped: readonly {
    readonly payer: string;
    readonly code: string;
    readonly from: string;
    readonly instead: readonly string[];
    readonly document: string;
  }[];
  readonly rechecked?: { readonly lines: number; readonly raised: number; readonly cleared: number };
};

/** What each operation is asked with. */
export interface Asked {
  getHealth: Nothing;
  listReleases: { readonly codeSet?: 'HCPCS' | 'CPT' };
  getRelease: { readonly release: string; readonly codeSet?: 'HCPCS' | 'CPT' };
  listChanges: {
    readonly codeSet?: 'HCPCS' | 'CPT';
    readonly release?: string;
    readonly code?: string;
    readonly kind?: 'added' | 'deleted' | 'revised' | 'reactivated';
    readonly codeType?: 'procedure' | 'modifier';
    readonly prefix?: string;
    readonly range?: string;
    readonly section?: string;
    readonly effectiveFrom?: string;
    readonly effectiveTo?: string;
    readonly knownFrom?: string;
    readonly knownTo?: string;
    readonly cursor?: string;
    readonly since?: string;
    readonly limit?: number;
  };
  listComingDates: { readonly codeSet?: 'HCPCS' | 'CPT' };
  getCode: { readonly code: string; readonly on?: string; readonly asKnown?: string };
  getReplacements: { readonly code: string; readonly on?: string; readonly payer?: string };
  lookUpCodes: {
    readonly body: {
      readonly codes: readonly (string | { readonly code: string; readonly on?: string })[];
      readonly on?: string;
    };
  };
  translateCodes: {
    readonly body: {
      readonly codes: readonly (string | { readonly code: string; readonly on?: string })[];
      readonly on?: string;
      readonly payer?: string;
    };
  };
  followChangesByFeed: {
    readonly codeSet?: 'HCPCS' | 'CPT';
    readonly code?: string;
    readonly kind?: 'added' | 'deleted' | 'revised' | 'reactivated';
    readonly codeType?: 'procedure' | 'modifier';
    readonly prefix?: string;
    readonly range?: string;
    readonly section?: string;
    readonly effectiveFrom?: string;
    readonly effectiveTo?: string;
    readonly knownFrom?: string;
    readonly knownTo?: string;
    readonly limit?: number;
  };
  followAlertsByFeed: { readonly token: string };
  followDatesByCalendar: {
    readonly codeSet?: 'HCPCS' | 'CPT';
    readonly code?: string;
    readonly kind?: 'added' | 'deleted' | 'revised' | 'reactivated';
    readonly codeType?: 'procedure' | 'modifier';
    readonly prefix?: string;
    readonly range?: string;
    readonly section?: string;
    readonly effectiveFrom?: string;
    readonly effectiveTo?: string;
    readonly knownFrom?: string;
    readonly knownTo?: string;
  };
  listSources: Nothing;
  getCodeUse: { readonly code: string };
  getClaim: { readonly claimId: string };
  checkClaims: {
    readonly body:
      | {
          readonly claims: readonly {
            readonly claimId: string;
            readonly claimType?: 'professional' | 'institutional';
            readonly frequency?: string;
            readonly payerClaimNumber?: string | null;
            readonly payer?: string | null;
            readonly filingIndicator?: string | null;
            readonly provider?: string | null;
            readonly place?: string | null;
            readonly lines: readonly {
              readonly line?: number;
              readonly code: string;
              readonly modifiers?: readonly string[];
              readonly units?: number;
              readonly unitOfMeasure?: string;
              readonly amount?: number;
              readonly dateOfService: string;
              readonly throughDate?: string;
              readonly placeOfService?: string | null;
              readonly revenueCode?: string | null;
              readonly drug?: {
                readonly ndc: string;
                readonly quantity?: number | null;
                readonly unit?: string | null;
              } | null;
            }[];
          }[];
        }
      | SentFile;
  };
  listSubscriptions: Nothing;
  addSubscription: {
    readonly body: {
      readonly name: string;
      readonly kind?: 'person' | 'role' | 'system';
      readonly interest?: {
        readonly findings?: boolean;
        readonly changes?: boolean;
        readonly codeSets?: readonly ('HCPCS' | 'CPT')[];
        readonly kinds?: readonly ('added' | 'deleted' | 'revised' | 'reactivated')[];
        readonly codes?: readonly string[];
        readonly sections?: readonly string[];
        readonly onlyBilled?: boolean;
        readonly payers?: readonly string[];
        readonly clinics?: readonly string[];
        readonly minimum?: number;
      };
      readonly timing?: {
        readonly cadence?: 'at-once' | 'daily' | 'weekly';
        readonly hour?: number;
        readonly weekday?: number;
        readonly daysBefore?: readonly number[];
        readonly quiet?: { readonly from: string; readonly to: string } | null;
        readonly timeZone?: string;
      };
      readonly destination:
        | { readonly type: 'email'; readonly address: string }
        | { readonly type: 'webhook'; readonly url: string; readonly payload?: 'thin' | 'full' }
        | { readonly type: 'slack'; readonly url: string }
        | { readonly type: 'teams'; readonly url: string }
        | { readonly type: 'sns'; readonly topic: string }
        | { readonly type: 'feed' };
      readonly owner?: string | null;
      readonly escalation?: { readonly over: number; readonly afterDays: number; readonly to: string } | null;
    };
  };
  getSubscription: { readonly subscriptionId: string };
  changeSubscription: {
    readonly subscriptionId: string;
    readonly body: {
      readonly name?: string;
      readonly interest?: {
        readonly findings?: boolean;
        readonly changes?: boolean;
        readonly codeSets?: readonly ('HCPCS' | 'CPT')[];
        readonly kinds?: readonly ('added' | 'deleted' | 'revised' | 'reactivated')[];
        readonly codes?: readonly string[];
        readonly sections?: readonly string[];
        readonly onlyBilled?: boolean;
        readonly payers?: readonly string[];
        readonly clinics?: readonly string[];
        readonly minimum?: number;
      };
      readonly timing?: {
        readonly cadence?: 'at-once' | 'daily' | 'weekly';
        readonly hour?: number;
        readonly weekday?: number;
        readonly daysBefore?: readonly number[];
        readonly quiet?: { readonly from: string; readonly to: string } | null;
        readonly timeZone?: string;
      };
      readonly destination?:
        | { readonly type: 'email'; readonly address: string }
        | { readonly type: 'webhook'; readonly url: string; readonly payload?: 'thin' | 'full' }
        | { readonly type: 'slack'; readonly url: string }
        | { readonly type: 'teams'; readonly url: string }
        | { readonly type: 'sns'; readonly topic: string }
        | { readonly type: 'feed' };
      readonly owner?: string | null;
      readonly escalation?: { readonly over: number; readonly afterDays: number; readonly to: string } | null;
    };
  };
  removeSubscription: { readonly subscriptionId: string };
  pauseSubscription: { readonly subscriptionId: string };
  resumeSubscription: { readonly subscriptionId: string };
  rotateSubscriptionSecret: { readonly subscriptionId: string };
  testSubscription: { readonly subscriptionId: string };
  previewSubscription: { readonly subscriptionId: string };
  listDeliveries: {
    readonly subscriptionId: string;
    readonly from?: number;
    readonly before?: number;
    readonly limit?: number;
  };
  getDelivery: { readonly subscriptionId: string; readonly alert: string };
  replayDeliveries: { readonly subscriptionId: string; readonly body: { readonly from: number } };
  getAccount: Nothing;
  listAccounts: Nothing;
  openAccount: { readonly body: { readonly account: string; readonly name: string; readonly licensedCpt?: boolean } };
  changeAccount: {
    readonly account: string;
    readonly body: { readonly name?: string; readonly licensedCpt?: boolean; readonly closed?: boolean };
  };
  listUsers: Nothing;
  addUser: {
    readonly body: {
      readonly email: string;
      readonly name: string;
      readonly role: 'admin' | 'biller' | 'reader' | 'system';
    };
  };
  getUser: { readonly userId: string };
  changeUser: {
    readonly userId: string;
    readonly body: {
      readonly name?: string;
      readonly role?: 'admin' | 'biller' | 'reader' | 'system';
      readonly disabled?: boolean;
    };
  };
  listKeys: Nothing;
  makeKey: {
    readonly body: {
      readonly name: string;
      readonly role: 'admin' | 'biller' | 'reader' | 'system';
      readonly scopes?: readonly (
        | 'public'
        | 'claims:check'
        | 'claims:read'
        | 'claims:write'
        | 'claims:purge'
        | 'findings:read'
        | 'findings:write'
        | 'holdings:read'
        | 'holdings:write'
        | 'payers:read'
        | 'payers:write'
        | 'rules:read'
        | 'rules:write'
        | 'subscriptions:read'
        | 'subscriptions:write'
        | 'replacements:decide'
        | 'sources:read'
        | 'releases:decide'
        | 'accounts:read'
        | 'accounts:write'
        | 'accounts:operate'
        | 'audit:read'
      )[];
      readonly expiresAt?: string;
    };
  };
  getKey: { readonly keyId: string };
  changeKey: { readonly keyId: string; readonly body: { readonly name?: string; readonly expiresAt?: string | null } };
  revokeKey: { readonly keyId: string };
  rotateKey: { readonly keyId: string; readonly body: { readonly until?: string } };
  listAuditEvents: {
    readonly from?: string;
    readonly to?: string;
    readonly object?: string;
    readonly by?: string;
    readonly effect?: 'change' | 'read';
    readonly cursor?: string;
    readonly limit?: number;
  };
  listFindings: {
    readonly by?: 'money' | 'deadline';
    readonly status?: 'open' | 'assigned' | 'done' | 'dismissed' | 'cleared';
    readonly code?: string;
    readonly rule?: string;
    readonly severity?: 'error' | 'warning' | 'review';
    readonly payer?: string;
    readonly provider?: string;
    readonly assignee?: string;
    readonly claim?: string;
    readonly import?: string;
    readonly dueBy?: string;
    readonly cursor?: string;
    readonly limit?: number;
  };
  getMoneyAtRisk: Nothing;
  getFinding: { readonly id: string };
  decideFindings: {
    readonly body:
      | { readonly act: 'assign'; readonly ids: readonly string[]; readonly to: string }
      | { readonly act: 'done'; readonly ids: readonly string[] }
      | { readonly act: 'dismiss'; readonly ids: readonly string[]; readonly reason: string }
      | { readonly act: 'reopen'; readonly ids: readonly string[]; readonly reason?: string };
  };
  listSweeps: Nothing;
  steerSweep: { readonly release: string; readonly deed: 'cancel' | 'resume' };
  purgeClaims: { readonly body: { readonly closedBefore: string | null; readonly confirm?: boolean } };
  announceImport: {
    readonly body: {
      readonly size: number;
      readonly holds?: 'any' | 'claims' | 'status';
      readonly columns?: Readonly<Record<string, string>>;
    };
  };
  listImports: { readonly cursor?: string; readonly limit?: number };
  getImport: { readonly id: string };
  listQuarantine: Nothing;
  decideRelease: {
    readonly release: string;
    readonly body: { readonly verdict: 'approve' | 'reject' | 'withdraw'; readonly reason?: string | null };
  };
  settleInstruction: {
    readonly release: string;
    readonly row: number;
    readonly body: { readonly reason?: string | null };
  };
  listWaitingReplacements: Nothing;
  listReplacementDecisions: Nothing;
  decideReplacement: {
    readonly code: string;
    readonly replacement: string;
    readonly body: {
      readonly verdict: 'accept' | 'reject' | 'edit' | 'reopen';
      readonly units?: { readonly numerator: number; readonly denominator: number } | null;
      readonly note?: string | null;
    };
  };
  getWorklist: {
    readonly type?: 'claims' | 'chargemaster' | 'fee-schedule' | 'superbill' | 'authorisation' | 'order';
    readonly by?: 'money' | 'deadline';
    readonly status?: 'open' | 'assigned' | 'done' | 'dismissed' | 'cleared';
    readonly code?: string;
    readonly rule?: string;
    readonly severity?: 'error' | 'warning' | 'review';
    readonly payer?: string;
    readonly provider?: string;
    readonly assignee?: string;
    readonly claim?: string;
    readonly import?: string;
    readonly dueBy?: string;
    readonly held?: 'with' | 'only' | 'without';
    readonly cursor?: string;
    readonly limit?: number;
  };
  auditFindings: {
    readonly status?: 'open' | 'assigned' | 'done' | 'dismissed' | 'cleared' | 'all';
    readonly atMost?: number;
  };
  listHoldings: {
    readonly type?: 'chargemaster' | 'fee-schedule' | 'superbill' | 'authorisation' | 'order';
    readonly list?: string;
    readonly code?: string;
    readonly wrong?: string;
    readonly closed?: string;
    readonly limit?: number;
  };
  importHoldings: {
    readonly type: 'chargemaster' | 'fee-schedule' | 'superbill' | 'authorisation' | 'order';
    readonly list: string;
    readonly asOf?: string;
    readonly shrinks?: string;
    readonly body: { readonly csv: string } | SentFile;
  };
  getSignoff: { readonly release: string };
  signItem: {
    readonly release: string;
    readonly item: 'chargemaster' | 'ehr' | 'scrubber' | 'payers' | 'staff';
    readonly body: { readonly note?: string | null };
  };
  undoSignature: { readonly release: string; readonly item: 'chargemaster' | 'ehr' | 'scrubber' | 'payers' | 'staff' };
  listHolds: { readonly release?: string };
  holdForPayer: {
    readonly release: string;
    readonly payer: string;
    readonly body: { readonly loadedOn?: string | null; readonly note?: string | null };
  };
  releaseHold: { readonly release: string; readonly payer: string };
  listPayers: Nothing;
  keepPayers: {
    readonly body: Readonly<
      Record<
        string,
        | 'medicare'
        | 'medicare-dme'
        | 'medicare-advantage'
        | 'medicaid'
        | 'tricare'
        | 'commercial'
        | 'other'
        | 'unknown'
        | {
            readonly class:
              | 'medicare'
              | 'medicare-dme'
              | 'medicare-advantage'
              | 'medicaid'
              | 'tricare'
              | 'commercial'
              | 'other'
              | 'unknown';
            readonly name?: string;
            readonly hipaa?: boolean;
            readonly takesSCodes?: boolean;
            readonly timelyFilingDays?: number;
            readonly source?: string;
          }
      >
    >;
  };
  removePayer: { readonly payer: string };
  listWindows: { readonly payer?: string; readonly code?: string };
  keepWindows: {
    readonly body: readonly {
      readonly payer: string;
      readonly code: string;
      readonly from: string | null;
      readonly to: string | null;
      readonly takes?: boolean;
      readonly instead?: readonly string[];
      readonly document: string;
    }[];
  };
  removeWindows: { readonly payer: string; readonly code: string; readonly from?: string | 'open' };
  listRules: Nothing;
  addRule: {
    readonly body: {
      readonly name: string;
      readonly number: number | null;
      readonly title: string;
      readonly from: string;
      readonly to: string | null;
      readonly payers:
        | readonly (
            | 'medicare'
            | 'medicare-dme'
            | 'medicare-advantage'
            | 'medicaid'
            | 'tricare'
            | 'commercial'
            | 'other'
            | 'unknown'
          )[]
        | null;
      readonly claimTypes: readonly ('professional' | 'institutional')[] | null;
      readonly placesOfService?: { readonly only: readonly string[] } | { readonly except: readonly string[] };
      readonly typesOfBill?: { readonly only: readonly string[] } | { readonly except: readonly string[] };
      readonly severity: 'error' | 'warning' | 'review';
      readonly source: { readonly document: string; readonly standing: 'read' | 'quoted' | 'professional-knowledge' };
      readonly conditions: readonly (
        | {
            readonly severity?: 'error' | 'warning' | 'review';
            readonly claimTypes?: readonly ('professional' | 'institutional')[];
            readonly message: string;
            readonly kind: 'pattern';
            readonly line: {
              readonly codes?: readonly string[];
              readonly except?: readonly string[];
              readonly list?: 'single-dose' | 'unclassified' | 'global-000-010' | 'global-090';
              readonly coverage?: readonly ('C' | 'D' | 'I' | 'M' | 'S')[];
              readonly pricing?: readonly string[];
              readonly revenueCodes?: readonly string[];
              readonly carriesNdc?: true;
              readonly modifiers?: {
                readonly any?: readonly string[];
                readonly all?: readonly string[];
                readonly none?: readonly string[];
              };
              readonly units?: number;
              readonly lessThanOneUnit?: true;
            };
            readonly with?: readonly {
              readonly codes?: readonly string[];
              readonly except?: readonly string[];
              readonly list?: 'single-dose' | 'unclassified' | 'global-000-010' | 'global-090';
              readonly coverage?: readonly ('C' | 'D' | 'I' | 'M' | 'S')[];
              readonly pricing?: readonly string[];
              readonly revenueCodes?: readonly string[];
              readonly carriesNdc?: true;
              readonly modifiers?: {
                readonly any?: readonly string[];
                readonly all?: readonly string[];
                readonly none?: readonly string[];
              };
              readonly units?: number;
              readonly lessThanOneUnit?: true;
            }[];
            readonly without?: readonly {
              readonly codes?: readonly string[];
              readonly except?: readonly string[];
              readonly list?: 'single-dose' | 'unclassified' | 'global-000-010' | 'global-090';
              readonly coverage?: readonly ('C' | 'D' | 'I' | 'M' | 'S')[];
              readonly pricing?: readonly string[];
              readonly revenueCodes?: readonly string[];
              readonly carriesNdc?: true;
              readonly modifiers?: {
                readonly any?: readonly string[];
                readonly all?: readonly string[];
                readonly none?: readonly string[];
              };
              readonly units?: number;
              readonly lessThanOneUnit?: true;
            }[];
            readonly same?: 'code' | 'drug';
            readonly most?: number;
            readonly once?: true;
            readonly scope?: 'date' | 'date-or-encounter';
            readonly fix?: 'what-medicare-pays';
          }
        | {
            readonly severity?: 'error' | 'warning' | 'review';
            readonly claimTypes?: readonly ('professional' | 'institutional')[];
            readonly message: string;
            readonly kind: 'pair-edit' | 'unit-limit' | 'own-code';
            readonly line?: {
              readonly codes?: readonly string[];
              readonly except?: readonly string[];
              readonly list?: 'single-dose' | 'unclassified' | 'global-000-010' | 'global-090';
              readonly coverage?: readonly ('C' | 'D' | 'I' | 'M' | 'S')[];
              readonly pricing?: readonly string[];
              readonly revenueCodes?: readonly string[];
              readonly carriesNdc?: true;
              readonly modifiers?: {
                readonly any?: readonly string[];
                readonly all?: readonly string[];
                readonly none?: readonly string[];
              };
              readonly units?: number;
              readonly lessThanOneUnit?: true;
            };
          }
      )[];
      readonly evidence: string;
      readonly falsePositives: readonly string[];
      readonly examples: readonly {
        readonly says: string;
        readonly payer:
          | 'medicare'
          | 'medicare-dme'
          | 'medicare-advantage'
          | 'medicaid'
          | 'tricare'
          | 'commercial'
          | 'other'
          | 'unknown';
        readonly claimType?: 'professional' | 'institutional';
        readonly place?: string | null;
        readonly date: string;
        readonly lines: readonly string[];
        readonly finds: readonly number[];
        readonly given?: {
          readonly coverage?: Readonly<Record<string, string>>;
          readonly pricing?: Readonly<Record<string, string>>;
          readonly dose?: Readonly<Record<string, string>>;
          readonly lists?: {
            readonly codes?: Readonly<Record<string, { readonly source: string; readonly codes: readonly string[] }>>;
            readonly pairs?: {
              readonly source: string;
              readonly edits: readonly {
                readonly programme: 'medicare' | 'medicaid';
                readonly edition: 'practitioner' | 'outpatient' | 'dme';
                readonly columnOne: string;
                readonly columnTwo: string;
                readonly modifierIndicator: '0' | '1' | '9';
                readonly from: string;
                readonly to: string | null;
              }[];
            };
            readonly unlikely?: {
              readonly source: string;
              readonly edits: readonly {
                readonly programme: 'medicare' | 'medicaid';
                readonly edition: 'practitioner' | 'outpatient' | 'dme';
                readonly code: string;
                readonly units: number;
                readonly adjudication: '1' | '2' | '3';
                readonly from: string;
                readonly to: string | null;
              }[];
            };
            readonly products?: {
              readonly source: string;
              readonly codes: readonly {
                readonly ndc: string;
                readonly code: string;
                readonly from: string;
                readonly to: string | null;
              }[];
            };
          };
        };
      }[];
    };
  };
  explainRule: { readonly name: string };
  switchRule: {
    readonly name: string;
    readonly body: { readonly enabled?: boolean; readonly severity?: 'error' | 'warning' | 'review' };
  };
  removeRule: { readonly name: string };
  keepRuleLists: {
    readonly body: {
      readonly codes?: Readonly<Record<string, { readonly source: string; readonly codes: readonly string[] }>>;
      readonly pairs?: {
        readonly source: string;
        readonly edits: readonly {
          readonly programme: 'medicare' | 'medicaid';
          readonly edition: 'practitioner' | 'outpatient' | 'dme';
          readonly columnOne: string;
          readonly columnTwo: string;
          readonly modifierIndicator: '0' | '1' | '9';
          readonly from: string;
          readonly to: string | null;
        }[];
      };
      readonly unlikely?: {
        readonly source: string;
        readonly edits: readonly {
          readonly programme: 'medicare' | 'medicaid';
          readonly edition: 'practitioner' | 'outpatient' | 'dme';
          readonly code: string;
          readonly units: number;
          readonly adjudication: '1' | '2' | '3';
          readonly from: string;
          readonly to: string | null;
        }[];
      };
      readonly products?: {
        readonly source: string;
        readonly codes: readonly {
          readonly ndc: string;
          readonly code: string;
          readonly from: string;
          readonly to: string | null;
        }[];
      };
    };
  };
  removeRuleList: { readonly name: string };
}

/** What each operation answers. */
export interface Answers {
  getHealth: Health;
  listReleases: Releases;
  getRelease: ReleaseDetail;
  listChanges: Changes;
  listComingDates: ComingDates;
  getCode: Code;
  getReplacements: Replacements;
  lookUpCodes: Lookup;
  translateCodes: Translate;
  followChangesByFeed: string;
  followAlertsByFeed: string;
  followDatesByCalendar: string;
  listSources: Sources;
  getCodeUse: CodeUse;
  getClaim: Claim;
  checkClaims: Check;
  listSubscriptions: Subscriptions;
  addSubscription: MadeSubscription;
  getSubscription: Subscription;
  changeSubscription: MadeSubscription;
  removeSubscription: undefined;
  pauseSubscription: Subscription;
  resumeSubscription: Subscription;
  rotateSubscriptionSecret: MadeSubscription;
  testSubscription: TestAlert;
  previewSubscription: SubscriptionPreview;
  listDeliveries: Deliveries;
  getDelivery: Delivery;
  replayDeliveries: Replay;
  getAccount: Account;
  listAccounts: Accounts;
  openAccount: NewAccount;
  changeAccount: Account;
  listUsers: Users;
  addUser: User;
  getUser: User;
  changeUser: User;
  listKeys: ApiKeys;
  makeKey: NewApiKey;
  getKey: ApiKey;
  changeKey: ApiKey;
  revokeKey: undefined;
  rotateKey: NewApiKey;
  listAuditEvents: AuditLog;
  listFindings: Findings;
  getMoneyAtRisk: MoneyAtRisk;
  getFinding: FindingDetail;
  decideFindings: FindingDecisions;
  listSweeps: Sweeps;
  steerSweep: Sweep;
  purgeClaims: Purge;
  announceImport: Upload;
  listImports: Imports;
  getImport: Import;
  listQuarantine: Quarantine;
  decideRelease: Decision;
  settleInstruction: Settled;
  listWaitingReplacements: WaitingReplacements;
  listReplacementDecisions: ReplacementDecisions;
  decideReplacement: ReplacementDecision;
  getWorklist: Worklist;
  auditFindings: Audit;
  listHoldings: Holdings;
  importHoldings: HoldingsImport;
  getSignoff: Signoff;
  signItem: Signoff;
  undoSignature: Signoff;
  listHolds: Holds;
  holdForPayer: Holds;
  releaseHold: Holds;
  listPayers: Payers;
  keepPayers: Payers;
  removePayer: Payers;
  listWindows: Windows;
  keepWindows: Windows;
  removeWindows: Windows;
  listRules: Rules;
  addRule: Rules;
  explainRule: RuleExplained;
  switchRule: Rules;
  removeRule: Rules;
  keepRuleLists: Rules;
  removeRuleList: Rules;
}

export interface OperationPlace {
  readonly method: string;
  readonly path: string;
  readonly inPath: readonly string[];
  readonly query: readonly string[];
}

/** Where each operation is found. */
export const places = {
  getHealth: { method: 'GET', path: '/health', inPath: [], query: [] },
  listReleases: { method: 'GET', path: '/v1/releases', inPath: [], query: ['codeSet'] },
  getRelease: { method: 'GET', path: '/v1/releases/{release}', inPath: ['release'], query: ['codeSet'] },
  listChanges: {
    method: 'GET',
    path: '/v1/changes',
    inPath: [],
    query: [
      'codeSet',
      'release',
      'code',
      'kind',
      'codeType',
      'prefix',
      'range',
      'section',
      'effectiveFrom',
      'effectiveTo',
      'knownFrom',
      'knownTo',
      'cursor',
      'since',
      'limit',
    ],
  },
  listComingDates: { method: 'GET', path: '/v1/coming-dates', inPath: [], query: ['codeSet'] },
  getCode: { method: 'GET', path: '/v1/codes/{code}', inPath: ['code'], query: ['on', 'asKnown'] },
  getReplacements: { method: 'GET', path: '/v1/codes/{code}/replacements', inPath: ['code'], query: ['on', 'payer'] },
  lookUpCodes: { method: 'POST', path: '/v1/lookup', inPath: [], query: [] },
  translateCodes: { method: 'POST', path: '/v1/translate', inPath: [], query: [] },
  followChangesByFeed: {
    method: 'GET',
    path: '/feeds/changes.atom',
    inPath: [],
    query: [
      'codeSet',
      'code',
      'kind',
      'codeType',
      'prefix',
      'range',
      'section',
      'effectiveFrom',
      'effectiveTo',
      'knownFrom',
      'knownTo',
      'limit',
    ],
  },
  followAlertsByFeed: { method: 'GET', path: '/feeds/subscriptions/{token}', inPath: ['token'], query: [] },
  followDatesByCalendar: {
    method: 'GET',
    path: '/feeds/calendar.ics',
    inPath: [],
    query: [
      'codeSet',
      'code',
      'kind',
      'codeType',
      'prefix',
      'range',
      'section',
      'effectiveFrom',
      'effectiveTo',
      'knownFrom',
      'knownTo',
    ],
  },
  listSources: { method: 'GET', path: '/v1/sources', inPath: [], query: [] },
  getCodeUse: { method: 'GET', path: '/v1/codes/{code}/use', inPath: ['code'], query: [] },
  getClaim: { method: 'GET', path: '/v1/claims/{claimId}', inPath: ['claimId'], query: [] },
  checkClaims: { method: 'POST', path: '/v1/check', inPath: [], query: [] },
  listSubscriptions: { method: 'GET', path: '/v1/subscriptions', inPath: [], query: [] },
  addSubscription: { method: 'POST', path: '/v1/subscriptions', inPath: [], query: [] },
  getSubscription: { method: 'GET', path: '/v1/subscriptions/{subscriptionId}', inPath: ['subscriptionId'], query: [] },
  changeSubscription: {
    method: 'PATCH',
    path: '/v1/subscriptions/{subscriptionId}',
    inPath: ['subscriptionId'],
    query: [],
  },
  removeSubscription: {
    method: 'DELETE',
    path: '/v1/subscriptions/{subscriptionId}',
    inPath: ['subscriptionId'],
    query: [],
  },
  pauseSubscription: {
    method: 'POST',
    path: '/v1/subscriptions/{subscriptionId}/pause',
    inPath: ['subscriptionId'],
    query: [],
  },
  resumeSubscription: {
    method: 'POST',
    path: '/v1/subscriptions/{subscriptionId}/resume',
    inPath: ['subscriptionId'],
    query: [],
  },
  rotateSubscriptionSecret: {
    method: 'POST',
    path: '/v1/subscriptions/{subscriptionId}/rotate',
    inPath: ['subscriptionId'],
    query: [],
  },
  testSubscription: {
    method: 'POST',
    path: '/v1/subscriptions/{subscriptionId}/test',
    inPath: ['subscriptionId'],
    query: [],
  },
  previewSubscription: {
    method: 'GET',
    path: '/v1/subscriptions/{subscriptionId}/preview',
    inPath: ['subscriptionId'],
    query: [],
  },
  listDeliveries: {
    method: 'GET',
    path: '/v1/subscriptions/{subscriptionId}/deliveries',
    inPath: ['subscriptionId'],
    query: ['from', 'before', 'limit'],
  },
  getDelivery: {
    method: 'GET',
    path: '/v1/subscriptions/{subscriptionId}/deliveries/{alert}',
    inPath: ['subscriptionId', 'alert'],
    query: [],
  },
  replayDeliveries: {
    method: 'POST',
    path: '/v1/subscriptions/{subscriptionId}/replay',
    inPath: ['subscriptionId'],
    query: [],
  },
  getAccount: { method: 'GET', path: '/v1/account', inPath: [], query: [] },
  listAccounts: { method: 'GET', path: '/v1/accounts', inPath: [], query: [] },
  openAccount: { method: 'POST', path: '/v1/accounts', inPath: [], query: [] },
  changeAccount: { method: 'PATCH', path: '/v1/accounts/{account}', inPath: ['account'], query: [] },
  listUsers: { method: 'GET', path: '/v1/users', inPath: [], query: [] },
  addUser: { method: 'POST', path: '/v1/users', inPath: [], query: [] },
  getUser: { method: 'GET', path: '/v1/users/{userId}', inPath: ['userId'], query: [] },
  changeUser: { method: 'PATCH', path: '/v1/users/{userId}', inPath: ['userId'], query: [] },
  listKeys: { method: 'GET', path: '/v1/keys', inPath: [], query: [] },
  makeKey: { method: 'POST', path: '/v1/keys', inPath: [], query: [] },
  getKey: { method: 'GET', path: '/v1/keys/{keyId}', inPath: ['keyId'], query: [] },
  changeKey: { method: 'PATCH', path: '/v1/keys/{keyId}', inPath: ['keyId'], query: [] },
  revokeKey: { method: 'DELETE', path: '/v1/keys/{keyId}', inPath: ['keyId'], query: [] },
  rotateKey: { method: 'POST', path: '/v1/keys/{keyId}/rotate', inPath: ['keyId'], query: [] },
  listAuditEvents: {
    method: 'GET',
    path: '/v1/audit-log',
    inPath: [],
    query: ['from', 'to', 'object', 'by', 'effect', 'cursor', 'limit'],
  },
  listFindings: {
    method: 'GET',
    path: '/v1/findings',
    inPath: [],
    query: [
      'by',
      'status',
      'code',
      'rule',
      'severity',
      'payer',
      'provider',
      'assignee',
      'claim',
      'import',
      'dueBy',
      'cursor',
      'limit',
    ],
  },
  getMoneyAtRisk: { method: 'GET', path: '/v1/findings/money-at-risk', inPath: [], query: [] },
  getFinding: { method: 'GET', path: '/v1/findings/{id}', inPath: ['id'], query: [] },
  decideFindings: { method: 'POST', path: '/v1/findings/decisions', inPath: [], query: [] },
  listSweeps: { method: 'GET', path: '/v1/sweeps', inPath: [], query: [] },
  steerSweep: { method: 'POST', path: '/v1/sweeps/{release}/{deed}', inPath: ['release', 'deed'], query: [] },
  purgeClaims: { method: 'POST', path: '/v1/purges', inPath: [], query: [] },
  announceImport: { method: 'POST', path: '/v1/imports', inPath: [], query: [] },
  listImports: { method: 'GET', path: '/v1/imports', inPath: [], query: ['cursor', 'limit'] },
  getImport: { method: 'GET', path: '/v1/imports/{id}', inPath: ['id'], query: [] },
  listQuarantine: { method: 'GET', path: '/v1/quarantine', inPath: [], query: [] },
  decideRelease: { method: 'POST', path: '/v1/releases/{release}/decisions', inPath: ['release'], query: [] },
  settleInstruction: {
    method: 'POST',
    path: '/v1/releases/{release}/instructions/{row}/settled',
    inPath: ['release', 'row'],
    query: [],
  },
  listWaitingReplacements: { method: 'GET', path: '/v1/replacements/waiting', inPath: [], query: [] },
  listReplacementDecisions: { method: 'GET', path: '/v1/replacements/decisions', inPath: [], query: [] },
  decideReplacement: {
    method: 'PUT',
    path: '/v1/codes/{code}/replacements/{replacement}',
    inPath: ['code', 'replacement'],
    query: [],
  },
  getWorklist: {
    method: 'GET',
    path: '/v1/worklists',
    inPath: [],
    query: [
      'type',
      'by',
      'status',
      'code',
      'rule',
      'severity',
      'payer',
      'provider',
      'assignee',
      'claim',
      'import',
      'dueBy',
      'held',
      'cursor',
      'limit',
    ],
  },
  auditFindings: { method: 'GET', path: '/v1/audit', inPath: [], query: ['status', 'atMost'] },
  listHoldings: {
    method: 'GET',
    path: '/v1/holdings',
    inPath: [],
    query: ['type', 'list', 'code', 'wrong', 'closed', 'limit'],
  },
  importHoldings: {
    method: 'PUT',
    path: '/v1/holdings/{type}/{list}',
    inPath: ['type', 'list'],
    query: ['asOf', 'shrinks'],
  },
  getSignoff: { method: 'GET', path: '/v1/signoffs/{release}', inPath: ['release'], query: [] },
  signItem: { method: 'PUT', path: '/v1/signoffs/{release}/{item}', inPath: ['release', 'item'], query: [] },
  undoSignature: { method: 'DELETE', path: '/v1/signoffs/{release}/{item}', inPath: ['release', 'item'], query: [] },
  listHolds: { method: 'GET', path: '/v1/holds', inPath: [], query: ['release'] },
  holdForPayer: { method: 'PUT', path: '/v1/holds/{release}/{payer}', inPath: ['release', 'payer'], query: [] },
  releaseHold: { method: 'DELETE', path: '/v1/holds/{release}/{payer}', inPath: ['release', 'payer'], query: [] },
  listPayers: { method: 'GET', path: '/v1/payers', inPath: [], query: [] },
  keepPayers: { method: 'PUT', path: '/v1/payers', inPath: [], query: [] },
  removePayer: { method: 'DELETE', path: '/v1/payers/{payer}', inPath: ['payer'], query: [] },
  listWindows: { method: 'GET', path: '/v1/payers/windows', inPath: [], query: ['payer', 'code'] },
  keepWindows: { method: 'PUT', path: '/v1/payers/windows', inPath: [], query: [] },
  removeWindows: {
    method: 'DELETE',
    path: '/v1/payers/{payer}/windows/{code}',
    inPath: ['payer', 'code'],
    query: ['from'],
  },
  listRules: { method: 'GET', path: '/v1/rules', inPath: [], query: [] },
  addRule: { method: 'PUT', path: '/v1/rules', inPath: [], query: [] },
  explainRule: { method: 'GET', path: '/v1/rules/{name}', inPath: ['name'], query: [] },
  switchRule: { method: 'PATCH', path: '/v1/rules/{name}', inPath: ['name'], query: [] },
  removeRule: { method: 'DELETE', path: '/v1/rules/{name}', inPath: ['name'], query: [] },
  keepRuleLists: { method: 'PUT', path: '/v1/rule-lists', inPath: [], query: [] },
  removeRuleList: { method: 'DELETE', path: '/v1/rule-lists/{name}', inPath: ['name'], query: [] },
} as const satisfies Record<keyof Asked, OperationPlace>;
