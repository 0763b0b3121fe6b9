import type { ListedChange } from '../../shared/api/code-set-forms.ts';
import type { CodeSet } from '../../shared/code.ts';
import type { IsoDate } from '../../shared/dates.ts';
import { fieldWords, kindWords } from '../pages/words.ts';
import { payersInWords, unitsInWords } from '../queries/replacement-answer.ts';
import { atomXml } from './atom.ts';

export interface AtomFeed {
  readonly codeSet: CodeSet;
  /** Address of the feed with its filters: another filter is another feed. */
  readonly target: string;
  readonly changes: readonly ListedChange[];
  /** Day on which something was published last. */
  readonly updated: IsoDate;
  readonly sample: boolean;
}

/** RFC 4287. Ids stay for ever; addresses are relative to the feed's own. */
export function atomText({ codeSet, target, changes, updated, sample }: AtomFeed): string {
  return atomXml({
    id: `urn:codeset-watch:feed:${encodeURIComponent(target)}`,
    title: `${sample ? 'SAMPLE DATA: ' : ''}Changes of ${codeSet === 'HCPCS' ? 'HCPCS Level II' : 'CPT'}`,
    self: target,
    updated: moment(updated),
    entries: changes.map((change) => ({
      id: `urn:codeset-watch:change:${change.id}`,
      title: titleOf(change),
      link: `/codes/${change.code}?on=${change.effective}`,
      at: moment(change.knownSince),
      summary: sentences(change).join(' '),
      terms: [change.kind, change.release, change.codeType],
    })),
  });
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

function moment(day: IsoDate): string {
  return `${day}T00:00:00.000Z`;
}
