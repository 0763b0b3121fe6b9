import type { FindingDetail } from '../../shared/api/claim-forms.ts';
import { codeSetOf } from '../../shared/code.ts';
import { type IsoDate, toDayNumber } from '../../shared/dates.ts';
import type { CodeSetReader } from './question.ts';

/** The record that says what a code is on a day: in which archived file, and on which line. Null where none is held. */
export async function recordBehind(
  codeSets: CodeSetReader,
  code: string,
  day: IsoDate,
): Promise<NonNullable<FindingDetail['record']> | null> {
  const codeSet = codeSetOf(code);
  if (!codeSet) return null;
  const state = await codeSets.state(codeSet);
  const book = await codeSets.codeBook(state);
  const entry = book?.entry(code);
  if (!book || !entry) return null;
  const life = book.lifeAt(entry, toDayNumber(day)) ?? entry.lives[0];
  const shownBy = life?.release ?? state.releases.length - 1;
  const places = new Map(state.releases.map(({ changeSet }, at) => [changeSet, at]));
  const versions = (await codeSets.versions(state, code)).filter(({ record }) => record !== null);
  // A code that left without a word has no record in the release that lacks it: the one before has the last.
  const row = versions.findLast(({ changeSet }) => places.get(changeSet)! <= shownBy) ?? versions[0];
  if (!row?.record) return null;
  const { release, file, sha256 } = state.releases[places.get(row.changeSet)!]!;
  return { codeSet, release, file, line: row.record.line, sha256 };
}
