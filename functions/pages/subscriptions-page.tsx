import type { Deliveries, Preview, SubscriptionView } from '../../shared/api/subscription-forms.ts';
import { ChangeForm, Choice, Field, Tick } from './form-parts.tsx';
import { counted, dollarText, numberText, releaseTitle } from './format.ts';
import type { Frame } from './layout.tsx';
import { FileText, Moment, Scroll } from './parts.tsx';
import { Allowed, type Said, SettingsLayout } from './settings-layout.tsx';

const at = '/settings/subscriptions';

const statusWords: Readonly<Record<SubscriptionView['status'], string>> = {
  unconfirmed: 'waits for a yes',
  active: 'active',
  paused: 'paused',
  ended: 'ended',
};

const cadenceWords: Readonly<Record<SubscriptionView['timing']['cadence'], string>> = {
  'at-once': 'at once',
  daily: 'every day',
  weekly: 'every week',
};

const destinations = [
  ['email', 'Mail'],
  ['webhook', 'Webhook, signed'],
  ['slack', 'Slack'],
  ['teams', 'Teams'],
  ['feed', 'Feed'],
] as const;

/** Who hears of what, when and where. */
export function SubscriptionsPage({
  frame,
  said,
  subscriptions,
}: {
  frame: Frame;
  said: Said;
  subscriptions: readonly SubscriptionView[];
}) {
  return (
    <SettingsLayout frame={frame} at={at} title="Who hears of what" said={said}>
      <section class="card">
        <h2>Subscriptions</h2>
        {subscriptions.length === 0 && <p class="soft">Nobody is told yet. Alerts wait in the worklist alone.</p>}
        {subscriptions.length > 0 && <List subscriptions={subscriptions} />}
      </section>
      <Allowed caller={frame.caller} scope="subscriptions:write">
        <section class="card">
          <h2>Subscribe</h2>
          <ChangeForm frame={frame} action={at}>
            <Field label="Name" name="name" required />
            <Choice label="By" name="type" options={destinations} />
            <Field label="Address" name="to" hint="Mail address or https://…; a feed needs none" />
            <Choice label="When" name="cadence" options={Object.entries(cadenceWords)} />
            <Field label="Codes" name="codes" placeholder="J01*, J0013, A4000-A4999" hint="Blank: all" />
            <Field label="Dollars at least" name="minimum" type="number" />
            <Tick label="Only codes that we bill" name="onlyBilled" />
            <button type="submit">Subscribe</button>
          </ChangeForm>
        </section>
      </Allowed>
    </SettingsLayout>
  );
}

function List({ subscriptions }: { subscriptions: readonly SubscriptionView[] }) {
  return (
    <Scroll label="Subscriptions">
      <table class="listing">
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
                <a href={`${at}/${encodeURIComponent(id)}`}>{name}</a>
              </th>
              <td data-label="To">
                {destination.type}: <FileText text={destination.to} />
              </td>
              <td data-label="When">{cadenceWords[timing.cadence]}</td>
              <td data-label="State">
                {statusWords[status]}
                {reason && <span class="soft"> {reason}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

export interface OneSubscription {
  readonly subscription: SubscriptionView;
  readonly preview: Preview;
  readonly deliveries: Deliveries;
}

/** One subscription: what it would have told, what it told, and how each try went. */
export function SubscriptionPage({ frame, said, view }: { frame: Frame; said: Said; view: OneSubscription }) {
  const { subscription, preview, deliveries } = view;
  const here = `${at}/${encodeURIComponent(subscription.id)}`;
  return (
    <SettingsLayout frame={frame} at={at} title={subscription.name} said={said}>
      <section class="card">
        <h2>
          {subscription.destination.type}: <FileText text={subscription.destination.to} />
        </h2>
        <p>
          {statusWords[subscription.status]}, {cadenceWords[subscription.timing.cadence]}, since{' '}
          <Moment instant={subscription.createdAt} />
        </p>
        <Allowed caller={frame.caller} scope="subscriptions:write">
          <div class="deeds">
            {deedsFor(subscription).map(([deed, words]) => (
              <ChangeForm frame={frame} action={`${here}/${deed}`} class="form inline">
                <button type="submit" class={deed === 'remove' ? 'danger' : 'quiet'}>
                  {words}
                </button>
              </ChangeForm>
            ))}
          </div>
        </Allowed>
      </section>
      <section class="card">
        <h2>What it would have told of the last releases</h2>
        <ul class="rows">
          {preview.releases.map(({ release, changes, findings }) => (
            <li>
              <a href={`/releases/${release}`}>{releaseTitle(release)}</a>
              <span class="soft">
                {counted(changes, 'change')}, {counted(findings.lines, 'line')}, {dollarText(findings.amount)}
              </span>
            </li>
          ))}
        </ul>
      </section>
      <section class="card">
        <h2>Deliveries</h2>
        <DeliveryList deliveries={deliveries} here={here} />
        {subscription.destination.type !== 'email' && (
          <Allowed caller={frame.caller} scope="subscriptions:write">
            <ChangeForm frame={frame} action={`${here}/replay`}>
              <Field label="Send again from number" name="from" type="number" value="1" required />
              <button type="submit" class="quiet">
                Replay
              </button>
            </ChangeForm>
          </Allowed>
        )}
      </section>
    </SettingsLayout>
  );
}

function deedsFor({ status, destination }: SubscriptionView): readonly (readonly [deed: string, words: string])[] {
  return [
    status === 'active' ? ['pause', 'Pause'] : ['resume', 'Resume'],
    ['test', 'Send a test'],
    ...(destination.type === 'webhook' ? [['rotate', 'New signing secret'] as const] : []),
    ['remove', 'Remove'],
  ];
}

function DeliveryList({ deliveries: { deliveries, next }, here }: { deliveries: Deliveries; here: string }) {
  if (deliveries.length === 0) return <p class="soft">Nothing was sent yet.</p>;
  return (
    <>
      <ul class="rows">
        {deliveries.map(({ sequence, subject, status, createdAt, tries }) => (
          <li>
            {sequence !== null && <b>{numberText(sequence)} </b>}
            <FileText text={subject} /> <span class={status === 'given-up' ? 'tag doubt' : 'tag'}>{status}</span>
            <span class="soft">
              <Moment instant={createdAt} />
              {tries.map(
                (each) => ` · ${each.status ?? each.error ?? 'no answer'} in ${Math.round(each.milliseconds)} ms`,
              )}
            </span>
          </li>
        ))}
      </ul>
      {next !== null && (
        <p>
          <a class="button quiet" href={`${here}?from=${next}`}>
            Later ones
          </a>
        </p>
      )}
    </>
  );
}
