import { hash } from 'node:crypto';
import { type Account, type ApiKey, firstAccount, holds, type User } from '../../shared/access/account.ts';
import type { Role, Scope } from '../../shared/access/scopes.ts';
import { CodesetError } from '../../shared/errors.ts';
import type { AccessStore } from '../adapters/access-store.ts';

export interface AccessPorts {
  readonly access: AccessStore;
  /** ISO instant. */
  readonly now: () => string;
  /** So many random bytes, as text that may stand in a header. */
  readonly random: (bytes: number) => string;
}

export interface KeyWish {
  readonly name: string;
  readonly role: Role;
  readonly scopes?: readonly Scope[] | null;
  readonly expiresAt?: string | null;
  /** Who makes it: the id of a key or user, or the name of whoever sits at the command line. */
  readonly by: string;
}

/** A key just made, with the only sight of the key itself. */
export interface NewKey {
  readonly key: ApiKey;
  readonly secret: string;
}

/** How a stored hash of a key is made. 256 random bits need no slow hash. */
export function keyHash(secret: string): string {
  return hash('sha256', secret);
}

/** Under what a proven identity is found: the provider's own id of a person, or a verified address. */
export function identityHash(kind: 'subject' | 'mail', value: string): string {
  return hash('sha256', `${kind}:${value}`);
}

/** Accounts, users and keys as people manage them, by command, API and page. */
export function manageAccess({ access, now, random }: AccessPorts) {
  const keyNamed = async (account: string, id: string): Promise<ApiKey> => {
    const key = await access.key(account, id);
    if (key) return key;
    throw new CodesetError('NO_SUCH_KEY', `the account has no key ${id}`);
  };
  const makeKey = async (account: string, wish: KeyWish): Promise<NewKey> => {
    const secret = `cw_${random(32)}`;
    const key: ApiKey = {
      id: `key_${random(9)}`,
      name: wish.name,
      beginsWith: secret.slice(0, 9),
      role: wish.role,
      scopes: wish.scopes ?? null,
      createdAt: now(),
      createdBy: wish.by,
      expiresAt: wish.expiresAt ?? null,
      revokedAt: null,
      lastUsedAt: null,
      rotatedTo: null,
    };
    await access.addKey(account, key, keyHash(secret));
    return { key, secret };
  };
  return {
    makeKey,
    async openAccount(account: string, said: Partial<Pick<Account, 'name' | 'licensedCpt'>>): Promise<Account> {
      const opened = { ...firstAccount(account), ...said, openedAt: now() };
      if (await access.openAccount(opened)) return opened;
      throw new CodesetError('ACCOUNT_EXISTS', `there is an account ${account} already`);
    },
    async changeAccount(
      account: string,
      { closed, ...said }: Partial<Pick<Account, 'name' | 'licensedCpt'>> & { readonly closed?: boolean },
    ): Promise<Account> {
      const stored = await access.account(account);
      const known = stored ?? (await access.accounts()).find((each) => each.account === account);
      if (!known) throw new CodesetError('NO_SUCH_ACCOUNT', `there is no account ${account}`);
      const closedAt = closed === undefined ? known.closedAt : closed ? (known.closedAt ?? now()) : null;
      const changed = { ...known, ...said, closedAt };
      await access.putAccount(changed);
      return changed;
    },
    async addUser(account: string, { email, name, role }: Pick<User, 'email' | 'name' | 'role'>): Promise<User> {
      const address = email.trim().toLowerCase();
      const user: User = {
        id: `user_${random(9)}`,
        email: address,
        name,
        role,
        addedAt: now(),
        disabledAt: null,
        lastSeenAt: null,
      };
      if (await access.addUser(account, user, identityHash('mail', address))) return user;
      throw new CodesetError('USER_EXISTS', `${address} is a user already, here or of another account`);
    },
    async changeUser(
      account: string,
      id: string,
      { disabled, ...said }: Partial<Pick<User, 'name' | 'role'>> & { readonly disabled?: boolean },
    ): Promise<User> {
      const known = await access.user(account, id);
      if (!known) throw new CodesetError('NO_SUCH_USER', `the account has no user ${id}`);
      const disabledAt = disabled === undefined ? known.disabledAt : disabled ? (known.disabledAt ?? now()) : null;
      const changed = { ...known, ...said, disabledAt };
      await access.putUser(account, changed);
      return changed;
    },
    /** A new key of the same rights and length of life; the old one holds until `until`: its holders can change over. */
    async rotateKey(account: string, id: string, { until, by }: { until: string; by: string }): Promise<NewKey> {
      const old = await keyNamed(account, id);
      if (!holds(old, now())) throw new CodesetError('KEY_ENDED', `the key ${id} holds no more; make a new one`);
      const { name, role, scopes } = old;
      const made = await makeKey(account, { name, role, scopes, expiresAt: lifeOf(old, now()), by });
      const expiresAt = old.expiresAt !== null && old.expiresAt < until ? old.expiresAt : until;
      await access.changeKey(account, id, { expiresAt, rotatedTo: made.key.id });
      return made;
    },
    /** Its name, and until when it holds; one that was revoked or has expired stays as it is. */
    async changeKey(account: string, id: string, said: Partial<Pick<ApiKey, 'name' | 'expiresAt'>>): Promise<ApiKey> {
      const key = await keyNamed(account, id);
      if (!holds(key, now())) throw new CodesetError('KEY_ENDED', `the key ${id} holds no more; make a new one`);
      await access.changeKey(account, id, said);
      return { ...key, ...said };
    },
    async revokeKey(account: string, id: string): Promise<ApiKey> {
      const key = await keyNamed(account, id);
      const revokedAt = key.revokedAt ?? now();
      await access.changeKey(account, id, { revokedAt });
      return { ...key, revokedAt };
    },
  };
}

/** When a key ends that begins now and lasts as long as this one was made to. */
function lifeOf({ createdAt, expiresAt }: ApiKey, now: string): string | null {
  if (expiresAt === null) return null;
  return new Date(Date.parse(now) + Date.parse(expiresAt) - Date.parse(createdAt)).toISOString();
}

export type AccessManager = ReturnType<typeof manageAccess>;
