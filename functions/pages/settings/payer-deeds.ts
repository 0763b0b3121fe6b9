import { bodyOf, type Fields, type SentForm, text } from '../sent-form.ts';
import type { Deed } from './deed.ts';

const payers = '/settings/payers';

const payerFields: Fields = {
  class: 'text',
  name: 'text',
  hipaa: 'yesOrNo',
  takesSCodes: 'yesOrNo',
  timelyFilingDays: 'number',
  source: 'text',
};

const windowFields: Fields = {
  payer: 'text',
  from: 'textOrNull',
  to: 'textOrNull',
  instead: 'codesIfAny',
  document: 'text',
};

/** A window is known by payer, code and first day. */
const keyOf = (form: SentForm, before = '') => ({
  path: { payer: text(form, `${before}payer`), code: text(form, `${before}code`).toUpperCase() },
  query: { from: text(form, `${before}from`) || 'open' },
});

export const payerDeeds: readonly Deed[] = [
  {
    path: payers,
    operation: 'keepPayers',
    page: payers,
    done: 'The payer is kept; stored lines are judged again.',
    sent: (form) => ({ body: { [text(form, 'payer')]: bodyOf(payerFields, form) } }),
    after: (form) => {
      const was = text(form, 'was.payer');
      return was && was !== text(form, 'payer')
        ? { operation: 'removePayer', sent: { path: { payer: was } } }
        : undefined;
    },
  },
  {
    path: `${payers}/remove`,
    operation: 'removePayer',
    page: payers,
    done: 'The payer is kept no longer; stored lines are judged again.',
    sent: (form) => ({ path: { payer: text(form, 'payer') } }),
    asks: {
      question: 'Remove the payer',
      so: "Its claims are judged by their filing indicator alone then. The payer's own windows stay.",
      button: 'Remove it',
    },
  },
  {
    path: `${payers}/windows`,
    operation: 'keepWindows',
    page: payers,
    done: 'The window is kept; lines with its code are judged again.',
    sent: (form) => ({
      body: [
        {
          ...bodyOf(windowFields, form),
          code: text(form, 'code').toUpperCase(),
          ...(text(form, 'takes') === 'no' ? { takes: false } : {}),
        },
      ],
    }),
    // Another payer, code or first day makes another window: the one that was changed goes.
    after: (form) => {
      const [was, is] = [keyOf(form, 'was.'), keyOf(form)];
      const same = JSON.stringify(was) === JSON.stringify(is);
      return was.path.payer && !same ? { operation: 'removeWindows', sent: was } : undefined;
    },
  },
  {
    path: `${payers}/windows/remove`,
    operation: 'removeWindows',
    page: payers,
    done: 'The window is kept no longer; lines with its code are judged again.',
    sent: (form) => keyOf(form),
    asks: {
      question: 'Remove the window',
      so: "The code set's own dates hold for these lines then.",
      button: 'Remove it',
    },
  },
];
