import * as z from 'zod';
import { holdingTypes } from '../holdings/holding.ts';
import { type Answer, count, day, money, sha256 } from './fields.ts';

const rechecked = z
  .object({ lines: count, raised: count, cleared: count })
  .meta({ description: 'Stored lines that were judged again, findings that are new, findings that were taken back.' });

const written = count.meta({ description: 'Mails written into the outbox.' });

export const ingestForm = z
  .object({
    releases: z.array(
      z.object({
        file: z.string(),
        outcome: z.enum(['published', 'unchanged', 'waiting']).meta({
          description: 'unchanged: it is held already; waiting: it corrects a release that is not held yet.',
        }),
        release: z.string().nullable().meta({ description: 'Of corrections their last version; null while waiting.' }),
        revisions: z.array(z.string()).meta({ description: 'All releases that the file makes: one a version.' }),
        knownSince: day.nullable(),
        baseline: z.boolean(),
        records: count,
        changes: count,
        sha256,
      }),
    ),
    rechecked,
    alerts: written,
  })
  .meta({ title: 'Releases taken in', description: 'Answer of `codeset ingest`.' });

export type IngestAnswer = Answer<typeof ingestForm>;
export type IngestedRelease = IngestAnswer['releases'][number];

export const recheckForm = z
  .object({
    release: z.string().nullable(),
    releases: z.array(z.string()).meta({ description: 'With their code sets: `HCPCS 2026-01`, `CPT 2026`.' }),
    ...rechecked.shape,
    alerts: written,
  })
  .meta({ title: 'Re-check', description: 'Answer of `codeset recheck`; release null: none is held.' });

export type RecheckAnswer = Answer<typeof recheckForm>;

const summaryFields = z.object({
  sample: z.boolean().meta({ description: 'Everything told here is of the shipped sample.' }),
  release: z.string().meta({ description: 'The newest one held.' }),
  releases: z.array(z.string()),
  changes: count,
  claims: count.nullable().meta({ description: 'Claims read in this run; null where none were.' }),
  claimLines: count.nullable(),
  findings: count.meta({ description: 'Open ones.' }),
  claimsAtRisk: count,
  linesAtRisk: count,
  moneyAtRisk: money.meta({ description: 'Charges of lines with an error or warning; each line counted once.' }),
  holdings: z
    .array(z.object({ type: z.enum(holdingTypes), lines: count, wrong: count, more: z.boolean() }))
    .meta({ description: 'Lists that are held beside claims, and how many of their lines are wrong now or soon.' }),
  alerts: z.array(z.object({ subject: z.string(), file: z.string() })),
});

export const summaryForm = summaryFields
  .extend({
    example: summaryFields.nullable().meta({
      description: 'The sample’s story, told beside real releases while no claims are stored yet.',
    }),
  })
  .meta({ title: 'Summary', description: 'Answer of `codeset start`.' });

export type SummaryAnswer = Answer<typeof summaryForm>;
export type Summary = Omit<SummaryAnswer, 'example'>;

export const servingForm = z
  .object({ url: z.string(), api: z.string(), key: z.string() })
  .meta({ title: 'Serving', description: 'Answer of `codeset serve`, given when it listens.' });

export type Serving = Answer<typeof servingForm>;

export const errorForm = z
  .object({ error: z.object({ code: z.string(), message: z.string() }) })
  .meta({ title: 'Error', description: 'What any command answers where it could not do its work.' });
