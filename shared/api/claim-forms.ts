import * as z from 'zod';
import type { Finding } from '../claims/finding.ts';
import { findingDeeds, findingStatuses } from '../claims/finding-life.ts';
import { payerClasses } from '../claims/payers.ts';
import { claimStates } from '../claims/status/claim-status.ts';
import { holdingTypes } from '../holdings/holding.ts';
import { releaseReferenceForm } from './change-forms.ts';
import { type Answer, code, codeSet, count, day, money } from './fields.ts';

export const severities = ['error', 'warning', 'review'] as const;

export const unitsOfFix = z.union([z.number(), z.object({ from: z.number(), to: z.number() }), z.null()]);

export const findingForm = z
  .object({
    claimId: z.string(),
    line: z.int().positive(),
    code: z.string().meta({ description: 'The code or modifier that it is about.' }),
    dateOfService: day,
    rule: z.string(),
    severity: z.enum(severities),
    message: z.string(),
    reason: z.string(),
    source: z.string(),
    fix: z.array(z.object({ code: z.string(), units: unitsOfFix, confirm: z.boolean() })),
    wayBack: z.string().nullable(),
    amount: money.meta({ description: 'Charge of the line in dollars.' }),
  })
  .meta({
    title: 'Finding',
    description: 'One thing wrong with one claim line, why, and what to bill instead.',
  }) satisfies z.ZodType<Finding>;

export const refusedForm = z
  .object({
    file: z.string(),
    segment: z.int().nonnegative(),
    reason: z.string(),
    kind: z.enum(['claim', 'input', 'notice']).optional(),
    claimId: z.string().nullable().optional(),
  })
  .meta({ description: 'Input that was not taken, or a notice with which nothing was lost. Never quotes the file.' });

export const checkForm = z
  .object({
    codeBook: releaseReferenceForm,
    claims: count.meta({ description: 'Every CLM seen, refused ones included.' }),
    lines: count,
    unchecked: z.object({
      'no-code-set': count,
      'outside-coverage': count.meta({
        description: 'Of days that no release held covers, or of a span in which the code ends or begins.',
      }),
    }),
    refused: z.array(refusedForm),
    findings: z.array(findingForm),
  })
  .meta({ title: 'Claim check', description: 'Answer of `codeset check FILE…`; nothing is stored.' });

export type CheckAnswer = Answer<typeof checkForm>;

/** What came of answers of payers. */
export const statusesReadForm = z.object({
  read: count,
  matched: count.meta({ description: 'About a stored claim, and a line of it where they name one.' }),
  kept: count.meta({ description: 'About no claim that is stored: kept until it comes.' }),
  known: count.meta({ description: 'Claims of which nothing new was said.' }),
  unmatched: z.array(z.string()).meta({ description: 'Numbers of the first claims that are not stored.' }),
});

export const claimsImportForm = z
  .object({
    read: count,
    lines: count,
    refused: z.array(refusedForm),
    duplicates: count,
    statuses: statusesReadForm.optional().meta({ description: 'What was said of claims, where the files held such.' }),
  })
  .meta({ title: 'Import of claims', description: 'Answer of `codeset claims import FILE…`.' });

/** A finding as it is stored: its state, and the release that caused it. */
const listedFindingForm = findingForm.extend({
  id: z.string().meta({ description: 'Eight characters, the same for the same line, rule and code, always.' }),
  status: z.enum(findingStatuses).meta({
    description:
      "open and assigned wait; done and dismissed are a person's word; cleared: the line is right or closed.",
  }),
  assignee: z.string().nullable(),
  deadline: day.nullable().meta({ description: "Last day of filing; null where the payer's rule is not known." }),
  payer: z.string().nullable(),
  provider: z.string().nullable(),
  release: z
    .string()
    .nullable()
    .meta({ description: 'Release that broke or mended the line; null where a first one did.' }),
  list: z
    .object({ type: z.enum(holdingTypes), name: z.string() })
    .optional()
    .meta({ description: "Of a held list's line alone; its number stands in `claimId`." }),
});

export type ListedFinding = Answer<typeof listedFindingForm>;

export const findingsForm = z
  .object({
    findings: z.array(listedFindingForm),
    next: z
      .string()
      .nullable()
      .meta({ description: 'Pass it as `cursor` for the next page; null: this was the last.' }),
  })
  .meta({ title: 'Findings', description: 'Stored findings, the most money or the nearest deadline first.' });

