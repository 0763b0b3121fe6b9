import * as z from 'zod';
import { codePattern } from '../alerts/interest.ts';
import { isTimeZone } from '../alerts/time-zone.ts';
import { changeKinds } from './change-forms.ts';
import type { Answer } from './fields.ts';

const moment = z.iso.datetime();
const clock = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'a time as HH:MM');
const short = z.string().trim().min(1).max(120);

const interest = {
  findings: z.boolean().meta({ description: 'Stored lines that a release breaks or mends.' }),
  changes: z.boolean().meta({ description: 'What a release changes: its note, and reminders before it takes effect.' }),
  codeSets: z.array(z.enum(['HCPCS', 'CPT'])),
  kinds: z.array(z.enum(changeKinds)),
  codes: z
    .array(z.string().regex(codePattern, 'a code (J0013), a range (J0100-J0199) or a beginning (J01*)'))
    .max(500)
    .meta({ description: 'Codes (`J0013`), ranges (`J0100-J0199`), beginnings (`J01*`).' }),
  sections: z.array(z.string().regex(/^[A-V]$/, 'the letter of a HCPCS section')),
  onlyBilled: z.boolean().meta({ description: 'Changes of codes alone that stand on an open line of the account.' }),
  payers: z.array(short).max(200),
  clinics: z.array(short).max(200).meta({ description: 'Billing providers, by their id on the claim.' }),
  minimum: z.number().min(0).meta({ description: 'Dollars on a line below which a finding is not told.' }),
};

const timing = {
  cadence: z.enum(['at-once', 'daily', 'weekly']),
  hour: z.int().min(0).max(23).meta({ description: 'At which full hour a daily or weekly digest goes out.' }),
  weekday: z.int().min(1).max(7).meta({ description: '1 Monday to 7 Sunday, for weekly digests.' }),
  daysBefore: z
    .array(z.int().min(0).max(120))
    .max(10)
    .meta({ description: 'So many days before changes take effect they are told again; 0 on the day.' }),
  quiet: z.strictObject({ from: clock, to: clock }).nullable(),
  timeZone: z.string().refine(isTimeZone, 'a time zone of the IANA list, such as America/Chicago'),
};

/** What is asked for has no names that nobody knows; what is answered may grow. */
const wantedInterest = z.strictObject(interest).partial();
const wantedTiming = z.strictObject(timing).partial();

/** Whether a private address may be called is decided at the connection; plain HTTP never leaves this machine. */
const address = z
  .url()
  .max(1000)
  .refine(
    (url) => /^(?:https:|http:\/\/(?:127\.0\.0\.1|localhost|\[::1\])[:/])/.test(url),
    'an address that begins with https://',
  );
const mail = z.email().max(200);

/** A destination as it is asked for; secrets of a webhook are made here, never handed in. */
const wantedDestinationForm = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('email'), address: mail }),
  z.strictObject({ type: z.literal('webhook'), url: address, payload: z.enum(['thin', 'full']).default('full') }),
  z.strictObject({ type: z.literal('slack'), url: address }),
  z.strictObject({ type: z.literal('teams'), url: address }),
  z.strictObject({ type: z.literal('sns'), topic: z.string().regex(/^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:.+$/) }),
  z.strictObject({ type: z.literal('feed') }),
]);

const escalation = {
  over: z.number().min(0).meta({ description: 'Dollars on one line.' }),
  afterDays: z.int().min(1).max(90),
  to: short.meta({ description: 'Subscription that hears of what nobody has taken.' }),
};

/** What a subscription is made of; what is left out is as in the default. */
export const newSubscriptionForm = z
  .strictObject({
    name: short,
    kind: z.enum(['person', 'role', 'system']).default('person'),
    interest: wantedInterest.default({}),
    timing: wantedTiming.default({}),
    destination: wantedDestinationForm,
    owner: mail.nullable().default(null),
    escalation: z.strictObject(escalation).nullable().default(null),
  })
  .meta({ title: 'New subscription' });

export const subscriptionChangeForm = z
  .strictObject({
    name: short.optional(),
    interest: wantedInterest.optional(),
    timing: wantedTiming.optional(),
    destination: wantedDestinationForm.optional(),
    owner: mail.nullable().optional(),
    escalation: z.strictObject(escalation).nullable().optional(),
  })
  .meta({ title: 'Change of a subscription' });

