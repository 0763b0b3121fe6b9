import type { AccountsAnswer } from '../../../shared/api/access-forms.ts';
import { Behind, ChangeForm, Deed, Field, Tick } from '../form-parts.tsx';
import type { Frame } from '../layout.tsx';
import { Moment } from '../parts.tsx';
import { type Said, SettingsLayout } from './settings-layout.tsx';

const at = '/settings/accounts';
type Account = AccountsAnswer['accounts'][number];

/** All accounts of the deployment, for those who operate it. */
export function AccountsPage({ frame, said, accounts }: { frame: Frame; said: Said; accounts: readonly Account[] }) {
  return (
    <SettingsLayout frame={frame} at={at} title="Accounts of this deployment" said={said}>
      <section class="card">
        <h2>Accounts</h2>
        <ul class="rows">
          {accounts.map((account) => (
            <Row frame={frame} account={account} />
          ))}
        </ul>
      </section>
      <section class="card">
        <h2>Open an account</h2>
        <p class="soft">An organisation of its own: nothing that it stores is seen by another.</p>
        <ChangeForm frame={frame} action={at}>
          <Field label="Id" name="account" required hint="Small letters, digits and hyphens; it stays" />
          <Field label="Name" name="name" required />
          <Tick label="It has AMA's licence: texts of CPT may be shown" name="licensedCpt" />
          <button type="submit">Open</button>
        </ChangeForm>
      </section>
    </SettingsLayout>
  );
}

function Row({
  frame,
  account: { account, name, licensedCpt, openedAt, closedAt },
}: {
  frame: Frame;
  account: Account;
}) {
  const here = `${at}/${account}`;
  return (
    <li>
      <b>{name}</b> <code>{account}</code>
      {closedAt && <span class="tag doubt">closed</span>}
      {licensedCpt && <span class="tag">CPT licence</span>}
      {account === frame.caller?.account && <span class="tag">yours</span>}
      <span class="soft">
        {openedAt ? (
          <>
            since <Moment instant={openedAt} />
          </>
        ) : (
          'since the beginning'
        )}
        {closedAt && (
          <>
            {' '}
            · closed <Moment instant={closedAt} />
          </>
        )}
      </span>
      <Behind summary="Change" action={`${here}/change`} whom={name}>
        <ChangeForm
          frame={frame}
          action={`${here}/change`}
          values={{ name, ...(licensedCpt ? { licensedCpt: 'yes' } : {}) }}
        >
          <Field label="Name" name="name" required />
          <Tick label="It has AMA's licence" name="licensedCpt" />
          <button type="submit">Save</button>
        </ChangeForm>
        {account !== frame.caller?.account && (
          <Deed
            frame={frame}
            action={`${here}/${closedAt ? 'open' : 'close'}`}
            words={closedAt ? 'Open again' : 'Close'}
            whom={name}
            look={closedAt ? 'quiet' : 'danger'}
          />
        )}
      </Behind>
    </li>
  );
}
