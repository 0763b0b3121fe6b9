import type { Interest } from './interest.ts';
import type { Timing } from './timing.ts';

/** Where alerts go. Secrets of webhooks stand apart: a list of subscriptions shows none. */
export type Destination =
  | { readonly type: 'email'; readonly address: string }
  | {
      readonly type: 'webhook';
      readonly url: string;
      /** `thin`: ids and numbers alone, the rest is fetched; `full`: the whole alert. */
      readonly payload: 'thin' | 'full';
      /** Standard Webhooks signing secrets (`whsec_…`), the newest first; each message is signed by all of them. */
      readonly secrets: readonly string[];
    }
  | { readonly type: 'slack'; readonly url: string }
  | { readonly type: 'teams'; readonly url: string }
  | { readonly type: 'sns'; readonly topic: string }
  /** Nothing is sent: the alerts are read from the subscription's own feed. */
  | { readonly type: 'feed' };

/**
 * `unconfirmed`: a mail address whose owner has not said yes (double opt-in). `paused`: by a person, or because the
 * endpoint is dead. `ended`: unsubscribed.
 */
export type SubscriptionStatus = 'unconfirmed' | 'active' | 'paused' | 'ended';

/** Somebody, or something, that hears of changes and findings. */
export interface Subscription {
  /** Unique over all accounts, for it names what is sent. */
  readonly id: string;
  /** Who: `Ann Lee`, `Billing manager`, `EHR`. */
  readonly name: string;
  readonly kind: 'person' | 'role' | 'system';
  readonly interest: Interest;
  readonly timing: Timing;
  readonly destination: Destination;
  readonly status: SubscriptionStatus;
  /** Why it is paused or ended; null otherwise. */
  readonly reason: string | null;
  /** Whom a mail tells that the endpoint is dead; null for the account's first mail subscription. */
  readonly owner: string | null;
  /** What findings over a limit are handed on to that nobody took; null for nobody. */
  readonly escalation: EscalationPlan | null;
  /** ISO 8601, UTC. What was published before is no news to it. */
  readonly createdAt: string;
  /** Known to the subscriber alone: confirms, unsubscribes and opens the feed. */
  readonly token: string;
}

/** Findings over the limit that nobody took after so many days go to the next person. */
export interface EscalationPlan {
  /** Dollars on one line. */
  readonly over: number;
  readonly afterDays: number;
  /** The subscription that hears of them then. */
  readonly to: string;
}

/** As much of a subscription as a message needs. */
export type Subscriber = Pick<Subscription, 'id' | 'name'>;

export const subscriptionDefaults = {
  interest: {
    findings: true,
    changes: false,
    codeSets: [],
    kinds: [],
    codes: [],
    sections: [],
    onlyBilled: false,
    payers: [],
    clinics: [],
    minimum: 0,
  },
  timing: { cadence: 'at-once', hour: 7, weekday: 1, daysBefore: [], quiet: null, timeZone: 'UTC' },
} as const satisfies { interest: Interest; timing: Timing };

/** The account of a store on one's own machine; its first subscription needs no other name than `default`. */
const ownMachine = 'local';

/** When the default subscription began: nobody made it. */
export const fromTheBeginning = '1970-01-01T00:00:00.000Z';

/** Who hears of an account's findings as long as nobody has subscribed. */
export function defaultSubscription(account: string): Subscription {
  return {
    id: account === ownMachine ? 'default' : `default-${account}`,
    name: 'Billing manager',
    kind: 'role',
    ...subscriptionDefaults,
    destination: { type: 'email', address: 'billing@localhost' },
    status: 'active',
    reason: null,
    owner: null,
    escalation: null,
    createdAt: fromTheBeginning,
    token: '',
  };
}
