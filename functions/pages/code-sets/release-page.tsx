import type { ReleaseDetail, ReleaseSummary } from '../../../shared/api/code-set-forms.ts';
import type { Agreement } from '../../../shared/release/report-agreement.ts';
import type { SectionCounts } from '../../queries/release-overview.ts';
import { counted, numberText, releaseTitle, shortDate } from '../format.ts';
import { type Frame, Layout } from '../layout.tsx';
import { Code, FileText, Scroll } from '../parts.tsx';
import { disagreementWords, kindOrder, kindWords, knownSinceWords, sectionName } from '../words.ts';

export interface ReleaseView {
  readonly release: ReleaseDetail;
  readonly sections: readonly SectionCounts[];
  /** Null where CMS's report did not come with it. */
  readonly agreement: Agreement | null;
  /** Other files and corrections of the same quarter. */
  readonly siblings: readonly ReleaseSummary[];
}

/** One release: what it changed, whether CMS says the same, and from which bytes it was read. */
export function ReleasePage({ frame, view }: { frame: Frame; view: ReleaseView }) {
  const { release, sections, siblings } = view;
  const here = `/releases/${release.release}/changes`;
  return (
    <Layout frame={frame}>
      <section class="lead">
        <p class="eyebrow">{release.codeSet} release</p>
        <h1>{releaseTitle(release.release)}</h1>
        <p class="soft">
          In force from {shortDate(release.date)} · speaks for dates of service through{' '}
          {shortDate(release.coveredThrough)} · {numberText(release.records)} codes and modifiers
        </p>
        {!release.baseline && (
          <p>
            <a class="button" href={here}>
              All changes
            </a>
          </p>
        )}
      </section>
      <div class="columns">
        <div>
          <Sections release={release} sections={sections} here={here} />
          <AgreementSection view={view} />
        </div>
        <aside aria-label="About the release">
          <Proof release={release} />
          {siblings.length > 0 && <Siblings siblings={siblings} />}
          {release.notes.length > 0 && <Notes notes={release.notes} />}
        </aside>
      </div>
    </Layout>
  );
}

function Sections({ release, sections, here }: Pick<ReleaseView, 'release' | 'sections'> & { here: string }) {
  if (release.baseline)
    return (
      <section class="card calm">
        <h2>The first release held</h2>
        <p>It is compared with nothing. Hand in the one before it to see what it changed.</p>
      </section>
    );
  return (
    <section class="card">
      <h2>What changed, by section</h2>
      {sections.length === 0 && <p>Nothing: every code reads as in the release before.</p>}
      <Scroll label="Changes by section">
        <table class="listing">
          <thead>
            <tr>
              <th scope="col">Section</th>
              {kindOrder.map((kind) => (
                <th scope="col" class="number">
                  {kindWords[kind]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sections.map(({ section, changes }) => (
              <tr>
                <th scope="row">
                  {section === '' ? (
                    sectionName(section)
                  ) : (
                    <a href={`${here}?section=${section}`}>{sectionName(section)}</a>
                  )}
                </th>
                {kindOrder.map((kind) => (
                  <td class="number" data-label={kindWords[kind]}>
                    {numberText(changes[kind])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">All</th>
              {kindOrder.map((kind) => (
                <td class="number" data-label={kindWords[kind]}>
                  <a href={`${here}?kind=${kind}`}>{numberText(release.changes[kind])}</a>
                </td>
              ))}
            </tr>
          </tfoot>
        </table>
      </Scroll>
    </section>
  );
}

/** So many disagreements are listed. */
const listedAtMost = 100;

function AgreementSection({ view: { release, agreement } }: { view: ReleaseView }) {
  if (release.baseline) return null;
  return (
    <section class="card" id="agreement">
      <h2>Beside CMS's own report</h2>
      {agreement ? (
        <Compared agreement={agreement} />
      ) : (
        <p class="soft">No transaction report came with this release.</p>
      )}
    </section>
  );
}

function Compared({ agreement: { agreeing, disagreements } }: { agreement: Agreement }) {
  const agreed = agreeing.added + agreeing.deleted + agreeing.reactivated;
  const all = agreed + disagreements.length;
  const shown = disagreements.slice(0, listedAtMost);
  return (
    <>
      <p>
        {disagreements.length === 0 ? 'They agree on all ' : `They agree on ${numberText(agreed)} of `}
        {counted(all, 'code')} that began, ended or came back.
      </p>
      {shown.length > 0 && (
        <details>
          <summary>{counted(disagreements.length, 'code')} on which they differ</summary>
          <ul class="rows">
            {shown.map(({ code, kind, ours, cms, rule }) => (
              <li>
                <Code code={code} />{' '}
                {ours ? `${kindWords[kind]} by the files alone` : `${kindWords[kind]} by CMS alone`}
                <span class="soft">
                  {disagreementWords[rule]}
                  {cms && (
                    <>
                      {' '}
                      · CMS: “<FileText text={cms.trim()} />”
                    </>
                  )}
                </span>
              </li>
            ))}
          </ul>
          {disagreements.length > shown.length && (
            <p class="soft">And {numberText(disagreements.length - shown.length)} more.</p>
          )}
        </details>
      )}
    </>
  );
}

/** From which bytes it was read: whoever doubts can hash the publisher's file. */
function Proof({ release }: { release: ReleaseDetail }) {
  return (
    <section class="card">
      <h2>Archive proof</h2>
      <dl class="facts">
        <div>
          <dt>File</dt>
          <dd>
            <FileText text={release.file} />
          </dd>
        </div>
        <div>
          <dt>SHA-256</dt>
          <dd>
            <code>{release.sha256}</code>
          </dd>
        </div>
        <div>
          <dt>Published</dt>
          <dd>
            {shortDate(release.knownSince)} <span class="soft">{knownSinceWords[release.knownSinceSource]}</span>
          </dd>
        </div>
        {Object.entries(release.counts).map(([name, count]) => (
          <div>
            <dt>{name}</dt>
            <dd>{numberText(count)}</dd>
          </div>
        ))}
      </dl>
      <p class="soft">
        <code>npx codeset verify</code> reads the archived bytes again and compares.
      </p>
      <p>
        <a href={`/v1/releases/${release.release}`}>This page as JSON</a>
      </p>
    </section>
  );
}

function Siblings({ siblings }: Pick<ReleaseView, 'siblings'>) {
  return (
    <section class="card">
      <h2>Corrections and files of the quarter</h2>
      <ul class="held">
        {siblings.map(({ release, knownSince, file }) => (
          <li>
            <a href={`/releases/${release}`}>{releaseTitle(release)}</a>
            <span class="soft">
              published {shortDate(knownSince)} · <FileText text={file} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Notes({ notes }: Pick<ReleaseDetail, 'notes'>) {
  return (
    <details class="card">
      <summary>{counted(notes.length, 'note')} from reading the file</summary>
      <ul class="rows">
        {notes.slice(0, 200).map(({ code, text }) => (
          <li>
            {code && <b>{code}</b>} <FileText text={text} />
          </li>
        ))}
      </ul>
      {notes.length > 200 && <p class="soft">And {numberText(notes.length - 200)} more, in the JSON.</p>}
    </details>
  );
}
