import type { Alert } from '../../shared/alerts/alert.ts';
import type { Mail } from '../../shared/alerts/mail.ts';
import type { CodeSet } from '../../shared/code.ts';
import { accountIndexes } from '../../shared/keys/account-indexes.ts';
import { accountKeys } from '../../shared/keys/account-keys.ts';
import type { Key } from '../../shared/keys/key.ts';
import type { Item, Table } from './table.ts';

/** An alert that was begun: with its whole content, so that sending it again sends the same. */
export interface AlertRow {
  readonly account: string;
  readonly id: string;
  readonly subscriber: string;
  readonly status: 'sending' | 'sent';
  readonly codeSet: CodeSet;
  /** Null where it speaks of no release. */
  readonly changeSet: string | null;
  /** Names the list of findings that it covers, which lies beside it in pieces. */
  readonly coverage: string;
  readonly alert: Alert;
  /** Null where it goes to an endpoint. */
  readonly mail: Mail | null;
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

/** An alert about to be begun. */
export type NewAlert = Omit<AlertRow, 'status' | 'due'>;

interface SentLately extends Item {
  readonly hour: string;
  readonly ids: readonly string[];
}

/** So many findings to a piece: some 100 KB of the 400 that an item may have. */
const pieceSize = 4000;

/** What was told to whom, and what is about to be. */
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

  async alert(account: string, id: string): Promise<AlertRow | undefined> {
    return this.table.get<AlertRow & Item>(accountKeys.alert(account, id), true);
  }

  /** Every alert of an account, by id. */
  async alerts(account: string): Promise<readonly AlertRow[]> {
    return this.list<AlertRow>(accountKeys.alerts(account));
  }

  /** Alerts that are not sent, or whose findings still carry their marks. */
  async unfinished(account: string): Promise<readonly AlertRow[]> {
    const { due } = accountIndexes.due('ALERT', '');
    const sort = { attribute: 'dueSort', beginsWith: `${account}#` };
    const rows = await this.table.all({ index: 'dueWork', partition: ['due', due], sort });
    const now = await this.table.getAll<AlertRow & Item>(rows.map(({ pk, sk }) => ({ pk, sk })));
    return now.filter(({ due: unsettled }) => unsettled !== undefined).sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** Writes what an alert covers, then the alert itself; says no where one of that id was begun before. */
  async begin(alert: NewAlert, findings: readonly string[]): Promise<boolean> {
    const { account, id, coverage } = alert;
    const pieces: (Key & Item)[] = [];
    for (let at = 0; at < findings.length; at += pieceSize)
      pieces.push({
        ...accountKeys.covered(account, id, coverage, pieces.length),
        findings: findings.slice(at, at + pieceSize),
      });
    await this.table.writeAll(pieces);
    return this.table.putIfAbsent({
      ...alert,
      ...accountKeys.alert(account, id),
      ...accountIndexes.due('ALERT', `${account}#${id}`),
      status: 'sending',
    });
  }

  /** The findings that an alert covers, as they were then. None once it is settled. */
  async covered({ account, id, coverage, due }: AlertRow): Promise<readonly string[]> {
    if (due === undefined) return [];
    const pieces = await this.list<{ findings: readonly string[] }>(accountKeys.coveredBy(account, id, coverage));
    return pieces.flatMap(({ findings }) => findings);
  }

  async sent({ account, id }: AlertRow): Promise<void> {
    await this.table.update(accountKeys.alert(account, id), { set: { status: 'sent' } });
  }

  /** Nothing that an alert covers is marked any more: its list goes, those of attempts that came to nothing too. */
  async settle({ account, id }: AlertRow): Promise<void> {
    await this.table.deleteAll(await this.list<Key>(accountKeys.coveredBy(account, id)));
    await this.table.update(accountKeys.alert(account, id), { remove: ['due', 'dueSort'] });
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

  /** Notes that something waits for a subscription's hour; gives since when. */
  async hold(account: string, subscription: string, what: string, now: string): Promise<string> {
    const key = accountKeys.held(account, subscription, what);
    if (await this.table.putIfAbsent({ ...key, since: now })) return now;
    return (await this.table.get<{ since: string }>(key, true))?.since ?? now;
  }

  async letGo(account: string, subscription: string, what: string): Promise<void> {
    await this.table.delete(accountKeys.held(account, subscription, what));
  }

  /** Up to which publication a subscription was told of a code set; undefined where it was never looked at. */
  async noticed(account: string, subscription: string, codeSet: CodeSet): Promise<number | undefined> {
    const key = accountKeys.noticed(account, subscription, codeSet);
    return (await this.table.get<{ sequence: number }>(key, true))?.sequence;
  }

  async notice(account: string, subscription: string, codeSet: CodeSet, sequence: number): Promise<void> {
    await this.table.put({ ...accountKeys.noticed(account, subscription, codeSet), sequence });
  }

  /** Ids of alerts that a subscription was sent in an hour (`2026-01-05T14`). */
  async sentIn(account: string, subscription: string, hour: string): Promise<readonly string[]> {
    const row = await this.table.get<SentLately>(accountKeys.sentLately(account, subscription), true);
    return row?.hour === hour ? row.ids : [];
  }

  /** Counts an alert in its hour, once however often it is sent. */
  async countSent({ account, subscriber, id }: AlertRow, hour: string): Promise<void> {
    const ids = await this.sentIn(account, subscriber, hour);
    if (!ids.includes(id))
      await this.table.put({ ...accountKeys.sentLately(account, subscriber), hour, ids: [...ids, id].sort() });
  }

  /** Which of these findings have gone from a subscription to the next person. */
  async escalated(account: string, subscription: string, findings: readonly string[]): Promise<ReadonlySet<string>> {
    const keys = findings.map((finding) => accountKeys.escalated(account, subscription, finding));
    const rows = await this.table.getAll<{ finding: string }>(keys);
    return new Set(rows.map(({ finding }) => finding));
  }

  async noteEscalated(account: string, subscription: string, findings: readonly string[]): Promise<void> {
    const rows = findings.map((finding) => ({ ...accountKeys.escalated(account, subscription, finding), finding }));
    await this.table.writeAll(rows);
  }

  private async list<T>({ pk, prefix }: { pk: string; prefix: string }): Promise<readonly (T & Key)[]> {
    const sort = { attribute: 'sk', beginsWith: prefix };
    return this.table.all<T & Item>({ partition: ['pk', pk], sort, consistent: true });
  }
}
