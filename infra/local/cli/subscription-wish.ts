import type * as z from 'zod';
import {
  type NewSubscription,
  newSubscriptionForm,
  type SubscriptionChange,
  subscriptionChangeForm,
} from '../../../shared/api/subscription-forms.ts';
import { CodesetError } from '../../../shared/errors.ts';

/** The options of `subscriptions add` and `set`, as commander reads them. */
export interface WishOptions {
  readonly name?: string;
  readonly kind?: string;
  readonly email?: string;
  readonly webhook?: string;
  readonly payload?: string;
  readonly slack?: string;
  readonly teams?: string;
  readonly sns?: string;
  readonly feed?: true;
  readonly findings?: boolean;
  readonly changes?: boolean;
  readonly onlyBilled?: true;
  readonly codeSets?: readonly string[];
  readonly kinds?: readonly string[];
  readonly codes?: readonly string[];
  readonly sections?: readonly string[];
  readonly payers?: readonly string[];
  readonly clinics?: readonly string[];
  readonly minimum?: number;
  readonly atOnce?: true;
  readonly daily?: number;
  readonly weekly?: string;
  readonly daysBefore?: readonly string[];
  readonly quiet?: string;
  readonly timeZone?: string;
  readonly owner?: string;
  readonly escalate?: string;
}

/** The very form of the API, from options: one set of rules for both. */
export function newSubscription(options: WishOptions): NewSubscription {
  const wish = wishOf(options);
  if (!wish.destination) throw usage('say where to: --email, --webhook, --slack, --teams, --sns or --feed');
  return read(newSubscriptionForm, { ...wish, kind: options.kind });
}

export function subscriptionChange(options: WishOptions): SubscriptionChange {
  return read(subscriptionChangeForm, wishOf(options));
}

function wishOf(options: WishOptions) {
  const { findings, changes, onlyBilled, codeSets, kinds, codes, sections, payers, clinics, minimum } = options;
  return said({
    name: options.name,
    owner: options.owner,
    destination: destinationOf(options),
    escalation: escalationOf(options.escalate),
    interest: said({ findings, changes, onlyBilled, codeSets, kinds, codes, sections, payers, clinics, minimum }),
    timing: said({
      ...cadenceOf(options),
      daysBefore: options.daysBefore?.map(Number),
      quiet: quietOf(options.quiet),
      timeZone: options.timeZone,
    }),
  });
}

function destinationOf({ email, webhook, payload, slack, teams, sns, feed }: WishOptions) {
  const asked = [
    email && { type: 'email', address: email },
    webhook && { type: 'webhook', url: webhook, ...said({ payload }) },
    slack && { type: 'slack', url: slack },
    teams && { type: 'teams', url: teams },
    sns && { type: 'sns', topic: sns },
    feed && { type: 'feed' },
  ].filter((each) => typeof each === 'object');
  if (asked.length > 1) throw usage('one place for each subscription: add another for the other place');
  return asked[0];
}

function cadenceOf({ atOnce, daily, weekly }: WishOptions) {
  if ([atOnce, daily, weekly].filter((each) => each !== undefined).length > 1)
    throw usage('one of --at-once, --daily and --weekly');
  if (atOnce) return { cadence: 'at-once' };
  if (daily !== undefined) return { cadence: 'daily', hour: daily };
  if (weekly === undefined) return {};
  const match = /^([1-7])@(\d{1,2})$/.exec(weekly);
  if (!match) throw usage('--weekly DAY@HOUR: 1@7 is Monday at 7');
  return { cadence: 'weekly', weekday: Number(match[1]), hour: Number(match[2]) };
}

function quietOf(text: string | undefined) {
  if (text === undefined || text === 'none') return text === 'none' ? null : undefined;
  const [from, to] = text.split('-');
  return { from, to };
}

function escalationOf(text: string | undefined) {
  if (text === undefined || text === 'none') return text === 'none' ? null : undefined;
  const [over, afterDays, ...to] = text.split(':');
  return { over: Number(over), afterDays: Number(afterDays), to: to.join(':') };
}

function read<F extends z.ZodType>(form: F, value: unknown): z.output<F> {
  const parsed = form.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  throw usage(`${issue.path.join('.')}: ${issue.message}`);
}

function said<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as never;
}

function usage(message: string): CodesetError {
  return new CodesetError('USAGE', message, 2);
}
