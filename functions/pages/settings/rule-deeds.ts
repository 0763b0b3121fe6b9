import { Refused } from '../../api/problems.ts';
import { type SentForm, text } from '../sent-form.ts';
import type { Deed } from './deed.ts';
import { simpleRuleIn } from './simple-rule.ts';

const rules = '/settings/rules';
const kept = 'The rule is kept: its examples came out. Stored lines are judged again.';

/** JSON that was pasted or comes in a file, which goes before. */
async function jsonIn(form: SentForm, name: string): Promise<unknown> {
  const { file } = form;
  const written = file instanceof File && file.size > 0 ? await file.text() : text(form, name);
  try {
    return JSON.parse(written);
  } catch (error) {
    const reason = written === '' ? 'Paste it, or choose a file.' : `It is no JSON: ${(error as Error).message}`;
    throw new Refused('invalid-request', reason, [{ name, reason }]);
  }
}

/** A rule of another name is another rule: the one that was edited goes. */
const withoutOld: Deed['after'] = (form, { body }) => {
  const was = text(form, 'was.name');
  const moved = was !== '' && was !== (body as { name?: string }).name;
  return moved ? { operation: 'removeRule', sent: { path: { name: was } } } : undefined;
};

export const ruleDeeds: readonly Deed[] = [
  {
    path: `${rules}/:name/switch`,
    operation: 'switchRule',
    page: `${rules}/:name`,
    done: 'The rule is set; stored lines are judged again.',
    sent: (form, { name = '' }) => ({ path: { name }, body: switchIn(text(form, 'severity')) }),
  },
  {
    path: `${rules}/new`,
    operation: 'addRule',
    page: `${rules}/new`,
    onTo: rules,
    done: kept,
    sent: (form) => ({ body: simpleRuleIn(form) }),
    after: withoutOld,
  },
  {
    path: `${rules}/written`,
    operation: 'addRule',
    name: 'writeRule',
    page: `${rules}/new`,
    onTo: rules,
    done: kept,
    document: 'rule',
    sent: async (form) => ({ body: await jsonIn(form, 'rule') }),
    after: withoutOld,
  },
  {
    path: `${rules}/:name/remove`,
    operation: 'removeRule',
    page: `${rules}/:name`,
    onTo: rules,
    done: 'The rule is taken away; stored lines are judged again.',
    sent: (_, { name = '' }) => ({ path: { name } }),
    asks: {
      question: 'Take away the rule',
      so: 'Its open findings are taken back. To keep the rule for later, switch it off instead.',
      button: 'Take it away',
    },
  },
  {
    path: `${rules}/lists/codes`,
    operation: 'keepRuleLists',
    page: `${rules}/lists`,
    done: 'The list is kept; stored lines are judged again.',
    document: 'codes',
    sent: (form) => ({
      body: {
        codes: {
          [text(form, 'list')]: {
            source: text(form, 'source'),
            codes: text(form, 'codes')
              .toUpperCase()
              .split(/[\s,;]+/)
              .filter(Boolean),
          },
        },
      },
    }),
  },
  {
    path: `${rules}/lists/tables`,
    operation: 'keepRuleLists',
    name: 'keepRuleTables',
    page: `${rules}/lists`,
    done: 'The tables are kept; stored lines are judged again.',
    document: 'lists',
    sent: async (form) => ({ body: await jsonIn(form, 'lists') }),
  },
  {
    path: `${rules}/lists/:name/remove`,
    operation: 'removeRuleList',
    page: `${rules}/lists`,
    done: 'The list is kept no longer; stored lines are judged again.',
    sent: (_, { name = '' }) => ({ path: { name } }),
    asks: {
      question: 'Remove the list',
      so: 'Rules that ask for it are no longer judged, and their open findings are taken back.',
      button: 'Remove it',
    },
  },
];

function switchIn(severity: string): object {
  if (severity === 'as shipped') return {};
  return severity === 'off' ? { enabled: false } : { enabled: true, severity };
}
