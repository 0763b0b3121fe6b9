import type { WaitingReplacements } from '../../shared/api/replacement-forms.ts';
import type { Replacement } from '../../shared/changes/replacement.ts';
import type { CodeBook } from '../../shared/codebook/code-book.ts';
import type { IsoDate } from '../../shared/dates.ts';
import { type Descriptor, descriptorsOn } from './descriptors.ts';
import type { CodeSetReader } from './question.ts';

/** A code as it stands beside another: its text, and the dose of one billing unit in words. */
export interface Side {
  readonly code: string;
  readonly text: string;
  readonly dose: string | null;
}

export interface ProposedPair extends Replacement {
  readonly side: Side;
}

export interface ProposedFor {
  readonly old: Side;
  readonly endedOn: IsoDate | null;
  readonly pairs: readonly ProposedPair[];
}

/** What waits for a person's word, with the evidence on both sides. */
export const proposedPairs =
  ({ codeSets }: { codeSets: CodeSetReader }) =>
  async (waiting: WaitingReplacements['waiting'], today: IsoDate): Promise<readonly ProposedFor[]> => {
    const state = await codeSets.state('HCPCS');
    const book = await codeSets.codeBook(state);
    if (!book) return [];
    const textOf = descriptorsOn(codeSets, state, book, today);
    const sideOf = async (code: string) => side(book, code, await textOf(code));
    return Promise.all(
      waiting.map(async ({ code, endedOn, replacements }) => ({
        old: await sideOf(code),
        endedOn,
        pairs: await Promise.all(replacements.map(async (each) => ({ ...each, side: await sideOf(each.code) }))),
      })),
    );
  };

function side(book: CodeBook, code: string, text: Descriptor | undefined): Side {
  const newest = book.entry(code)?.versions.at(-1);
  const dose = newest?.dose ?? null;
  return {
    code,
    text: text?.long || text?.short || newest?.shortDescription || '',
    dose: dose && `${amountText(dose.numerator, dose.denominator)} ${dose.unit}`,
  };
}

/** `0.1` where that is exact, `1/3` where it is not. */
function amountText(numerator: number, denominator: number): string {
  const short = Number((numerator / denominator).toFixed(6));
  return short * denominator === numerator ? String(short) : `${numerator}/${denominator}`;
}
