import { type Account, type ApiKey, firstAccount, type User } from '../../shared/access/account.ts';
import { accountKeys } from '../../shared/keys/account-keys.ts';
import type { Key } from '../../shared/keys/key.ts';
import type { Item, Table } from './table.ts';

/** Whose a key or a proven identity is. It lies apart, under a hash, and says nothing else. */
interface Pointer extends Item {
  readonly account: string;
  readonly id: string;
}

/** Accounts, their users and their keys. */
export class AccessStore {
  /** How often this process has changed who may what. */
  changes = 0;

  constructor(private readonly table: Table) {}

  async account(account: string): Promise<Account | null> {
    const row = await this.table.get<Account & Item>(accountKeys.profile(account), true);
    return row ? plain(row) : null;
  }

  /** In the order of their ids; also those that were opened by claims that came, and of which no more is known. */
  async accounts(): Promise<readonly Account[]> {
    const { pk } = accountKeys.accounts();
    const listed = await this.table.all({ partition: ['pk', pk], consistent: true });
    const profiles = await this.table.getAll<Account & Item>(listed.map(({ sk }) => accountKeys.profile(sk)));
    const known = new Map(profiles.map((row) => [row.account, plain(row)]));
    return listed.map(({ sk }) => known.get(sk) ?? firstAccount(sk));
  }

  /** Says whether it was new. */
  async openAccount(account: Account): Promise<boolean> {
    // Listed first: an account that was opened half is known by its name alone, and can be opened again.
    await this.table.putIfAbsent({ ...accountKeys.account(account.account), account: account.account });
    return this.table.putIfAbsent({ ...accountKeys.profile(account.account), ...account });
  }

  async putAccount(account: Account): Promise<void> {
    await this.table.put({ ...accountKeys.profile(account.account), ...account });
    this.changes++;
  }

  async users(account: string): Promise<readonly User[]> {
    return this.list<User>(accountKeys.users(account));
  }

  async user(account: string, id: string): Promise<User | null> {
    const row = await this.table.get<User & Item>(accountKeys.user(account, id), true);
    return row ? plain(row) : null;
  }

  /** Says whether the identity was free: a person belongs to one account. */
  async addUser(account: string, user: User, identity: string): Promise<boolean> {
    const pointer = { ...accountKeys.identity(identity), account, id: user.id };
    const taken = !(await this.table.putIfAbsent(pointer));
    if (taken && (await this.ownerOfIdentity(identity))?.id !== user.id) return false;
    await this.table.put({ ...accountKeys.user(account, user.id), ...user });
    return true;
  }

  async putUser(account: string, user: User): Promise<void> {
    await this.table.put({ ...accountKeys.user(account, user.id), ...user });
    this.changes++;
  }

  async ownerOfIdentity(identity: string): Promise<Pointer | undefined> {
    return this.table.get<Pointer>(accountKeys.identity(identity), true);
  }

  async bindIdentity(identity: string, account: string, id: string): Promise<void> {
    await this.table.putIfAbsent({ ...accountKeys.identity(identity), account, id });
  }

  async keys(account: string): Promise<readonly ApiKey[]> {
    return this.list<ApiKey>(accountKeys.apiKeys(account));
  }

  async key(account: string, id: string): Promise<ApiKey | null> {
    const row = await this.table.get<ApiKey & Item>(accountKeys.apiKey(account, id), true);
    return row ? plain(row) : null;
  }

  /** The key is listed before it holds: one that was stopped half way is seen, and opens nothing. */
  async addKey(account: string, key: ApiKey, hash: string): Promise<void> {
    await this.table.put({ ...accountKeys.apiKey(account, key.id), ...key });
    await this.table.put({ ...accountKeys.keyHash(hash), account, id: key.id });
    this.changes++;
  }

  /** Changes some fields of a key that is there; says whether one was. */
  async changeKey(account: string, id: string, set: Partial<ApiKey>): Promise<boolean> {
    const changed = await this.table.update(accountKeys.apiKey(account, id), { set });
    this.changes++;
    return changed;
  }

  async noteSeen(account: string, id: string, lastSeenAt: string): Promise<void> {
    await this.table.update(accountKeys.user(account, id), { set: { lastSeenAt } });
  }

  async noteUse(account: string, id: string, lastUsedAt: string): Promise<void> {
    await this.table.update(accountKeys.apiKey(account, id), { set: { lastUsedAt } });
  }

  async ownerOfKey(hash: string): Promise<Pointer | undefined> {
    return this.table.get<Pointer>(accountKeys.keyHash(hash), true);
  }

  private async list<T extends object>({ pk, prefix }: { pk: string; prefix: string }): Promise<readonly T[]> {
    const sort = { attribute: 'sk', beginsWith: prefix };
    return (await this.table.all<T & Item>({ partition: ['pk', pk], sort, consistent: true })).map((row) => plain(row));
  }
}

function plain<T extends object>({ pk: _pk, sk: _sk, ...facts }: T & Item & Partial<Key>): T {
  return facts as unknown as T;
}
