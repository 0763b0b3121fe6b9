import { Feed } from 'feed';
import type { ListedChange } from '../../shared/api/code-set-forms.ts';
import type { CodeSet } from '../../shared/code.ts';
import type { IsoDate } from '../../shared/dates.ts';
import { fieldWords, kindWords } from '../pages/words.ts';
import { payersInWords, unitsInWords } from '../queries/replacement-answer.ts';

export interface AtomFeed {
  readonly codeSet: CodeSet;
  /** Address of the feed with its filters: another filter is another feed. */
  readonly target: string;
  readonly changes: readonly ListedChange[];
  /** Day on which something was published last. */
  readonly updated: IsoDate;
  readonly sample: boolean;
}

/** Stands for the service's own address while the feed is written, since the writer takes no relative ones. */
export const here = 'https://here.invalid';

/** RFC 4287. Ids stay for ever; addresses are relative to the feed's own. */
export function atomText({ codeSet, target, changes, updated, sample }: AtomFeed): string {
  const feed = new Feed({
    id: `urn:codeset-watch:feed:${encodeURIComponent(target)}`,
    title: `${sample ? 'SAMPLE DATA: ' : ''}Changes of ${codeSet === 'HCPCS' ? 'HCPCS Level II' : 'CPT'}`,
    updated: moment(updated),
    link: `${here}/`,
    feedLinks: { atom: here + target },
    author: { name: 'codeset-watch' },
    generator: 'codeset-watch',
  });
  for (const change of changes)
    feed.addItem({
      id: `urn:codeset-watch:change:${change.id}`,
      title: titleOf(change),
      link: `${here}/codes/${change.code}?on=${change.effective}`,
      date: moment(change.knownSince),
      published: moment(change.knownSince),
      description: sentences(change).join(' '),
      category: [{ term: change.kind }, { term: change.release }, { term: change.codeType }],
    });
  return feed.atom1().replaceAll(here, '');
}

function titleOf({ code, kind, effective, withdrawn }: ListedChange): string {
  return `${code} ${kindWords[kind].toLowerCase()}${withdrawn ? ' (withdrawn)' : ''}, effective ${effective}`;
}

function sentences({ kind, release, retroactive, fields, replacements }: ListedChange): readonly string[] {
  const said = [`Release ${release}.`];
  if (retroactive) said.push('It reaches back before the release.');
  if (fields.length > 0) said.push(`Changed: ${fields.map(({ name }) => fieldWords[name].toLowerCase()).join(', ')}.`);
  for (const replacement of replacements) {
    const payers = payersInWords(replacement);
    const open = replacement.status === 'proposed' ? ', to be confirmed' : '';
    said.push(`Instead: ${replacement.code} (${unitsInWords(replacement)}${payers && `; ${payers}`}${open}).`);
  }
  if (kind === 'deleted' && replacements.length === 0) said.push('No replacement is named.');
  return said;
}

function moment(day: IsoDate): Date {
  return new Date(`${day}T00:00:00Z`);
}
