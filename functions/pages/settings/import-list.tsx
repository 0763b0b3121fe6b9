import type { ImportsAnswer, KeptImport } from '../../../shared/api/import-forms.ts';
import { numberText } from '../format.ts';
import { Moment, Scroll } from '../parts.tsx';
import { isUnderWay, sizeText, standingOf, standingWords } from './import-words.ts';

/** What came in, the latest first; it looks again by itself while something is under way. */
export function ImportList({ answer: { imports, next }, now }: { answer: ImportsAnswer; now: string }) {
  const underWay = imports.some((one) => isUnderWay(standingOf(one, now)));
  return (
    <section class="card" id="imports" data-live={underWay ? '3000' : undefined}>
      <h2>Imports</h2>
      {imports.length === 0 && <p class="soft">Nothing came in yet.</p>}
      {imports.length > 0 && (
        <Scroll label="Imports">
          <table class="listing">
            <thead>
              <tr>
                <th scope="col">When</th>
                <th scope="col">State</th>
                {['Size', 'Claims', 'Lines', 'Answers', 'Refused', 'Findings'].map((heading) => (
                  <th scope="col" class="number">
                    {heading}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {imports.map((one) => (
                <Row one={one} now={now} />
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
      {next && (
        <p>
          <a class="button quiet" rel="next" href={`/settings/imports?cursor=${encodeURIComponent(next)}#imports`}>
            Earlier ones
          </a>
        </p>
      )}
    </section>
  );
}

function Row({ one, now }: { one: KeptImport; now: string }) {
  const { id, begunAt, size, read, lines, statuses, refused, findings } = one;
  const [word, doubt] = standingWords[standingOf(one, now)];
  const counts = { Claims: read, Lines: lines, Answers: statuses?.read ?? 0, Refused: refused, Findings: findings };
  return (
    <tr>
      <th scope="row">
        <a href={`/settings/imports/${encodeURIComponent(id)}`}>
          <Moment instant={begunAt} />
        </a>
      </th>
      <td data-label="State">
        <span class={doubt ? 'tag doubt' : 'tag'}>{word}</span>
      </td>
      <td class="number" data-label="Size">
        {size === undefined ? '–' : sizeText(size)}
      </td>
      {Object.entries(counts).map(([label, count]) => (
        <td class="number" data-label={label}>
          {numberText(count)}
        </td>
      ))}
    </tr>
  );
}
