import { accountIndexes } from '../../shared/keys/account-indexes.ts';
import { accountKeys } from '../../shared/keys/account-keys.ts';
import type { Key } from '../../shared/keys/key.ts';
import type { Item, Table } from './table.ts';

/** One try to hand a message over. */
export interface Try {
  readonly at: string;
  /** HTTP status; null where there was no answer. */
  readonly status: number | null;
  /** What went wrong, in words; null where it was taken. */
  readonly error: string | null;
  readonly milliseconds: number;
}

/**
 * `due`: to be tried, or tried again. `given-up`: tried for two days in vain. `held`: its subscription was paused.
 * `kept`: nothing is sent, the subscription's own feed has it.
 */
export type OutgoingStatus = 'due' | 'delivered' | 'given-up' | 'held' | 'kept';

/** A message to an endpoint, with all that was tried. */
export interface OutgoingRow {
  readonly account: string;
  readonly subscription: string;
  /** Counts the messages of a subscription from 1, without gaps. */
  readonly sequence: number;
  /** The alert's: receivers drop a repeat by it. */
  readonly id: string;
  readonly status: OutgoingStatus;
  /** What is sent, to the letter, each time. */
  readonly body: string;
  readonly subject: string;
  readonly createdAt: string;
  /** The newest last, of the round under way; a replay begins a new round. */
  readonly tries: readonly Try[];
  readonly nextTryAt: string | null;
}

export type NewMessage = Pick<OutgoingRow, 'account' | 'subscription' | 'id' | 'subject' | 'createdAt'> & {
  readonly status: 'due' | 'kept';
  readonly body: (sequence: number) => string;
};

/** What is to be handed to endpoints, and what came of it: the delivery log. */
export class OutgoingStore {
  constructor(private readonly table: Table) {}

  /** Gives an alert its number and puts it in line; one that has a number already stays as it is. One writer at a time. */
  async enqueue({ account, subscription, body, ...message }: NewMessage): Promise<void> {
    const numbered = accountKeys.outgoingOf(account, subscription, message.id);
    const last = accountKeys.lastOutgoing(account, subscription);
    let sequence = await this.lastSequence(account, subscription);
    const given = await this.table.get<{ sequence: number }>(numbered, true);
    if (given) {
      // A crash came before the last write of these: the count has not reached this message.
      if (given.sequence > sequence) await this.table.put({ ...last, sequence: given.sequence });
      return;
    }
    for (let placed = false; !placed; ) {
      sequence++;
      const row = { ...message, account, subscription, sequence, body: body(sequence), tries: [] };
      const at = message.status === 'due' ? message.createdAt : null;
      placed =
        (await this.table.putIfAbsent(itemOf({ ...row, nextTryAt: at }))) ||
        // A crash came between this write and the next: the number is taken by this very message.
        (await this.get(account, subscription, sequence))?.id === message.id;
    }
    await this.table.put({ ...numbered, sequence });
    await this.table.put({ ...last, sequence });
  }

  async get(account: string, subscription: string, sequence: number): Promise<OutgoingRow | undefined> {
    return this.table.get<OutgoingRow & Item>(accountKeys.outgoing(account, subscription, sequence), true);
  }

  /** The message that carries an alert to a subscription. */
  async ofAlert(account: string, subscription: string, alert: string): Promise<OutgoingRow | undefined> {
    const numbered = accountKeys.outgoingOf(account, subscription, alert);
    const place = await this.table.get<{ sequence: number }>(numbered, true);
    return place && this.get(account, subscription, place.sequence);
  }

  /** Those to be tried by now, the longest due first. An index lags: each is read again before it is tried. */
  async due(now: string, most: number): Promise<readonly OutgoingRow[]> {
    const { due } = accountIndexes.due('OUTGOING', '');
    const rows = this.table.query<Key & Item>({
      index: 'dueWork',
      partition: ['due', due],
      sort: { attribute: 'dueSort', to: `${now}~` },
      limit: most,
    });
    const keys: Key[] = [];
    for await (const { pk, sk } of rows) keys.push({ pk, sk });
    const read = await this.table.getAll<OutgoingRow & Item>(keys);
    return read
      .filter(({ status, nextTryAt }) => status === 'due' && nextTryAt !== null && nextTryAt <= now)
      .sort((a, b) => order(a).localeCompare(order(b)));
  }

  /** From a sequence number on, the oldest first. */
  async list(account: string, subscription: string, from: number, most: number): Promise<readonly OutgoingRow[]> {
    const { sk } = accountKeys.outgoing(account, subscription, from);
    const { pk, prefix } = accountKeys.outgoings(account, subscription);
    const sort = { attribute: 'sk', from: sk, to: `${prefix}~` };
    return this.table.all<OutgoingRow & Item>({ partition: ['pk', pk], sort, consistent: true, limit: most });
  }

  async lastSequence(account: string, subscription: string): Promise<number> {
    const last = await this.table.get<{ sequence: number }>(accountKeys.lastOutgoing(account, subscription), true);
    return last?.sequence ?? 0;
  }

  async put(row: OutgoingRow): Promise<void> {
    await this.table.put(itemOf(row));
  }
}

function itemOf(row: OutgoingRow): Key & Item {
  const { account, subscription, sequence, id, status, body, subject, createdAt, tries, nextTryAt } = row;
  return {
    ...accountKeys.outgoing(account, subscription, sequence),
    ...{ account, subscription, sequence, id, status, body, subject, createdAt, tries, nextTryAt },
    ...(status === 'due' ? accountIndexes.due('OUTGOING', order(row)) : {}),
  };
}

function order({ nextTryAt, account, subscription, sequence }: OutgoingRow): string {
  return `${nextTryAt}#${account}#${subscription}#${String(sequence).padStart(10, '0')}`;
}
