import type { Deliveries } from '../../shared/api/subscription-forms.ts';
import { counted, numberText } from './format.ts';
import { FileText, Moment } from './parts.tsx';

type Delivery = Deliveries['deliveries'][number];

const statusWords: Readonly<Record<Delivery['status'], string>> = {
  due: 'on its way',
  delivered: 'delivered',
  'given-up': 'given up',
  held: 'held back while paused',
  kept: 'in the feed',
};

/** What was sent, and how each try went. */
export function DeliveryList({ deliveries: { deliveries, next }, here }: { deliveries: Deliveries; here: string }) {
  if (deliveries.length === 0)
    return <p class="soft">Nothing was sent yet. A test shows whether its messages arrive.</p>;
  return (
    <>
      <ul class="rows">
        {deliveries.map((delivery) => (
          <Row delivery={delivery} />
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

function Row({ delivery: { sequence, subject, status, createdAt, nextTryAt, tries } }: { delivery: Delivery }) {
  const wrong = status === 'given-up' || (status === 'due' && tries.length > 0);
  const last = tries.at(-1);
  return (
    <li>
      {sequence !== null && <b>{numberText(sequence)} </b>}
      <FileText text={subject} /> <span class={wrong ? 'tag doubt' : 'tag'}>{statusWords[status]}</span>
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
