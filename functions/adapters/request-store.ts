import { accountKeys } from '../../shared/keys/account-keys.ts';
import type { Item, Table } from './table.ts';

export interface StoredAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/** A change that a caller has named, so that it is done once. */
export interface NamedRequest {
  readonly account: string;
  readonly id: string;
}

export type Begun =
  | { readonly kind: 'begun' | 'running' | 'other' }
  | { readonly kind: 'done'; readonly answer: StoredAnswer };

interface Row extends Item {
  readonly fingerprint: string;
  /** ISO instant. */
  readonly begunAt: string;
  readonly answer?: StoredAnswer;
  /** Seconds since 1970; after it, DynamoDB clears the row away. */
  readonly ttl: number;
}

/** Hours for which an answer is told again. */
const kept = 24;
/** After so many seconds, one that has not ended was stopped half way; changes are made so that they may be repeated. */
const patience = 60;

/** The changes of the last day that came with a key of their own. */
export class RequestStore {
  constructor(private readonly table: Table) {}

  async begin({ account, id }: NamedRequest, fingerprint: string, now: string): Promise<Begun> {
    const key = accountKeys.request(account, id);
    const row: Row = { fingerprint, begunAt: now, ttl: Math.floor(Date.parse(now) / 1000) + kept * 3600 };
    if (await this.table.putIfAbsent({ ...key, ...row })) return { kind: 'begun' };
    const held = await this.table.get<Row>(key, true);
    if (!held) return { kind: 'running' };
    const age = (Date.parse(now) - Date.parse(held.begunAt)) / 1000;
    if (age < kept * 3600) {
      if (held.fingerprint !== fingerprint) return { kind: 'other' };
      if (held.answer) return { kind: 'done', answer: held.answer };
      if (age < patience) return { kind: 'running' };
    }
    const { begunAt } = held;
    return { kind: (await this.table.putOver({ ...key, ...row }, { begunAt })) ? 'begun' : 'running' };
  }

  async finish({ account, id }: NamedRequest, answer: StoredAnswer): Promise<void> {
    await this.table.update(accountKeys.request(account, id), { set: { answer } });
  }

  /** It was not done: the key may come again. */
  async abandon({ account, id }: NamedRequest, fingerprint: string): Promise<void> {
    await this.table.deleteWhile(accountKeys.request(account, id), { fingerprint });
  }

  /** Clears away what is older than a day, where the database does not do so itself. */
  async forgetOld(account: string, now: string): Promise<void> {
    const { pk, prefix } = accountKeys.requests(account);
    const rows = await this.table.all<Row>({ partition: ['pk', pk], sort: { attribute: 'sk', beginsWith: prefix } });
    await this.table.deleteAll(rows.filter(({ ttl }) => ttl * 1000 < Date.parse(now)));
  }
}
