import type { TranslateAnswer, TranslateRequest } from '../../shared/api/bulk-forms.ts';
import { formOf } from '../../shared/code.ts';
import type { IsoDate } from '../../shared/dates.ts';
import { heldBooks } from './books.ts';
import type { CodeSetReader } from './question.ts';
import { type ForPayer, replacementsForPayer } from './replacements-for-payer.ts';

/** What to bill instead of many codes at once, each on its date of service. */
export const bulkTranslate =
  ({ codeSets }: { codeSets: CodeSetReader }) =>
  async ({ codes, on: usual }: TranslateRequest, today: IsoDate, payer: ForPayer): Promise<TranslateAnswer> => {
    const books = await heldBooks(codeSets);
    const usualDay = usual ?? today;
    return {
      on: usualDay,
      results: codes.map((asked) => {
        const { code: written, on = usualDay } = typeof asked === 'string' ? { code: asked } : asked;
        const code = written.trim().toUpperCase();
        if (formOf(code) === 'malformed')
          return { code, on, valid: false, replacements: [], answer: `${code} is no code of any set.` };
        return replacementsForPayer(books, code, on, payer);
      }),
    };
  };
