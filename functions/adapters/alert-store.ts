import type { Digest } from '../../shared/alerts/digest.ts';
import type { Mail } from '../../shared/alerts/mail.ts';
import type { Subscriber } from '../../shared/alerts/subscriber.ts';
import type { CodeSet } from '../../shared/code.ts';
import { accountIndexes, accountKeys, type Key } from '../../shared/keys.ts';
import type { Item, Table } from './table.ts';

/** A digest that was begun: with its whole content, so that sending it again sends the same. */
export interface DigestRow {
  readonly account: string;
  readonly id: string;
  readonly subscriber: string;
  readonly status: 'sending' | 'sent';
  readonly codeSet: CodeSet;
  readonly changeSet: string;
  /** Names the list of findings that it covers, which lies beside it in pieces. */
  readonly coverage: string;
  readonly digest: Digest;
  readonly mail: Mail;
  /** There until the marks of all its findings are removed. */
  readonly due?: string;
}

/** Findings of a sweep that wait for its end. */
export interface Waiting {
  readonly codeSet: CodeSet;
  readonly changeSet: string;
  /** ISO 8601, UTC. */
  readonly since: string;
}

/** A digest about to be begun. */
export type NewDigest = Omit<DigestRow, 'status' | 'due'>;

/** So many findings to a piece: some 100 KB of the 400 that an item may have. */
const pieceSize = 4000;

/** Who is told, what they were told, and what is about to be sent. */
export class AlertStore {
  constructor(private readonly table: Table) {}

  async accounts(): Promise<readonly string[]> {
    const { pk } = accountKeys.accounts();
    return (await this.table.all({ partition: ['pk', pk], consistent: true })).map(({ sk }) => sk);
  }

  /** Puts an account on the list of those that are delivered to. */
  async openAccount(account: string): Promise<void> {
    await this.table.putIfAbsent({ ...accountKeys.account(account) });
  }

  async subscribers(account: string): Promise<readonly Subscriber[]> {
    const rows = await this.list<Subscriber>(accountKeys.subscribers(account));
    return rows.map(({ id, name, address }) => ({ id, name, address }));
  }

  async addSubscriber(account: string, { id, name, address }: Subscriber): Promise<void> {
    await this.table.putIfAbsent({ ...accountKeys.subscriber(account, id), id, name, address });
  }

  async digest(account: string, id: string): Promise<DigestRow | undefined> {
    return this.table.get<DigestRow & Item>(accountKeys.digest(account, id), true);
  }

  /** Every digest of an account, by id. */
  async digests(account: string): Promise<readonly DigestRow[]> {
    return this.list<DigestRow>(accountKeys.digests(account));
  }

  /** Digests that are not sent, or whose findings still carry their marks. */
  async unfinished(account: string): Promise<readonly DigestRow[]> {
    const { due } = accountIndexes.due('DIGEST', '');
    const sort = { attribute: 'dueSort', beginsWith: `${account}#` };
    const rows = await this.table.all({ index: 'dueWork', partition: ['due', due], sort });
    const now = await this.table.getAll<DigestRow & Item>(rows.map(({ pk, sk }) => ({ pk, sk })));
    return now.filter(({ due: unsettled }) => unsettled !== undefined).sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** Writes what a digest covers, then the digest itself; says no where one of that id was begun before. */
  async begin(digest: NewDigest, findings: readonly string[]): Promise<boolean> {
    const { account, id, coverage } = digest;
    const pieces: (Key & Item)[] = [];
    for (let at = 0; at < findings.length; at += pieceSize)
      pieces.push({
        ...accountKeys.covered(account, id, coverage, pieces.length),
        findings: findings.slice(at, at + pieceSize),
      });
    await this.table.writeAll(pieces);
    return this.table.putIfAbsent({
      ...digest,
      ...accountKeys.digest(account, id),
      ...accountIndexes.due('DIGEST', `${account}#${id}`),
      status: 'sending',
    });
  }

  /** The findings that a digest covers, as they were then. None once it is settled. */
  async covered({ account, id, coverage, due }: DigestRow): Promise<readonly string[]> {
    if (due === undefined) return [];
    const pieces = await this.list<{ findings: readonly string[] }>(accountKeys.coveredBy(account, id, coverage));
    return pieces.flatMap(({ findings }) => findings);
  }

  async sent({ account, id }: DigestRow): Promise<void> {
    await this.table.update(accountKeys.digest(account, id), { set: { status: 'sent' } });
  }

  /** Nothing that a digest covers is marked any more: its list goes, those of attempts that came to nothing too. */
  async settle({ account, id }: DigestRow): Promise<void> {
    await this.table.deleteAll(await this.list<Key>(accountKeys.coveredBy(account, id)));
    await this.table.update(accountKeys.digest(account, id), { remove: ['due', 'dueSort'] });
  }

  /** Notes that findings wait for a sweep; gives since when. */
  async wait(account: string, waiting: Waiting): Promise<string> {
    const key = accountKeys.waiting(account, waiting.changeSet);
    if (await this.table.putIfAbsent({ ...key, ...waiting })) return waiting.since;
    return (await this.table.get<Waiting & Item>(key, true))?.since ?? waiting.since;
  }

  /** Lets what is found later wait again: a running sweep is told of at intervals, not line by line. */
  async waitAgain(account: string, waiting: Waiting): Promise<void> {
    await this.table.put({ ...accountKeys.waiting(account, waiting.changeSet), ...waiting });
  }

  async waiting(account: string): Promise<readonly Waiting[]> {
    return this.list<Waiting>(accountKeys.waitings(account));
  }

  async stopWaiting(account: string, { changeSet }: Waiting): Promise<void> {
    await this.table.delete(accountKeys.waiting(account, changeSet));
  }

  private async list<T>({ pk, prefix }: { pk: string; prefix: string }): Promise<readonly (T & Key)[]> {
    const sort = { attribute: 'sk', beginsWith: prefix };
    return this.table.all<T & Item>({ partition: ['pk', pk], sort, consistent: true });
  }
}
