import type { SubscriptionView } from '../../../shared/api/subscription-forms.ts';
import { ChangeForm } from '../form-parts.tsx';
import type { Frame } from '../layout.tsx';
import { Paged } from '../paged.tsx';
import { FileText, Scroll } from '../parts.tsx';
import { valuesOf } from '../sent-form.ts';
import { Allowed, type Said, SettingsLayout } from './settings-layout.tsx';
import { cadenceWords, DestinationFields, destinationWords, PayloadField, WishFields } from './subscription-form.tsx';

export const subscriptionsAt = '/settings/subscriptions';

export const statusWords: Readonly<Record<SubscriptionView['status'], string>> = {
  unconfirmed: 'waits for a yes',
  active: 'active',
  paused: 'paused',
  ended: 'ended',
};

interface Props {
  readonly frame: Frame;
  readonly said: Said;
  readonly subscriptions: readonly SubscriptionView[];
}

/** Who hears of what, when and where. */
export function SubscriptionsPage({ frame, said, subscriptions }: Props) {
  return (
    <SettingsLayout frame={frame} at={subscriptionsAt} title="Who hears of what" said={said}>
      <section class="card">
        <h2>Subscriptions</h2>
        {subscriptions.length === 0 && <p class="soft">Nobody is told yet. Alerts wait in the worklist alone.</p>}
        {subscriptions.length > 0 && (
          <Paged frame={frame} at={subscriptionsAt} name="subscriptions" all={subscriptions}>
            {(shown) => <List subscriptions={shown} />}
          </Paged>
        )}
      </section>
      <Allowed caller={frame.caller} scope="subscriptions:write">
        <section class="card">
          <h2>Subscribe</h2>
          <p class="soft">Name, way and address are enough. Everything can be changed later.</p>
          <ChangeForm frame={frame} action={subscriptionsAt} class="form even">
            <WishFields others={namesOf(subscriptions)} making />
            <button type="submit">Subscribe</button>
          </ChangeForm>
        </section>
      </Allowed>
    </SettingsLayout>
  );
}

/** All of a subscription, filled in as it is; where it goes stands apart, since a new place has to say yes. */
export function SubscriptionEditPage({
  frame,
  said,
  subscription,
  others,
}: Omit<Props, 'subscriptions'> & {
  subscription: SubscriptionView;
  others: readonly SubscriptionView[];
}) {
  const here = `${subscriptionsAt}/${encodeURIComponent(subscription.id)}`;
  const { destination } = subscription;
  return (
    <SettingsLayout frame={frame} at={subscriptionsAt} title={`Change ${subscription.name}`} said={said}>
      <section class="card">
        <h2>What and when</h2>
        <ChangeForm frame={frame} action={`${here}/edit`} values={valuesOf(subscription)} class="form even">
          <WishFields others={namesOf(others)} />
          <div class="deeds broad">
            <button type="submit">Save</button>
            <a class="button quiet" href={here}>
              Leave it as it is
            </a>
          </div>
        </ChangeForm>
      </section>
      <section class="card">
        <h2>Send it somewhere else</h2>
        <p>
          Now: {destinationWords[destination.type]}, <FileText text={destination.to} />
        </p>
        <p class="soft">The owner of a mail address is asked first; a webhook gets a new signing secret.</p>
        <ChangeForm frame={frame} action={`${here}/move`} values={{ 'destination.type': destination.type }}>
          <DestinationFields />
          <PayloadField />
          <button type="submit" class="quiet">
            Move
          </button>
        </ChangeForm>
      </section>
    </SettingsLayout>
  );
}

function namesOf(subscriptions: readonly SubscriptionView[]) {
  return subscriptions.map(({ id, name }) => [id, name] as const);
}

function List({ subscriptions }: Pick<Props, 'subscriptions'>) {
  return (
    <Scroll label="Subscriptions">
      <table class="listing" id="subscriptions">
        <thead>
          <tr>
            {['Name', 'To', 'When', 'State'].map((heading) => (
              <th scope="col">{heading}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {subscriptions.map(({ id, name, destination, timing, status, reason }) => (
            <tr>
              <th scope="row">
                <a href={`${subscriptionsAt}/${encodeURIComponent(id)}`}>
                  <FileText text={name} />
                </a>
              </th>
              <td data-label="To">
                <span>
                  {destinationWords[destination.type]}: <FileText text={destination.to} />
                </span>
              </td>
              <td data-label="When">{cadenceWords[timing.cadence]}</td>
              <td data-label="State">
                <span class={status === 'active' ? 'tag' : 'tag doubt'}>{statusWords[status]}</span>
                {reason && <span class="soft"> {reason}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
