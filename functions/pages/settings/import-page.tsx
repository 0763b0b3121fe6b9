import type { KeptImport } from '../../../shared/api/import-forms.ts';
import { FigureLinks } from '../figure-links.tsx';
import { counted, numberText } from '../format.ts';
import type { Frame } from '../layout.tsx';
import { LookAgain } from '../look-again.tsx';
import { FileText, Scroll } from '../parts.tsx';
import { momentText } from '../work/finding-words.ts';
import {
  countsText,
  isUnderWay,
  refusalRemedies,
  sizeText,
  standingOf,
  standingTexts,
  standingWords,
} from './import-words.ts';
import { type Said, SettingsLayout } from './settings-layout.tsx';

/** So many refusals are shown; a report keeps some more, and the command line shows them. */
const shownAtMost = 200;

interface Props {
  readonly frame: Frame;
  readonly said: Said;
  readonly one: KeptImport;
  /** ISO instant. */
  readonly now: string;
}

/** What came of one file: how far it is, what is known of it, and why something was refused. */
export function ImportPage({ frame, said, one, now }: Props) {
  return (
    <SettingsLayout
      frame={frame}
      at="/settings/imports"
      title={`What came in at ${momentText(one.begunAt)}`}
      said={said}
    >
      <Report one={one} now={now} />
      {one.refusals.length > 0 && <Refused one={one} />}
    </SettingsLayout>
  );
}

function Report({ one, now }: { one: KeptImport; now: string }) {
  const { id, size, bytesRead, read, lines, duplicates, findings, refused, statuses } = one;
  const standing = standingOf(one, now);
  const underWay = isUnderWay(standing);
  const [word, doubt] = standingWords[standing];
  return (
    <section class="card" id="import" data-live={underWay ? '1500' : undefined} data-brief={countsText(one)}>
      <h2>
        Import <span class={doubt ? 'tag doubt' : 'tag'}>{word}</span>
      </h2>
      <p>{standingTexts[standing](one)}</p>
      {underWay && size !== undefined && (
        <p>
          <progress max={size} value={bytesRead} aria-label="Bytes read" />
          <span class="soft">
            {sizeText(bytesRead)} of {sizeText(size)} read
          </span>
        </p>
      )}
      <FigureLinks
        figures={[
          ['Claims read', numberText(read)],
          ['Lines', numberText(lines)],
          ['Known already', numberText(duplicates)],
          ['Refused', numberText(refused), refused > 0 ? '#refused' : undefined],
          ['Findings', numberText(findings), findings > 0 ? `/worklist?import=${encodeURIComponent(id)}` : undefined],
        ]}
      />
      {statuses && (
        <p>
          {counted(statuses.read, 'answer')} of payers: {numberText(statuses.matched)} about stored claims,{' '}
          {numberText(statuses.kept)} kept until their claims come.
        </p>
      )}
      {findings > 0 && (
        <p class="soft">
          What its claims raised and still waits is in the{' '}
          <a href={`/worklist?import=${encodeURIComponent(id)}`}>worklist</a>.
        </p>
      )}
      {underWay && <LookAgain at={`/settings/imports/${encodeURIComponent(id)}`} />}
      <p class="soft">
        {id}
        {size !== undefined && `, ${sizeText(size)}`}. Neither the file nor its name is kept.
      </p>
    </section>
  );
}

function Refused({ one: { refused, refusals } }: { one: KeptImport }) {
  const kinds = [...new Set(refusals.map(({ kind = 'claim' }) => kind))];
  return (
    <section class="card" id="refused">
      <h2>{counted(refused, 'record')} refused</h2>
      {kinds.map((kind) => (
        <p class="soft">{refusalRemedies[kind]}</p>
      ))}
      <Scroll label="Refused records">
        <table class="listing">
          <thead>
            <tr>
              <th scope="col" class="number">
                Segment, line or entry
              </th>
              <th scope="col">What</th>
              <th scope="col">Why</th>
            </tr>
          </thead>
          <tbody>
            {refusals.slice(0, shownAtMost).map(({ segment, reason, kind = 'claim' }) => (
              <tr>
                <th scope="row" class="number">
                  {numberText(segment)}
                </th>
                <td data-label="What">{kind === 'claim' ? 'a claim' : 'other input'}</td>
                <td data-label="Why">
                  <FileText text={reason} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {refused > shownAtMost && (
        <p class="soft">
          The first {shownAtMost} of {numberText(refused)} are shown. What is wrong with the first is often wrong with
          all.
        </p>
      )}
    </section>
  );
}
