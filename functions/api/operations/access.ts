import * as z from 'zod';
import { firstAccount } from '../../../shared/access/account.ts';
import type { Caller } from '../../../shared/access/caller.ts';
import { type Role, type Scope, scopesOf } from '../../../shared/access/scopes.ts';
import { accountId, role, scope } from '../../../shared/api/access-forms.ts';
import { addDays } from '../../../shared/dates.ts';
import { auditTrail } from '../../queries/audit-trail.ts';
import { type Operation, operation } from '../operation.ts';
import { parameters } from '../parameters.ts';
import { Refused } from '../problems.ts';

const name = z.string().trim().min(1).max(120);
const userId = z.string().min(1).max(80);
const keyId = z.string().min(1).max(80);
const licensedCpt = z.boolean();
const moment = z.iso.datetime();
/** For so long both keys hold after a rotation, in days, where nobody says otherwise. */
const overlap = 7;

const users: readonly Operation[] = [
  operation({
    id: 'listUsers',
    path: '/v1/users',
    summary: 'The people of the account',
    scope: 'accounts:read',
    lasts: 'moment',
    inPath: {},
    query: {},
    response: 'users',
    problems: [],
    answer: async ({ access }, _, { account }) => ({ users: await access.users(account) }),
  }),
  operation({
    id: 'addUser',
    method: 'POST',
    path: '/v1/users',
    summary: 'Lets a person in, by the address that an identity provider proves',
    scope: 'accounts:write',
    lasts: 'moment',
    inPath: {},
    query: {},
    body: z.strictObject({ email: z.email().max(200), name, role }),
    response: 'user',
    status: 201,
    problems: ['conflict'],
    answer: async ({ manageAccess }, { body }, caller) => {
      withinRights(caller, body.role, null);
      return manageAccess.addUser(caller.account, body);
    },
  }),
  operation({
    id: 'getUser',
    path: '/v1/users/{userId}',
    summary: 'A person of the account',
    scope: 'accounts:read',
    lasts: 'moment',
    inPath: { userId },
    query: {},
    response: 'user',
    problems: ['not-found'],
    answer: async ({ access }, { userId }, { account }) => found(await access.user(account, userId), 'user'),
  }),
  operation({
    id: 'changeUser',
    method: 'PATCH',
    path: '/v1/users/{userId}',
    summary: 'Changes name or role of a person, or shuts it out',
    scope: 'accounts:write',
    lasts: 'moment',
    inPath: { userId },
    query: {},
    body: z.strictObject({ name: name.optional(), role: role.optional(), disabled: z.boolean().optional() }),
    response: 'user',
    problems: ['not-found'],
    answer: async ({ manageAccess }, { userId, body }, caller) => {
      if (body.role) withinRights(caller, body.role, null);
      return manageAccess.changeUser(caller.account, userId, given(body));
    },
  }),
];

const keys: readonly Operation[] = [
  operation({
    id: 'listKeys',
    path: '/v1/keys',
    summary: 'The keys of the account, without the keys themselves',
    scope: 'accounts:read',
    lasts: 'moment',
    inPath: {},
    query: {},
    response: 'api-keys',
    problems: [],
    answer: async ({ access }, _, { account }) => ({ keys: await access.keys(account) }),
  }),
  operation({
    id: 'makeKey',
    method: 'POST',
    path: '/v1/keys',
    summary: 'Makes a key; the answer is the only sight of it',
    scope: 'accounts:write',
    shownOnce: true,
    lasts: 'moment',
    inPath: {},
    query: {},
    body: z.strictObject({
      name,
      role,
      scopes: z.array(scope).min(1).optional(),
      expiresAt: moment.optional(),
    }),
    response: 'new-api-key',
    status: 201,
    problems: [],
    answer: async ({ manageAccess, now }, { body }, caller) => {
      const { scopes = null, expiresAt = null } = body;
      withinRights(caller, body.role, scopes);
      toCome(expiresAt, now());
      return manageAccess.makeKey(caller.account, { ...body, scopes, expiresAt, by: caller.id });
    },
  }),
  operation({
    id: 'getKey',
    path: '/v1/keys/{keyId}',
    summary: 'A key of the account, without the key itself',
    scope: 'accounts:read',
    lasts: 'moment',
    inPath: { keyId },
    query: {},
    response: 'api-key',
    problems: ['not-found'],
    answer: async ({ access }, { keyId }, { account }) => found(await access.key(account, keyId), 'key'),
  }),
  operation({
    id: 'changeKey',
    method: 'PATCH',
    path: '/v1/keys/{keyId}',
    summary: 'Changes the name of a key, or until when it holds',
    scope: 'accounts:write',
    lasts: 'moment',
    inPath: { keyId },
    query: {},
    body: z.strictObject({
      name: name.optional(),
      expiresAt: moment.nullable().optional().meta({ description: 'null: it holds until it is revoked.' }),
    }),
    response: 'api-key',
    problems: ['not-found', 'conflict'],
    answer: async ({ access, manageAccess, now }, { keyId, body }, caller) => {
      const key = found(await access.key(caller.account, keyId), 'key');
      if (body.expiresAt !== undefined) withinRights(caller, key.role, key.scopes);
      toCome(body.expiresAt ?? null, now());
      return manageAccess.changeKey(caller.account, keyId, given(body));
    },
  }),
  operation({
    id: 'rotateKey',
    method: 'POST',
    path: '/v1/keys/{keyId}/rotate',
    summary: 'Makes the key that follows one; both hold until the old one expires',
    scope: 'accounts:write',
    shownOnce: true,
    lasts: 'moment',
    inPath: { keyId },
    query: {},
    body: z.strictObject({ until: moment.optional().meta({ description: 'How long the old one holds; seven days.' }) }),
    response: 'new-api-key',
    status: 201,
    problems: ['not-found', 'conflict'],
    answer: async ({ access, manageAccess, now }, { keyId, body }, caller) => {
      const old = found(await access.key(caller.account, keyId), 'key');
      withinRights(caller, old.role, old.scopes);
      const until = body.until ?? new Date(Date.parse(now()) + overlap * 86_400_000).toISOString();
      return manageAccess.rotateKey(caller.account, keyId, { until, by: caller.id });
    },
  }),
  operation({
    id: 'revokeKey',
    method: 'DELETE',
    path: '/v1/keys/{keyId}',
    summary: 'Ends a key at once; that it was there stays on record',
    scope: 'accounts:write',
    lasts: 'moment',
    inPath: { keyId },
    query: {},
    response: null,
    problems: ['not-found'],
    answer: async ({ manageAccess }, { keyId }, { account }) => manageAccess.revokeKey(account, keyId),
  }),
];

