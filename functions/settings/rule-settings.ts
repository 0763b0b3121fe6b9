import * as z from 'zod';
import type { ExplainedRule, RulesAnswer } from '../../shared/api/settings-forms.ts';
import { checkMeanings } from '../../shared/claims/check/check-meanings.ts';
import { type CheckName, checks } from '../../shared/claims/check/checks.ts';
import type { Severity } from '../../shared/claims/finding.ts';
import { type ExampleFailure, failuresOf } from '../../shared/claims/rules/examples.ts';
import { codeListNames, ruleListsSchema, type WrittenRuleLists } from '../../shared/claims/rules/lists.ts';
import { type Rule, ruleSchema } from '../../shared/claims/rules/rule.ts';
import { type RuleSwitch, ruleSetOf, ruleTableOf } from '../../shared/claims/rules/rule-set.ts';
import { CodesetError } from '../../shared/errors.ts';
import { changeSettings, everyLine, type SettingsPorts } from './change-settings.ts';
import { read, unknown } from './payer-settings.ts';

/** Longer tables are read from a file at the check: an account's settings are read whole before each run. */
const mostEntries = 200_000;

/** What an account wants of the rules: switched, of another severity, added as data, with lists. */
export class RuleSettings {
  constructor(private readonly ports: SettingsPorts) {}

  async rules(account: string): Promise<RulesAnswer> {
    const { overrides, rules, written } = await this.ports.settings.read(account);
    const { switched = {}, own = [] } = overrides;
    const lists = listsIn(written);
    return {
      version: rules.version,
      rules: [
        ...(Object.keys(checks) as CheckName[]).map((name) => listedCheck(name, switched[name])),
        ...ruleTableOf(own).map((rule) => listedRule(rule, switched[rule.name], lists)),
      ],
      lists,
    };
  }

  /** All of a rule, its examples included. */
  async explain(account: string, name: string): Promise<ExplainedRule> {
    const { rules } = await this.rules(account);
    const listed = rules.find((rule) => rule.name === name);
    if (!listed) throw unknownRule(name);
    const { overrides } = await this.ports.settings.read(account);
    const rule = ruleTableOf(overrides.own ?? []).find((each) => each.name === name);
    return { ...listed, rule: rule ?? null };
  }

  /** Null takes back what was switched: the rule is as shipped again. */
  async switch(account: string, name: string, wish: RuleSwitch | null): Promise<RulesAnswer> {
    await this.explain(account, name);
    const { overrides } = await this.ports.settings.read(account);
    const { [name]: before, ...others } = overrides.switched ?? {};
    const switched = wish === null ? others : { ...others, [name]: { ...before, ...wish } };
    read(() => ruleSetOf({ ...overrides, switched }), 'RULES', 'wish');
    await changeSettings(this.ports, account, [everyLine], () => this.ports.settings.putSwitches(account, switched));
    return this.rules(account);
  }

  /** Adds rules written as data; each has to find on its own examples what they say. */
  async add(account: string, written: unknown): Promise<RulesAnswer> {
    const rules = read(() => ruleFile.parse(written), 'RULES', 'rule');
    for (const rule of rules) {
      if (rule.name in checks) throw new CodesetError('RULES', `${rule.name} is the name of a built-in check`);
      const [failure] = examplesOf(rule);
      if (failure)
        throw new CodesetError(
          'RULES',
          `${rule.name}: its example "${failure.says}" says that it finds on ${linesText(failure.expected)}, and it finds on ${linesText(failure.found)}`,
        );
    }
    await changeSettings(this.ports, account, [everyLine], () => this.ports.settings.putRules(account, rules));
    return this.rules(account);
  }

  async remove(account: string, name: string): Promise<RulesAnswer> {
    const { overrides } = await this.ports.settings.read(account);
    if (!overrides.own?.some((rule) => rule.name === name)) throw unknown(`the account has no rule ${name} of its own`);
    await changeSettings(this.ports, account, [everyLine], () => this.ports.settings.removeRule(account, name));
    return this.rules(account);
  }

