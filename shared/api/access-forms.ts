import * as z from 'zod';
import { accountPattern } from '../access/account.ts';
import { roles, scopes } from '../access/scopes.ts';
import type { Answer } from './fields.ts';

const moment = z.iso.datetime();
export const accountId = z.string().regex(accountPattern, 'small letters, digits and hyphens, 40 at most');
export const role = z.enum(roles);
export const scope = z.enum(scopes as readonly [(typeof scopes)[number], ...typeof scopes]);

export const accountForm = z
  .object({
    account: accountId,
    name: z.string(),
    licensedCpt: z.boolean().meta({ description: 'It has AMA’s licence: texts of CPT may be shown to its people.' }),
    openedAt: moment.nullable().meta({ description: 'null: the account that the deployment began with.' }),
    closedAt: moment.nullable(),
  })
  .meta({ title: 'Account', description: 'An organisation, to which everything stored belongs.' });

export const accountsForm = z.object({ accounts: z.array(accountForm) }).meta({ title: 'Accounts' });

export const userForm = z
  .object({
    id: z.string(),
    email: z.email(),
    name: z.string(),
    role,
    addedAt: moment,
    disabledAt: moment.nullable(),
    lastSeenAt: moment.nullable(),
  })
  .meta({ title: 'User', description: 'A person of an account; an identity provider proves who it is.' });

export const usersForm = z.object({ users: z.array(userForm) }).meta({ title: 'Users' });

export const keyForm = z
  .object({
    id: z.string(),
    name: z.string(),
    beginsWith: z.string().meta({ description: 'First characters of the key; the rest is kept nowhere.' }),
    role,
    scopes: z.array(scope).nullable().meta({ description: 'null: all that the role has.' }),
    createdAt: moment,
    createdBy: z.string(),
    expiresAt: moment.nullable(),
    revokedAt: moment.nullable(),
    lastUsedAt: moment.nullable().meta({ description: 'Within ten minutes.' }),
    rotatedTo: z
      .string()
      .nullable()
      .meta({ description: 'Key that takes its place; until this one expires, both hold.' }),
  })
  .meta({ title: 'API key', description: 'A program’s way in. Only a hash of the key is stored.' });

export const keysForm = z.object({ keys: z.array(keyForm) }).meta({ title: 'API keys' });

export const newKeyForm = z
  .object({ key: keyForm, secret: z.string().meta({ description: 'The key itself. It is shown this once.' }) })
  .meta({ title: 'New API key' });

export const newAccountForm = z
  .object({ account: accountForm, ...newKeyForm.shape })
  .meta({ title: 'New account', description: 'With the key of its first admin, shown this once.' });

const auditEventForm = z.object({
  at: moment,
  account: accountId,
  by: z.object({ kind: z.enum(['key', 'user', 'command']), id: z.string() }),
  action: z.string().meta({ description: 'Operation of the API, or the command.' }),
  effect: z.enum(['change', 'read']),
  object: z
    .string()
    .nullable()
    .meta({ description: 'Claims stand under a hash of their id; null: a list or the whole.' }),
  status: z.int(),
  requestId: z.string().nullable(),
});

export const auditLogForm = z
  .object({ events: z.array(auditEventForm), next: z.string().nullable() })
  .meta({ title: 'Audit log', description: 'Changes, and reads of claims and licensed texts; the latest first.' });

export type AuditAnswer = Answer<typeof auditLogForm>;
export type AccountsAnswer = Answer<typeof accountsForm>;
export type UsersAnswer = Answer<typeof usersForm>;
export type KeysAnswer = Answer<typeof keysForm>;
