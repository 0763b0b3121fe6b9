import type { Destination, Subscription } from '../../shared/alerts/subscription.ts';
import type { SubscriptionView } from '../../shared/api/subscription-forms.ts';

/** A subscription as it is shown: without secrets and without the token of its links. */
export function subscriptionView(subscription: Subscription): SubscriptionView {
  const { id, name, kind, status, reason, interest, timing, owner, escalation, createdAt } = subscription;
  const destination = shown(subscription.destination, subscription.token);
  return { id, name, kind, status, reason, interest, timing, destination, owner, escalation, createdAt };
}

function shown(destination: Destination, token: string): SubscriptionView['destination'] {
  switch (destination.type) {
    case 'email':
      return { type: 'email', to: destination.address };
    case 'webhook':
      return {
        type: 'webhook',
        to: destination.url,
        payload: destination.payload,
        secrets: destination.secrets.length,
      };
    case 'sns':
      return { type: 'sns', to: destination.topic };
    case 'feed':
      return { type: 'feed', to: `/feeds/subscriptions/${token}` };
    default:
      // The address of a chat's webhook is its secret.
      return { type: destination.type, to: new URL(destination.url).host };
  }
}
