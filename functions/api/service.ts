import type { Caller } from '../../shared/access/caller.ts';
import type { QuarantineAnswer } from '../../shared/api/store-forms.ts';
import type { IsoDate } from '../../shared/dates.ts';
import type { Decision } from '../../shared/decision.ts';
import type { AccessManager } from '../access/manage-access.ts';
import type { AccessStore } from '../adapters/access-store.ts';
import type { AlertStore } from '../adapters/alert-store.ts';
import type { AuditLog } from '../adapters/audit-log.ts';
import type { ClaimStore } from '../adapters/claim-store.ts';
import type { FindingStore } from '../adapters/finding-store.ts';
import type { HoldingStore } from '../adapters/holding-store.ts';
import type { ImportStore } from '../adapters/import-store.ts';
import type { LicensedTexts } from '../adapters/licensed-texts.ts';
import type { OutgoingStore } from '../adapters/outgoing-store.ts';
import type { PurgeStore } from '../adapters/purge-store.ts';
import type { RequestStore } from '../adapters/request-store.ts';
import type { SettingsStore } from '../adapters/settings-store.ts';
import type { SignoffStore } from '../adapters/signoff-store.ts';
import type { StatusStore } from '../adapters/status-store.ts';
import type { SubscriptionManager } from '../alerts/manage-subscriptions.ts';
import type { UploadPlace } from '../claims/expect-upload.ts';
import type { importHoldings } from '../claims/import-holdings.ts';
import type { purgeClaims } from '../claims/purge-claims.ts';
import type { Decided, Ruling } from '../publish/decide-release.ts';
import type { ReplacementRuling } from '../publish/decide-replacement.ts';
import type { settleInstruction } from '../publish/settle-instruction.ts';
import type { SourcePorts } from '../queries/describe-sources.ts';
import type { SweepPorts } from '../queries/list-sweeps.ts';
import type { CodeSetReader } from '../queries/question.ts';
import type { SampleStore } from '../sample-store.ts';
import type { OidcSettings } from './oidc-token.ts';
import type { RateLimit } from './rate-limit.ts';

/** What the HTTP app is made of: its ports, and what differs between the cloud and one's own machine. */
export interface Service extends Pick<SourcePorts, 'watchLog' | 'quarantine'> {
  /** `flips` counts what this process itself has published. */
  readonly codeSets: CodeSetReader & { readonly flips?: number };
  readonly claims: Pick<ClaimStore, 'claims' | 'held' | 'holdsLinesOf' | 'openUses'>;
  readonly settings: SettingsStore;
  readonly holdings: Pick<HoldingStore, 'lists' | 'rows' | 'findings'>;
  readonly importHoldings: ReturnType<typeof importHoldings>;
  readonly signoffs: SignoffStore;
  readonly access: AccessStore;
  readonly manageAccess: AccessManager;
  readonly audit: AuditLog;
  readonly requests: RequestStore;
  readonly rateLimit: RateLimit;
  readonly statuses: Pick<StatusStore, 'of'>;
  readonly alerts: AlertStore;
  readonly outgoing: OutgoingStore;
  readonly manageSubscriptions: SubscriptionManager;
  /** Sends what is due to mail and endpoints; null where a schedule of its own does. */
  readonly deliver: (() => Promise<unknown>) | null;
  readonly sweeps: SweepPorts['sweeps'];
  readonly purges: PurgeStore;
  readonly imports: Pick<ImportStore, 'list' | 'get' | 'expect'>;
  /** Where the file of an import may be sent, for a while and of one size. */
  readonly uploads: UploadPlace;
  /** Of a host that has more to clear than the tables. */
  readonly purge?: ReturnType<typeof purgeClaims>;
  readonly findings: Pick<FindingStore, 'list' | 'ofClaim' | 'keysOf' | 'get' | 'decide'>;
  /** AMA's texts, for callers with a licence alone. */
  readonly texts: Pick<LicensedTexts, 'descriptors' | 'changes'>;
  /** Keeps a person's word about a replacement; it takes effect at once, or as soon as the publisher has it. */
  readonly decideReplacement: (ruling: ReplacementRuling) => Promise<Decision<'replacement'>>;
  /** Keeps a person's word about a release; it takes effect as the one about a replacement does. */
  readonly decideRelease: (ruling: Ruling) => Promise<Decided>;
  readonly settleInstruction: ReturnType<typeof settleInstruction>;
  /** What waits for such words. */
  readonly quarantined: () => Promise<QuarantineAnswer>;
  /** The account that operates the deployment; the first key is its admin's. */
  readonly account: string;
  /** The first key. All others are stored as hashes. */
  readonly apiKey: string;
  /** Who proves people's identities; without it, keys alone let in. */
  readonly oidc?: OidcSettings;
  /** The store holds the shipped sample: every page says so, and nothing in it is anybody's. */
  readonly sample: boolean;
  /** Where a button may load and remove it; null in the cloud. */
  readonly sampleStore: SampleStore | null;
  readonly today: () => IsoDate;
  /** ISO instant. */
  readonly now: () => string;
  /** So many random bytes, as text that may stand in an address. */
  readonly random: (bytes: number) => string;
  readonly version: string;
  /** Names under which the service may be addressed; null where something before it sees to that. */
  readonly hosts: readonly string[] | null;
  /** Told of errors that are the service's own fault; the caller learns the request id alone. */
  readonly report?: (error: Error, requestId: string) => void;
}

/** The names of one's own machine: under any other, a page of the Internet could reach it through a visitor's browser. */
export const loopbackHosts: readonly string[] = ['127.0.0.1', 'localhost', '[::1]'];

export interface HttpEnvironment {
  /** What the gateway hands on with a request. */
  Bindings: { event?: { requestContext?: { http?: { sourceIp?: string } } } };
  Variables: { requestId: string; caller?: Caller | null };
}
