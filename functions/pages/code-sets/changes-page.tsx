import type { CodeUse } from '../../../shared/api/claim-forms.ts';
import type { ListedChange, ReleaseDetail, ReleaseSummary } from '../../../shared/api/code-set-forms.ts';
import type { FoundChanges } from '../../queries/search-changes.ts';
import { counted, numberText, releaseTitle, shortDate } from '../format.ts';
import { type Frame, Layout } from '../layout.tsx';
import { Notices } from '../parts.tsx';
import { kindOrder, kindWords } from '../words.ts';
import { ChangeEntry } from './change-entry.tsx';
import { type AskedChanges, ChangesFilter, withAsked } from './changes-filter.tsx';

export interface Changes {
  /** Null where the changes of all releases are looked through. */
  readonly release: ReleaseDetail | null;
  readonly releases: readonly ReleaseSummary[];
  readonly asked: AskedChanges;
  readonly found: FoundChanges;
  readonly nameOf: (code: string) => string;
  /** Where the reader uses the codes shown; none of a visitor's. */
  readonly uses: ReadonlyMap<string, CodeUse>;
  /** AMA's, for the texts shown. */
  readonly notices: readonly string[];
}

/** Changes of one release or of all, as they are looked for, a page at a time. */
export function ChangesPage({ frame, view }: { frame: Frame; view: Changes }) {
  const { release, asked, found } = view;
  const here = release ? `/releases/${release.release}/changes` : '/changes';
  return (
    <Layout frame={frame}>
      <section class="lead">
        {release ? <ReleaseHead release={release} /> : <h1>Changes of every release held</h1>}
        <ChangesFilter here={here} view={view} />
        {release && !release.baseline && <Kinds here={here} asked={asked} release={release} />}
      </section>
      <div id="found">
        <Found view={view} />
        {found.next && (
          <p>
            <a class="button" href={withAsked(here, asked, { cursor: found.next })} rel="next">
              More changes
            </a>
          </p>
        )}
      </div>
      <Notices notices={view.notices} />
    </Layout>
  );
}

function ReleaseHead({ release }: { release: ReleaseDetail }) {
  return (
    <>
      <p class="eyebrow">{release.codeSet} release</p>
      <h1>{releaseTitle(release.release)}</h1>
      <p class="soft">
        In force from {shortDate(release.date)} · published {shortDate(release.knownSince)} ·{' '}
        {numberText(release.records)} codes and modifiers ·{' '}
        <a href={`/releases/${release.release}`}>about the release</a>
      </p>
    </>
  );
}

function Kinds({ here, asked, release }: { here: string; asked: AskedChanges; release: ReleaseDetail }) {
  const total = kindOrder.reduce((sum, each) => sum + release.changes[each], 0);
  return (
    <nav class="filters" aria-label="Kinds of change">
      <a
        href={withAsked(here, asked, { kind: undefined })}
        aria-current={asked.kind === undefined ? 'true' : undefined}
      >
        All {numberText(total)}
      </a>
      {kindOrder.map((each) => (
        <a href={withAsked(here, asked, { kind: each })} aria-current={asked.kind === each ? 'true' : undefined}>
          {kindWords[each]} {numberText(release.changes[each])}
        </a>
      ))}
    </nav>
  );
}

function sameCode({ code, release }: ListedChange, other: ListedChange | undefined): boolean {
  return other?.code === code && other.release === release;
}

function Found({ view: { release, releases, found, nameOf, uses } }: { view: Changes }) {
  if (releases.length === 0)
    return (
      <p class="card calm" role="status">
        No release is held yet. <a href="/">How to get the first one</a>
      </p>
    );
  if (releases.length === 1 && !release)
    return (
      <p class="card calm" role="status">
        One release is held, and there is nothing to compare it with: the next one brings changes.
      </p>
    );
  if (found.changes.length === 0)
    return (
      <p class="card calm" role="status">
        {release?.baseline
          ? 'This is the first release held: it is compared with nothing, and changes nothing.'
          : 'No such change. Fewer words or filters find more.'}
      </p>
    );
  return (
    <>
      <p class="soft" role="status">
        {counted(found.total, 'change')}
        {found.changes.length < found.total && `, ${numberText(found.changes.length)} of them here`}
      </p>
      <ol class="entries">
        {found.changes.map((change, index) => {
          const follows = sameCode(change, found.changes[index - 1]);
          const followed = sameCode(change, found.changes[index + 1]);
          return (
            <ChangeEntry
              change={change}
              name={nameOf(change.code)}
              use={followed ? undefined : uses.get(change.code)}
              follows={follows}
              apart={!release}
            />
          );
        })}
      </ol>
    </>
  );
}
