import * as z from 'zod';
import { acceptanceWindowSchema } from '../claims/acceptance-window.ts';
import { payerProfileSchema, payersSchema } from '../claims/payers.ts';
import { ruleListsSchema } from '../claims/rules/lists.ts';
import { ruleSchema } from '../claims/rules/rule.ts';
import { severities } from './claim-forms.ts';
import { type Answer, count, day } from './fields.ts';

const rechecked = z
  .object({ lines: count, raised: count, cleared: count })
  .optional()
  .meta({ description: 'After a change: stored lines that were judged again, new findings, findings taken back.' });

const open = <Shape extends z.ZodRawShape>(form: z.ZodObject<Shape>) => z.object(form.shape);

export const payersForm = z
  .object({ payers: z.array(open(payerProfileSchema).extend({ payer: z.string() })), rechecked })
  .meta({ title: 'Payers', description: 'Payers as the account keeps them, by id.' });

export type PayersAnswer = Answer<typeof payersForm>;

export const payersFileForm = payersSchema.meta({
  title: 'Payers to keep',
  description: 'Payer ids with a class or a profile: `{ "66783": "commercial" }`.',
});

const windowForm = open(acceptanceWindowSchema);

export const windowsForm = z
  .object({
    windows: z.array(windowForm),
    shipped: z
      .array(
        z.object({
          payer: z.string().meta({ description: 'Payer class.' }),
          code: z.string(),
          from: day,
          instead: z.array(z.string()),
          document: z.string(),
        }),
      )
      .meta({ description: 'What holds for some payers alone, by the shipped list of looked-up replacements.' }),
    rechecked,
  })
  .meta({ title: "Payers' windows", description: "Payers' own dates of codes, each with its document." });

export type WindowsAnswer = Answer<typeof windowsForm>;

export const windowsFileForm = z
  .array(acceptanceWindowSchema)
  .meta({ title: 'Windows to keep', description: 'A window replaces the one of the same payer, code and first day.' });

const listedRuleForm = z.object({
  name: z.string(),
  kind: z.enum(['check', 'rule', 'own']).meta({ description: 'check: of codes and modifiers; own: of the account.' }),
  number: z.int().positive().nullable(),
  title: z.string(),
  severity: z.enum(severities),
  enabled: z.boolean(),
  changed: z.boolean().meta({ description: 'The account has switched it, or changed its severity.' }),
  from: day.nullable(),
  to: day.nullable(),
  payers: z.array(z.string()).nullable(),
  source: z.string().nullable(),
  standing: z.enum(['read', 'quoted', 'professional-knowledge']).nullable(),
  needs: z.array(z.string()).meta({ description: 'Lists that it asks for and that are not loaded.' }),
});

export const rulesForm = z
  .object({
    version: z.string(),
    rules: z.array(listedRuleForm),
    lists: z.array(z.object({ name: z.string(), source: z.string(), entries: count })),
    rechecked,
  })
  .meta({ title: 'Rules', description: 'The checks and rules that hold for the account.' });

export type RulesAnswer = Answer<typeof rulesForm>;

/** A rule as it is written: the same form in the built-in table and in an account's file. */
export const ruleForm = ruleSchema.meta({
  title: 'Rule',
  description: 'A rule about claim lines as data, with its source and with the examples that are its tests.',
});

export const explainedRuleForm = listedRuleForm
  .extend({ rule: z.record(z.string(), z.unknown()).nullable() })
  .meta({ title: 'A rule explained', description: 'All of a rule, its examples included; null for a check.' });

export type ExplainedRule = Answer<typeof explainedRuleForm>;

export const ruleListsForm = ruleListsSchema.meta({
  title: 'Lists of rules',
  description: 'Codes and tables that no HCPCS file is: single-dose drugs, unclassified codes, NCCI edits, products.',
});

export const ruleSwitchForm = z
  .strictObject({ enabled: z.boolean().optional(), severity: z.enum(severities).optional() })
  .meta({ title: 'Switch of a rule', description: 'Whether it holds for the account, and how severe it is.' });
