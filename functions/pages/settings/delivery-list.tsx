import type { Deliveries } from '../../../shared/api/subscription-forms.ts';
import { counted, numberText } from '../format.ts';
import { FileText, Moment } from '../parts.tsx';

type Delivery = Deliveries['deliveries'][number];

export const deliveryWords: Readonly<Record<Delivery['status'], string>> = {
  due: 'on its way',
  delivered: 'delivered',
  'given-up': 'given up',
  held: 'held back while paused',
  kept: 'in the feed',
};

/** What was sent, and how each try went. */
export function DeliveryList(props: { deliveries: Deliveries; here: string; read: boolean }) {
  const {
    deliveries: { deliveries, next },
    here,
    read,
  } = props;
  if (deliveries.length === 0)
    return <p class="soft">Nothing was sent yet. A test shows whether its messages arrive.</p>;
  return (
    <>
      <ul class="rows">
        {deliveries.map((delivery) => (
          <Row delivery={delivery} here={here} read={read} />
        ))}
      </ul>
      {next !== null && (
        <p>
          <a class="button quiet" href={`${here}?before=${next}`}>
            Earlier ones
          </a>
        </p>
      )}
    </>
  );
}

function Row({ delivery, here, read }: { delivery: Delivery; here: string; read: boolean }) {
  const { id, sequence, subject, status, createdAt, nextTryAt, tries } = delivery;
  const wrong = status === 'given-up' || (status === 'due' && tries.length > 0);
  const last = tries.at(-1);
  return (
    <li>
      {sequence !== null && <b>{numberText(sequence)} </b>}
      {read ? (
        <a href={`${here}/deliveries/${encodeURIComponent(id)}`}>
          <FileText text={subject} />
        </a>
      ) : (
        <FileText text={subject} />
      )}{' '}
      <span class={wrong ? 'tag doubt' : 'tag'}>{deliveryWords[status]}</span>
      <span class="soft">
        <Moment instant={createdAt} />
        {last && ` · ${answerOf(last)}`}
        {nextTryAt && tries.length > 0 && (
          <>
            {' '}
            · next try <Moment instant={nextTryAt} />
          </>
        )}
      </span>
      {tries.length > 1 && (
        <details class="behind" open={wrong ? true : undefined}>
          <summary>{counted(tries.length, 'try', 'tries')}</summary>
          <ol>
            {tries.map((each) => (
              <li class="soft">
                <Moment instant={each.at} />: {answerOf(each)}
              </li>
            ))}
          </ol>
        </details>
      )}
    </li>
  );
}

function answerOf({ status, error, milliseconds }: Delivery['tries'][number]): string {
  return `${[status, error].filter(Boolean).join(', ') || 'taken'} in ${Math.round(milliseconds)} ms`;
}
