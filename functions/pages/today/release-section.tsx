import type { ListedChange, ReleaseSummary } from '../../../shared/api/code-set-forms.ts';
import { longDate, numberText, releaseTitle, shortDate } from '../format.ts';
import { Code, Day, FileText, ReplacementCodes } from '../parts.tsx';
import { kindOrder, kindWords } from '../words.ts';

interface Props {
  readonly release: ReleaseSummary;
  readonly ended: readonly ListedChange[];
  readonly nameOf: (code: string) => string;
}

/** The newest release in numbers, and what it ended. */
export function ReleaseSection({ release, ended, nameOf }: Props) {
  const all = `/releases/${release.release}/changes`;
  return (
    <section class="card">
      <h2>
        <a href={`/releases/${release.release}`}>{releaseTitle(release.release)}</a>
      </h2>
      <p class="soft">
        {release.codeSet} · in force from {shortDate(release.date)} · published {shortDate(release.knownSince)} ·{' '}
        {numberText(release.records)} codes and modifiers
      </p>
      {release.baseline ? (
        <p>
          The first release held: there is nothing to compare it with. Hand in the one before it to see its changes.
        </p>
      ) : (
        <ul class="tiles">
          {kindOrder.map((kind) => (
            <li>
              <a class={`tile ${kind}`} href={`${all}?kind=${kind}`}>
                <strong>{numberText(release.changes[kind])}</strong>
                {kindWords[kind]}
              </a>
            </li>
          ))}
        </ul>
      )}
      {ended.length > 0 && <Ended ended={ended} nameOf={nameOf} />}
      {release.changes.deleted > ended.length && (
        <p>
          <a href={`${all}?kind=deleted`}>All {numberText(release.changes.deleted)} that ended</a>
        </p>
      )}
    </section>
  );
}

function Ended({ ended, nameOf }: Pick<Props, 'ended' | 'nameOf'>) {
  return (
    <table class="ended">
      <thead>
        <tr>
          <th scope="col">Ended</th>
          <th scope="col">What it was</th>
          <th scope="col">Not valid from</th>
          <th scope="col">Instead</th>
        </tr>
      </thead>
      <tbody>
        {ended.map(({ code, effective, replacements, withdrawn }) => (
          <tr>
            <th scope="row">
              <Code code={code} />
            </th>
            <td>
              <FileText text={nameOf(code)} />
              {withdrawn && (
                <span class="tag doubt" title={`Gone from the file of ${longDate(effective)} without a last day`}>
                  withdrawn
                </span>
              )}
            </td>
            <td>
              <Day date={effective} />
            </td>
            <td>
              <ReplacementCodes replacements={replacements} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
