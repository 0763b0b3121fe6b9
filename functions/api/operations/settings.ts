import * as z from 'zod';
import {
  payersFileForm,
  ruleForm,
  ruleListsForm,
  ruleSwitchForm,
  windowsFileForm,
} from '../../../shared/api/settings-forms.ts';
import { PayerSettings } from '../../settings/payer-settings.ts';
import { RuleSettings } from '../../settings/rule-settings.ts';
import { type Operation, operation } from '../operation.ts';
import { parameters } from '../parameters.ts';

const { code } = parameters;
const payer = z.string().min(1).max(80).meta({ description: 'Payer id, or a payer class.' });
const name = z.string().min(1).max(80).meta({ description: 'Name of a check, rule or list.' });

const common = { lasts: 'moment', inPath: {}, query: {} } as const;

/** What an account's lines are judged by. After a change the stored lines are judged again, soon. */
export const settingsOperations: readonly Operation[] = [
  operation({
    ...common,
    id: 'listPayers',
    path: '/v1/payers',
    summary: 'Payers that the account keeps, with their profiles',
    scope: 'payers:read',
    response: 'payers',
    problems: [],
    answer: (service, _, { account }) => new PayerSettings(service).payers(account),
  }),
  operation({
    ...common,
    id: 'keepPayers',
    method: 'PUT',
    path: '/v1/payers',
    summary: 'Keep payers; each takes the place of the one of its id, the others stay',
    scope: 'payers:write',
    body: payersFileForm,
    longestBody: 1024 * 1024,
    response: 'payers',
    problems: [],
    answer: (service, { body }, { account }) => new PayerSettings(service).keepPayers(account, body),
  }),
  operation({
    ...common,
    id: 'removePayer',
    method: 'DELETE',
    path: '/v1/payers/{payer}',
    summary: 'Keep a payer no longer',
    scope: 'payers:write',
    inPath: { payer },
    response: 'payers',
    problems: ['not-found'],
    answer: (service, asked, { account }) => new PayerSettings(service).removePayer(account, asked.payer),
  }),
  operation({
    ...common,
    id: 'listWindows',
    path: '/v1/payers/windows',
    summary: "Payers' own dates of codes, and what is shipped",
    scope: 'payers:read',
    query: { payer: payer.optional(), code: code.optional() },
    response: 'windows',
    problems: [],
    answer: (service, asked, { account }) =>
      new PayerSettings(service).windows(account, {
        ...(asked.payer === undefined ? {} : { payer: asked.payer }),
        ...(asked.code === undefined ? {} : { code: asked.code }),
      }),
  }),
  operation({
    ...common,
    id: 'keepWindows',
    method: 'PUT',
    path: '/v1/payers/windows',
    summary: 'Keep windows; each takes the place of the one of its payer, code and first day',
    scope: 'payers:write',
    body: windowsFileForm,
    longestBody: 1024 * 1024,
    response: 'windows',
    problems: [],
    answer: (service, { body }, { account }) => new PayerSettings(service).keepWindows(account, body),
  }),
  operation({
    ...common,
    id: 'removeWindows',
    method: 'DELETE',
    path: '/v1/payers/{payer}/windows/{code}',
    summary: 'Keep the windows of a code for a payer no longer, or the one that begins on a day',
    scope: 'payers:write',
    inPath: { payer, code },
    query: {
      from: z
        .union([z.iso.date(), z.literal('open')])
        .optional()
        .meta({ description: 'First day of the one that is meant; `open` where it has none.' }),
    },
    response: 'windows',
    problems: ['not-found'],
    answer: (service, asked, { account }) =>
      new PayerSettings(service).removeWindows(account, { ...asked, from: asked.from === 'open' ? null : asked.from }),
  }),
  operation({
    ...common,
    id: 'listRules',
    path: '/v1/rules',
    summary: 'Checks and rules that hold for the account, and its lists',
    scope: 'rules:read',
    response: 'rules',
    problems: [],
    answer: (service, _, { account }) => new RuleSettings(service).rules(account),
  }),
  operation({
    ...common,
    id: 'explainRule',
    path: '/v1/rules/{name}',
    summary: 'All of a rule: source, dates, payers, evidence, and the examples that are its tests',
    scope: 'rules:read',
    inPath: { name },
    response: 'rule-explained',
    problems: ['not-found'],
    answer: (service, asked, { account }) => new RuleSettings(service).explain(account, asked.name),
  }),
  operation({
    ...common,
    id: 'switchRule',
    method: 'PATCH',
    path: '/v1/rules/{name}',
    summary: 'Switch a check or rule on or off, or change its severity; an empty object: as shipped',
    scope: 'rules:write',
    inPath: { name },
    body: ruleSwitchForm,
    response: 'rules',
    problems: ['not-found'],
    answer: (service, { name: rule, body }, { account }) =>
      new RuleSettings(service).switch(account, rule, Object.keys(body).length === 0 ? null : body),
  }),
  operation({
    ...common,
    id: 'addRule',
    method: 'PUT',
    path: '/v1/rules',
    summary: 'Add a rule written as data; it is refused unless its examples come out',
    scope: 'rules:write',
    body: ruleForm,
    longestBody: 256 * 1024,
    response: 'rules',
    problems: [],
    answer: (service, { body }, { account }) => new RuleSettings(service).add(account, body),
  }),
  operation({
    ...common,
    id: 'removeRule',
    method: 'DELETE',
    path: '/v1/rules/{name}',
    summary: 'Take an added rule away',
    scope: 'rules:write',
    inPath: { name },
    response: 'rules',
    problems: ['not-found'],
    answer: (service, asked, { account }) => new RuleSettings(service).remove(account, asked.name),
  }),
  operation({
    ...common,
    id: 'keepRuleLists',
    method: 'PUT',
    path: '/v1/rule-lists',
    summary: 'Keep lists that rules ask for; each takes the place of the one of its name',
    scope: 'rules:write',
    body: ruleListsForm,
    longestBody: 4 * 1024 * 1024,
    response: 'rules',
    problems: [],
    answer: (service, { body }, { account }) => new RuleSettings(service).keepLists(account, body),
  }),
  operation({
    ...common,
    id: 'removeRuleList',
    method: 'DELETE',
    path: '/v1/rule-lists/{name}',
    summary: 'Keep a list no longer',
    scope: 'rules:write',
    inPath: { name },
    response: 'rules',
    problems: ['not-found'],
    answer: (service, asked, { account }) => new RuleSettings(service).removeList(account, asked.name),
  }),
];
