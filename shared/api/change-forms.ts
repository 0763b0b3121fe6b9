import * as z from 'zod';
import type { CodeChange, ReleaseDiff, ReleaseReference } from '../changes/change.ts';
import type { Inference } from '../changes/infer.ts';
import { consequences } from '../changes/meaning.ts';
import type { Replacement } from '../changes/replacement.ts';
import { type FieldName, type Note, revisableFields } from '../release/record.ts';
import { type Answer, code, codeSet, codeType, day } from './fields.ts';

/** The layout's fields, as a change names them. */
export const fieldNames = [...revisableFields, 'addedOn', 'terminatedOn'] as const satisfies readonly FieldName[];

export const changeKinds = ['added', 'deleted', 'revised', 'reactivated'] as const;

const fieldValue = z.union([z.string(), z.array(z.string()), z.null()]);

export const noteForm = z.object({
  code: z.string().nullable(),
  rule: z.string(),
  text: z.string(),
}) satisfies z.ZodType<Note>;

export const releaseReferenceForm = z
  .object({ release: z.string(), file: z.string(), sha256: z.string() })
  .meta({ description: 'Which release, from which file, with which bytes.' }) satisfies z.ZodType<ReleaseReference>;

const unitFactorForm = z
  .object({ numerator: z.number().positive(), denominator: z.number().positive(), rounding: z.literal('up') })
  .meta({
    description:
      'Units of the new code for one unit of the old, as an exact fraction. Convert the dose, not billed units: those are rounded up already.',
  });

export const replacementForm = z
  .object({
    code,
    source: z.enum(['cms-xref', 'curated', 'inferred']),
    status: z.enum(['confirmed', 'proposed']),
    score: z.number().min(0).max(1),
    reasons: z.array(z.string()),
    relation: z.enum(['same', 'one-of', 'restructure', 'not-valid-for-medicare-use']),
    units: unitFactorForm.nullable(),
    effective: day.meta({ description: 'First date of service on which the replacement may be billed.' }),
    payers: z.array(z.string()).nullable().meta({ description: 'Payer ids or classes that it holds for; null: all.' }),
  })
  .meta({
    title: 'Replacement',
    description: 'What to bill instead of a code, and who says so.',
  }) satisfies z.ZodType<Replacement>;

export const changeForm = z
  .object({
    code,
    codeType,
    kind: z.enum(changeKinds),
    effective: day.meta({ description: 'First date of service affected.' }),
    effectiveSource: z.enum(['record', 'release']),
    cmsAction: z.string().nullable(),
    withdrawn: z.boolean(),
    retroactive: z.boolean(),
    bornAndDied: z.boolean(),
    fields: z.array(z.object({ name: z.enum(fieldNames), old: fieldValue, new: fieldValue })),
    replacements: z.array(replacementForm),
  })
  .meta({
    title: 'Change',
    description: 'What happened to one code between two releases.',
  }) satisfies z.ZodType<CodeChange>;

const accord = z.enum(['agrees', 'differs', 'silent']);

/** Beside the change itself: what it comes to, and what CMS says of it. */
const meaningForm = z
  .object({ consequences: z.array(z.enum(consequences)), text: z.string() })
  .meta({ description: 'What the change means for who bills the code, the weightiest first, and in words.' });

const cmsWordForm = z.object({ flag: accord, report: accord, text: z.string().nullable() }).meta({
  description: "Whether CMS's action code and transaction report say the same; silent: they say nothing of it.",
});

export const toldChangeForm = changeForm.extend({ meaning: meaningForm, cms: cmsWordForm });

export type ToldChange = Answer<typeof toldChangeForm>;

export const diffForm = z
  .object({
    codeSet,
    from: releaseReferenceForm,
    to: releaseReferenceForm,
    changes: z.array(toldChangeForm),
    notes: z.array(noteForm),
  })
  .meta({
    title: 'Difference of two releases',
    description: 'Answer of `codeset diff OLD NEW`; sorted by code, then kind.',
  }) satisfies z.ZodType<ReleaseDiff>;

export type ToldDiff = Answer<typeof diffForm>;

export const inferForm = z
  .object({
    pairs: z.array(
      z.object({
        old: code,
        candidates: z.array(
          z.object({
            code,
            score: z.number().min(0).max(1),
            automatic: z.boolean(),
            reasons: z.array(z.string()),
          }),
        ),
      }),
    ),
  })
  .meta({
    title: 'Inferred replacements',
    description: 'Answer of `codeset infer OLD NEW`: one entry for each procedure that ended, candidates best first.',
  }) satisfies z.ZodType<Inference>;

export const replacementsForm = z
  .object({
    code,
    on: day,
    valid: z.boolean().nullable().meta({ description: 'null: the releases held cannot prove it either way.' }),
    replacements: z.array(replacementForm),
    answer: z.string().meta({ description: 'The same in a sentence.' }),
  })
  .meta({
    title: 'Replacements of a code',
    description: 'What to bill instead on a date of service; chains are followed to codes that are valid then.',
  });

export type ReplacementsAnswer = Answer<typeof replacementsForm>;
