import { Webhook } from 'standardwebhooks';
import type { EndpointPaused } from '../../shared/alerts/alert.ts';
import { digestId } from '../../shared/alerts/digest-id.ts';
import { nextTry } from '../../shared/alerts/retry-plan.ts';
import type { Destination, Subscription } from '../../shared/alerts/subscription.ts';
import type { AlertStore } from '../adapters/alert-store.ts';
import type { OutgoingRow, OutgoingStore } from '../adapters/outgoing-store.ts';
import type { SubscriptionStore } from '../adapters/subscription-store.ts';
import type { AlertSettings } from './delivery.ts';
import type { EndpointAnswer, EndpointPost, TopicPublish } from './endpoint-post.ts';
import { alertRow } from './send-alert.ts';

export interface OutgoingPorts {
  readonly outgoing: OutgoingStore;
  readonly subscriptions: SubscriptionStore;
  readonly alerts: AlertStore;
  readonly post: EndpointPost;
  readonly publish: TopicPublish;
  readonly now: () => string;
  /** From 0 to 1: spreads the next tries. */
  readonly random: () => number;
}

export interface OutgoingReport {
  readonly delivered: number;
  /** Not taken, and tried again later. */
  readonly postponed: number;
  readonly givenUp: number;
  readonly paused: readonly string[];
}

const mostAtOnce = 200;
const endpointsAtOnce = 8;
/** Nothing is begun after so many milliseconds; the next schedule goes on, well before a function is cut off. */
const longestMs = 5 * 60_000;
/** RFC 9110, 15.5.11: the endpoint is gone for good. */
const gone = 410;

/**
 * Hands over what is due, each endpoint's messages in their order. A crash after an endpoint has taken a message and
 * before that is noted sends it once more, under the same id: receivers drop repeats by it.
 */
export const sendOutgoing =
  (ports: OutgoingPorts) =>
  async (settings: AlertSettings): Promise<OutgoingReport> => {
    const ends = Date.parse(ports.now()) + longestMs;
    const timeIsLeft = () => Date.parse(ports.now()) < ends;
    const report = { delivered: 0, postponed: 0, givenUp: 0, paused: [] as string[] };
    const lines = byEndpoint(await ports.outgoing.due(ports.now(), mostAtOnce));
    for (let at = 0; at < lines.length && timeIsLeft(); at += endpointsAtOnce)
      await Promise.all(lines.slice(at, at + endpointsAtOnce).map((line) => sendLine(line)));
    return report;

    async function sendLine(rows: readonly OutgoingRow[]): Promise<void> {
      for (const row of rows) {
        if (!timeIsLeft()) return;
        const subscription = await ports.subscriptions.get(row.account, row.subscription);
        if (subscription?.status !== 'active') {
          await ports.outgoing.put({ ...row, status: subscription?.status === 'paused' ? 'held' : 'given-up' });
          continue;
        }
        const outcome = await tryOnce(ports, subscription, row);
        if (outcome.status === 'delivered') report.delivered++;
        else if (outcome.status === 'due') report.postponed++;
        else report.givenUp++;
        if (outcome.status === 'given-up') {
          await pause(ports, settings, row.account, subscription, outcome);
          report.paused.push(subscription.id);
        }
        await ports.outgoing.put(outcome);
        // What is behind a message that was not taken waits for it no longer than for itself.
        if (outcome.status !== 'delivered') break;
      }
    }
  };

async function tryOnce(ports: OutgoingPorts, subscription: Subscription, row: OutgoingRow): Promise<OutgoingRow> {
  const at = ports.now();
  const answer = await handOver(ports, subscription.destination, row, at);
  const milliseconds = Date.parse(ports.now()) - Date.parse(at);
  const tries = [...row.tries, { at, status: answer.status, error: answer.error, milliseconds }];
  if (answer.error === null) return { ...row, tries, status: 'delivered', nextTryAt: null };
  const next =
    answer.status === gone ? undefined : nextTry(tries.length, ports.now(), ports.random(), answer.retryAfterSeconds);
  return next === undefined
    ? { ...row, tries, status: 'given-up', nextTryAt: null }
    : { ...row, tries, nextTryAt: next };
}

async function handOver(
  { post, publish }: OutgoingPorts,
  destination: Destination,
  { id, subject, body }: OutgoingRow,
  now: string,
): Promise<EndpointAnswer> {
  const json = { 'content-type': 'application/json' };
  switch (destination.type) {
    case 'webhook':
      return post({ url: destination.url, headers: { ...json, ...signed(destination.secrets, id, now, body) }, body });
    case 'slack':
    case 'teams':
      return post({ url: destination.url, headers: json, body });
    case 'sns':
      return publish(destination.topic, { id, subject, body });
    default:
      return {
        status: null,
        error: `nothing is sent to a destination of type ${destination.type}`,
        retryAfterSeconds: null,
      };
  }
}

/** The headers of the Standard Webhooks specification; with several secrets, as many signatures. */
function signed(secrets: readonly string[], id: string, now: string, body: string): Record<string, string> {
  const at = new Date(now);
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, at, body)).join(' '),
  };
}

/** Stops a dead endpoint and writes to its owner, once. */
async function pause(
  { alerts, subscriptions, outgoing, now }: OutgoingPorts,
  settings: AlertSettings,
  account: string,
  subscription: Subscription,
  { sequence, tries }: OutgoingRow,
): Promise<void> {
  const last = tries.at(-1);
  const reason = `${last?.error ?? 'no answer'} after ${tries.length} ${tries.length === 1 ? 'try' : 'tries'}`;
  const owner = await ownerOf(subscriptions, account, subscription);
  if (owner) {
    const release = { codeSet: 'HCPCS', release: `endpoint-${subscription.id}` } as const;
    const window = `paused-${sequence}`;
    const alert: EndpointPaused = {
      form: 'codeset-watch/endpoint-paused/1',
      id: digestId({ subscriber: owner.id, release, window, part: 1, sample: settings.sample }),
      subscriber: owner.id,
      sample: settings.sample,
      createdAt: now(),
      links: settings.links,
      endpoint: { id: subscription.id, name: subscription.name },
      reason,
      waiting: (await outgoing.lastSequence(account, subscription.id)) - sequence + 1,
    };
    // Stored here, sent by the next delivery of alerts.
    await alerts.begin(
      alertRow({ account, settings }, owner, alert, { codeSet: 'HCPCS', changeSet: null, coverage: '' }),
      [],
    );
  }
  await subscriptions.put(account, { ...subscription, status: 'paused', reason });
}

async function ownerOf(
  subscriptions: SubscriptionStore,
  account: string,
  { owner, name }: Subscription,
): Promise<Subscription | undefined> {
  // The first that was made is the account's own.
  const byMail = (await subscriptions.all(account))
    .filter(({ status, destination }) => status === 'active' && destination.type === 'email')
    .sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
  const named = byMail.find(({ destination }) => destination.type === 'email' && destination.address === owner);
  const first = named ?? byMail[0];
  return owner !== null && first && !named
    ? { ...first, name, token: '', destination: { type: 'email', address: owner } }
    : first;
}

function byEndpoint(rows: readonly OutgoingRow[]): readonly (readonly OutgoingRow[])[] {
  const lines = new Map<string, OutgoingRow[]>();
  for (const row of rows) {
    const name = `${row.account} ${row.subscription}`;
    lines.set(name, [...(lines.get(name) ?? []), row]);
  }
  return [...lines.values()].map((line) => line.sort((a, b) => a.sequence - b.sequence));
}
