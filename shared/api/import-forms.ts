import * as z from 'zod';
import { refusedForm, statusesReadForm } from './claim-forms.ts';
import { type Answer, count } from './fields.ts';

export const keptImportForm = z
  .object({
    id: z.string(),
    importedAt: z.string(),
    read: count,
    lines: count,
    duplicates: count,
    statuses: statusesReadForm.optional(),
    refused: count,
    refusals: z.array(refusedForm).meta({ description: 'The first of them; empty in a list.' }),
  })
  .meta({ title: 'Import', description: 'What came of one import. Of the file itself nothing is kept.' });

export const importsForm = z
  .object({ imports: z.array(keptImportForm) })
  .meta({ title: 'Imports', description: 'Imports, the latest first.' });

export type KeptImport = Answer<typeof keptImportForm>;
export type ImportsAnswer = Answer<typeof importsForm>;
