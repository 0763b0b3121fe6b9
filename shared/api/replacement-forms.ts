import * as z from 'zod';
import { replacementForm } from './change-forms.ts';
import { type Answer, code, day } from './fields.ts';

const fraction = z
  .object({ numerator: z.int().positive(), denominator: z.int().positive() })
  .meta({ description: 'Units of the new code for one of the old.' });

const verdict = z.enum(['accept', 'reject', 'edit', 'reopen']).meta({
  description: "edit: accepted, with units of one's own. reopen: as if nobody had decided.",
});

export const replacementDecisionForm = z
  .object({
    old: code,
    code,
    verdict,
    units: fraction.nullable(),
    by: z.string(),
    at: z.string().meta({ description: 'ISO 8601 in UTC; of two words about the same codes the later one holds.' }),
    note: z.string().nullable(),
  })
  .meta({ title: 'Decision about a replacement', description: 'Kept for ever; it survives the next release.' });

export type ReplacementDecisionAnswer = Answer<typeof replacementDecisionForm>;

export const replacementDecisionsForm = z
  .object({ decisions: z.array(replacementDecisionForm) })
  .meta({ title: 'Decisions about replacements', description: 'In order of time.' });

export type ReplacementDecisionsAnswer = Answer<typeof replacementDecisionsForm>;

export const waitingReplacementsForm = z
  .object({
    waiting: z.array(
      z.object({
        code,
        shortDescription: z.string(),
        endedOn: day.nullable().meta({ description: 'Last date of service.' }),
        replacements: z.array(replacementForm),
      }),
    ),
  })
  .meta({
    title: 'Replacements that wait for a person',
    description:
      'Discontinued codes for which there is a proposal and nothing that is confirmed; the latest ends first.',
  });

export type WaitingReplacements = Answer<typeof waitingReplacementsForm>;

/** What is sent to decide: `PUT /v1/codes/{code}/replacements/{replacement}`. */
export const replacementRulingForm = z
  .object({
    verdict,
    units: fraction.nullable().default(null).meta({ description: 'Goes with `edit`, and `edit` with it.' }),
    note: z.string().max(500).nullable().default(null),
  })
  .meta({ title: 'Word about a replacement' });
