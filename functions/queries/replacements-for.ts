import type { ReplacementsAnswer } from '../../shared/api/change-forms.ts';
import type { IsoDate } from '../../shared/dates.ts';
import { heldBooks } from './books.ts';
import { askedCode, type CodeSetReader } from './question.ts';
import { type ForPayer, replacementsForPayer } from './replacements-for-payer.ts';

export interface ReplacementsQuestion extends ForPayer {
  readonly code: string;
  /** Date of service. */
  readonly on: IsoDate;
}

/** What to bill instead of a code on a date of service. That nothing is named is an answer too. */
export const replacementsFor =
  ({ codeSets }: { codeSets: CodeSetReader }) =>
  async ({ code, on, ...payer }: ReplacementsQuestion): Promise<ReplacementsAnswer> =>
    replacementsForPayer(await heldBooks(codeSets), askedCode(code).code, on, payer);
