import { drugRules } from './built-in/drug-rules.ts';
import { infusionRules } from './built-in/infusion-rules.ts';
import { medicareRules } from './built-in/medicare-rules.ts';
import { ncciRules } from './built-in/ncci-rules.ts';
import { orthosisRules } from './built-in/orthosis-rules.ts';
import { visitRules } from './built-in/visit-rules.ts';
import { type Rule, ruleSchema, type WrittenRule } from './rule.ts';

/** Changes with the table, so that a finding can be traced to what the rules were when it was made. */
export const ruleTableVersion = '2026-11';

const tables: readonly (readonly WrittenRule[])[] = [
  infusionRules,
  visitRules,
  drugRules,
  medicareRules,
  orthosisRules,
  ncciRules,
];

let parsed: readonly Rule[] | undefined;

/** The rules that every account starts from, by number. Read once. */
export function ruleTable(): readonly Rule[] {
  parsed ??= tables
    .flat()
    .map((written) => ruleSchema.parse(written))
    .sort((a, b) => a.number! - b.number!);
  return parsed;
}
