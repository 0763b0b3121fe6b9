import type { ListedChange, ReleaseDetail } from '../../shared/api/code-set-forms.ts';
import type { ChangeKind } from '../../shared/changes/change.ts';
import { ChangeEntry } from './change-entry.tsx';
import { counted, numberText, releaseTitle, shortDate } from './format.ts';
import { type Frame, Layout } from './layout.tsx';
import { Notices } from './parts.tsx';
import { kindOrder, kindWords } from './words.ts';

export interface Changes {
  readonly release: ReleaseDetail;
  readonly kind: ChangeKind | undefined;
  readonly changes: readonly ListedChange[];
  readonly next: string | null;
  readonly nameOf: (code: string) => string;
  /** AMA's, for the texts shown. */
  readonly notices: readonly string[];
}

/** All changes of one release, by kind, a page at a time. */
export function ChangesPage({ frame, view }: { frame: Frame; view: Changes }) {
  const { release, kind, changes, next, nameOf } = view;
  const here = `/releases/${release.release}/changes`;
  const total = kindOrder.reduce((sum, each) => sum + release.changes[each], 0);
  const query = new URLSearchParams({ ...(kind ? { kind } : {}), ...(next ? { cursor: next } : {}) });
  return (
    <Layout frame={frame}>
      <section class="lead">
        <p class="eyebrow">{release.codeSet} release</p>
        <h1>{releaseTitle(release.release)}</h1>
        <p class="soft">
          In force from {shortDate(release.date)} · published {shortDate(release.knownSince)} · {release.file} ·{' '}
          {numberText(release.records)} codes and modifiers
        </p>
        {!release.baseline && (
          <nav class="filters" aria-label="Kinds of change">
            <a href={here} aria-current={kind === undefined ? 'true' : undefined}>
              All {numberText(total)}
            </a>
            {kindOrder.map((each) => (
              <a href={`${here}?kind=${each}`} aria-current={kind === each ? 'true' : undefined}>
                {kindWords[each]} {numberText(release.changes[each])}
              </a>
            ))}
          </nav>
        )}
      </section>
      {changes.length === 0 ? (
        <p class="card calm">
          {release.baseline
            ? 'This is the first release held: it is compared with nothing, and changes nothing.'
            : 'No such change.'}
        </p>
      ) : (
        <ol class="entries">
          {changes.map((change) => (
            <ChangeEntry change={change} name={nameOf(change.code)} />
          ))}
        </ol>
      )}
      {next && (
        <p>
          <a class="button" href={`${here}?${query}`} rel="next">
            More changes
          </a>
        </p>
      )}
      <Notices notices={view.notices} />
      {release.notes.length > 0 && <Notes notes={release.notes} />}
    </Layout>
  );
}

function Notes({ notes }: Pick<ReleaseDetail, 'notes'>) {
  return (
    <details class="card">
      <summary>{counted(notes.length, 'note')} from reading the file</summary>
      <ul>
        {notes.slice(0, 200).map(({ code, text }) => (
          <li>
            {code && <b>{code}</b>} {text}
          </li>
        ))}
      </ul>
    </details>
  );
}