const accounts: readonly Operation[] = [
  operation({
    id: 'getAccount',
    path: '/v1/account',
    summary: 'The own account',
    scope: 'accounts:read',
    lasts: 'moment',
    inPath: {},
    query: {},
    response: 'account',
    problems: [],
    answer: async ({ access }, _, { account }) => (await access.account(account)) ?? firstAccount(account),
  }),
  operation({
    id: 'listAccounts',
    path: '/v1/accounts',
    summary: 'All accounts of the deployment, for those who operate it',
    scope: 'accounts:operate',
    lasts: 'moment',
    inPath: {},
    query: {},
    response: 'accounts',
    problems: [],
    answer: async ({ access }) => ({ accounts: await access.accounts() }),
  }),
  operation({
    id: 'openAccount',
    method: 'POST',
    path: '/v1/accounts',
    summary: 'Opens an account; the answer’s key is its first admin’s, shown this once',
    scope: 'accounts:operate',
    shownOnce: true,
    lasts: 'moment',
    inPath: {},
    query: {},
    body: z.strictObject({ account: accountId, name, licensedCpt: licensedCpt.default(false) }),
    response: 'new-account',
    status: 201,
    problems: ['conflict'],
    answer: async ({ manageAccess }, { body: { account, ...said } }, { id: by }) => {
      const opened = await manageAccess.openAccount(account, said);
      return { account: opened, ...(await manageAccess.makeKey(account, { name: 'first', role: 'admin', by })) };
    },
  }),
  operation({
    id: 'changeAccount',
    method: 'PATCH',
    path: '/v1/accounts/{account}',
    summary: 'Changes name or licence of an account, closes it or opens it again',
    scope: 'accounts:operate',
    lasts: 'moment',
    inPath: { account: accountId },
    query: {},
    body: z.strictObject({
      name: name.optional(),
      licensedCpt: licensedCpt.optional(),
      closed: z.boolean().optional(),
    }),
    response: 'account',
    problems: ['not-found'],
    answer: ({ manageAccess }, { account, body }) => manageAccess.changeAccount(account, given(body)),
  }),
];

const auditLog = operation({
  id: 'listAuditEvents',
  path: '/v1/audit-log',
  summary: 'Who changed what, and who read claims or licensed texts; the latest first',
  scope: 'audit:read',
  lasts: 'moment',
  inPath: {},
  query: {
    from: z.iso.date().optional().meta({ description: 'First day; thirty days ago where none is named.' }),
    to: z.iso.date().optional().meta({ description: 'Last day; today where none is named.' }),
    object: z.string().max(120).optional().meta({ description: 'As an event names it, or the id of a claim.' }),
    by: z.string().max(80).optional().meta({ description: 'Id of a key or user, or name of whoever used a command.' }),
    effect: z.enum(['change', 'read']).optional(),
    cursor: parameters.cursor,
    limit: parameters.limit,
  },
  response: 'audit-log',
  problems: [],
  answer: (service, { from, to = service.now().slice(0, 10), ...asked }, { account }) =>
    auditTrail(service)({ ...asked, account, to, from: from ?? addDays(to, -30) }),
});

/** Accounts, users, keys, and what was done with them. */
export const accessOperations: readonly Operation[] = [...accounts, ...users, ...keys, auditLog];

/** Nobody hands on more than it has: a narrowed key makes no wider one. */
function withinRights(caller: Caller, role: Role, only: readonly Scope[] | null): void {
  const wanted = scopesOf(role, { operator: caller.scopes.has('accounts:operate'), only });
  const beyond = [...wanted].filter((each) => each !== 'public' && !caller.scopes.has(each));
  if (beyond.length > 0) throw new Refused('forbidden', `It would have rights that you lack: ${beyond.join(', ')}.`);
}

/** A key that has ended already lets nobody in, and whoever asks for one means another day. */
function toCome(expiresAt: string | null, now: string): void {
  if (expiresAt === null || expiresAt > now) return;
  const reason = 'This has to be a day to come.';
  throw new Refused('invalid-request', reason, [{ name: 'expiresAt', reason }]);
}

function found<T>(object: T | null, what: string): T {
  if (object !== null) return object;
  throw new Refused('not-found', `The account has no such ${what}.`);
}

/** A form leaves out what was not said as undefined; that must not wipe out what is stored. */
function given<T extends object>(said: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as never;
}
