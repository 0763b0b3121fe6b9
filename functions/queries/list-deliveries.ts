import { letterOf } from '../../shared/alerts/letter-of.ts';
import type { Subscription } from '../../shared/alerts/subscription.ts';
import type { Deliveries, Delivery } from '../../shared/api/subscription-forms.ts';
import { CodesetError } from '../../shared/errors.ts';
import type { AlertRow, AlertStore } from '../adapters/alert-store.ts';
import type { OutgoingRow, OutgoingStore } from '../adapters/outgoing-store.ts';

export interface DeliveryPorts {
  readonly alerts: Pick<AlertStore, 'alerts'>;
  readonly outgoing: Pick<OutgoingStore, 'list' | 'lastSequence'>;
}

/** The oldest first from a number on; with `before`, the latest first, below that number. */
export interface DeliveriesAsked {
  readonly from: number;
  readonly before?: number | undefined;
  readonly limit: number;
}

/** What was sent to a subscription: an endpoint's messages by number, a mail address's alerts by time. */
export const listDeliveries =
  ({ alerts, outgoing }: DeliveryPorts) =>
  async (account: string, { id, destination }: Subscription, asked: DeliveriesAsked): Promise<Deliveries> => {
    if (destination.type === 'email') {
      const own = (await alerts.alerts(account))
        .filter(({ subscriber }) => subscriber === id)
        .sort((a, b) => (a.alert.createdAt < b.alert.createdAt ? -1 : 1));
      const { low, high, next } = pageOf(asked, own.length);
      return { subscription: id, deliveries: inOrder(own.slice(low - 1, high).map(mailView), asked), next };
    }
    const { low, high, next } = pageOf(asked, await outgoing.lastSequence(account, id));
    const rows = low > high ? [] : await outgoing.list(account, id, low, high - low + 1);
    return { subscription: id, deliveries: inOrder(rows.map(messageView), asked), next };
  };

export interface OneDeliveryPorts {
  readonly alerts: Pick<AlertStore, 'alert'>;
  readonly outgoing: Pick<OutgoingStore, 'ofAlert'>;
}

/** One delivery, with what was sent to the letter. */
export const readDelivery =
  ({ alerts, outgoing }: OneDeliveryPorts) =>
  async (account: string, { id, destination }: Subscription, alert: string): Promise<Delivery> => {
    const row = await alerts.alert(account, alert);
    const message = destination.type === 'email' ? undefined : await outgoing.ofAlert(account, id, alert);
    if (message) return { subscription: id, ...messageView(message), body: message.body };
    if (row?.subscriber !== id)
      throw new CodesetError('NO_SUCH_DELIVERY', `subscription ${id} has no delivery ${alert}`);
    // The link of a confirmation is its receiver's alone: whoever follows it says that the address is theirs.
    const isSecret = row.alert.form === 'codeset-watch/confirmation/1';
    return { subscription: id, ...mailView(row), body: isSecret ? null : (row.mail?.text ?? null) };
  };

/** Numbers of a page, the first and the last, and where the next one begins. */
function pageOf({ from, before, limit }: DeliveriesAsked, last: number) {
  if (before === undefined) {
    const high = Math.min(last, from + limit - 1);
    return { low: from, high, next: high < last ? Math.max(from, high + 1) : null };
  }
  const high = Math.min(last, before - 1);
  const low = Math.max(1, high - limit + 1);
  return { low, high, next: low > 1 ? low : null };
}

function inOrder<T>(rows: T[], { before }: DeliveriesAsked): T[] {
  return before === undefined ? rows : rows.reverse();
}

function messageView({ id, sequence, subject, status, createdAt, nextTryAt, tries }: OutgoingRow) {
  return { id, sequence, subject, status, createdAt, nextTryAt, tries: [...tries] };
}

function mailView({ alert, status, mail }: AlertRow) {
  return {
    id: alert.id,
    sequence: null,
    subject: mail?.subject ?? letterOf(alert).subject,
    status: status === 'sent' ? ('delivered' as const) : ('due' as const),
    createdAt: alert.createdAt,
    nextTryAt: null,
    tries: [],
  };
}
