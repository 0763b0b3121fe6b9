import type { Role, Scope } from './scopes.ts';

/** An organisation. Everything stored, but for what is public, belongs to one. */
export interface Account {
  /** Its id, which stands in every key: small letters, digits and hyphens. */
  readonly account: string;
  readonly name: string;
  /** It has AMA's licence, by its own word: texts of CPT may be shown to its people. */
  readonly licensedCpt: boolean;
  /** ISO instant; null for the account that the deployment began with. */
  readonly openedAt: string | null;
  /** From then on none of its keys and users are let in. */
  readonly closedAt: string | null;
}

/** A person of an account. Who it is, an identity provider proves; what it may, stands here. */
export interface User {
  readonly id: string;
  /** In small letters; by it a proven identity is recognised. */
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly addedAt: string;
  readonly disabledAt: string | null;
  readonly lastSeenAt: string | null;
}

/** A program's way in. The key itself is shown once and kept nowhere: only its hash is. */
export interface ApiKey {
  readonly id: string;
  readonly name: string;
  /** First characters of the key, so that its holder finds it again. */
  readonly beginsWith: string;
  readonly role: Role;
  /** Null: all that the role has. */
  readonly scopes: readonly Scope[] | null;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
  /** Within ten minutes. */
  readonly lastUsedAt: string | null;
  /** Id of the key that takes its place; until this one expires, both hold. */
  readonly rotatedTo: string | null;
}

export const accountPattern = /^[a-z0-9-]{1,40}$/;

/** An account of which nothing was written down: the one that a deployment begins with. */
export function firstAccount(account: string): Account {
  return { account, name: account, licensedCpt: false, openedAt: null, closedAt: null };
}

export function holds({ revokedAt, expiresAt }: ApiKey, now: string): boolean {
  return revokedAt === null && (expiresAt === null || now < expiresAt);
}
