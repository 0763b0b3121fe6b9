import type { ExplainedRule, RulesAnswer } from '../../../shared/api/settings-forms.ts';
import type { Severity } from '../../../shared/claims/finding.ts';
import { type Rule, ruleSchema } from '../../../shared/claims/rules/rule.ts';
import type { RuleSwitch } from '../../../shared/claims/rules/rule-set.ts';
import { CodesetError } from '../../../shared/errors.ts';
import { localAccount } from '../local-account.ts';
import type { LocalApp } from '../local-app.ts';
import { answer, type Common, type Context } from './context.ts';
import { judgedAgain, rejudgedText } from './judged-again.ts';
import { parsed } from './judging-files.ts';
import { textTable } from './table.ts';

type InStore = (app: LocalApp) => Promise<void>;

export function listRules(context: Context, options: Common): InStore {
  return async (app) => {
    const found = await app.ruleSettings.rules(localAccount);
    answer(context, options, found, () => rulesText(found, context.io.columns));
  };
}

export function explainRule(context: Context, name: string, options: Common): InStore {
  return async (app) => {
    const found = await app.ruleSettings.explain(localAccount, name);
    answer(context, options, found, () => explainedText(found));
  };
}

export function switchRule(context: Context, name: string, wish: RuleSwitch | null, options: Common): InStore {
  return change(context, options, (app) => app.ruleSettings.switch(localAccount, name, wish));
}

interface SetOptions extends Common {
  readonly severity?: string;
  readonly asShipped?: true;
}

export function setRule(context: Context, name: string, options: SetOptions): InStore {
  const { severity, asShipped } = options;
  if (asShipped) return switchRule(context, name, null, options);
  if (severity === undefined || !['error', 'warning', 'review'].includes(severity))
    throw new CodesetError('USAGE', 'name a --severity (error, warning or review), or --as-shipped', 2);
  return switchRule(context, name, { severity: severity as Severity }, options);
}

export function addRules(context: Context, file: string, options: Common): InStore {
  const written = parsed(context, file, (json) => json);
  return change(context, options, (app) => app.ruleSettings.add(localAccount, written));
}

export function removeRule(context: Context, name: string, options: Common): InStore {
  return change(context, options, (app) => app.ruleSettings.remove(localAccount, name));
}

export function loadLists(context: Context, file: string, options: Common): InStore {
  const written = parsed(context, file, (json) => json);
  return change(context, options, (app) => app.ruleSettings.keepLists(localAccount, written));
}

export function removeList(context: Context, name: string, options: Common): InStore {
  return change(context, options, (app) => app.ruleSettings.removeList(localAccount, name));
}

function change(context: Context, options: Common, act: (app: LocalApp) => Promise<RulesAnswer>): InStore {
  return async (app) => {
    const kept = await act(app);
    const rechecked = await judgedAgain(app);
    answer(context, options, { ...kept, rechecked }, () => changedText(kept) + rejudgedText(rechecked));
  };
}

function changedText({ version, rules, lists }: RulesAnswer): string {
  const off = rules.filter(({ enabled }) => !enabled).map(({ name }) => name);
  const own = rules.filter(({ kind }) => kind === 'own').map(({ name }) => name);
  const parts = [`Rules ${version}: ${rules.length} checks and rules`];
  if (off.length > 0) parts.push(`switched off: ${off.join(', ')}`);
  if (own.length > 0) parts.push(`own: ${own.join(', ')}`);
  if (lists.length > 0) parts.push(`lists: ${lists.map(({ name, entries }) => `${name} (${entries})`).join(', ')}`);
  return `${parts.join('; ')}.\n`;
}

function rulesText({ version, rules, lists }: RulesAnswer, wide: number | undefined): string {
  const table = textTable(
    [
      { heading: 'RULE' },
      { heading: 'SEVERITY' },
      { heading: 'PAYERS', width: 30 },
      { heading: 'SINCE' },
      { heading: 'WHAT', width: 120 },
    ],
    rules.map(({ name, severity, enabled, payers, from, title, needs }) => [
      name,
      enabled ? severity : 'off',
      payers?.join(', ') ?? 'all',
      from ?? '-',
      needs.length > 0 ? `${title} (in part: no list ${needs.join(', ')} is loaded)` : title,
    ]),
    wide,
  );
  const kept = lists.map(({ name, entries, source }) => `List ${name}: ${entries} entries, ${source}\n`);
  return `Rules ${version}\n\n${table}${kept.join('')}`;
}

function explainedText({ rule, ...listed }: ExplainedRule): string {
  const state = `${listed.enabled ? listed.severity : 'switched off'}${listed.changed ? ', changed by the account' : ''}`;
  const head = `${listed.name}: ${listed.title}\n  ${state}\n`;
  if (rule === null) return `${head}  A check of codes and modifiers against the releases held.\n`;
  const known: Rule = ruleSchema.parse(rule);
  const { from, to, payers, source, evidence, falsePositives, conditions, examples } = known;
  return [
    head,
    `  Dates of service: from ${from}${to ? ` to ${to}` : ''}\n`,
    `  Payers: ${payers?.join(', ') ?? 'all'}\n`,
    `  Source: ${source.document} (${source.standing})\n`,
    ...(listed.needs.length > 0 ? [`  Not judged in full: no list ${listed.needs.join(', ')} is loaded\n`] : []),
    `  The record has to show: ${evidence}\n`,
    `  Right all the same: ${falsePositives.join('; ')}\n`,
    ...conditions.map(({ message }) => `  Says: ${message}\n`),
    ...examples.map(
      ({ says, payer, date, lines, finds }) =>
        `  Example, ${says} (${payer}, ${date}): ${lines.join(', ')} → ${finds.length > 0 ? `finds on line ${finds.join(', ')}` : 'nothing'}\n`,
    ),
  ].join('');
}
