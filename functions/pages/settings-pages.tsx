import * as z from 'zod';
import type { AuditAnswer, KeysAnswer, UsersAnswer } from '../../shared/api/access-forms.ts';
import type { PayersAnswer, RulesAnswer, WindowsAnswer } from '../../shared/api/settings-forms.ts';
import type { Deliveries, Preview, SubscriptionView } from '../../shared/api/subscription-forms.ts';
import type { Service } from '../api/service.ts';
import { AccessPage } from './access-page.tsx';
import { AuditLogPage } from './audit-log-page.tsx';
import { importPages } from './import-pages.tsx';
import { frameOf, orEmpty, type Page, type PageContext, readQuery } from './page.tsx';
import { askOperation } from './page-operation.ts';
import { PayersPage } from './payers-page.tsx';
import { RulesPage } from './rules-page.tsx';
import type { Said } from './settings-layout.tsx';
import { SubscriptionPage, SubscriptionsPage } from './subscriptions-page.tsx';

/** A page of the settings as it is now, with what came of the form sent last. */
export type SettingsPage = (context: PageContext, service: Service, said: Said) => Promise<Page>;

const day = orEmpty(z.iso.date());
const auditQuery = z.object({
  from: day,
  to: day,
  object: orEmpty(z.string().max(120)),
  cursor: orEmpty(z.string().max(500)),
});

/** Every page by its path. Each asks the API's operations, which know who may see what. */
export const settingsPages: Readonly<Record<string, SettingsPage>> = {
  '/settings/subscriptions': async (context, service, said) => {
    const { subscriptions } = await askOperation<{ subscriptions: SubscriptionView[] }>(
      context,
      service,
      'listSubscriptions',
    );
    return (
      <SubscriptionsPage
        frame={await frame(context, service, 'Subscriptions')}
        said={said}
        subscriptions={subscriptions}
      />
    );
  },
  '/settings/subscriptions/:id': async (context, service, said) => {
    const path = { subscriptionId: context.req.param('id') ?? '' };
    const from = context.req.query('from');
    const view = {
      subscription: await askOperation<SubscriptionView>(context, service, 'getSubscription', { path }),
      preview: await askOperation<Preview>(context, service, 'previewSubscription', { path }),
      deliveries: await askOperation<Deliveries>(context, service, 'listDeliveries', {
        path,
        query: from === undefined ? {} : { from },
      }),
    };
    return <SubscriptionPage frame={await frame(context, service, view.subscription.name)} said={said} view={view} />;
  },
  ...importPages,
  '/settings/payers': async (context, service, said) => {
    const { payers } = await askOperation<PayersAnswer>(context, service, 'listPayers');
    const windows = await askOperation<WindowsAnswer>(context, service, 'listWindows');
    return <PayersPage frame={await frame(context, service, 'Payers')} said={said} payers={payers} windows={windows} />;
  },
  '/settings/rules': async (context, service, said) => {
    const answer = await askOperation<RulesAnswer>(context, service, 'listRules');
    return <RulesPage frame={await frame(context, service, 'Rules')} said={said} answer={answer} />;
  },
  '/settings/access': async (context, service, said) => {
    const { users } = await askOperation<UsersAnswer>(context, service, 'listUsers');
    const { keys } = await askOperation<KeysAnswer>(context, service, 'listKeys');
    return (
      <AccessPage frame={await frame(context, service, 'People and keys')} said={said} users={users} keys={keys} />
    );
  },
  '/settings/audit': async (context, service, said) => {
    const asked = readQuery(auditQuery, context);
    const query = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
    const answer = await askOperation<AuditAnswer>(context, service, 'listAuditEvents', { query });
    return (
      <AuditLogPage frame={await frame(context, service, 'Audit log')} said={said} asked={asked} answer={answer} />
    );
  },
};

function frame(context: PageContext, service: Service, title: string) {
  return frameOf(context, service, title, 'settings');
}
