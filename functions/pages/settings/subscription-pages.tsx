import type { Deliveries, Delivery, Preview, SubscriptionView } from '../../../shared/api/subscription-forms.ts';
import { askOperation, permitted } from '../page-operation.ts';
import { DeliveryPage } from './delivery-page.tsx';
import { type SettingsPage, settingsFrame } from './settings-page.ts';
import { SubscriptionPage } from './subscription-page.tsx';
import { SubscriptionEditPage, SubscriptionsPage } from './subscriptions-page.tsx';

/** So many deliveries are listed on a page, the latest first. */
const listed = '25';
const afterAll = '1000000000';

interface All {
  readonly subscriptions: readonly SubscriptionView[];
}

export const subscriptionPages: Readonly<Record<string, SettingsPage>> = {
  '/settings/subscriptions': async (context, service, said) => {
    const { subscriptions } = await askOperation<All>(context, service, 'listSubscriptions');
    const frame = await settingsFrame(context, service, 'Subscriptions');
    return <SubscriptionsPage frame={frame} said={said} subscriptions={subscriptions} />;
  },
  '/settings/subscriptions/:id': async (context, service, said) => {
    const path = { subscriptionId: context.req.param('id') ?? '' };
    const subscription = await askOperation<SubscriptionView>(context, service, 'getSubscription', { path });
    const goesOnTo = subscription.escalation?.to;
    const others = goesOnTo ? (await askOperation<All>(context, service, 'listSubscriptions')).subscriptions : [];
    const view = {
      subscription,
      goesOnTo: others.find(({ id }) => id === goesOnTo)?.name ?? goesOnTo,
      preview: await askOperation<Preview>(context, service, 'previewSubscription', { path }),
      deliveries: await askOperation<Deliveries>(context, service, 'listDeliveries', {
        path,
        query: { limit: listed, before: context.req.query('before') ?? afterAll },
      }),
    };
    const frame = await settingsFrame(context, service, subscription.name);
    return <SubscriptionPage frame={frame} said={said} view={view} />;
  },
  '/settings/subscriptions/:id/deliveries/:alert': async (context, service, said) => {
    const subscriptionId = context.req.param('id') ?? '';
    const delivery = await askOperation<Delivery>(context, service, 'getDelivery', {
      path: { subscriptionId, alert: context.req.param('alert') ?? '' },
    });
    const frame = await settingsFrame(context, service, delivery.subject);
    return <DeliveryPage frame={frame} said={said} delivery={delivery} />;
  },
  '/settings/subscriptions/:id/edit': async (context, service, said) => {
    await permitted(context, service, 'changeSubscription');
    const subscriptionId = context.req.param('id') ?? '';
    const subscription = await askOperation<SubscriptionView>(context, service, 'getSubscription', {
      path: { subscriptionId },
    });
    const { subscriptions } = await askOperation<All>(context, service, 'listSubscriptions');
    const others = subscriptions.filter(({ id }) => id !== subscriptionId);
    const frame = await settingsFrame(context, service, `Change ${subscription.name}`);
    return <SubscriptionEditPage frame={frame} said={said} subscription={subscription} others={others} />;
  },
};
