/** What people and programs are to an account. `system` is a program that hands in and asks; it decides nothing. */
export const roles = ['admin', 'biller', 'reader', 'system'] as const;
export type Role = (typeof roles)[number];

interface ScopeFacts {
  /** What it lets its holder do, in the words of the API's document. */
  readonly lets: string;
  readonly roles: readonly Role[];
  /** Concerns the whole deployment: only for the account that operates it. */
  readonly operator?: true;
}

const everybody = roles;
const people = ['admin', 'biller', 'reader'] as const;
const doers = ['admin', 'biller'] as const;
const suppliers = ['admin', 'biller', 'system'] as const;
const admins = ['admin'] as const;

/** Every right that an operation can ask for, and the roles that have it. */
export const scopeTable = {
  public: { lets: 'read what is published; no key is needed', roles: everybody },
  'claims:check': { lets: 'have claims checked without storing them', roles: everybody },
  'claims:read': { lets: 'read stored claims and where codes are used', roles: everybody },
  'claims:write': { lets: 'store claims and their status', roles: suppliers },
  'claims:purge': { lets: 'delete stored claims for good', roles: admins },
  'findings:read': { lets: 'read findings and worklists', roles: everybody },
  'findings:write': { lets: 'assign, close and reopen findings', roles: doers },
  'holdings:read': { lets: 'read chargemasters, orders, authorisations, fee schedules', roles: everybody },
  'holdings:write': { lets: 'store chargemasters, orders, authorisations, fee schedules', roles: suppliers },
  'payers:read': { lets: 'read payers and their windows', roles: everybody },
  'payers:write': { lets: 'change payers and their windows', roles: doers },
  'rules:read': { lets: 'read the rules in force', roles: everybody },
  'rules:write': { lets: 'switch rules and add own ones', roles: admins },
  'subscriptions:read': { lets: 'read subscriptions and deliveries', roles: everybody },
  'subscriptions:write': { lets: 'subscribe, pause, replay', roles: suppliers },
  // What is billed instead of a code is the same for all accounts of a deployment.
  'replacements:decide': { lets: 'accept or reject proposed replacements', roles: doers, operator: true },
  'sources:read': { lets: 'read the state of the sources and what waits for a decision', roles: people },
  'releases:decide': { lets: 'hand in releases and decide about quarantined ones', roles: admins, operator: true },
  'accounts:read': { lets: 'read the own account', roles: everybody },
  'accounts:write': { lets: 'change the own account, its users and keys', roles: admins },
  'accounts:operate': { lets: 'open and close accounts', roles: admins, operator: true },
  'audit:read': { lets: 'read the audit log of the own account', roles: admins },
} as const satisfies Record<string, ScopeFacts>;

export type Scope = keyof typeof scopeTable;
export const scopes = Object.keys(scopeTable) as readonly Scope[];

/** What a role may do; a key may be narrowed further to some scopes of its own. */
export function scopesOf(role: Role, { operator, only }: { operator: boolean; only?: readonly Scope[] | null }) {
  return new Set(scopes.filter((scope) => isFor(scope, role, operator) && (!only || only.includes(scope))));
}

function isFor(scope: Scope, role: Role, operator: boolean): boolean {
  const facts: ScopeFacts = scopeTable[scope];
  return facts.roles.includes(role) && (operator || !facts.operator);
}
