import type { CodeFacts } from '../check/code-facts.ts';
import type { Asked } from './asked.ts';
import { type CompiledCondition, type CompiledRules, restsOnRecord } from './compile-rules.ts';
import { type CompiledSelector, hasRole } from './compile-selector.ts';
import type { TableRows } from './lists.ts';

/** A condition as the inner loop goes through it: all of one shape, however they are judged. */
export class Trigger {
  readonly order: number;
  readonly asked: Asked;
  /** Its rule is judged with the line's code alone; else with the whole claim. */
  readonly byRecord: boolean;
  /** It says what Medicare pays, which a payer's own word overrides. */
  readonly byCoverage: boolean;

  constructor(readonly condition: CompiledCondition) {
    this.order = condition.order;
    this.asked = condition.asked;
    this.byRecord = restsOnRecord(condition.rule);
    this.byCoverage = condition.condition.line?.coverage !== undefined;
  }
}

/** Codes that are the same to all rules share one of these: there are few, and they stay in the processor's reach. */
export interface CodeGroup {
  readonly roles: readonly number[];
  /** Conditions whose finding may stand on a line of such a code. */
  readonly triggers: readonly Trigger[];
  /** Some of them look at the whole claim. */
  readonly asksOfClaim: boolean;
  /** A rule of whole claims asks what the record of such a code says. */
  readonly claimReadsRecord: boolean;
}

export class CodeGroups {
  private readonly groups = new Map<string, CodeGroup>();
  private readonly triggers: readonly Trigger[];
  /** Roles whose codes' records decide rules of whole claims. */
  private readonly recordRoles: readonly number[];

  constructor(private readonly rules: CompiledRules) {
    this.triggers = rules.conditions.map((condition) => new Trigger(condition));
    this.recordRoles = this.triggers
      .filter(({ byRecord }) => !byRecord)
      .flatMap(({ condition }) => selectorsOf(condition))
      .flatMap(({ role, readsRecord }) => (readsRecord ? [role] : []));
  }

  of(facts: CodeFacts, rows: TableRows): CodeGroup {
    const roles = this.rules.roles.of(facts);
    const key = `${roles.join()} ${rows.partners !== null} ${rows.limits !== null}`;
    const known = this.groups.get(key);
    if (known) return known;
    const triggers = this.triggers.filter(({ condition }) => mayStandOn(condition, roles, rows));
    const group = {
      roles,
      triggers,
      asksOfClaim: triggers.some(({ byRecord }) => !byRecord),
      claimReadsRecord: this.recordRoles.some((role) => hasRole(roles, role)),
    };
    this.groups.set(key, group);
    return group;
  }
}

function selectorsOf(condition: CompiledCondition): readonly CompiledSelector[] {
  if (condition.kind === 'table') return condition.line ? [condition.line] : [];
  return [condition.line, ...condition.with, ...condition.without];
}

function mayStandOn(condition: CompiledCondition, roles: readonly number[], rows: TableRows): boolean {
  if (condition.line && !hasRole(roles, condition.line.role)) return false;
  const { kind } = condition.condition;
  if (kind === 'pair-edit') return rows.partners !== null;
  return kind !== 'unit-limit' || rows.limits !== null;
}
