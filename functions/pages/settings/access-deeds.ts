import { bodyOf, type SentForm, text } from '../sent-form.ts';
import type { Deed } from './deed.ts';

const access = '/settings/access';
const accounts = '/settings/accounts';

const ofUser = (deed: string, name: string, done: string, sent: (form: SentForm) => object): Deed => ({
  path: `${access}/users/:id/${deed}`,
  operation: 'changeUser',
  name,
  page: access,
  done,
  sent: (form, { id = '' }) => ({ path: { userId: id }, body: sent(form) }),
});

const ofKey = (deed: string, operation: string, done: string): Deed => ({
  path: `${access}/keys/:id/${deed}`,
  operation,
  page: access,
  done,
  sent: (_, { id = '' }) => ({ path: { keyId: id } }),
});

const ofAccount = (deed: string, name: string, done: string, sent: (form: SentForm) => object): Deed => ({
  path: `${accounts}/:id/${deed}`,
  operation: 'changeAccount',
  name,
  page: accounts,
  done,
  sent: (form, { id = '' }) => ({ path: { account: id }, body: sent(form) }),
});

/** A key holds through the day that is named, as that day is reckoned in UTC. */
function endOf(day: string): string | undefined {
  return day === '' ? undefined : `${day}T23:59:59Z`;
}

/** So many days from now; what is no number stays as it was written, and the operation says what is wrong with it. */
function inDays(now: string, days: string): string {
  const ends = new Date(Date.parse(now) + Number(days) * 86_400_000);
  return Number.isNaN(ends.getTime()) ? days : ends.toISOString();
}

export const accessDeeds: readonly Deed[] = [
  {
    path: `${access}/users`,
    operation: 'addUser',
    page: access,
    done: 'Let in: the identity provider proves who it is.',
    sent: (form) => ({ body: bodyOf({ email: 'text', name: 'text', role: 'text' }, form) }),
  },
  ofUser('change', 'changeUser', 'Changed. It holds from the next page on.', (form) =>
    bodyOf({ name: 'text', role: 'text' }, form),
  ),
  {
    ...ofUser('disable', 'disableUser', 'Shut out, at once.', () => ({ disabled: true })),
    asks: { question: 'Shut out', so: 'Whoever it is can open nothing from now on.', button: 'Shut out' },
  },
  ofUser('enable', 'enableUser', 'Let in again.', () => ({ disabled: false })),
  {
    path: `${access}/keys`,
    operation: 'makeKey',
    page: access,
    done: 'The key is made.',
    sent: (form) => {
      const scopes = bodyOf({ scopes: 'some' }, form).scopes as readonly string[];
      return {
        body: {
          ...bodyOf({ name: 'text', role: 'text' }, form),
          expiresAt: endOf(text(form, 'expiresAt')),
          ...(scopes.length > 0 ? { scopes } : {}),
        },
      };
    },
    secretOf: 'This is the key.',
  },
  {
    ...ofKey('change', 'changeKey', 'The key is changed.'),
    // An end within a day, as a rotation sets one, stays to the second unless another day was chosen.
    sent: (form, { id = '' }) => {
      const day = text(form, 'expiresAt');
      const ends = day === text(form, 'was.expiresAt') ? {} : { expiresAt: endOf(day) ?? null };
      return { path: { keyId: id }, body: { ...bodyOf({ name: 'text' }, form), ...ends } };
    },
  },
  {
    ...ofKey('rotate', 'rotateKey', 'The new key is made.'),
    sent: (form, { id = '' }, now) => ({
      path: { keyId: id },
      body: { until: inDays(now, text(form, 'days')) },
    }),
    secretOf: 'This is the new key, of the same name and rights.',
  },
  {
    ...ofKey('revoke', 'revokeKey', 'Revoked, at once. That it was there stays on record.'),
    asks: { question: 'Revoke the key', so: 'Programs that use it are refused from now on.', button: 'Revoke it' },
  },
  {
    path: accounts,
    operation: 'openAccount',
    page: accounts,
    done: 'The account is open.',
    sent: (form) => ({ body: bodyOf({ account: 'text', name: 'text', licensedCpt: 'ticked' }, form) }),
    secretOf: 'This is the key of its first admin.',
  },
  ofAccount('change', 'changeAccount', 'The account is changed.', (form) =>
    bodyOf({ name: 'text', licensedCpt: 'ticked' }, form),
  ),
  {
    ...ofAccount('close', 'closeAccount', 'Closed. Nothing of it was deleted.', () => ({ closed: true })),
    asks: {
      question: 'Close the account',
      so: 'None of its people and keys is let in from now on. What it stores stays, and it can be opened again.',
      button: 'Close it',
    },
  },
  ofAccount('open', 'reopenAccount', 'Open again.', () => ({ closed: false })),
];
