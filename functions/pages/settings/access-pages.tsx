import * as z from 'zod';
import { may } from '../../../shared/access/caller.ts';
import type { AccountsAnswer, AuditAnswer, KeysAnswer, UsersAnswer } from '../../../shared/api/access-forms.ts';
import { orEmpty, readQuery } from '../page.tsx';
import { askOperation } from '../page-operation.ts';
import { AccessPage } from './access-page.tsx';
import { AccountsPage } from './accounts-page.tsx';
import { AuditLogPage } from './audit-log-page.tsx';
import { type SettingsPage, settingsFrame } from './settings-page.ts';

const day = orEmpty(z.iso.date());
const short = orEmpty(z.string().max(120));
const auditQuery = z.object({
  from: day,
  to: day,
  by: short,
  effect: orEmpty(z.enum(['change', 'read'])),
  object: short,
  cursor: orEmpty(z.string().max(500)),
  trail: orEmpty(z.string().max(8000)),
});

/** Who may come in, and what was done. */
export const accessPages: Readonly<Record<string, SettingsPage>> = {
  '/settings/access': async (context, service, said) => {
    const { users } = await askOperation<UsersAnswer>(context, service, 'listUsers');
    const { keys } = await askOperation<KeysAnswer>(context, service, 'listKeys');
    const frame = await settingsFrame(context, service, 'People and keys');
    return <AccessPage frame={frame} said={said} users={users} keys={keys} now={service.now()} />;
  },
  '/settings/audit': async (context, service, said) => {
    const asked = readQuery(auditQuery, context);
    const { trail: _trail, ...query } = Object.fromEntries(
      Object.entries(asked).filter(([, value]) => value !== undefined),
    );
    const answer = await askOperation<AuditAnswer>(context, service, 'listAuditEvents', { query });
    const frame = await settingsFrame(context, service, 'Audit log');
    const known = may(frame.caller, 'accounts:read')
      ? [
          ...(await askOperation<UsersAnswer>(context, service, 'listUsers')).users,
          ...(await askOperation<KeysAnswer>(context, service, 'listKeys')).keys,
        ]
      : [];
    const names = new Map([['first', 'the first key'], ...known.map(({ id, name }): [string, string] => [id, name])]);
    return <AuditLogPage frame={frame} said={said} asked={asked} answer={answer} names={names} />;
  },
  '/settings/accounts': async (context, service, said) => {
    const { accounts } = await askOperation<AccountsAnswer>(context, service, 'listAccounts');
    const frame = await settingsFrame(context, service, 'Accounts');
    return <AccountsPage frame={frame} said={said} accounts={accounts} />;
  },
};
