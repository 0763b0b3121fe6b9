import { bodyOf, type Fields, type SentForm, text } from '../sent-form.ts';
import type { Deed } from './deed.ts';

const list = '/settings/subscriptions';
const one = `${list}/:id`;
const edit = `${one}/edit`;

/** What somebody wants to hear, and when: the same fields for making and for changing. */
const wishFields: Fields = {
  name: 'text',
  owner: 'textOrNull',
  'interest.findings': 'ticked',
  'interest.changes': 'ticked',
  'interest.onlyBilled': 'ticked',
  'interest.codes': 'codes',
  'interest.minimum': 'numberOrNone',
  'interest.codeSets': 'some',
  'interest.kinds': 'some',
  'interest.sections': 'codes',
  'interest.payers': 'names',
  'interest.clinics': 'names',
  'timing.cadence': 'text',
  'timing.hour': 'number',
  'timing.weekday': 'number',
  'timing.daysBefore': 'numbers',
  'timing.timeZone': 'text',
};

/** Where it goes: one field for the address, which each kind of destination calls by a name of its own. */
function destinationIn(form: SentForm): object {
  const type = text(form, 'destination.type');
  const to = text(form, 'destination');
  if (type === 'feed') return { type };
  if (type === 'email') return { type, address: to };
  if (type === 'sns') return { type, topic: to };
  return { type, url: to, ...(type === 'webhook' ? { payload: text(form, 'destination.payload') || 'full' } : {}) };
}

/** Quiet hours and escalation hold as a whole or not at all. */
function wishIn(form: SentForm): Record<string, unknown> {
  const wish = bodyOf(wishFields, form);
  const quiet = { from: text(form, 'timing.quiet.from'), to: text(form, 'timing.quiet.to') };
  const { escalation } = bodyOf(
    { 'escalation.over': 'number', 'escalation.afterDays': 'number', 'escalation.to': 'text' },
    form,
  ) as { escalation?: { to?: string } };
  return {
    ...wish,
    timing: { ...(wish.timing as object), quiet: quiet.from || quiet.to ? quiet : null },
    escalation: escalation?.to ? escalation : null,
  };
}

const ofSubscription = (deed: string, operation: string, done: Deed['done']): Deed => ({
  path: `${one}/${deed}`,
  operation,
  page: one,
  done,
  sent: (_, { id = '' }) => ({ path: { subscriptionId: id } }),
});

export const subscriptionDeeds: readonly Deed[] = [
  {
    path: list,
    operation: 'addSubscription',
    page: list,
    done: {
      unconfirmed: 'Subscribed. A mail asks its owner first: alerts begin with the yes.',
      active: 'Subscribed. Send a test to see one arrive.',
    },
    outcome: ({ subscription }: { subscription: { status: string } }) => subscription.status,
    sent: (form) => ({
      body: { ...wishIn(form), kind: text(form, 'kind') || undefined, destination: destinationIn(form) },
    }),
    secretOf: 'This is the signing secret of the webhook.',
  },
  {
    ...ofSubscription('edit', 'changeSubscription', 'Saved. It holds from the next alert on.'),
    page: edit,
    onTo: one,
    sent: (form, { id = '' }) => ({ path: { subscriptionId: id }, body: wishIn(form) }),
  },
  {
    ...ofSubscription('move', 'changeSubscription', {
      unconfirmed: 'Moved. A mail asks the owner of the new address first.',
      active: 'Moved: the next alert goes there.',
      paused: 'Moved. It is still paused.',
    }),
    name: 'moveSubscription',
    page: edit,
    onTo: one,
    outcome: ({ subscription }: { subscription: { status: string } }) => subscription.status,
    sent: (form, { id = '' }) => ({ path: { subscriptionId: id }, body: { destination: destinationIn(form) } }),
    secretOf: 'This is the signing secret of the new address.',
  },
  ofSubscription('pause', 'pauseSubscription', 'Paused: nothing is sent until it is resumed.'),
  {
    ...ofSubscription('resume', 'resumeSubscription', {
      active: 'Resumed. What was held back goes out now.',
      unconfirmed: 'The owner of the address is asked once more.',
    }),
    outcome: ({ status }: { status: string }) => status,
  },
  {
    ...ofSubscription('test', 'testSubscription', {
      sent: 'The test message is out.',
      failed: 'The test message did not get through. The deliveries below say why; it is tried again.',
      waits: 'The test message is on its way: see the deliveries below.',
    }),
    outcome: ({ sent, problem }: { sent: boolean; problem: string | null }) =>
      sent ? 'sent' : problem ? 'failed' : 'waits',
  },
  {
    ...ofSubscription('remove', 'removeSubscription', 'Removed. Nothing is sent to it any more.'),
    onTo: list,
    asks: {
      question: 'Remove the subscription',
      so: 'It hears of nothing from now on, and what was delivered to it is no longer shown. Pausing keeps both.',
      button: 'Remove it',
    },
  },
  {
    ...ofSubscription('rotate', 'rotateSubscriptionSecret', 'Messages are signed with both secrets for now.'),
    secretOf: 'This is the new signing secret. Messages are signed with the one before, too, until the next change.',
  },
  {
    ...ofSubscription('replay', 'replayDeliveries', 'They are sent again, each under its own id.'),
    sent: (form, { id = '' }) => ({ path: { subscriptionId: id }, body: bodyOf({ from: 'number' }, form) }),
  },
];
