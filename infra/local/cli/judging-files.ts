import * as z from 'zod';
import { type AcceptanceWindow, acceptanceWindowSchema } from '../../../shared/claims/acceptance-window.ts';
import type { PayerMap } from '../../../shared/claims/payers.ts';
import { noLists, type RuleLists, ruleListsOf } from '../../../shared/claims/rules/lists.ts';
import { ruleSchema } from '../../../shared/claims/rules/rule.ts';
import { builtInRules, type RuleSet, ruleOverridesSchema, ruleSetOf } from '../../../shared/claims/rules/rule-set.ts';
import { CodesetError } from '../../../shared/errors.ts';
import { type Context, loadFile } from './context.ts';
import { loadPayers } from './payers.ts';

/** Files that take the place of what the account keeps, for one check. */
export interface JudgingFiles {
  readonly payers?: string;
  readonly windows?: string;
  readonly rules?: string;
  readonly lists?: string;
}

/** What lines are judged by, beside the code sets. */
export interface JudgedBy {
  readonly payers: PayerMap;
  readonly windows: readonly AcceptanceWindow[];
  readonly rules: RuleSet;
  readonly lists: RuleLists;
}

export const asShipped: Omit<JudgedBy, 'payers'> = { windows: [], rules: builtInRules(), lists: noLists };

/** Reads the files that are named. */
export function loadJudgingFiles(context: Context, { payers, windows, rules, lists }: JudgingFiles): Partial<JudgedBy> {
  return {
    ...(payers ? { payers: loadPayers(context, payers) } : {}),
    ...(windows ? { windows: parsed(context, windows, (json) => windowList.parse(json)) } : {}),
    ...(rules ? { rules: parsed(context, rules, (json) => ruleSetOf(ruleFile.parse(json))) } : {}),
    ...(lists ? { lists: parsed(context, lists, ruleListsOf) } : {}),
  };
}

const windowList = z.union([z.array(acceptanceWindowSchema), acceptanceWindowSchema.transform((one) => [one])]);

/** One rule, several, or switches and own rules together. */
const ruleFile = z.union([
  ruleOverridesSchema,
  z.array(ruleSchema).transform((own) => ({ own })),
  ruleSchema.transform((rule) => ({ own: [rule] })),
]);

/** The JSON of a file as a person wrote it; what cannot be read is refused by file, place and reason. */
export function parsed<T>(context: Context, path: string, read: (json: unknown) => T): T {
  const { name, bytes } = loadFile(context, path);
  try {
    return read(JSON.parse(Buffer.from(bytes).toString('utf8')));
  } catch (cause) {
    if (cause instanceof CodesetError) throw new CodesetError(cause.code, `${name}: ${cause.message}`, 1, { cause });
    throw new CodesetError('BAD_INPUT', `${name}: ${reasonOf(cause)}`, 1, { cause });
  }
}

function reasonOf(cause: unknown): string {
  if (!(cause instanceof z.ZodError)) return 'is no JSON';
  const [issue] = cause.issues;
  const place = issue?.path.join('.');
  return place ? `${place}: ${issue?.message}` : `${issue?.message}`;
}