/** A finding with all that was done with it. */
export const findingDetailForm = listedFindingForm
  .extend({
    history: z.array(
      z.object({
        at: z.string(),
        by: z.string(),
        did: z.enum(findingDeeds),
        to: z.string().optional(),
        reason: z.string().optional(),
      }),
    ),
    record: z
      .object({
        codeSet,
        release: z.string(),
        file: z.string(),
        line: z.int().positive().meta({ description: 'Of the file, or row of the sheet, from 1.' }),
        sha256: z.string().meta({ description: 'Of the file as it lies in the archive.' }),
      })
      .nullable()
      .optional()
      .meta({ description: 'The record of the code that the finding rests on; null where no release holds one.' }),
  })
  .meta({ title: 'Finding and its history', description: 'Who did what with a stored finding, and when.' });

export type FindingDetail = Answer<typeof findingDetailForm>;

export const findingDecisionsForm = z
  .object({ findings: z.array(findingDetailForm) })
  .meta({ title: 'Decided findings', description: 'Answer of `codeset findings assign|done|dismiss|reopen ID…`.' });

export type FindingDecisions = Answer<typeof findingDecisionsForm>;

export type FindingsPage = Answer<typeof findingsForm>;

const codeAtRiskForm = z.object({
  code: z.string(),
  rule: z.string(),
  severity: z.enum(severities),
  message: z.string(),
  claims: count,
  lines: count,
  amount: money,
  firstDateOfService: day,
  lastDateOfService: day,
  fix: z.array(code),
  confirm: z.boolean().meta({ description: 'A person has to supply what the claim does not say.' }),
});

export const moneyAtRiskForm = z
  .object({
    claims: count,
    lines: count,
    amount: money.meta({ description: 'Charges of lines with an error; each line counted once.' }),
    review: z.object({ lines: count, amount: money }).meta({ description: 'Lines that only ask for a look.' }),
    codes: z.array(codeAtRiskForm),
    more: z.boolean().meta({ description: 'There are more findings than were read: the figures are a lower bound.' }),
  })
  .meta({ title: 'Money at risk', description: 'Open findings by code and rule, the most money first. No claim ids.' });

export type MoneyAtRisk = Answer<typeof moneyAtRiskForm>;
export type CodeAtRisk = Answer<typeof codeAtRiskForm>;

export const storedClaimForm = z
  .object({
    claimId: z.string(),
    claimType: z.enum(['professional', 'institutional']),
    frequency: z.string(),
    payerClaimNumber: z.string().nullable(),
    clearinghouseNumber: z.string().optional().meta({ description: 'REF*D9.' }),
    payer: z.string().nullable(),
    filingIndicator: z.string().nullable(),
    provider: z.string().nullable(),
    place: z.string().nullable(),
    payerClass: z.enum(payerClasses).optional(),
    status: z.enum(['open', 'void']),
    lines: z.array(
      z.object({
        line: z.int().positive(),
        code: z.string(),
        modifiers: z.array(z.string()),
        units: z.number(),
        unitOfMeasure: z.string(),
        amount: z.number().meta({ description: 'Charge in dollars.' }),
        dateOfService: day.nullable(),
        throughDate: day.nullable(),
        placeOfService: z.string().nullable(),
        revenueCode: z.string().nullable(),
        controlNumber: z.string().optional().meta({ description: 'REF*6R.' }),
        state: z
          .object({ state: z.enum(claimStates), date: day, carc: z.array(z.string()) })
          .nullable()
          .meta({ description: 'What the payer said of the line last; null where nothing was said.' }),
        drug: z.object({ ndc: z.string(), quantity: z.number().nullable(), unit: z.string().nullable() }).nullable(),
      }),
    ),
  })
  .meta({ title: 'Stored claim', description: 'What was kept of a claim: nothing that names or describes a person.' });

export type StoredClaim = Answer<typeof storedClaimForm>;

export const codeUseForm = z
  .object({
    code,
    claims: count,
    lines: count,
    amount: money,
    holdings: z.array(z.object({ type: z.enum(holdingTypes), lines: count, amount: money })),
    more: z.boolean().meta({ description: 'There are more lines than were read: the figures are a lower bound.' }),
    answer: z.string().meta({ description: 'The same in a sentence.' }),
  })
  .meta({
    title: 'Where a code is used',
    description: 'Open claim lines, and lines of lists that are held, with the code or modifier. No claim ids.',
  });

export type CodeUse = Answer<typeof codeUseForm>;
