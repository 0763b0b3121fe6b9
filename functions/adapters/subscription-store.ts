import { timingSafeEqual } from 'node:crypto';
import { defaultSubscription, type Subscription } from '../../shared/alerts/subscription.ts';
import { accountKeys } from '../../shared/keys/account-keys.ts';
import type { Key } from '../../shared/keys/key.ts';
import type { Item, Table } from './table.ts';

/** Who hears of what, and where. */
export class SubscriptionStore {
  constructor(private readonly table: Table) {}

  /** By id, ended ones too. */
  async all(account: string): Promise<readonly Subscription[]> {
    const { pk, prefix } = accountKeys.subscriptions(account);
    const sort = { attribute: 'sk', beginsWith: prefix };
    const rows = await this.table.all<Subscription & Item>({ partition: ['pk', pk], sort, consistent: true });
    return rows.map(fromRow);
  }

  async get(account: string, id: string): Promise<Subscription | undefined> {
    const row = await this.table.get<Subscription & Item & Key>(accountKeys.subscription(account, id), true);
    return row && fromRow(row);
  }

  /** Says no where one of that id is already there. */
  async add(account: string, subscription: Subscription): Promise<boolean> {
    return this.table.putIfAbsent({ ...accountKeys.subscription(account, subscription.id), ...subscription });
  }

  async put(account: string, subscription: Subscription): Promise<void> {
    await this.table.put({ ...accountKeys.subscription(account, subscription.id), ...subscription });
  }

  async remove(account: string, id: string): Promise<void> {
    await this.table.delete(accountKeys.subscription(account, id));
  }

  /** Those that are told: all that are active, or the default one where nobody has ever subscribed. */
  async told(account: string): Promise<readonly Subscription[]> {
    const all = await this.all(account);
    if (all.length > 0) return all.filter(({ status }) => status === 'active');
    const first = defaultSubscription(account);
    await this.add(account, first);
    return [first];
  }

  /** Whose link it is that somebody followed; undefined where it is nobody's. */
  async byToken(token: string): Promise<{ account: string; subscription: Subscription } | undefined> {
    const named = readToken(token);
    if (!named) return undefined;
    const subscription = await this.get(named.account, named.id);
    return subscription && sameSecret(subscription.token, token) ? { account: named.account, subscription } : undefined;
  }
}

/** A token names its subscription, so that following a link needs no index; `secret` is what makes it a token. */
export function subscriptionToken(account: string, id: string, secret: string): string {
  return `${Buffer.from(JSON.stringify([account, id])).toString('base64url')}.${secret}`;
}

function readToken(token: string): { account: string; id: string } | undefined {
  try {
    const named: unknown = JSON.parse(Buffer.from(token.split('.')[0]!, 'base64url').toString('utf8'));
    const [account, id]: readonly unknown[] = Array.isArray(named) ? named : [];
    return typeof account === 'string' && typeof id === 'string' ? { account, id } : undefined;
  } catch {
    return undefined;
  }
}

function sameSecret(kept: string, given: string): boolean {
  const [a, b] = [Buffer.from(kept), Buffer.from(given)];
  return kept !== '' && a.length === b.length && timingSafeEqual(a, b);
}

function fromRow({ pk: _pk, sk: _sk, ...subscription }: Subscription & Item & Key): Subscription {
  return subscription as unknown as Subscription;
}
