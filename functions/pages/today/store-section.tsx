import type { ReleasesAnswer } from '../../../shared/api/code-set-forms.ts';
import type { IsoDate } from '../../../shared/dates.ts';
import { counted, releaseTitle, shortDate } from '../format.ts';

/** What the store holds, and how far its word goes. */
export function StoreSection({
  held: { codeSet, releases, coverage },
  today,
  cptHeld,
}: {
  held: ReleasesAnswer;
  today: IsoDate;
  cptHeld: boolean;
}) {
  const through = coverage.at(-1)?.to;
  return (
    <section class="card">
      <h2>What is held</h2>
      {through !== undefined && through < today && (
        <p class="warning" role="note">
          The newest release speaks for dates of service through {shortDate(through)}. Later ones are not judged: hand
          in the next release.
        </p>
      )}
      <p class="soft">
        {counted(releases.length, 'release')} of {codeSet}, judging dates of service{' '}
        {coverage.map(({ from, to }) => `${shortDate(from)} – ${shortDate(to)}`).join(' and ')}
      </p>
      <ul class="held">
        {[...releases]
          .reverse()
          .slice(0, 12)
          .map(({ release, knownSince, changes, baseline }) => (
            <li>
              <a href={`/releases/${release}`}>{releaseTitle(release)}</a>
              <span class="soft">
                {baseline
                  ? 'first one held'
                  : counted(changes.added + changes.deleted + changes.revised + changes.reactivated, 'change')}
                {' · '}published {shortDate(knownSince)}
              </span>
            </li>
          ))}
      </ul>
      {!cptHeld && <p class="soft">CPT is not loaded: it needs the AMA's licence. CPT codes are not judged.</p>}
    </section>
  );
}