  /** Lists that rules ask for; each takes the place of the one of its name. */
  async keepLists(account: string, written: unknown): Promise<RulesAnswer> {
    const lists = read(() => ruleListsSchema.parse(written), 'RULE_LISTS', 'lists');
    const long = listsIn(lists).find(({ entries }) => entries > mostEntries);
    if (long)
      throw new CodesetError(
        'RULE_LISTS',
        `${long.name} has ${long.entries} entries; at most ${mostEntries} are kept: name the file at the check ("codeset check --lists FILE")`,
      );
    await changeSettings(this.ports, account, [everyLine], () => this.ports.settings.putLists(account, lists));
    return this.rules(account);
  }

  async removeList(account: string, name: string): Promise<RulesAnswer> {
    const { written } = await this.ports.settings.read(account);
    if (!listsIn(written).some((list) => list.name === name)) throw unknown(`the account has no list ${name}`);
    const stored = (codeListNames as readonly string[]).includes(name) ? `codes.${name}` : name;
    await changeSettings(this.ports, account, [everyLine], () => this.ports.settings.removeList(account, stored));
    return this.rules(account);
  }
}

/** What comes out otherwise; a line that is none is the fault of whoever wrote it. */
function examplesOf(rule: Rule): readonly ExampleFailure[] {
  try {
    return failuresOf(rule);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new CodesetError('RULES', `${rule.name}: ${cause.message}; one reads J0013-JZ x84 @2026-01-05`, 1, { cause });
  }
}

/** One rule, or several; an account's own have no number. */
const ownRule = ruleSchema.transform((rule): Rule => ({ ...rule, number: null }));
const ruleFile = z.union([z.array(ownRule).min(1).max(500), ownRule.transform((rule) => [rule])]);

type Listed = RulesAnswer['rules'][number];

function listedCheck(name: CheckName, wish: RuleSwitch | undefined): Listed {
  return {
    name,
    kind: 'check',
    number: null,
    title: checkMeanings[name],
    severity: wish?.severity ?? checks[name],
    enabled: wish?.enabled !== false,
    changed: wish !== undefined,
    from: null,
    to: null,
    payers: null,
    source: null,
    standing: null,
    needs: [],
  };
}

function listedRule(rule: Rule, wish: RuleSwitch | undefined, lists: RulesAnswer['lists']): Listed {
  const { name, number, title, from, to, payers, source } = rule;
  const severity: Severity = wish?.severity ?? rule.severity;
  return {
    name,
    kind: number === null ? 'own' : 'rule',
    number,
    title,
    severity,
    enabled: wish?.enabled !== false,
    changed: wish !== undefined,
    from,
    to,
    payers: payers && [...payers],
    source: source.document,
    standing: source.standing,
    needs: neededBy(rule).filter((list) => !lists.some((kept) => kept.name === list)),
  };
}

const tableOfKind = { 'pair-edit': 'pairs', 'unit-limit': 'unlikely', 'own-code': 'products' } as const;

/** Lists and tables without which a condition of the rule is not judged. */
function neededBy({ conditions }: Rule): readonly string[] {
  const names = conditions.flatMap((condition) => {
    const table = condition.kind === 'pattern' ? [] : [tableOfKind[condition.kind]];
    const selectors =
      condition.kind === 'pattern'
        ? [condition.line, ...(condition.with ?? []), ...(condition.without ?? [])]
        : condition.line
          ? [condition.line]
          : [];
    return [...table, ...selectors.flatMap(({ list }) => list ?? [])];
  });
  return [...new Set(names)];
}

function listsIn({ codes = {}, pairs, unlikely, products }: WrittenRuleLists): RulesAnswer['lists'] {
  return [
    ...Object.entries(codes).map(([name, list]) => ({ name, source: list.source, entries: list.codes.length })),
    ...(pairs ? [{ name: 'pairs', source: pairs.source, entries: pairs.edits.length }] : []),
    ...(unlikely ? [{ name: 'unlikely', source: unlikely.source, entries: unlikely.edits.length }] : []),
    ...(products ? [{ name: 'products', source: products.source, entries: products.codes.length }] : []),
  ];
}

function linesText(lines: readonly number[]): string {
  return lines.length === 0 ? 'no line' : `line ${lines.join(', ')}`;
}

function unknownRule(name: string): CodesetError {
  return unknown(`there is no rule ${name}; "codeset rules" lists them`);
}
