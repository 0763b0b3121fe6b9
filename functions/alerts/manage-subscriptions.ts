import type { Confirmation, TestAlert } from '../../shared/alerts/alert.ts';
import { digestId } from '../../shared/alerts/digest-id.ts';
import { type Destination, type Subscription, subscriptionDefaults } from '../../shared/alerts/subscription.ts';
import type { NewSubscription, SubscriptionChange, WantedDestination } from '../../shared/api/subscription-forms.ts';
import { CodesetError } from '../../shared/errors.ts';
import type { AlertStore } from '../adapters/alert-store.ts';
import type { CodeSetStore } from '../adapters/code-set-store.ts';
import type { OutgoingStore } from '../adapters/outgoing-store.ts';
import { type SubscriptionStore, subscriptionToken } from '../adapters/subscription-store.ts';

export interface SubscriptionPorts {
  readonly subscriptions: SubscriptionStore;
  readonly alerts: AlertStore;
  readonly outgoing: OutgoingStore;
  readonly codeSets: Pick<CodeSetStore, 'state'>;
  /** The store holds invented releases and claims. */
  readonly sample: boolean;
  /** ISO instant. */
  readonly now: () => string;
  /** So many random bytes in base64url. */
  readonly random: (bytes: number) => string;
}

/** A subscription just made; the signing secret of a webhook is seen this once. */
export interface MadeSubscription {
  readonly subscription: Subscription;
  readonly secret: string | null;
}

export type SubscriptionManager = ReturnType<typeof manageSubscriptions>;

/** So many secrets of a webhook hold at once: the new one, and the one before while the receiver changes over. */
const secretsKept = 2;
const replayAtMost = 1_000;

