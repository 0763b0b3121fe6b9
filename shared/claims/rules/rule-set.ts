import * as z from 'zod';
import { type Rule, ruleSchema, type WrittenRule } from './rule.ts';
import { ruleTable, ruleTableVersion } from './rule-table.ts';

/** What an account changes of the rules, as data. */
export const ruleOverridesSchema = z.strictObject({
  /** By rule name, the checks of codes and modifiers (`code-terminated` …) included. */
  switched: z
    .record(
      z.string(),
      z.strictObject({
        enabled: z.boolean().optional(),
        severity: z.enum(['error', 'warning', 'review']).optional(),
      }),
    )
    .optional(),
  own: z.array(ruleSchema).optional(),
});

export type WrittenRuleOverrides = z.input<typeof ruleOverridesSchema>;
export type RuleSwitch = { readonly enabled?: boolean | undefined; readonly severity?: Rule['severity'] | undefined };

/** The rules that hold for an account, and how its own wishes change the checks of codes and modifiers. */
export interface RuleSet {
  readonly version: string;
  readonly rules: readonly Rule[];
  readonly switched: Readonly<Record<string, RuleSwitch>>;
}

let unchanged: RuleSet | undefined;

export function builtInRules(): RuleSet {
  unchanged ??= { version: ruleTableVersion, rules: ruleTable(), switched: {} };
  return unchanged;
}

/**
 * The built-in table with an account's overrides; throws a ZodError where they are not of the form. An own rule of a
 * built-in's name takes its place. A severity can be lowered or raised, but not beyond what has been looked up.
 */
export function ruleSetOf(overrides: unknown): RuleSet {
  const { switched = {}, own = [] } = ruleOverridesSchema.parse(overrides);
  const rules = ruleTableOf(own)
    .filter(({ name }) => switched[name]?.enabled !== false)
    .map((rule) => withSeverity(rule, switched[rule.name]?.severity));
  return { version: `${ruleTableVersion}+own`, rules, switched };
}

/** The built-in table with an account's own rules, switched or not; throws a ZodError where they are not of the form. */
export function ruleTableOf(own: readonly WrittenRule[]): readonly Rule[] {
  const replaced = new Set(own.map(({ name }) => name));
  return [...ruleTable().filter(({ name }) => !replaced.has(name)), ...own.map((rule) => ruleSchema.parse(rule))];
}

function withSeverity(rule: Rule, severity: Rule['severity'] | undefined): Rule {
  if (severity === undefined) return rule;
  const conditions = rule.conditions.map((condition) => ({ ...condition, severity }));
  return ruleSchema.parse({ ...rule, severity, conditions });
}
