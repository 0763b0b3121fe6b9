import type { Sent } from './page-operation.ts';

/** What a form sent: a field once or not at all, and files. */
export type SentForm = Readonly<Record<string, unknown>>;

/** One thing that a form of the settings does: which operation of the API, with what. */
export interface Deed {
  readonly path: string;
  readonly operation: string;
  /** Page to which it leads back. */
  readonly page: string;
  readonly done: string;
  readonly sent: (form: SentForm, inPath: Readonly<Record<string, string>>) => Sent | Promise<Sent>;
  /** What the secret of the answer is, where it has one. */
  readonly secretOf?: string;
}

const subscriptions = '/settings/subscriptions';
const one = `${subscriptions}/:id`;
const payers = '/settings/payers';
const access = '/settings/access';

const ofSubscription = (deed: string, operation: string, done: string, page = one): Deed => ({
  path: `${one}/${deed}`,
  operation,
  page,
  done,
  sent: (_, { id = '' }) => ({ path: { subscriptionId: id } }),
});

/** Every form of the settings. What it says is read by the operation's own form, which refuses what is wrong in it. */
export const deeds: readonly Deed[] = [
  {
    path: subscriptions,
    operation: 'addSubscription',
    page: subscriptions,
    done: 'Subscribed. Who owns a mail address is asked first.',
    sent: (form) => ({ body: newSubscription(form) }),
    secretOf: 'This is the signing secret of the webhook.',
  },
  ofSubscription('pause', 'pauseSubscription', 'Paused: nothing is sent until it is resumed.'),
  ofSubscription('resume', 'resumeSubscription', 'Resumed.'),
  ofSubscription('test', 'testSubscription', 'A test message is on its way: see the deliveries.'),
  ofSubscription('remove', 'removeSubscription', 'Removed.', subscriptions),
  {
    ...ofSubscription('rotate', 'rotateSubscriptionSecret', 'Messages are signed with both secrets for now.'),
    secretOf: 'This is the new signing secret.',
  },
  {
    ...ofSubscription('replay', 'replayDeliveries', 'They are sent again, each under its own id.'),
    sent: (form, { id = '' }) => ({ path: { subscriptionId: id }, body: { from: numberIn(form, 'from') } }),
  },
  {
    path: payers,
    operation: 'keepPayers',
    page: payers,
    done: 'The payer is kept; stored lines are judged again.',
    sent: (form) => ({
      body: {
        [text(form, 'payer')]: given({
          class: text(form, 'class'),
          name: textOr(form, 'name'),
          timelyFilingDays: numberIn(form, 'timelyFilingDays'),
          source: textOr(form, 'source'),
        }),
      },
    }),
  },
  {
    path: `${payers}/remove`,
    operation: 'removePayer',
    page: payers,
    done: 'The payer is kept no longer.',
    sent: (form) => ({ path: { payer: text(form, 'payer') } }),
  },
  {
    path: `${payers}/windows`,
    operation: 'keepWindows',
    page: payers,
    done: 'The window is kept; lines with its code are judged again.',
    sent: (form) => ({ body: [windowIn(form)] }),
  },
  {
    path: `${payers}/windows/remove`,
    operation: 'removeWindows',
    page: payers,
    done: 'The window is kept no longer.',
    sent: (form) => ({
      path: { payer: text(form, 'payer'), code: text(form, 'code') },
      query: given({ from: textOr(form, 'from') }),
    }),
  },
  {
    path: '/settings/rules',
    operation: 'switchRule',
    page: '/settings/rules',
    done: 'The rule is set; stored lines are judged again.',
    sent: (form) => ({ path: { name: text(form, 'name') }, body: switchIn(text(form, 'severity')) }),
  },
  {
    path: `${access}/users`,
    operation: 'addUser',
    page: access,
    done: 'Let in: the identity provider proves who it is.',
    sent: (form) => ({ body: { email: text(form, 'email'), name: text(form, 'name'), role: text(form, 'role') } }),
  },
  userDeed('disable', true, 'Shut out, at once.'),
  userDeed('enable', false, 'Let in again.'),
  {
    path: `${access}/keys`,
    operation: 'makeKey',
    page: access,
    done: 'The key is made.',
    sent: (form) => ({ body: { name: text(form, 'name'), role: text(form, 'role') } }),
    secretOf: 'This is the key.',
  },
  {
    path: `${access}/keys/:id/revoke`,
    operation: 'revokeKey',
    page: access,
    done: 'Revoked, at once. That it was there stays on record.',
    sent: (_, { id = '' }) => ({ path: { keyId: id } }),
  },
  {
    path: '/settings/imports',
    operation: 'importHoldings',
    page: '/settings/imports',
    done: 'The list is held, and each of its lines was judged.',
    sent: async (form) => ({
      path: { type: text(form, 'type'), list: text(form, 'list') },
      query: form.shrinks === 'yes' ? { shrinks: 'true' } : {},
      body: { csv: form.file instanceof File ? await form.file.text() : text(form, 'file') },
    }),
  },
];

function userDeed(deed: string, disabled: boolean, done: string): Deed {
  return {
    path: `${access}/users/:id/${deed}`,
    operation: 'changeUser',
    page: access,
    done,
    sent: (_, { id = '' }) => ({ path: { userId: id }, body: { disabled } }),
  };
}

function newSubscription(form: SentForm): object {
  const type = text(form, 'type');
  const to = text(form, 'to');
  const destination = type === 'feed' ? { type } : type === 'email' ? { type, address: to } : { type, url: to };
  const codes = text(form, 'codes')
    .toUpperCase()
    .split(/[\s,;]+/)
    .filter(Boolean);
  const minimum = numberIn(form, 'minimum');
  return {
    name: text(form, 'name'),
    destination,
    timing: { cadence: text(form, 'cadence') },
    interest: given({ codes, minimum, onlyBilled: form.onlyBilled === 'yes' }),
  };
}

function windowIn(form: SentForm): object {
  const instead = text(form, 'instead')
    .toUpperCase()
    .split(/[\s,;]+/)
    .filter(Boolean);
  return given({
    payer: text(form, 'payer'),
    code: text(form, 'code').toUpperCase(),
    from: textOr(form, 'from') ?? null,
    to: textOr(form, 'to') ?? null,
    takes: form.takes === 'no' ? false : undefined,
    instead: instead.length > 0 ? instead : undefined,
    document: text(form, 'document'),
  });
}

function switchIn(severity: string): object {
  if (severity === 'as shipped') return {};
  return severity === 'off' ? { enabled: false } : { enabled: true, severity };
}

function text(form: SentForm, name: string): string {
  const value = form[name];
  return typeof value === 'string' ? value.trim() : '';
}

function textOr(form: SentForm, name: string): string | undefined {
  return text(form, name) || undefined;
}

/** What is no number is handed on as it is: the operation's form says what is wrong with it. */
function numberIn(form: SentForm, name: string): unknown {
  const written = textOr(form, name);
  return written === undefined || Number.isNaN(Number(written)) ? written : Number(written);
}

function given(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
