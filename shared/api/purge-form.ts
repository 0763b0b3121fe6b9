import * as z from 'zod';
import { type Answer, count, day } from './fields.ts';

export const purgeForm = z
  .object({
    account: z.string(),
    closedBefore: day.nullable().meta({ description: 'Null: everything that the account holds.' }),
    dryRun: z.boolean().meta({ description: 'Only counted; nothing was deleted.' }),
    claims: count,
    items: count.meta({ description: 'Items of the store: bills, uses, findings, answers, lists, reports.' }),
    files: count.meta({ description: 'Mails in the outbox and files on their way in.' }),
  })
  .meta({ title: 'Purge', description: 'What was deleted for good. No claim ids.' });

export type PurgeAnswer = Answer<typeof purgeForm>;
