import type { ComingDates } from '../../../shared/api/code-set-forms.ts';
import { counted, inDays, releaseTitle } from '../format.ts';
import { Day } from '../parts.tsx';
import { kindOrder, kindWords } from '../words.ts';

/** So many dates are shown; the rest lies far ahead. */
const shownAtMost = 6;

/** Coming effective dates, the nearest first, the next update among them. */
export function ComingSection({ coming: { dates, nextUpdate } }: { coming: ComingDates }) {
  const known = dates.map((each) => ({ ...each, text: changesText(each) }));
  const all = known.some(({ date }) => date === nextUpdate.date)
    ? known
    : [...known, { ...nextUpdate, text: updateText(nextUpdate) }].sort((a, b) => a.days - b.days);
  return (
    <section class="card">
      <h2>Coming up</h2>
      <ul class="coming">
        {all.slice(0, shownAtMost).map(({ date, days, text }) => (
          <li>
            <strong>
              <Day date={date} />
            </strong>
            <span class="tag">{inDays(days)}</span>
            <span class="soft">{text}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function changesText({ codes, changes }: ComingDates['dates'][number]): string {
  const kinds = kindOrder.filter((kind) => changes[kind] > 0);
  return `${counted(codes, 'code')}: ${kinds.map((kind) => `${changes[kind]} ${kindWords[kind].toLowerCase()}`).join(', ')}`;
}

function updateText({ release, held }: ComingDates['nextUpdate']): string {
  const title = releaseTitle(release);
  return held ? `${title} is held and changes nothing on the day` : `${title} update takes effect; not held yet`;
}
