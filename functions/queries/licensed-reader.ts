import type { CodeChange } from '../../shared/changes/change.ts';
import type { CodeSetState, HeldRelease } from '../../shared/codebook/code-set-state.ts';
import type { Descriptors } from '../../shared/cpt/cpt-record.ts';
import { copyrightNotice } from '../../shared/cpt/notice.ts';
import type { CodeRecord } from '../../shared/release/record.ts';
import type { VersionRow } from '../adapters/code-set-store.ts';
import type { LicensedTexts } from '../adapters/licensed-texts.ts';
import type { CodeSetReader } from './question.ts';

/** Code sets as a licensee may see them. */
export interface LicensedReader extends CodeSetReader {
  /** AMA's notices for the texts that were read so far; they stand wherever those are shown. */
  notices(): readonly string[];
}

type Texts = Pick<LicensedTexts, 'descriptors' | 'changes'>;

/** Puts AMA's texts into their places: everything asked through it may be shown to callers with a licence alone. */
export function licensedReader(codeSets: CodeSetReader, texts: Texts): LicensedReader {
  const years = new Set<number>();
  const told = <Text>(release: HeldRelease, text: Text | undefined): Text | undefined => {
    if (text !== undefined) years.add(Number(release.date.slice(0, 4)));
    return text;
  };
  const releaseOf = async (wanted: (release: HeldRelease) => boolean) =>
    (await codeSets.state('CPT')).releases.find(wanted);
  const changesOf = async (release: HeldRelease | undefined) => release && told(release, await texts.changes(release));

  return {
    state: (codeSet) => codeSets.state(codeSet),
    codeBook: (state) => codeSets.codeBook(state),
    releaseRows: (codeSet) => codeSets.releaseRows(codeSet),
    report: (release) => codeSets.report(release),
    async changes(codeSet, changeSet) {
      const release = codeSet === 'CPT' ? await releaseOf((each) => each.changeSet === changeSet) : undefined;
      return (await changesOf(release)) ?? codeSets.changes(codeSet, changeSet);
    },
    async records(codeSet, content) {
      const records = await codeSets.records(codeSet, content);
      const release = codeSet === 'CPT' ? await releaseOf((each) => each.content === content) : undefined;
      const descriptors = release && told(release, await texts.descriptors(release));
      return records.map((record) => described(record, descriptors?.[record.code]));
    },
    async versions(state, code) {
      const rows = await codeSets.versions(state, code);
      return state.codeSet === 'CPT' ? versionsWithTexts(state, code, rows) : rows;
    },
    notices: () => [...years].sort((a, b) => b - a).map(copyrightNotice),
  };

  /** A year that lacks the code says nothing of it: the text before it stays. */
  async function versionsWithTexts(
    { releases }: CodeSetState,
    code: string,
    rows: readonly VersionRow[],
  ): Promise<readonly VersionRow[]> {
    const made: VersionRow[] = [];
    let last: Descriptors | undefined;
    for (const row of rows) {
      const release = releases.find(({ changeSet }) => changeSet === row.changeSet)!;
      last = told(release, (await texts.descriptors(release))?.[code]) ?? last;
      const changes = row.changes.length > 0 ? ofCode(code, await changesOf(release)) : [];
      made.push({
        ...row,
        record: row.record && described(row.record, last),
        changes: changes.length > 0 ? changes : row.changes,
      });
    }
    return made;
  }
}

function ofCode(code: string, changes: readonly CodeChange[] | undefined): readonly CodeChange[] {
  return changes?.filter((change) => change.code === code) ?? [];
}

function described(record: CodeRecord, texts: Descriptors | undefined): CodeRecord {
  if (!texts) return record;
  const { long, medium, short } = texts;
  return { ...record, longDescription: long ?? medium ?? short ?? '', shortDescription: short ?? medium ?? '' };
}
