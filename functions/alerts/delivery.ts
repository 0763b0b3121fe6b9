import type { Mailbox, MailSender } from '../../shared/alerts/mail.ts';
import type { CodeSetState } from '../../shared/codebook/code-set-state.ts';
import type { IsoDate } from '../../shared/dates.ts';
import type { AlertStore } from '../adapters/alert-store.ts';
import type { ClaimStore } from '../adapters/claim-store.ts';
import type { CodeSetStore } from '../adapters/code-set-store.ts';
import type { FindingStore } from '../adapters/finding-store.ts';
import type { OutgoingStore } from '../adapters/outgoing-store.ts';
import type { SubscriptionStore } from '../adapters/subscription-store.ts';
import type { SweepStore } from '../adapters/sweep-store.ts';

export interface AlertPorts {
  readonly codeSets: CodeSetStore;
  readonly sweeps: SweepStore;
  readonly findings: FindingStore;
  /** Whether an account bills a code. */
  readonly claims: Pick<ClaimStore, 'openUses'>;
  readonly alerts: AlertStore;
  readonly subscriptions: SubscriptionStore;
  /** The line of messages to endpoints. */
  readonly outgoing: Pick<OutgoingStore, 'enqueue'>;
  readonly mail: MailSender;
  /** The present moment, ISO 8601 in UTC. */
  readonly now: () => string;
}

export interface AlertSettings {
  readonly from: Mailbox;
  /** The store holds invented releases and claims. */
  readonly sample: boolean;
  /** Address of the site that shows the worklist; null for mails without links. */
  readonly links: string | null;
  /** So long findings wait for their sweep to end; then they are told of while it runs. */
  readonly patienceMinutes: number;
  /** The day by which lines of held lists have run out; that of the present moment where none is taken for it. */
  readonly today?: IsoDate;
}

interface SentAlert {
  readonly account: string;
  readonly id: string;
  /** A mail address, or the subscription of an endpoint. */
  readonly address: string;
  readonly subject: string;
}

export interface DeliveryReport {
  readonly sent: SentAlert[];
  /** Not taken by the mail service; tried again with the next delivery. */
  readonly failed: { readonly account: string; readonly id: string; readonly reason: string }[];
  /** Findings that wait for their sweep, or for a subscriber's hour. */
  waiting: number;
  /** Findings of a change set that is not visible. */
  unplaced: number;
}

/** One account's delivery under way. */
export interface Delivery {
  readonly ports: AlertPorts;
  readonly settings: AlertSettings;
  readonly account: string;
  readonly states: readonly CodeSetState[];
  readonly report: DeliveryReport;
}
