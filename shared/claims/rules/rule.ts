import * as z from 'zod';
import { isIsoDate } from '../../dates.ts';
import { payerClasses } from '../payers.ts';
import { codePatternForm } from './code-pattern.ts';
import { codeListNames, ruleListsSchema } from './lists.ts';

const day = z.string().refine(isIsoDate, 'is no day');
const codePatterns = z.array(z.string().regex(codePatternForm)).min(1);
const modifierList = z.array(z.string().regex(/^[0-9A-Z]{2}$/)).min(1);
const placeList = z.array(z.string().regex(/^\d{2}$/)).min(1);
const places = z.union([z.strictObject({ only: placeList }), z.strictObject({ except: placeList })]);
const claimTypes = z.array(z.enum(['professional', 'institutional'])).min(1);

/** Which lines are meant. All that is stated has to hold. */
const selector = z.strictObject({
  codes: codePatterns.optional(),
  except: codePatterns.optional(),
  /** Only codes of a loaded list. Where it is not loaded, the condition is not judged. */
  list: z.enum(codeListNames).optional(),
  /** Coverage of the record in force on the date of service. */
  coverage: z.array(z.enum(['C', 'D', 'I', 'M', 'S'])).optional(),
  /** One of the pricing indicators of the record in force on the date of service. */
  pricing: z.array(z.string().regex(/^\d{2}$/)).optional(),
  /** First digits of the revenue code: hospitals bill packaged drugs by it, without a code. */
  revenueCodes: z.array(z.string().regex(/^\d{3,4}$/)).optional(),
  /** The line carries an NDC (LIN N4). */
  carriesNdc: z.literal(true).optional(),
  modifiers: z
    .strictObject({ any: modifierList.optional(), all: modifierList.optional(), none: modifierList.optional() })
    .optional(),
  units: z.number().positive().optional(),
  /** The NDC quantity is less than one billing unit of the code. */
  lessThanOneUnit: z.literal(true).optional(),
});

const common = {
  /** Defaults to the rule's own. */
  severity: z.enum(['error', 'warning', 'review']).optional(),
  claimTypes: claimTypes.optional(),
  /** `{code}` `{date}` `{other}` `{modifiers}` `{units}` `{place}` `{coverage}` are filled in. */
  message: z.string().min(1),
};

/** A pattern of lines. The finding stands on `line`. */
const pattern = z.strictObject({
  ...common,
  kind: z.literal('pattern'),
  line: selector,
  /** Another line that one of these means has to be there. */
  with: z.array(selector).min(1).optional(),
  /** No line that one of these means may be there. */
  without: z.array(selector).min(1).optional(),
  /** `with` and `without` speak of lines of the same code, or of the same code and not of another NDC. */
  same: z.enum(['code', 'drug']).optional(),
  /** More than so many of `line` are one too many; units count on lines of a single day. */
  most: z.number().int().positive().optional(),
  /** One finding a date, on the first such line. */
  once: z.literal(true).optional(),
  /** Other lines count on the same date, or anywhere in the claim. A hospital's encounter may go on past midnight. */
  scope: z.enum(['date', 'date-or-encounter']).default('date'),
  /** What to bill instead, where the code book knows it. */
  fix: z.literal('what-medicare-pays').optional(),
});

/** A look-up in a loaded table. Without the table it is not judged. */
const table = z.strictObject({
  ...common,
  kind: z.enum(['pair-edit', 'unit-limit', 'own-code']),
  /** Of `own-code`: the codes that are not otherwise classified. */
  line: selector.optional(),
});

/** How a rule reads; `given` is what the releases and lists say in it. Lines are written `J0013-JZ x84 @2026-01-05`. */
const example = z.strictObject({
  says: z.string(),
  payer: z.enum(payerClasses),
  claimType: z.enum(['professional', 'institutional']).default('professional'),
  place: z.string().nullable().default('11'),
  date: day,
  lines: z.array(z.string()).min(1),
  /** Lines, from 1, on which the rule has a finding. */
  finds: z.array(z.number().int().positive()),
  given: z
    .strictObject({
      coverage: z.record(z.string(), z.string()).optional(),
      pricing: z.record(z.string(), z.string()).optional(),
      /** Dose of one unit: `10 mg`. */
      dose: z.record(z.string(), z.string()).optional(),
      lists: ruleListsSchema.optional(),
    })
    .optional(),
});

/**
 * Where a rule stands written. `read`: the document's own text was read. `quoted`: read as a payer or contractor quotes
 * it. `professional-knowledge`: nobody has looked it up yet, and it may say no more than "review".
 */
const source = z.strictObject({
  document: z.string().min(1),
  standing: z.enum(['read', 'quoted', 'professional-knowledge']),
});

export const ruleSchema = z
  .strictObject({
    name: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/),
    /** Number in the table of rules; null for an account's own. */
    number: z.number().int().positive().nullable(),
    title: z.string().min(1),
    /** First and last date of service. */
    from: day,
    to: day.nullable(),
    /** Null: all, unknown ones too. */
    payers: z.array(z.enum(payerClasses)).min(1).nullable(),
    claimTypes: claimTypes.nullable(),
    /** Place of service of a professional line. A line without one is not judged by such a rule. */
    placesOfService: places.optional(),
    /** First two digits of the type of bill of an institutional claim. */
    typesOfBill: places.optional(),
    severity: z.enum(['error', 'warning', 'review']),
    source,
    conditions: z.array(z.discriminatedUnion('kind', [pattern, table])).min(1),
    /** What the record has to show. Never "append a modifier": that would be upcoding. */
    evidence: z.string().min(1),
    /** When a line that the rule finds is right all the same. */
    falsePositives: z.array(z.string()).min(1),
    examples: z.array(example).min(1),
  })
  .refine(({ source: { standing }, severity, conditions }) => {
    if (standing !== 'professional-knowledge') return true;
    return [severity, ...conditions.map((condition) => condition.severity)].every((each) => each !== 'error');
  }, 'a rule that nobody has looked up is no error');

export type Rule = z.infer<typeof ruleSchema>;
export type WrittenRule = z.input<typeof ruleSchema>;
export type Condition = Rule['conditions'][number];
export type PatternCondition = Extract<Condition, { kind: 'pattern' }>;
export type TableCondition = Exclude<Condition, PatternCondition>;
export type Selector = z.infer<typeof selector>;
export type Places = z.infer<typeof places>;
export type RuleExample = Rule['examples'][number];
