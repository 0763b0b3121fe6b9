import type { Alert } from '../../shared/alerts/alert.ts';
import { letterOf } from '../../shared/alerts/letter-of.ts';
import { letterText } from '../../shared/alerts/letter-text.ts';
import type { Subscription } from '../../shared/alerts/subscription.ts';
import type { OutgoingRow } from '../adapters/outgoing-store.ts';
import { atomXml } from './atom.ts';

/** So many alerts are in a subscription's feed; older ones stand in its deliveries. */
export const alertsInFeed = 50;

/** What lies in a subscription's own feed: the newest messages last. */
export interface AlertsFeed {
  readonly subscription: Pick<Subscription, 'id' | 'name' | 'createdAt'>;
  readonly messages: readonly Pick<OutgoingRow, 'id' | 'sequence' | 'subject' | 'createdAt' | 'body'>[];
  readonly sample: boolean;
}

/** RFC 4287, the newest alert first. Its address is a secret, so that no id and no link in it tells it. */
export function alertsAtomText({ subscription, messages, sample }: AlertsFeed): string {
  const { id, name, createdAt } = subscription;
  return atomXml({
    id: `urn:codeset-watch:subscription:${encodeURIComponent(id)}`,
    title: `${sample ? 'SAMPLE DATA: ' : ''}Alerts for ${name}`,
    self: null,
    updated: messages.at(-1)?.createdAt ?? createdAt,
    entries: messages.toReversed().map((message) => {
      const { data } = JSON.parse(message.body) as { data: Alert };
      return {
        id: `urn:codeset-watch:alert:${encodeURIComponent(message.id)}`,
        title: message.subject,
        link: data.links ?? '/',
        at: message.createdAt,
        summary: letterText(letterOf(data), data.sample, []),
        preformatted: true,
      };
    }),
  });
}
