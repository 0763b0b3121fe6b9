import * as z from 'zod';
import { findingStatuses } from '../claims/finding-life.ts';
import { holdingTypes } from '../holdings/holding.ts';
import { severities, unitsOfFix } from './claim-forms.ts';
import { type Answer, day, money } from './fields.ts';

/** Claims, and each type of list that is held: a worklist of its own for each. */
export const worklistTypes = ['claims', ...holdingTypes] as const;
export type WorklistType = (typeof worklistTypes)[number];

const entryForm = z
  .object({
    type: z.enum(worklistTypes),
    id: z
      .string()
      .nullable()
      .meta({ description: 'Of the finding, to assign or dismiss it by; null where a line is right and only held.' }),
    item: z.string().meta({ description: 'Claim id, or number of the charge, authorisation or order.' }),
    list: z.string().nullable(),
    line: z.int().positive().nullable(),
    payer: z.string().nullable(),
    provider: z.string().nullable(),
    date: day.meta({ description: 'Date of service; beside claims the first day on which the line is wrong.' }),
    through: day.nullable().meta({ description: 'Last day of a list line.' }),
    code: z.string().meta({ description: 'The code or modifier that it is about.' }),
    severity: z.enum(severities),
    rule: z.string(),
    message: z.string(),
    reason: z.string(),
    source: z.string(),
    amount: money,
    deadline: day
      .nullable()
      .meta({ description: 'Last day of filing; beside claims the day by which the line is to be changed.' }),
    days: z.int().nullable().meta({ description: 'From today to the deadline; negative where it has passed.' }),
    status: z.enum(findingStatuses),
    assignee: z.string().nullable(),
    release: z.string().nullable(),
    hold: z.object({ release: z.string(), until: day.nullable() }).nullable().meta({
      description: 'Hold until loaded: the payer does not know the release yet; until null: nobody knows the day.',
    }),
    old: z
      .object({ code: z.string(), modifiers: z.array(z.string()), units: z.number().nullable() })
      .nullable()
      .meta({ description: 'The line as it is billed.' }),
    new: z
      .array(z.object({ code: z.string(), modifiers: z.array(z.string()), units: unitsOfFix, confirm: z.boolean() }))
      .meta({ description: 'Lines that could stand in its place: suggestions. Nothing is changed in any claim.' }),
    wayBack: z.string().nullable(),
    payerClaimNumber: z.string().nullable().meta({ description: 'What a replacement claim names in REF*F8.' }),
  })
  .meta({ description: 'One thing to do.' });

export type WorklistEntry = Answer<typeof entryForm>;

export const worklistForm = z
  .object({
    today: day,
    entries: z.array(entryForm),
    more: z.boolean().meta({ description: 'There are more entries than were read.' }),
    next: z.string().nullable().meta({ description: 'Pass it as `cursor` for the next page, of claims alone.' }),
  })
  .meta({
    title: 'Worklist',
    description: 'What is to be done, the most money or the nearest deadline first, with old and new line.',
  });

export type Worklist = Answer<typeof worklistForm>;
