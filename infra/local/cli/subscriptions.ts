import type { MadeSubscription } from '../../../functions/alerts/manage-subscriptions.ts';
import { listDeliveries } from '../../../functions/queries/list-deliveries.ts';
import { previewSubscription } from '../../../functions/queries/preview-subscription.ts';
import { subscriptionView } from '../../../functions/queries/subscription-view.ts';
import type { Subscription } from '../../../shared/alerts/subscription.ts';
import type { Deliveries, Preview, SubscriptionView } from '../../../shared/api/subscription-forms.ts';
import { CodesetError } from '../../../shared/errors.ts';
import type { LocalApp } from '../local-app.ts';
import { answer, type Common, type Context } from './context.ts';
import { asDollars, counted } from './money.ts';
import { newSubscription, subscriptionChange, type WishOptions } from './subscription-wish.ts';
import { textTable } from './table.ts';

interface OfAccount extends Common {
  readonly account: string;
}

export async function listSubscriptions(context: Context, app: LocalApp, options: OfAccount): Promise<void> {
  const subscriptions = (await app.manageSubscriptions.list(options.account)).map(subscriptionView);
  answer(context, options, { subscriptions }, () => tableOf(subscriptions, context.io.columns));
}

export async function addSubscription(
  context: Context,
  app: LocalApp,
  name: string,
  options: OfAccount & WishOptions,
): Promise<void> {
  const made = await app.manageSubscriptions.make(options.account, newSubscription({ ...options, name }));
  await app.deliver();
  tellMade(context, app, options, made);
}

export async function setSubscription(
  context: Context,
  app: LocalApp,
  id: string,
  options: OfAccount & WishOptions,
): Promise<void> {
  const made = await app.manageSubscriptions.change(options.account, id, subscriptionChange(options));
  await app.deliver();
  tellMade(context, app, options, made);
}

export async function pause(context: Context, app: LocalApp, id: string, options: OfAccount): Promise<void> {
  tellOne(context, options, await app.manageSubscriptions.pause(options.account, id));
}

export async function resume(context: Context, app: LocalApp, id: string, options: OfAccount): Promise<void> {
  const resumed = await app.manageSubscriptions.resume(options.account, id);
  await app.deliver();
  tellOne(context, options, resumed);
}

export async function remove(context: Context, app: LocalApp, id: string, options: OfAccount): Promise<void> {
  await app.manageSubscriptions.remove(options.account, id);
  answer(context, options, { removed: id }, () => `Subscription ${id} is removed.\n`);
}

export async function rotate(context: Context, app: LocalApp, id: string, options: OfAccount): Promise<void> {
  tellMade(context, app, options, await app.manageSubscriptions.rotateSecret(options.account, id));
}

export async function confirm(context: Context, app: LocalApp, token: string, options: Common): Promise<void> {
  const confirmed = await app.manageSubscriptions.confirm(token);
  if (!confirmed)
    throw new CodesetError('NO_SUCH_SUBSCRIPTION', 'this token is nobody’s; it stands in the confirmation mail');
  tellOne(context, options, confirmed);
}

export async function test(context: Context, app: LocalApp, id: string, options: OfAccount): Promise<void> {
  const alert = await app.manageSubscriptions.test(options.account, id);
  await app.deliver();
  const outcome = await app.manageSubscriptions.outcome(options.account, id, alert);
  answer(context, options, { subscription: id, id: alert, ...outcome }, () =>
    outcome.sent
      ? `Sent: ${alert}\n`
      : `Not taken: ${outcome.problem ?? 'it is in line'}. It is tried again; "codeset deliveries list ${id}" tells how.\n`,
  );
}

export async function preview(context: Context, app: LocalApp, id: string, options: OfAccount): Promise<void> {
  const subscription = await app.manageSubscriptions.get(options.account, id);
  const shown = await previewSubscription(app)(options.account, subscription);
  answer(context, options, shown, () => previewText(shown, context.io.columns));
}

export async function deliveries(
  context: Context,
  app: LocalApp,
  id: string,
  options: OfAccount & { readonly from: number; readonly limit: number },
): Promise<void> {
  const subscription = await app.manageSubscriptions.get(options.account, id);
  const listed = await listDeliveries(app)(options.account, subscription, options);
  answer(context, options, listed, () => deliveriesText(listed, context.io.columns));
}

