import type { ChangeKind } from '../../shared/changes/change.ts';
import type { Replacement } from '../../shared/changes/replacement.ts';
import type { IsoDate } from '../../shared/dates.ts';
import { unitsInWords } from '../queries/replacement-answer.ts';
import { shortDate } from './format.ts';
import { kindWords, relationWords, sourceWords } from './words.ts';

/** A code that leads to its page. */
export function Code({ code }: { code: string }) {
  return (
    <a class="code" href={`/codes/${encodeURIComponent(code)}`}>
      {code}
    </a>
  );
}

export function Day({ date }: { date: IsoDate }) {
  return <time datetime={date}>{shortDate(date)}</time>;
}

/** Text from a file: it may run from right to left, and is kept from turning its neighbours about. */
export function FileText({ text }: { text: string }) {
  return <bdi>{text}</bdi>;
}

export function Kind({ kind }: { kind: ChangeKind }) {
  return <span class={`kind ${kind}`}>{kindWords[kind]}</span>;
}

/** What to bill instead, each with units, evidence and doubt. */
export function Replacements({ replacements }: { replacements: readonly Replacement[] }) {
  return (
    <ul class="instead">
      {replacements.map((replacement) => (
        <li>
          <Code code={replacement.code} />
          {replacement.status === 'proposed' && <span class="tag doubt">to confirm</span>}
          <span class="soft">
            {[
              relationWords[replacement.relation],
              unitsInWords(replacement),
              sourceWords[replacement.source],
              replacement.payers ? `payers: ${replacement.payers.join(', ')}` : '',
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </li>
      ))}
    </ul>
  );
}
