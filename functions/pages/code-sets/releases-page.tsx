import type { ReleaseOverview } from '../../queries/release-overview.ts';
import { counted, numberText, releaseTitle } from '../format.ts';
import { type Frame, Layout } from '../layout.tsx';
import { Day, Scroll } from '../parts.tsx';
import { kindOrder, kindWords, sectionName } from '../words.ts';
import { ChangesChart } from './changes-chart.tsx';

export interface Releases {
  /** The newest first. */
  readonly hcpcs: readonly ReleaseOverview[];
  readonly cpt: readonly ReleaseOverview[];
}

/** What is held, and what each release changed. */
export function ReleasesPage({ frame, view: { hcpcs, cpt } }: { frame: Frame; view: Releases }) {
  const all = [...hcpcs, ...cpt];
  return (
    <Layout frame={frame}>
      <section class="lead">
        <h1>{all.length === 0 ? 'No release is held yet.' : `${counted(all.length, 'release')} held.`}</h1>
        {all.length === 0 && (
          <p>
            <a href="/">How to get the first one</a>
          </p>
        )}
      </section>
      {hcpcs.length > 0 && <CodeSetSection title="HCPCS Level II" releases={hcpcs} />}
      {cpt.length > 0 && <CodeSetSection title="CPT" releases={cpt} />}
    </Layout>
  );
}

function CodeSetSection({ title, releases }: { title: string; releases: readonly ReleaseOverview[] }) {
  return (
    <section class="card stacked">
      <h2>{title}: changes over the years</h2>
      <ChangesChart releases={releases} />
      <Scroll label={`Releases of ${title}`}>
        <table class="listing">
          <thead>
            <tr>
              <th scope="col">Release</th>
              <th scope="col">In force</th>
              <th scope="col">Published</th>
              {kindOrder.map((kind) => (
                <th scope="col" class="number">
                  {kindWords[kind]}
                </th>
              ))}
              <th scope="col">Sections most changed</th>
              <th scope="col">CMS's report</th>
            </tr>
          </thead>
          <tbody>
            {releases.map((release) => (
              <Row release={release} />
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
}

function Row({
  release: { release, date, knownSince, baseline, changes, sections, reported },
}: {
  release: ReleaseOverview;
}) {
  const here = `/releases/${release}`;
  return (
    <tr>
      <th scope="row">
        <a href={here}>{releaseTitle(release)}</a>
      </th>
      <td data-label="In force">
        <Day date={date} />
      </td>
      <td data-label="Published">
        <Day date={knownSince} />
      </td>
      {kindOrder.map((kind) => (
        <td class="number" data-label={kindWords[kind]}>
          {baseline ? '–' : <a href={`${here}/changes?kind=${kind}`}>{numberText(changes[kind])}</a>}
        </td>
      ))}
      <td data-label="Sections">{baseline ? <span class="soft">first one held</span> : mostChanged(sections)}</td>
      <td data-label="CMS's report">
        {reported && !baseline ? <a href={`${here}#agreement`}>compared</a> : <span class="soft">none</span>}
      </td>
    </tr>
  );
}

/** So many sections are named. */
const namedAtMost = 3;

function mostChanged(sections: ReleaseOverview['sections']) {
  const totals = sections
    .map(({ section, changes }) => ({ section, total: kindOrder.reduce((sum, kind) => sum + changes[kind], 0) }))
    .sort((a, b) => b.total - a.total);
  return totals
    .slice(0, namedAtMost)
    .map(({ section, total }) => `${sectionName(section)} ${numberText(total)}`)
    .join(', ');
}
