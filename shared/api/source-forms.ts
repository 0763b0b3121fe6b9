import * as z from 'zod';
import { watchRunForm } from '../sources/watch-run.ts';
import { type Answer, codeSet, count, day } from './fields.ts';

const edition = z.object({
  release: z.string(),
  effective: day,
  days: z.int().meta({ description: 'From today until it takes effect; negative where it has.' }),
  expectedFrom: day,
  expectedBy: day,
  lateBy: count.meta({ description: 'Days since it should have been there; 0 while it is in time.' }),
  listed: z.boolean().meta({ description: 'Its publisher lists it, but it is not held.' }),
});

const alarm = z.object({
  kind: z.enum(['late', 'early', 'blocked', 'failed', 'not-asked', 'unknown-links', 'quarantined']),
  text: z.string(),
  remedy: z.string(),
});

const sourceForm = z.object({
  id: z.string(),
  codeSet,
  title: z.string(),
  publisher: z.enum(['CMS', 'AMA']),
  comes: z.enum(['by-watching', 'by-hand']),
  state: z.enum(['held', 'due', 'late', 'not-followed', 'irregular']).meta({
    description:
      'Of the next edition; `not-followed`: none of the series was ever handed in; `irregular`: no calendar.',
  }),
  newest: z.object({ release: z.string(), effective: day, file: z.string(), knownSince: day }).nullable(),
  next: edition.nullable(),
  alarms: z.array(alarm),
  lastRun: watchRunForm.nullable().meta({ description: 'What came of asking last; null: nobody has asked.' }),
});

export const sourcesForm = z
  .object({ today: day, sources: z.array(sourceForm) })
  .meta({ title: 'Sources', description: 'What is expected when, what came, and what a person has to do about it.' });

export type SourcesAnswer = Answer<typeof sourcesForm>;
export type SourceStatus = SourcesAnswer['sources'][number];
export type SourceAlarm = SourceStatus['alarms'][number];
