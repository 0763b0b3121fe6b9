import type { MoneyAtRisk } from '../../../shared/api/claim-forms.ts';
import type { ComingDates, ListedChange, ReleaseSummary, ReleasesAnswer } from '../../../shared/api/code-set-forms.ts';
import type { IsoDate } from '../../../shared/dates.ts';
import type { SampleStanding } from '../../sample-store.ts';
import { counted, dollarText, inDays, longDate, numberText, releaseTitle } from '../format.ts';
import { type Frame, Layout } from '../layout.tsx';
import { Code } from '../parts.tsx';
import { ComingSection } from './coming-section.tsx';
import { ReleaseSection } from './release-section.tsx';
import { RiskSection } from './risk-section.tsx';
import { OfferSample } from './sample-pages.tsx';
import { StoreSection } from './store-section.tsx';
import { type Waiting, WaitingSection } from './waiting-section.tsx';

export interface Today {
  readonly today: IsoDate;
  readonly held: ReleasesAnswer;
  readonly cptHeld: boolean;
  readonly newest: ReleaseSummary | null;
  /** Deletions of the newest release, the first of them. */
  readonly ended: readonly ListedChange[];
  /** Short descriptor of a code as the newest release has it. */
  readonly nameOf: (code: string) => string;
  readonly coming: ComingDates;
  /** Null for a reader who may not see claims. */
  readonly risk: MoneyAtRisk | null;
  /** Whether any claim or list of the reader's account was ever stored. */
  readonly linesHeld: boolean;
  readonly waiting: Waiting;
  /** Null where no button brings the sample. */
  readonly sample: SampleStanding | null;
}

/** What a billing manager has to know this morning: money first, then codes, then dates. */
export function TodayPage({ frame, view }: { frame: Frame; view: Today }) {
  if (!view.newest)
    return (
      <Layout frame={frame}>
        <Welcome frame={frame} view={view} />
      </Layout>
    );
  return (
    <Layout frame={frame}>
      <Headline view={view} newest={view.newest} />
      <div class="columns">
        <div>
          <RiskSection risk={view.risk} linesHeld={view.linesHeld} />
          <ReleaseSection release={view.newest} ended={view.ended} nameOf={view.nameOf} />
        </div>
        <aside aria-label="Dates and sources">
          <WaitingSection today={view.today} waiting={view.waiting} />
          <ComingSection coming={view.coming} />
          <StoreSection held={view.held} today={view.today} cptHeld={view.cptHeld} />
        </aside>
      </div>
    </Layout>
  );
}

function Headline({ view: { today, risk, linesHeld, coming }, newest }: { view: Today; newest: ReleaseSummary }) {
  const [known] = coming.dates;
  const next = known && known.days < coming.nextUpdate.days ? known : coming.nextUpdate;
  return (
    <section class="lead">
      <p class="eyebrow">
        <time datetime={today}>{longDate(today)}</time>
      </p>
      <h1>{headline(risk, linesHeld, newest)}</h1>
      <dl class="figures">
        {risk && linesHeld && (
          <>
            <Figure
              term="Money at risk"
              value={`${risk.more ? '> ' : ''}${dollarText(risk.amount)}`}
              tone={risk.amount > 0 ? 'loss' : 'gain'}
            />
            <Figure term="Open lines" value={numberText(risk.lines)} note={`on ${counted(risk.claims, 'claim')}`} />
            <Figure term="To look at" value={numberText(risk.review.lines)} note={dollarText(risk.review.amount)} />
          </>
        )}
        <Figure term="Next effective date" value={inDays(next.days)} note={longDate(next.date)} />
      </dl>
    </section>
  );
}

function headline(risk: MoneyAtRisk | null, linesHeld: boolean, newest: ReleaseSummary) {
  if (risk?.codes[0] && risk.lines > 0)
    return (
      <>
        <Code code={risk.codes[0].code} /> first: {dollarText(risk.codes[0].amount)} on{' '}
        {counted(risk.codes[0].lines, 'open line')} will not be paid as billed.
      </>
    );
  if (risk && risk.review.lines > 0) return `Nothing is broken; ${counted(risk.review.lines, 'line')} to look at.`;
  if (risk && linesHeld) return 'Nothing that you bill is broken.';
  const { added, deleted } = newest.changes;
  if (newest.baseline) return `${releaseTitle(newest.release)}: ${counted(newest.records, 'code')} held.`;
  return `${releaseTitle(newest.release)}: ${counted(deleted, 'code')} ended, ${numberText(added)} added.`;
}

function Figure({ term, value, note, tone }: { term: string; value: string; note?: string; tone?: 'loss' | 'gain' }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd class={tone}>{value}</dd>
      {note && <dd class="soft">{note}</dd>}
    </div>
  );
}

/** The first visit: what to do, in the order in which it is done. */
function Welcome({ frame, view: { today, sample } }: { frame: Frame; view: Today }) {
  return (
    <section class="lead welcome">
      <p class="eyebrow">
        <time datetime={today}>{longDate(today)}</time>
      </p>
      <h1>No release is held yet.</h1>
      {sample && <OfferSample frame={frame} standing={sample} />}
      <ol class="steps">
        <li>
          <h2>Get the code set</h2>
          <p>From CMS, or a zip that you have downloaded yourself.</p>
          <pre>
            <code>npx codeset ingest --cms{'\n'}npx codeset ingest january-2026-alpha-numeric-hcpcs-file.zip</code>
          </pre>
        </li>
        <li>
          <h2>Bring your open claims</h2>
          <p>
            837P, 837I, CSV or FHIR, chosen under <a href="/settings/imports">Imports</a> or by command. Names, birth
            dates and diagnoses are dropped while reading.
          </p>
          <pre>
            <code>npx codeset claims import claims.837</code>
          </pre>
        </li>
        <li>
          <h2>Come back here</h2>
          <p>Each line that an update breaks is listed with the code to bill instead and the money on it.</p>
        </li>
      </ol>
      <p class="soft">
        A claim can be <a href="/check">checked</a> without storing anything.
      </p>
    </section>
  );
}
