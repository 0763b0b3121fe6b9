import { roles } from '../../shared/access/scopes.ts';
import type { KeysAnswer, UsersAnswer } from '../../shared/api/access-forms.ts';
import { ChangeForm, Choice, Field } from './form-parts.tsx';
import type { Frame } from './layout.tsx';
import { Moment } from './parts.tsx';
import { Allowed, type Said, SettingsLayout } from './settings-layout.tsx';

const at = '/settings/access';
const roleOptions = roles.map((role) => [role, role] as const);

interface Props {
  readonly frame: Frame;
  readonly said: Said;
  readonly users: UsersAnswer['users'];
  readonly keys: KeysAnswer['keys'];
}

/** Who may sign in, and with which keys programs come. */
export function AccessPage({ frame, said, users, keys }: Props) {
  return (
    <SettingsLayout frame={frame} at={at} title="People and keys" said={said}>
      <section class="card">
        <h2>People</h2>
        {users.length === 0 && <p class="soft">Nobody has an own way in; the first key is the account's admin.</p>}
        <ul class="rows">
          {users.map(({ id, name, email, role, disabledAt, lastSeenAt }) => (
            <li>
              <b>{name}</b> {email}{' '}
              <span class={disabledAt ? 'tag doubt' : 'tag'}>{disabledAt ? 'shut out' : role}</span>
              <Allowed caller={frame.caller} scope="accounts:write">
                <DeedForm
                  frame={frame}
                  action={`${at}/users/${id}/${disabledAt ? 'enable' : 'disable'}`}
                  words={disabledAt ? 'Let in again' : 'Shut out'}
                  whom={name}
                />
              </Allowed>
              <span class="soft">
                {lastSeenAt ? (
                  <>
                    last seen <Moment instant={lastSeenAt} />
                  </>
                ) : (
                  'never signed in'
                )}
              </span>
            </li>
          ))}
        </ul>
        <Allowed caller={frame.caller} scope="accounts:write">
          <ChangeForm frame={frame} action={`${at}/users`}>
            <Field label="Mail address" name="email" type="email" required />
            <Field label="Name" name="name" required />
            <Choice label="Role" name="role" options={roleOptions} value="biller" />
            <button type="submit">Let in</button>
          </ChangeForm>
        </Allowed>
      </section>
      <section class="card">
        <h2>Keys of programs</h2>
        {keys.length === 0 && <p class="soft">None but the first, which the server printed when it started.</p>}
        <ul class="rows">
          {keys.map(({ id, name, beginsWith, role, revokedAt, expiresAt, lastUsedAt }) => (
            <li>
              <b>{name}</b> <code>{beginsWith}…</code>{' '}
              <span class={revokedAt ? 'tag doubt' : 'tag'}>{revokedAt ? 'revoked' : role}</span>
              {!revokedAt && (
                <Allowed caller={frame.caller} scope="accounts:write">
                  <DeedForm frame={frame} action={`${at}/keys/${id}/revoke`} words="Revoke" whom={name} />
                </Allowed>
              )}
              <span class="soft">
                {lastUsedAt ? (
                  <>
                    last used <Moment instant={lastUsedAt} />
                  </>
                ) : (
                  'never used'
                )}
                {expiresAt && (
                  <>
                    {' '}
                    · expires <Moment instant={expiresAt} />
                  </>
                )}
              </span>
            </li>
          ))}
        </ul>
        <Allowed caller={frame.caller} scope="accounts:write">
          <ChangeForm frame={frame} action={`${at}/keys`}>
            <Field label="Name" name="name" required hint="What it is for" />
            <Choice label="Role" name="role" options={roleOptions} value="system" />
            <button type="submit">Make a key</button>
          </ChangeForm>
        </Allowed>
      </section>
    </SettingsLayout>
  );
}

function DeedForm({ frame, action, words, whom }: { frame: Frame; action: string; words: string; whom: string }) {
  return (
    <ChangeForm frame={frame} action={action} class="form inline">
      <button type="submit" class="plain">
        {words} <span class="hidden">{whom}</span>
      </button>
    </ChangeForm>
  );
}
