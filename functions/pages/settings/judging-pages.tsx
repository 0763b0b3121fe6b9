import type { ExplainedRule, PayersAnswer, RulesAnswer, WindowsAnswer } from '../../../shared/api/settings-forms.ts';
import type { Rule } from '../../../shared/claims/rules/rule.ts';
import { askOperation, permitted } from '../page-operation.ts';
import { PayersPage } from './payers-page.tsx';
import { RuleFormPage } from './rule-form-page.tsx';
import { RuleListsPage } from './rule-lists-page.tsx';
import { RulePage } from './rule-page.tsx';
import { RulesPage } from './rules-page.tsx';
import { type SettingsPage, settingsFrame } from './settings-page.ts';
import { windowKey } from './window-table.tsx';

/** By what lines are judged: payers, their windows, rules, lists. */
export const judgingPages: Readonly<Record<string, SettingsPage>> = {
  '/settings/payers': async (context, service, said) => {
    const { payers } = await askOperation<PayersAnswer>(context, service, 'listPayers');
    const windows = await askOperation<WindowsAnswer>(context, service, 'listWindows');
    const { payer, window } = context.req.query();
    const chosen = {
      payer: payers.find((each) => each.payer === payer),
      window: windows.windows.find((each) => windowKey(each) === window),
    };
    const frame = await settingsFrame(context, service, 'Payers');
    return <PayersPage frame={frame} said={said} payers={payers} windows={windows} chosen={chosen} />;
  },
  '/settings/rules': async (context, service, said) => {
    const answer = await askOperation<RulesAnswer>(context, service, 'listRules');
    const frame = await settingsFrame(context, service, 'Rules');
    return <RulesPage frame={frame} said={said} answer={answer} show={context.req.query('show')} />;
  },
  '/settings/rules/new': async (context, service, said) => {
    await permitted(context, service, 'addRule');
    const of = context.req.query('of');
    const found = of
      ? await askOperation<ExplainedRule>(context, service, 'explainRule', { path: { name: of } })
      : null;
    const frame = await settingsFrame(context, service, 'A rule of your own');
    return <RuleFormPage frame={frame} said={said} began={found && beginning(found)} today={service.today()} />;
  },
  '/settings/rules/lists': async (context, service, said) => {
    const answer = await askOperation<RulesAnswer>(context, service, 'listRules');
    const frame = await settingsFrame(context, service, 'Lists of rules');
    return <RuleListsPage frame={frame} said={said} answer={answer} />;
  },
  '/settings/rules/:name': async (context, service, said) => {
    const path = { name: context.req.param('name') ?? '' };
    const found = await askOperation<ExplainedRule>(context, service, 'explainRule', { path });
    const frame = await settingsFrame(context, service, found.title);
    return <RulePage frame={frame} said={said} found={found} />;
  },
};

/** A copy of a shipped rule has a name of its own, so that it does not take the place of the shipped one. */
function beginning({ kind, rule }: ExplainedRule) {
  const known = rule as Rule | null;
  if (known === null) return null;
  const own = kind === 'own';
  return { own, rule: { ...known, number: null, name: own ? known.name : `our-${known.name}` } };
}
