import * as z from 'zod';
import { replacementForm } from './change-forms.ts';
import { codeStatuses } from './code-set-forms.ts';
import { type Answer, codeSet, codeType, day } from './fields.ts';

/** So many codes are taken in one call. */
export const mostCodes = 1_000;

/** As people write it; what is no code is answered as such, and stops no other. */
const written = z.string().min(1).max(20);

const askedCodes = z
  .array(z.union([written, z.strictObject({ code: written, on: day.optional() })]))
  .min(1)
  .max(mostCodes)
  .meta({ description: 'Codes, or codes with a date of service of their own.' });

const on = day.optional().meta({ description: 'Date of service of the codes that name none; else today.' });

export const lookupRequestForm = z
  .strictObject({ codes: askedCodes, on })
  .meta({ title: 'Bulk look-up', description: `Up to ${mostCodes} codes or modifiers.` });

export type LookupRequest = Answer<typeof lookupRequestForm>;

export const lookupForm = z
  .object({
    on: day,
    results: z
      .array(
        z.object({
          code: z.string(),
          codeSet: codeSet.nullable(),
          codeType,
          on: day,
          status: z.enum([...codeStatuses, 'malformed']),
          valid: z.boolean().nullable().meta({ description: 'null: the releases held cannot prove it either way.' }),
          from: day.nullable().meta({ description: 'First date of service of the life that the date belongs to.' }),
          to: day.nullable().meta({ description: 'Last date of service; null while it lives.' }),
          shortDescription: z.string().nullable().meta({ description: 'null where there is none to show.' }),
          coverage: z.string().nullable(),
          replaced: z.boolean().meta({ description: 'Something is named to bill instead: ask `/v1/translate`.' }),
        }),
      )
      .meta({ description: 'One a code asked, in the same order.' }),
  })
  .meta({ title: 'Answer of a bulk look-up' });

export type LookupAnswer = Answer<typeof lookupForm>;

export const translateRequestForm = z
  .strictObject({
    codes: askedCodes,
    on,
    payer: z.string().max(80).optional().meta({ description: 'Payer class (`medicare`, `commercial` …) or id.' }),
  })
  .meta({ title: 'Bulk translation', description: `Up to ${mostCodes} codes, to what is billed instead.` });

export type TranslateRequest = Answer<typeof translateRequestForm>;

export const translateForm = z
  .object({
    on: day,
    results: z
      .array(
        z.object({
          code: z.string(),
          on: day,
          valid: z.boolean().nullable(),
          replacements: z.array(replacementForm),
          answer: z.string(),
        }),
      )
      .meta({ description: 'One a code asked, in the same order.' }),
  })
  .meta({ title: 'Answer of a bulk translation' });

export type TranslateAnswer = Answer<typeof translateForm>;