export async function replay(
  context: Context,
  app: LocalApp,
  id: string,
  options: OfAccount & { readonly from: number },
): Promise<void> {
  const replayed = await app.manageSubscriptions.replay(options.account, id, options.from);
  await app.deliver();
  answer(context, options, { subscription: id, replayed }, () => `${counted(replayed, 'message')} sent again.\n`);
}

function tellOne(context: Context, options: Common, subscription: Subscription): void {
  const view = subscriptionView(subscription);
  answer(context, options, view, () => tableOf([view], context.io.columns));
}

function tellMade(context: Context, app: LocalApp, options: Common, { subscription, secret }: MadeSubscription): void {
  const view = subscriptionView(subscription);
  answer(context, options, { subscription: view, secret }, () => {
    const asked =
      view.status === 'unconfirmed'
        ? `Nothing is sent to ${view.destination.to} until its owner confirms; the mail that asks lies in ${app.outbox}.\n`
        : '';
    const shown = secret === null ? '' : `Signing secret, shown this once: ${secret}\n`;
    return tableOf([view], context.io.columns) + asked + shown;
  });
}

function tableOf(subscriptions: readonly SubscriptionView[], columns: number | undefined): string {
  return textTable(
    [
      { heading: 'ID' },
      { heading: 'WHO', width: 24 },
      { heading: 'STATUS', width: 40 },
      { heading: 'WHAT', width: 40 },
      { heading: 'WHEN' },
      { heading: 'WHERE', width: 40 },
    ],
    subscriptions.map((each) => [
      each.id,
      each.name,
      each.reason === null ? each.status : `${each.status}: ${each.reason}`,
      whatOf(each),
      whenOf(each),
      `${each.destination.type} ${each.destination.to}`,
    ]),
    columns,
  );
}

function whatOf({ interest }: SubscriptionView): string {
  const { findings, changes, minimum } = interest;
  const lists = [
    interest.codeSets,
    interest.kinds,
    interest.codes,
    interest.sections,
    interest.payers,
    interest.clinics,
  ];
  return [
    [findings ? 'findings' : '', changes ? 'changes' : ''].filter((word) => word !== '').join(' and '),
    ...lists.filter(({ length }) => length > 0).map((each) => each.join(' ')),
    ...(minimum > 0 ? [`from ${asDollars(minimum)}`] : []),
  ].join(', ');
}

function whenOf({ timing: { cadence, hour, weekday, timeZone, daysBefore } }: SubscriptionView): string {
  const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
  const rounds = { 'at-once': 'at once', daily: `daily ${hour}:00`, weekly: `${days[weekday - 1]} ${hour}:00` };
  const before = daysBefore.length > 0 ? `, ${daysBefore.join('/')} days before` : '';
  return `${rounds[cadence]}${cadence === 'at-once' ? '' : ` ${timeZone}`}${before}`;
}

function previewText({ releases, more }: Preview, columns: number | undefined): string {
  if (releases.length === 0) return 'No two releases are held to compare yet: there is nothing it would have got.\n';
  const table = textTable(
    [{ heading: 'RELEASE' }, { heading: 'CHANGES' }, { heading: 'LINES' }, { heading: 'CODES' }, { heading: 'AMOUNT' }],
    releases.map(({ codeSet, release, changes, findings }) => [
      `${codeSet} ${release}`,
      String(changes),
      String(findings.lines),
      String(findings.codes),
      asDollars(findings.amount),
    ]),
    columns,
  );
  return more ? `${table}There are more findings than were looked at.\n` : table;
}

function deliveriesText({ subscription, deliveries: sent, next }: Deliveries, columns: number | undefined): string {
  if (sent.length === 0) return `Nothing was sent to ${subscription} yet.\n`;
  const table = textTable(
    [
      { heading: 'NO' },
      { heading: 'WHEN' },
      { heading: 'STATUS' },
      { heading: 'TRIES' },
      { heading: 'LAST ANSWER', width: 40 },
      { heading: 'SUBJECT', width: 60 },
    ],
    sent.map(({ sequence, createdAt, status, tries, subject }) => [
      sequence === null ? '' : String(sequence),
      createdAt.slice(0, 16).replace('T', ' '),
      status,
      String(tries.length),
      lastAnswer(tries.at(-1)),
      subject,
    ]),
    columns,
  );
  return next === null ? table : `${table}More: --from ${next}\n`;
}

function lastAnswer(last: Deliveries['deliveries'][number]['tries'][number] | undefined): string {
  if (!last) return '';
  return last.error ?? `HTTP ${last.status}`;
}
