import type { Delivery } from '../../../shared/api/subscription-forms.ts';
import type { Frame } from '../layout.tsx';
import { FileText, Moment } from '../parts.tsx';
import { deliveryWords } from './delivery-list.tsx';
import { type Said, SettingsLayout } from './settings-layout.tsx';
import { subscriptionsAt } from './subscriptions-page.tsx';

/** One delivery: what it said, to the letter. */
export function DeliveryPage({ frame, said, delivery }: { frame: Frame; said: Said; delivery: Delivery }) {
  const { subscription, subject, status, createdAt, body } = delivery;
  return (
    <SettingsLayout frame={frame} at={subscriptionsAt} title={subject} said={said}>
      <section class="card">
        <h2>
          What it says <span class={status === 'given-up' ? 'tag doubt' : 'tag'}>{deliveryWords[status]}</span>
        </h2>
        <p class="soft">
          <Moment instant={createdAt} />, to{' '}
          <a href={`${subscriptionsAt}/${encodeURIComponent(subscription)}`}>the subscription</a>
        </p>
        {body === null ? (
          <p>It is not shown here: it is not written yet, or its link is its receiver's alone.</p>
        ) : (
          <pre>
            <code>
              <FileText text={readable(body)} />
            </code>
          </pre>
        )}
      </section>
    </SettingsLayout>
  );
}

/** JSON with its lines apart; a mail as it is. */
function readable(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