/** Subscriptions as people and programs manage them: by command, API, page, and by the links in a mail. */
export function manageSubscriptions(ports: SubscriptionPorts) {
  const { subscriptions, alerts, outgoing, codeSets, sample, now, random } = ports;

  async function named(account: string, id: string): Promise<Subscription> {
    const subscription = await subscriptions.get(account, id);
    if (subscription) return subscription;
    throw new CodesetError(
      'NO_SUCH_SUBSCRIPTION',
      `there is no subscription ${id}; "codeset subscriptions" lists them`,
    );
  }

  async function save(account: string, subscription: Subscription): Promise<Subscription> {
    await subscriptions.put(account, subscription);
    return subscription;
  }

  /** Stores an alert to one subscriber; the next delivery sends it. */
  async function write(account: string, subscription: Subscription, alert: Confirmation | TestAlert): Promise<void> {
    await alerts.openAccount(account);
    const about = { codeSet: 'HCPCS', changeSet: null, coverage: '' } as const;
    // Whoever delivers knows the site's address: a mail is made there.
    await alerts.begin({ account, id: alert.id, subscriber: subscription.id, ...about, alert, mail: null }, []);
  }

  function common(subscription: Subscription, window: string) {
    const release = { codeSet: 'HCPCS', release: 'subscription' } as const;
    return {
      id: digestId({ subscriber: subscription.id, release, window, part: 1, sample }),
      subscriber: subscription.id,
      sample,
      createdAt: now(),
      links: null,
      name: subscription.name,
    };
  }

  async function askOwner(account: string, subscription: Subscription): Promise<void> {
    const { token } = subscription;
    const window = `confirm-${random(6)}`;
    await write(account, subscription, {
      form: 'codeset-watch/confirmation/1',
      ...common(subscription, window),
      token,
    });
  }

  const newSecret = () => `whsec_${Buffer.from(random(24), 'base64url').toString('base64')}`;

  return {
    /** By id, with the default one that everybody begins with. */
    async list(account: string): Promise<readonly Subscription[]> {
      await subscriptions.told(account);
      return subscriptions.all(account);
    },

    get: named,

    async make(account: string, wish: NewSubscription): Promise<MadeSubscription> {
      await subscriptions.told(account);
      if (wish.escalation) await named(account, wish.escalation.to);
      const id = `${slugOf(wish.name)}-${Buffer.from(random(3), 'base64url').toString('hex')}`;
      const { destination, secret } = destinationOf(wish.destination, newSecret);
      const subscription: Subscription = {
        id,
        name: wish.name,
        kind: wish.kind,
        interest: { ...subscriptionDefaults.interest, ...given(wish.interest) },
        timing: { ...subscriptionDefaults.timing, ...given(wish.timing) },
        destination,
        // Anybody can type an address: its owner has to say yes (double opt-in).
        status: destination.type === 'email' ? 'unconfirmed' : 'active',
        reason: null,
        owner: wish.owner,
        escalation: wish.escalation,
        createdAt: now(),
        token: subscriptionToken(account, id, random(24)),
      };
      await subscriptions.add(account, subscription);
      for (const codeSet of ['HCPCS', 'CPT'] as const)
        await alerts.notice(account, id, codeSet, (await codeSets.state(codeSet)).sequence);
      if (destination.type === 'email') await askOwner(account, subscription);
      return { subscription, secret };
    },

    async change(account: string, id: string, change: SubscriptionChange): Promise<MadeSubscription> {
      const before = await named(account, id);
      if (change.escalation) await named(account, change.escalation.to);
      const moved = change.destination ? destinationOf(change.destination, newSecret) : null;
      const { destination, secret } = moved ?? { destination: before.destination, secret: null };
      const newAddress = destination.type === 'email' && !sameAddress(destination, before.destination);
      const subscription = await save(account, {
        ...before,
        ...given({ name: change.name, owner: change.owner, escalation: change.escalation }),
        interest: { ...before.interest, ...given(change.interest ?? {}) },
        timing: { ...before.timing, ...given(change.timing ?? {}) },
        destination,
        ...(newAddress ? { status: 'unconfirmed' as const, reason: null } : {}),
        token: before.token === '' || newAddress ? subscriptionToken(account, id, random(24)) : before.token,
      });
      if (newAddress) await askOwner(account, subscription);
      return { subscription, secret };
    },

    async pause(account: string, id: string): Promise<Subscription> {
      const before = await named(account, id);
      if (before.status !== 'active') return before;
      return save(account, { ...before, status: 'paused', reason: 'paused by a person' });
    },

    /** Makes it active again; what was held back meanwhile goes out. An address that never said yes is asked again. */
    async resume(account: string, id: string): Promise<Subscription> {
      const before = await named(account, id);
      if (before.status === 'unconfirmed') {
        await askOwner(account, before);
        return before;
      }
      const resumed = await save(account, { ...before, status: 'active', reason: null });
      for (const row of await outgoing.list(account, id, 1, replayAtMost))
        if (row.status === 'held') await outgoing.put({ ...row, status: 'due', nextTryAt: now() });
      return resumed;
    },

    async remove(account: string, id: string): Promise<void> {
      await named(account, id);
      await subscriptions.remove(account, id);
    },

    /** A new signing secret before the old one, with which messages are signed too until the next rotation. */
    async rotateSecret(account: string, id: string): Promise<MadeSubscription> {
      const before = await named(account, id);
      const { destination } = before;
      if (destination.type !== 'webhook')
        throw new CodesetError('NOT_A_WEBHOOK', `subscription ${id} is no webhook: it signs nothing`);
      const secret = newSecret();
      const secrets = [secret, ...destination.secrets].slice(0, secretsKept);
      return { subscription: await save(account, { ...before, destination: { ...destination, secrets } }), secret };
    },

    /** Puts a test alert in line; gives its id. */
    async test(account: string, id: string): Promise<string> {
      const subscription = await named(account, id);
      if (subscription.status !== 'active')
        throw new CodesetError('NOT_ACTIVE', `subscription ${id} is ${subscription.status}: nothing is sent to it`);
      const alert: TestAlert = { form: 'codeset-watch/test/1', ...common(subscription, `test-${random(6)}`) };
      await write(account, subscription, alert);
      return alert.id;
    },

    /** Whether an alert has reached its place, and what went wrong where it has not. */
    async outcome(account: string, id: string, alert: string): Promise<{ sent: boolean; problem: string | null }> {
      const row = await alerts.alert(account, alert);
      if (row?.mail) return { sent: row.status === 'sent', problem: null };
      const message = await outgoing.ofAlert(account, id, alert);
      const problem = message?.tries.at(-1)?.error ?? null;
      return { sent: message?.status === 'delivered' || message?.status === 'kept', problem };
    },

    /** Sends the messages from a number on again, each under its own id and number; gives how many. */
    async replay(account: string, id: string, from: number): Promise<number> {
      await named(account, id);
      const rows = (await outgoing.list(account, id, from, replayAtMost)).filter(({ status }) => status !== 'kept');
      for (const row of rows) await outgoing.put({ ...row, status: 'due', tries: [], nextTryAt: now() });
      return rows.length;
    },

    /** What the link in a confirmation does; undefined where the link is nobody's. */
    async confirm(token: string): Promise<Subscription | undefined> {
      const found = await subscriptions.byToken(token);
      if (found?.subscription.status !== 'unconfirmed') return found?.subscription;
      return save(found.account, { ...found.subscription, status: 'active', reason: null });
    },

    /** What the link in every mail does (RFC 8058); undefined where the link is nobody's. */
    async unsubscribe(token: string): Promise<Subscription | undefined> {
      const found = await subscriptions.byToken(token);
      if (!found || found.subscription.status === 'ended') return found?.subscription;
      return save(found.account, { ...found.subscription, status: 'ended', reason: 'unsubscribed by a link' });
    },

    /** What lies in the feed that a token opens, the newest `most` of it; undefined where it opens none. */
    async feed(token: string, most: number) {
      const found = await subscriptions.byToken(token);
      if (found?.subscription.destination.type !== 'feed' || found.subscription.status === 'ended') return undefined;
      const { account, subscription } = found;
      const last = await outgoing.lastSequence(account, subscription.id);
      const rows = await outgoing.list(account, subscription.id, Math.max(1, last - most + 1), most);
      return { subscription, messages: rows.filter(({ status }) => status === 'kept') };
    },

    /** Whose link it is. */
    async followed(token: string): Promise<Subscription | undefined> {
      return (await subscriptions.byToken(token))?.subscription;
    },
  };
}

function destinationOf(
  wanted: WantedDestination,
  newSecret: () => string,
): { destination: Destination; secret: string | null } {
  if (wanted.type !== 'webhook') return { destination: wanted, secret: null };
  const secret = newSecret();
  return { destination: { ...wanted, secrets: [secret] }, secret };
}

function sameAddress(a: Destination, b: Destination): boolean {
  return a.type === 'email' && b.type === 'email' && a.address === b.address;
}

/** A name's letters and digits, as they may stand in a file's name. */
function slugOf(name: string): string {
  const letters = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return letters.slice(0, 30).replace(/-$/, '') || 'subscription';
}

/** Without what was not said. */
function given<T extends object>(said: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as never;
}
