import type { Severity } from '../finding.ts';
import { Asked } from './asked.ts';
import { type CompiledSelector, Roles } from './compile-selector.ts';
import type { RuleLists } from './lists.ts';
import type { Condition, PatternCondition, Rule, TableCondition } from './rule.ts';

/** One condition of one rule, with everything looked up that does not depend on a line. */
interface Compiled {
  readonly rule: Rule;
  /** Place in the table of rules: findings of a line come in this order. */
  readonly order: number;
  readonly severity: Severity;
  readonly asked: Asked;
}

export interface CompiledPattern extends Compiled {
  readonly kind: 'pattern';
  readonly condition: PatternCondition;
  readonly line: CompiledSelector;
  readonly with: readonly CompiledSelector[];
  readonly without: readonly CompiledSelector[];
}

export interface CompiledLookUp extends Compiled {
  readonly kind: 'table';
  readonly condition: TableCondition;
  readonly line: CompiledSelector | null;
}

export type CompiledCondition = CompiledPattern | CompiledLookUp;

export interface CompiledRules {
  readonly conditions: readonly CompiledCondition[];
  readonly roles: Roles;
  readonly lists: RuleLists;
}

/** Conditions that ask for a list or table which is not loaded are left out: they are not judged. */
export function compileRules(rules: readonly Rule[], lists: RuleLists): CompiledRules {
  const roles = new Roles(lists);
  const conditions = rules.flatMap((rule, order) =>
    rule.conditions.flatMap((condition) => compiled(rule, order, condition, roles, lists) ?? []),
  );
  return { conditions, roles, lists };
}

/**
 * True for a rule that rests on the code's record alone: a re-check judges it again without the rest of the claim. All of
 * its conditions do or none counts, so that each finding has one owner: the line's code, or the claim.
 */
export function restsOnRecord({ conditions }: Rule): boolean {
  return conditions.every((condition) => {
    if (condition.kind !== 'pattern') return false;
    const { line, most } = condition;
    const alone = !condition.with && !condition.without && most === undefined && !condition.once;
    return alone && (line.coverage !== undefined || line.pricing !== undefined);
  });
}

function compiled(
  rule: Rule,
  order: number,
  condition: Condition,
  roles: Roles,
  lists: RuleLists,
): CompiledCondition | undefined {
  const head: Compiled = {
    rule,
    order,
    severity: condition.severity ?? rule.severity,
    asked: new Asked(rule, condition),
  };
  return condition.kind === 'pattern'
    ? compiledPattern(head, condition, roles)
    : compiledLookUp(head, condition, roles, lists);
}

function compiledPattern(head: Compiled, condition: PatternCondition, roles: Roles): CompiledPattern | undefined {
  const line = roles.compile(condition.line);
  const beside = condition.with?.map((selector) => roles.compile(selector)) ?? [];
  const without = condition.without?.map((selector) => roles.compile(selector)) ?? [];
  if (!line || beside.includes(undefined) || without.includes(undefined)) return undefined;
  return {
    ...head,
    kind: 'pattern',
    condition,
    line,
    with: beside as readonly CompiledSelector[],
    without: without as readonly CompiledSelector[],
  };
}

const tableOf = { 'pair-edit': 'pairs', 'unit-limit': 'unlikely', 'own-code': 'products' } as const;

function compiledLookUp(
  head: Compiled,
  condition: TableCondition,
  roles: Roles,
  lists: RuleLists,
): CompiledLookUp | undefined {
  if (!lists[tableOf[condition.kind]]) return undefined;
  const line = condition.line ? roles.compile(condition.line) : null;
  return line === undefined ? undefined : { ...head, kind: 'table', condition, line };
}
