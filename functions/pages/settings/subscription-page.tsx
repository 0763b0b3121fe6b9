import { may } from '../../../shared/access/caller.ts';
import { fromTheBeginning } from '../../../shared/alerts/subscription.ts';
import type { Deliveries, Preview, SubscriptionView } from '../../../shared/api/subscription-forms.ts';
import { ChangeForm, Deed, Field } from '../form-parts.tsx';
import { counted, dollarText, releaseTitle } from '../format.ts';
import type { Frame } from '../layout.tsx';
import { FileText, Moment } from '../parts.tsx';
import { DeliveryList } from './delivery-list.tsx';
import { Allowed, type Said, SettingsLayout } from './settings-layout.tsx';
import { cadenceWords, destinationWords, weekdays } from './subscription-form.tsx';
import { statusWords, subscriptionsAt } from './subscriptions-page.tsx';

export interface OneSubscription {
  readonly subscription: SubscriptionView;
  /** Name of the one to which findings go on that nobody takes. */
  readonly goesOnTo: string | undefined;
  readonly preview: Preview;
  readonly deliveries: Deliveries;
}

/** One subscription: what it asks for, what it would have told, what it told, and how each try went. */
export function SubscriptionPage({ frame, said, view }: { frame: Frame; said: Said; view: OneSubscription }) {
  const { subscription, goesOnTo, preview, deliveries } = view;
  const { id, name, destination, status, reason } = subscription;
  const here = `${subscriptionsAt}/${encodeURIComponent(id)}`;
  return (
    <SettingsLayout frame={frame} at={subscriptionsAt} title={name} said={said}>
      <section class="card">
        <h2>
          {destinationWords[destination.type]}: <FileText text={destination.to} />{' '}
          <span class={status === 'active' ? 'tag' : 'tag doubt'}>{statusWords[status]}</span>
        </h2>
        {reason && <p class="warning">{reason}</p>}
        <Wish subscription={subscription} goesOnTo={goesOnTo} />
        <Allowed caller={frame.caller} scope="subscriptions:write">
          <div class="deeds">
            <a class="button" href={`${here}/edit`}>
              Change
            </a>
            {deedsFor(subscription).map(([deed, words]) => (
              <Deed
                frame={frame}
                action={`${here}/${deed}`}
                words={words}
                whom={name}
                look={deed === 'remove' ? 'danger' : 'quiet'}
              />
            ))}
          </div>
        </Allowed>
      </section>
      <section class="card">
        <h2>What it would have told of the last releases</h2>
        {preview.releases.length === 0 && <p class="soft">No release is held yet.</p>}
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
        <DeliveryList deliveries={deliveries} here={here} read={may(frame.caller, 'claims:read')} />
        {destination.type !== 'email' && deliveries.deliveries.length > 0 && (
          <Allowed caller={frame.caller} scope="subscriptions:write">
            <ChangeForm frame={frame} action={`${here}/replay`}>
              <Field
                label="Send again from number"
                name="from"
                type="number"
                value={String(deliveries.deliveries[0]?.sequence ?? 1)}
                required
                hint="That message and all after it, each under its own id"
              />
              <button type="submit" class="quiet">
                Send again
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
    status === 'active' ? ['pause', 'Pause'] : ['resume', status === 'unconfirmed' ? 'Ask again' : 'Resume'],
    ...(status === 'active' ? [['test', 'Send a test'] as const] : []),
    ...(destination.type === 'webhook' ? [['rotate', 'New signing secret'] as const] : []),
    ['remove', 'Remove'],
  ];
}

/** What it asks for, in words; what is as always is not said. */
function Wish({
  subscription: { interest, timing, owner, escalation, createdAt },
  goesOnTo,
}: Pick<OneSubscription, 'subscription' | 'goesOnTo'>) {
  const { cadence, hour, weekday, daysBefore, quiet, timeZone } = timing;
  const lists = [interest.codeSets, interest.kinds, interest.codes].concat([
    interest.sections.map((each) => `section ${each}`),
    interest.payers.map((each) => `payer ${each}`),
    interest.clinics.map((each) => `clinic ${each}`),
  ] as never);
  const facts: readonly (readonly [string, string | false | null])[] = [
    [
      'Hears of',
      [interest.findings && 'stored lines hit', interest.changes && 'what releases change']
        .filter(Boolean)
        .join(', ') || 'nothing: change it',
    ],
    [
      'Only',
      [
        ...lists.flat(),
        interest.onlyBilled && 'codes that we bill',
        interest.minimum > 0 && `lines of $${interest.minimum} and more`,
      ]
        .filter(Boolean)
        .join(', '),
    ],
    [
      'When',
      `${cadenceWords[cadence]}${cadence === 'weekly' ? `, on ${weekdays[weekday - 1]}` : ''}${cadence === 'at-once' ? '' : ` at ${hour}:00`}, ${timeZone}`,
    ],
    ['Quiet', quiet && `${quiet.from} – ${quiet.to}`],
    ['Reminds', daysBefore.length > 0 && `${daysBefore.join(', ')} days before`],
    [
      'Not taken',
      escalation && `after ${counted(escalation.afterDays, 'day')}, over $${escalation.over}: to ${goesOnTo}`,
    ],
    ['Owner', owner],
  ];
  return (
    <dl class="facts">
      {facts.map(
        ([word, said]) =>
          said && (
            <div>
              <dt>{word}</dt>
              <dd>
                <FileText text={said} />
              </dd>
            </div>
          ),
      )}
      <div>
        <dt>Since</dt>
        <dd>{createdAt === fromTheBeginning ? 'the beginning' : <Moment instant={createdAt} />}</dd>
      </div>
    </dl>
  );
}
