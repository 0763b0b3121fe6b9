import { letterOf } from '../../shared/alerts/letter-of.ts';
import type { Subscription } from '../../shared/alerts/subscription.ts';
import type { Deliveries } from '../../shared/api/subscription-forms.ts';
import type { AlertStore } from '../adapters/alert-store.ts';
import type { OutgoingStore } from '../adapters/outgoing-store.ts';

export interface DeliveryPorts {
  readonly alerts: Pick<AlertStore, 'alerts'>;
  readonly outgoing: Pick<OutgoingStore, 'list'>;
}

/** What was sent to a subscription: an endpoint's messages by number, a mail address's alerts by time. */
export const listDeliveries =
  ({ alerts, outgoing }: DeliveryPorts) =>
  async (account: string, { id, destination }: Subscription, from: number, limit: number): Promise<Deliveries> => {
    if (destination.type === 'email') return mails(await alerts.alerts(account), id, from, limit);
    const rows = await outgoing.list(account, id, from, limit + 1);
    return {
      subscription: id,
      deliveries: rows.slice(0, limit).map(({ id: alert, sequence, subject, status, createdAt, nextTryAt, tries }) => ({
        ...{ id: alert, sequence, subject, status, createdAt, nextTryAt },
        tries: [...tries],
      })),
      next: rows.length > limit ? rows[limit]!.sequence : null,
    };
  };

function mails(rows: Awaited<ReturnType<AlertStore['alerts']>>, id: string, from: number, limit: number): Deliveries {
  const own = rows
    .filter(({ subscriber }) => subscriber === id)
    .sort((a, b) => (a.alert.createdAt < b.alert.createdAt ? -1 : 1));
  const page = own.slice(from - 1, from - 1 + limit);
  return {
    subscription: id,
    deliveries: page.map(({ alert, status, mail }) => ({
      id: alert.id,
      sequence: null,
      subject: mail?.subject ?? letterOf(alert).subject,
      status: status === 'sent' ? 'delivered' : 'due',
      createdAt: alert.createdAt,
      nextTryAt: null,
      tries: [],
    })),
    next: own.length > from - 1 + limit ? from + limit : null,
  };
}
