import * as z from 'zod';
import { claimColumns } from '../claims/csv-columns.ts';
import { refusedForm, statusesReadForm } from './claim-forms.ts';
import { type Answer, count } from './fields.ts';

/** In bytes: what is read in the time that a function of the cloud has. Larger files are split. */
export const largestUpload = 1024 ** 3;

const importStates = ['waiting', 'expired', 'running', 'done', 'failed'] as const;

export const keptImportForm = z
  .object({
    id: z.string(),
    state: z.enum(importStates).meta({
      description:
        'waiting: for its file; expired: it did not come in its time; running: counts grow as it is read; failed: it broke off, what was read is stored.',
    }),
    begunAt: z.string().meta({ description: 'When it was announced or, unannounced, when its file came.' }),
    importedAt: z.string().meta({ description: 'When the state was last noted.' }),
    size: count.optional().meta({ description: 'Of the file that was announced, in bytes.' }),
    bytesRead: count.meta({ description: 'Of the file, so far.' }),
    expiresAt: z.string().optional().meta({ description: 'Until when an announced file may begin to be sent.' }),
    read: count,
    lines: count,
    duplicates: count,
    findings: count.meta({ description: 'Raised by its claims.' }),
    statuses: statusesReadForm.optional(),
    refused: count,
    refusals: z.array(refusedForm).meta({ description: 'The first of them; empty in a list.' }),
  })
  .meta({ title: 'Import', description: 'What came of one import. Of the file itself nothing is kept.' });

export const importsForm = z
  .object({
    imports: z.array(keptImportForm),
    next: z.string().nullable().meta({ description: 'Cursor of the next page.' }),
  })
  .meta({ title: 'Imports', description: 'Imports, the latest first.' });

const columns = Object.keys(claimColumns) as [keyof typeof claimColumns, ...(keyof typeof claimColumns)[]];

export const uploadRequestForm = z.strictObject({
  size: z
    .int()
    .min(1)
    .max(largestUpload)
    .meta({ description: 'Of the file, in bytes: so many are taken, and no more.' }),
  holds: z.enum(['any', 'claims', 'status']).default('any').meta({
    description: 'claims, or what payers say of them; any: it is seen from the first bytes.',
  }),
  columns: z
    .partialRecord(z.enum(columns), z.string().min(1).max(100))
    .optional()
    .meta({ description: 'How the header of a CSV file names a column.' }),
});

export const uploadForm = z
  .object({
    id: z.string().meta({ description: 'Of the import.' }),
    upload: z.object({
      method: z.literal('PUT'),
      url: z.string().meta({ description: 'Takes the file without a key. Whoever has it may send one.' }),
      size: count.meta({ description: 'What its Content-Length must be, as announced.' }),
      expiresAt: z.string().meta({ description: 'The upload must have begun by then.' }),
    }),
  })
  .meta({ title: 'Upload', description: 'Where to send a file of claims, or of what payers say of them.' });

export type KeptImport = Answer<typeof keptImportForm>;
export type ImportsAnswer = Answer<typeof importsForm>;
export type UploadRequest = z.output<typeof uploadRequestForm>;
export type UploadAnswer = Answer<typeof uploadForm>;
