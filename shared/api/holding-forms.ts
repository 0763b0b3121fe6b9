import * as z from 'zod';
import { findingStatuses } from '../claims/finding-life.ts';
import { type HoldingFinding, holdingTypes } from '../holdings/holding.ts';
import { severities, unitsOfFix } from './claim-forms.ts';
import { type Answer, code, count, day, money } from './fields.ts';

export const holdingType = z.enum(holdingTypes).meta({ description: 'What kind of list is held.' });

const refusedRow = z
  .object({
    file: z.string(),
    line: z.int().positive().meta({ description: 'Of the file, or row of the sheet, from 1.' }),
    reason: z.string().meta({ description: 'What is wrong and what to do. Never quotes the file.' }),
    item: z.string().nullable(),
  })
  .meta({ description: 'A row that was not taken. Its line of the version before, where there is one, stays.' });

export const holdingsImportForm = z
  .object({
    type: holdingType,
    list: z.string(),
    file: z.string(),
    read: count.meta({ description: 'Lines with a code that is followed.' }),
    added: count,
    changed: count,
    unchanged: count,
    closed: count.meta({ description: 'Lines of the version before that this one no longer has.' }),
    kept: count.meta({ description: 'Lines that stay because a row of this version could not be read.' }),
    findings: count.meta({ description: 'Lines of the list with a finding.' }),
    withoutCode: count.meta({ description: 'Rows that carry no code.' }),
    notFollowed: count.meta({ description: 'Rows with a code of a set that is not followed (CDT, local codes).' }),
    refused: z.array(refusedRow),
  })
  .meta({ title: 'Import of a list', description: 'Answer of `codeset holdings import FILE --type TYPE`.' });

export type HoldingsImport = Answer<typeof holdingsImportForm>;

const holdingFindingForm = z
  .object({
    code: z.string().meta({ description: 'The code or modifier that it is about.' }),
    rule: z.string(),
    severity: z.enum(severities),
    since: day.meta({ description: 'First day of service on which the line is wrong; the work is due before it.' }),
    until: day.nullable(),
    message: z.string(),
    reason: z.string(),
    source: z.string(),
    fix: z.array(z.object({ code: z.string(), units: unitsOfFix, confirm: z.boolean() })),
    id: z.string().meta({ description: 'To assign or dismiss it by; the same for the same line and code, always.' }),
    status: z.enum(findingStatuses),
    assignee: z.string().nullable(),
  })
  .meta({ description: 'What is wrong with a held line.' }) satisfies z.ZodType<HoldingFinding>;

const heldLineForm = z
  .object({
    type: holdingType,
    list: z.string(),
    item: z.string().meta({ description: 'Number of the charge, the authorisation or the order.' }),
    code,
    modifiers: z.array(z.string()),
    from: day.meta({ description: 'First day of service that counts; none before the list was handed in.' }),
    through: day.nullable(),
    payer: z.string().nullable(),
    provider: z.string().nullable(),
    units: z.number().nullable(),
    price: money.nullable().meta({ description: 'Of one unit, in dollars.' }),
    closedOn: day.nullable().meta({ description: 'When a newer version of the list no longer had it.' }),
    findings: z.array(holdingFindingForm),
  })
  .meta({ description: 'One line of a list, without anything of a patient.' });

export type ListedHolding = Answer<typeof heldLineForm>;

export const holdingsForm = z
  .object({
    lists: z.array(z.object({ type: holdingType, list: z.string(), file: z.string(), importedOn: day, lines: count })),
    lines: z.array(heldLineForm),
    more: z.boolean().meta({ description: 'There are more lines than were read; ask for one list, or one code.' }),
  })
  .meta({
    title: 'Lists that are held',
    description: 'Answer of `codeset holdings`: lists, and lines that were asked for.',
  });

export type Holdings = Answer<typeof holdingsForm>;