export const subscriptionForm = z
  .object({
    id: z.string(),
    name: z.string(),
    kind: z.enum(['person', 'role', 'system']),
    status: z.enum(['unconfirmed', 'active', 'paused', 'ended']),
    reason: z.string().nullable().meta({ description: 'Why it is paused or ended.' }),
    interest: z.object(interest),
    timing: z.object({ ...timing, quiet: z.object({ from: clock, to: clock }).nullable() }),
    destination: z
      .object({
        type: z.enum(['email', 'webhook', 'slack', 'teams', 'sns', 'feed']),
        to: z.string().meta({ description: 'Address; of a feed, its path.' }),
        payload: z.enum(['thin', 'full']).optional(),
        secrets: z.int().optional().meta({ description: 'How many signing secrets hold; they are never shown again.' }),
      })
      .meta({ title: 'Destination' }),
    owner: z.string().nullable(),
    escalation: z.object(escalation).nullable(),
    createdAt: moment,
  })
  .meta({ title: 'Subscription', description: 'Who hears of what, when and where.' });

export const subscriptionsForm = z
  .object({ subscriptions: z.array(subscriptionForm) })
  .meta({ title: 'Subscriptions' });

export const madeSubscriptionForm = z
  .object({
    subscription: subscriptionForm,
    secret: z
      .string()
      .nullable()
      .meta({ description: 'Signing secret of a webhook (`whsec_…`). It is shown this once.' }),
  })
  .meta({ title: 'Subscription made' });

const totals = z.object({ claims: z.int(), lines: z.int(), amount: z.number() });

export const previewForm = z
  .object({
    subscription: z.string(),
    releases: z.array(
      z.object({
        codeSet: z.enum(['HCPCS', 'CPT']),
        release: z.string(),
        changes: z.int().meta({ description: 'That its release note would have told.' }),
        findings: totals.extend({ codes: z.int() }).meta({ description: 'That stand open or mended by it today.' }),
      }),
    ),
    more: z.boolean().meta({ description: 'There are more findings than were looked at.' }),
  })
  .meta({ title: 'Preview', description: 'What a subscription would have got for the last four releases.' });

const tryForm = z.object({
  at: moment,
  status: z.int().nullable(),
  error: z.string().nullable(),
  milliseconds: z.number(),
});

const deliveryForm = z.object({
  id: z.string().meta({ description: 'The alert’s; the `webhook-id` of its message.' }),
  sequence: z.int().nullable().meta({ description: 'null for mail.' }),
  subject: z.string(),
  status: z.enum(['due', 'delivered', 'given-up', 'held', 'kept']),
  createdAt: moment,
  nextTryAt: moment.nullable(),
  tries: z.array(tryForm),
});

export const deliveriesForm = z
  .object({ subscription: z.string(), deliveries: z.array(deliveryForm), next: z.int().nullable() })
  .meta({
    title: 'Deliveries',
    description: 'What was sent to a subscription, the oldest first where nothing else is asked.',
  });

export const deliveryBodyForm = deliveryForm
  .extend({
    subscription: z.string(),
    body: z.string().nullable().meta({
      description: 'What is sent, to the letter; null where it is not written yet, and for a confirmation.',
    }),
  })
  .meta({ title: 'Delivery' });

export const replayForm = z
  .object({ subscription: z.string(), replayed: z.int() })
  .meta({ title: 'Replay', description: 'How many messages are sent again, each under its own id and number.' });

export const testAlertForm = z
  .object({ subscription: z.string(), id: z.string(), sent: z.boolean(), problem: z.string().nullable() })
  .meta({ title: 'Test alert' });

export type NewSubscription = z.output<typeof newSubscriptionForm>;
export type SubscriptionChange = z.output<typeof subscriptionChangeForm>;
export type WantedDestination = z.output<typeof wantedDestinationForm>;
export type SubscriptionView = Answer<typeof subscriptionForm>;
export type Preview = Answer<typeof previewForm>;
export type Deliveries = Answer<typeof deliveriesForm>;
export type Delivery = Answer<typeof deliveryBodyForm>;
