import * as z from 'zod';
import { type PayerLoad, type SignoffItem, signoffItemNames } from '../signoff/signoff.ts';
import { type Answer, count, day, money } from './fields.ts';

export const signoffItem = z
  .enum(signoffItemNames as [SignoffItem, ...SignoffItem[]])
  .meta({ description: 'An item of the checklist.' });

const signature = z.object({ by: z.string(), at: z.string(), note: z.string().nullable() });

export const payerLoadForm = z
  .object({
    payer: z.string(),
    release: z.string(),
    loadedOn: day
      .nullable()
      .meta({ description: "First day on which the payer's system knows it; null: not known yet." }),
    holding: z.boolean().meta({ description: 'Lines are to be held today.' }),
    by: z.string(),
    at: z.string(),
    note: z.string().nullable(),
  })
  .meta({ title: 'Payer that loads a release later' }) satisfies z.ZodType<PayerLoad>;

export const payerLoadsForm = z.object({ payers: z.array(payerLoadForm) }).meta({
  title: 'Hold until loaded',
  description: 'Answer of `codeset holds`: payers, and when they load a release.',
});

export type PayerLoads = Answer<typeof payerLoadsForm>;

export const signoffForm = z
  .object({
    release: z.string(),
    effective: day,
    complete: z.boolean().meta({ description: 'Every item is signed.' }),
    items: z.array(
      z.object({
        item: signoffItem,
        title: z.string(),
        signed: signature.nullable(),
        open: z.object({ lines: count, amount: money }).nullable().meta({
          description: 'Held lines that are wrong, or payers whose lines are held; null where nothing is counted.',
        }),
      }),
    ),
    payers: z.array(payerLoadForm),
    history: z.array(signature.extend({ item: signoffItem, did: z.enum(['signed', 'undone']) })),
  })
  .meta({
    title: 'The update signed off',
    description: 'Answer of `codeset signoff RELEASE`: who saw to what, and when.',
  });

export type SignoffAnswer = Answer<typeof signoffForm>;
