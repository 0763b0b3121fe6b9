import { text } from '../sent-form.ts';
import { accessDeeds } from './access-deeds.ts';
import type { Deed } from './deed.ts';
import { payerDeeds } from './payer-deeds.ts';
import { ruleDeeds } from './rule-deeds.ts';
import { subscriptionDeeds } from './subscription-deeds.ts';

const imports = '/settings/imports';

/** Every form of the settings. What it says is read by the operation's own form, which refuses what is wrong in it. */
export const deeds: readonly Deed[] = [
  ...subscriptionDeeds,
  ...payerDeeds,
  ...ruleDeeds,
  ...accessDeeds,
  {
    path: imports,
    operation: 'importHoldings',
    storesFiles: true,
    page: imports,
    done: 'The list is held, and each of its lines was judged.',
    sent: async (form) => ({
      path: { type: text(form, 'type'), list: text(form, 'list') },
      query: form.shrinks === 'yes' ? { shrinks: 'true' } : {},
      body: { csv: form.file instanceof File ? await form.file.text() : text(form, 'file') },
    }),
  },
];
