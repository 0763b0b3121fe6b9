import * as z from 'zod';
import type { CodeRecord } from '../release/record.ts';
import { noteForm, replacementForm, toldChangeForm } from './change-forms.ts';
import { codeUseForm } from './claim-forms.ts';
import { type Answer, code, codeSet, codeType, count, day, sha256 } from './fields.ts';

const kindCounts = z.object({ added: count, deleted: count, revised: count, reactivated: count });

export type KindCounts = Answer<typeof kindCounts>;

/** AMA's notices, a year each: there where texts of CPT are, which only callers with a licence are shown. */
const copyright = z
  .array(z.string())
  .optional()
  .meta({ description: 'Notices of the AMA, where the answer holds texts of hers.' });

export const releaseForm = z
  .object({
    release: z.string().meta({ description: '`2026-01`; `2026-01.r2` for a second file of the same quarter.' }),
    codeSet,
    date: day.meta({ description: 'From which it is in force.' }),
    coveredThrough: day.meta({ description: 'Last date of service that it speaks for.' }),
    knownSince: day.meta({ description: 'When its publisher published it.' }),
    knownSinceSource: z.enum(['name', 'zip-entry', 'given', 'release']),
    file: z.string(),
    sha256,
    records: count,
    changeSet: z.string(),
    baseline: z.boolean().meta({ description: 'The first release held: it is compared with nothing.' }),
    changes: kindCounts,
  })
  .meta({ title: 'Release' });

export type ReleaseSummary = Answer<typeof releaseForm>;

export const releasesForm = z
  .object({
    codeSet,
    sequence: count,
    coverage: z.array(z.object({ from: day, to: day })),
    releases: z.array(releaseForm),
  })
  .meta({ title: 'Releases held', description: 'In order of the dates from which they are in force.' });

export type ReleasesAnswer = Answer<typeof releasesForm>;

export const releaseDetailForm = releaseForm
  .extend({ counts: z.record(z.string(), z.number()), notes: z.array(noteForm) })
  .meta({ title: 'Release with what was noted while reading it' });

export type ReleaseDetail = Answer<typeof releaseDetailForm>;

export const listedChangeForm = toldChangeForm
  .extend({
    codeSet,
    id: z.string().meta({ description: 'The same for ever: change set, code, and which of its changes.' }),
    release: z.string(),
    changeSet: z.string().meta({ description: 'The comparison that found it.' }),
    knownSince: day,
  })
  .meta({ title: 'Change, with the release that brought it' });

export type ListedChange = Answer<typeof listedChangeForm>;

export const changesForm = z
  .object({
    changes: z.array(listedChangeForm),
    next: z
      .string()
      .nullable()
      .meta({ description: 'Pass it as `cursor` for the next page; null: this was the last.' }),
    since: z.string().meta({ description: 'Pass it as `since` to hear what is published from here on.' }),
    more: z.boolean().meta({ description: 'Another page is ready.' }),
    superseded: z.array(z.string()).meta({
      description: 'Only with `since`: change sets that a later publication replaced; what came of them is void.',
    }),
    copyright,
  })
  .meta({ title: 'Changes' });

export type ChangesPage = Answer<typeof changesForm>;

const texts = z.array(z.string());

export const recordForm = z
  .object({
    code,
    codeType,
    longDescription: z.string(),
    shortDescription: z.string(),
    pricingIndicators: texts,
    multiplePricingIndicator: z.string().nullable(),
    coverageManualReferences: texts,
    carriersManualReferences: texts,
    statute: z.string().nullable(),
    labCertifications: texts,
    crossReferences: texts,
    coverage: z.string().nullable(),
    ascGroup: z.string().nullable(),
    ascDate: z.string().nullable(),
    mogGroup: z.string().nullable(),
    mogPolicy: z.string().nullable(),
    mogDate: z.string().nullable(),
    processingNote: z.string().nullable(),
    betos: z.string().nullable(),
    typesOfService: texts,
    anesthesiaUnits: z.string().nullable(),
    addedOn: z.string().nullable(),
    actionEffectiveOn: z.string().nullable(),
    terminatedOn: z.string().nullable(),
    actionCode: z.string().nullable(),
    line: count,
  })
  .meta({
    title: 'Record',
    description: 'A code as one release describes it. A date that no calendar has stands as CMS wrote it.',
  }) satisfies z.ZodType<CodeRecord>;

const traceForm = z
  .object({ file: z.string(), sha256, line: count })
  .nullable()
  .meta({ description: 'Where the record was read: file within the archived bytes of that SHA-256, line or row.' });

export const codeStatuses = [
  'valid',
  'not-yet-effective',
  'terminated',
  'never-valid',
  'unknown',
  'unproven',
  'outside-coverage',
  'no-code-set',
] as const;

export type CodeStatus = (typeof codeStatuses)[number];

export const codeForm = z
  .object({
    code,
    codeSet: codeSet.nullable(),
    codeType,
    on: day.meta({ description: 'Date of service asked for.' }),
    asKnown: day
      .nullable()
      .meta({ description: 'Only what was published by this day counts; null: all that is held.' }),
    status: z.enum(codeStatuses),
    valid: z.boolean().nullable().meta({ description: 'null: the releases held cannot prove it either way.' }),
    record: recordForm.nullable().meta({ description: 'The record in force on the date, or the nearest to it.' }),
    lives: z.array(
      z.object({
        from: day,
        to: day.nullable(),
        withdrawn: z.boolean(),
        startShownIn: z.string(),
        endShownIn: z.string().nullable(),
      }),
    ),
    unproven: z.object({ from: day, to: day }).nullable(),
    versions: z.array(z.object({ effective: day, release: z.string(), record: recordForm, readFrom: traceForm })),
    changes: z.array(listedChangeForm),
    replacements: z.array(replacementForm),
    replaces: z.array(
      z.object({ code, relation: replacementForm.shape.relation, source: replacementForm.shape.source }),
    ),
    use: codeUseForm.optional().meta({ description: "Where the account uses it; the command line's answer alone." }),
    copyright,
  })
  .meta({
    title: 'Code in two times',
    description: 'What holds on a date of service, as far as it was known on a day.',
  });

export type CodeAnswer = Answer<typeof codeForm>;

export const comingDatesForm = z
  .object({
    today: day,
    dates: z.array(z.object({ date: day, days: count, changes: kindCounts, codes: count })),
    nextUpdate: z.object({ release: z.string(), date: day, days: count, held: z.boolean() }),
  })
  .meta({ title: 'Coming effective dates' });

export type ComingDates = Answer<typeof comingDatesForm>;
