import type { ComingDates } from '../../shared/api/code-set-forms.ts';
import { counted, inDays, releaseTitle } from './format.ts';
import { Day } from './parts.tsx';
import { kindOrder, kindWords } from './words.ts';

/** Coming effective dates, the nearest first. */
export function ComingSection({ coming: { dates, nextUpdate } }: { coming: ComingDates }) {
  const shown = dates.slice(0, 6);
  return (
    <section class="card">
      <h2>Coming up</h2>
      <ul class="coming">
        {shown.map(({ date, days, changes, codes }) => (
          <li>
            <strong>
              <Day date={date} />
            </strong>
            <span class="tag">{inDays(days)}</span>
            <span class="soft">
              {counted(codes, 'code')}:{' '}
              {kindOrder
                .filter((kind) => changes[kind] > 0)
                .map((kind) => `${changes[kind]} ${kindWords[kind].toLowerCase()}`)
                .join(', ')}
            </span>
          </li>
        ))}
        {!shown.some(({ date }) => date === nextUpdate.date) && (
          <li>
            <strong>
              <Day date={nextUpdate.date} />
            </strong>
            <span class="tag">{inDays(nextUpdate.days)}</span>
            <span class="soft">
              {nextUpdate.held
                ? `${releaseTitle(nextUpdate.release)} is held and changes nothing on the day`
                : `${releaseTitle(nextUpdate.release)} update takes effect; not held yet`}
            </span>
          </li>
        )}
      </ul>
    </section>
  );
}
