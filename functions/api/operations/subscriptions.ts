import * as z from 'zod';
import { newSubscriptionForm, subscriptionChangeForm } from '../../../shared/api/subscription-forms.ts';
import type { MadeSubscription } from '../../alerts/manage-subscriptions.ts';
import { listDeliveries, readDelivery } from '../../queries/list-deliveries.ts';
import { previewSubscription } from '../../queries/preview-subscription.ts';
import { subscriptionView } from '../../queries/subscription-view.ts';
import { type Operation, operation } from '../operation.ts';

const subscriptionId = z.string().min(1).max(120);
const from = z.coerce.number().int().min(1).default(1).meta({ description: 'Sequence number to begin with.' });
const before = z.coerce.number().int().min(1).optional().meta({ description: 'The latest first, below this number.' });
const limit = z.coerce.number().int().min(1).max(500).default(100).meta({ description: 'Entries of a page.' });
const one = { lasts: 'moment', inPath: { subscriptionId }, query: {} } as const;
const path = '/v1/subscriptions/{subscriptionId}';

const made = ({ subscription, secret }: MadeSubscription) => ({ subscription: subscriptionView(subscription), secret });

/** Subscriptions, and what was delivered to them. */
export const subscriptionOperations: readonly Operation[] = [
  operation({
    id: 'listSubscriptions',
    path: '/v1/subscriptions',
    summary: 'Who hears of what, when and where',
    scope: 'subscriptions:read',
    lasts: 'moment',
    inPath: {},
    query: {},
    response: 'subscriptions',
    problems: [],
    answer: async ({ manageSubscriptions }, _, { account }) => ({
      subscriptions: (await manageSubscriptions.list(account)).map(subscriptionView),
    }),
  }),
  operation({
    id: 'addSubscription',
    method: 'POST',
    path: '/v1/subscriptions',
    summary: 'Subscribes; the owner of a mail address is asked first',
    scope: 'subscriptions:write',
    lasts: 'moment',
    inPath: {},
    query: {},
    body: newSubscriptionForm,
    response: 'made-subscription',
    status: 201,
    problems: ['not-found'],
    answer: async ({ manageSubscriptions }, { body }, { account }) =>
      made(await manageSubscriptions.make(account, body)),
  }),
  operation({
    ...one,
    id: 'getSubscription',
    path,
    summary: 'One subscription, without its secrets',
    scope: 'subscriptions:read',
    response: 'subscription',
    problems: ['not-found'],
    answer: async ({ manageSubscriptions }, { subscriptionId: id }, { account }) =>
      subscriptionView(await manageSubscriptions.get(account, id)),
  }),
  operation({
    ...one,
    id: 'changeSubscription',
    method: 'PATCH',
    path,
    summary: 'Changes what is told, when and where; a new mail address is asked first',
    scope: 'subscriptions:write',
    body: subscriptionChangeForm,
    response: 'made-subscription',
    problems: ['not-found'],
    answer: async ({ manageSubscriptions }, { subscriptionId: id, body }, { account }) =>
      made(await manageSubscriptions.change(account, id, body)),
  }),
  operation({
    ...one,
    id: 'removeSubscription',
    method: 'DELETE',
    path,
    summary: 'Removes a subscription',
    scope: 'subscriptions:write',
    response: null,
    status: 204,
    problems: ['not-found'],
    answer: ({ manageSubscriptions }, { subscriptionId: id }, { account }) => manageSubscriptions.remove(account, id),
  }),
  operation({
    ...one,
    id: 'pauseSubscription',
    method: 'POST',
    path: `${path}/pause`,
    summary: 'Sends nothing until it is resumed',
    scope: 'subscriptions:write',
    response: 'subscription',
    problems: ['not-found'],
    answer: async ({ manageSubscriptions }, { subscriptionId: id }, { account }) =>
      subscriptionView(await manageSubscriptions.pause(account, id)),
  }),
  operation({
    ...one,
    id: 'resumeSubscription',
    method: 'POST',
    path: `${path}/resume`,
    summary: 'Sends again; an address that never said yes is asked again',
    scope: 'subscriptions:write',
    response: 'subscription',
    problems: ['not-found'],
    answer: async ({ manageSubscriptions }, { subscriptionId: id }, { account }) =>
      subscriptionView(await manageSubscriptions.resume(account, id)),
  }),
  operation({
    ...one,
    id: 'rotateSubscriptionSecret',
    method: 'POST',
    path: `${path}/rotate`,
    summary: 'Makes a new signing secret of a webhook; messages are signed with the one before, too',
    scope: 'subscriptions:write',
    response: 'made-subscription',
    problems: ['not-found', 'conflict'],
    answer: async ({ manageSubscriptions }, { subscriptionId: id }, { account }) =>
      made(await manageSubscriptions.rotateSecret(account, id)),
  }),
  operation({
    ...one,
    id: 'testSubscription',
    method: 'POST',
    path: `${path}/test`,
    summary: 'Sends a test message',
    scope: 'subscriptions:write',
    response: 'test-alert',
    problems: ['not-found', 'conflict'],
    answer: async ({ manageSubscriptions, deliver }, { subscriptionId: id }, { account }) => {
      const alert = await manageSubscriptions.test(account, id);
      await deliver?.();
      return { subscription: id, id: alert, ...(await manageSubscriptions.outcome(account, id, alert)) };
    },
  }),
  operation({
    ...one,
    id: 'previewSubscription',
    path: `${path}/preview`,
    summary: 'What it would have got for the last four releases',
    scope: 'subscriptions:read',
    response: 'subscription-preview',
    problems: ['not-found'],
    answer: async (service, { subscriptionId: id }, { account }) =>
      previewSubscription(service)(account, await service.manageSubscriptions.get(account, id)),
  }),
  operation({
    ...one,
    id: 'listDeliveries',
    path: `${path}/deliveries`,
    summary: 'What was sent, and how each try went',
    scope: 'subscriptions:read',
    query: { from, before, limit },
    response: 'deliveries',
    problems: ['not-found'],
    answer: async (service, { subscriptionId: id, ...asked }, { account }) =>
      listDeliveries(service)(account, await service.manageSubscriptions.get(account, id), asked),
  }),
  operation({
    ...one,
    id: 'getDelivery',
    path: `${path}/deliveries/{alert}`,
    summary: 'One delivery, with what was sent; it may name claims',
    scope: 'claims:read',
    inPath: { subscriptionId, alert: z.string().min(1).max(200) },
    response: 'delivery',
    problems: ['not-found'],
    answer: async (service, { subscriptionId: id, alert }, { account }) =>
      readDelivery(service)(account, await service.manageSubscriptions.get(account, id), alert),
  }),
  operation({
    ...one,
    id: 'replayDeliveries',
    method: 'POST',
    path: `${path}/replay`,
    summary: 'Sends messages again from a number on, each under its own id',
    scope: 'subscriptions:write',
    body: z.strictObject({ from: z.int().min(1) }),
    response: 'replay',
    problems: ['not-found'],
    answer: async ({ manageSubscriptions, deliver }, { subscriptionId: id, body }, { account }) => {
      const replayed = await manageSubscriptions.replay(account, id, body.from);
      await deliver?.();
      return { subscription: id, replayed };
    },
  }),
];
