import type { CodeStatus } from '../../shared/api/code-set-forms.ts';
import { type IsoDate, toDayNumber } from '../../shared/dates.ts';
import type { CodeSetReader } from './question.ts';

export interface FoundCode {
  readonly code: string;
  readonly shortDescription: string;
  /** On the day asked for. */
  readonly status: CodeStatus;
}

/** So many codes are shown; further words find fewer. */
const foundAtMost = 100;

/** Codes of HCPCS by how they begin, or by words of their short descriptors, in order of the codes. */
export const findCodes =
  ({ codeSets }: { codeSets: Pick<CodeSetReader, 'state' | 'codeBook'> }) =>
  async (words: string, on: IsoDate): Promise<{ codes: readonly FoundCode[]; total: number }> => {
    const book = await codeSets.codeBook(await codeSets.state('HCPCS'));
    const wanted = words.toUpperCase().split(/\s+/).filter(Boolean);
    if (!book || wanted.length === 0) return { codes: [], total: 0 };
    const day = toDayNumber(on);
    const found = [...book.codes()].sort().flatMap((code) => {
      const entry = book.entry(code)!;
      const { shortDescription } = book.versionAt(entry, day);
      const text = shortDescription.toUpperCase();
      const matches = wanted.every((word) => code.startsWith(word) || text.includes(word));
      return matches ? [{ code, shortDescription, status: book.statusOf(entry, day) }] : [];
    });
    return { codes: found.slice(0, foundAtMost), total: found.length };
  };
