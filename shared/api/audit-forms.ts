import * as z from 'zod';
import { type Cause, causes } from '../audit/causes.ts';
import { holdingTypes } from '../holdings/holding.ts';
import { type Answer, count, day, money } from './fields.ts';

const cause = z.enum(Object.keys(causes) as [Cause, ...Cause[]]);
const share = z.number().min(0).max(1).meta({ description: 'Of all the money.' });
const group = z.object({ key: z.string(), findings: count, lines: count, amount: money, share });

export const auditForm = z
  .object({
    findings: count,
    lines: count.meta({ description: 'A line counts once, however many findings it has.' }),
    amount: money,
    causes: z.array(group.extend({ key: cause, title: z.string() })).meta({ description: 'Money lost by cause.' }),
    issues: z
      .array(
        z.object({
          code: z.string(),
          rule: z.string(),
          cause,
          systemic: z.boolean().meta({ description: 'It comes again and again: what makes the claims has to change.' }),
          lines: count,
          amount: money,
          share,
          clinics: count,
          payers: count,
          firstDateOfService: day,
          lastDateOfService: day,
          fix: z.array(z.string()),
          held: z
            .array(z.object({ type: z.enum(holdingTypes), lines: count }))
            .meta({ description: 'Lists that still carry the code.' }),
          sentence: z.string().meta({ description: 'What it is, where it comes from, and what to do.' }),
        }),
      )
      .meta({ description: 'Systemic ones first, the most money first.' }),
    by: z
      .object({
        clinic: z.array(group),
        payer: z.array(group),
        code: z.array(group),
        rule: z.array(group),
        month: z.array(group),
      })
      .meta({ description: 'Clinics by the NPI of the billing provider; months of the date of service.' }),
    lists: z
      .array(z.object({ type: z.enum(holdingTypes), lines: count, wrong: count, more: z.boolean() }))
      .default([])
      .meta({
        description:
          'Of `codeset audit`: lists that are held, their lines, and how many are wrong now or soon; more: more may be than were looked at. Else empty.',
      }),
    more: z.boolean().meta({ description: 'There are more findings than were read: those with the most money were.' }),
  })
  .meta({ title: 'Audit', description: 'Patterns over findings: who, which code and rule, when, and what it costs.' });

export type AuditAnswer = Answer<typeof auditForm>;
