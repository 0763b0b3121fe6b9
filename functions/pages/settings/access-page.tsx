import { type Role, roles, scopes, scopesOf, scopeTable } from '../../../shared/access/scopes.ts';
import type { KeysAnswer, UsersAnswer } from '../../../shared/api/access-forms.ts';
import { Behind, ChangeForm, Choice, Deed, Field, Hidden, type Options, Rarely, Ticks } from '../form-parts.tsx';
import type { Frame } from '../layout.tsx';
import { Paged } from '../paged.tsx';
import { FileText, Moment } from '../parts.tsx';
import { Allowed, type Said, SettingsLayout } from './settings-layout.tsx';

const at = '/settings/access';
const roleOptions: Options = roles.map((role) => [role, role]);
const overlaps: Options = [
  ['7', '7 more days'],
  ['1', 'one more day'],
  ['30', '30 more days'],
  ['0', 'no longer'],
];

/** Each has its forms: fewer fit on a page than of other lists. */
const peopleShown = 30;
const keysShown = 25;

interface Props {
  readonly frame: Frame;
  readonly said: Said;
  readonly users: UsersAnswer['users'];
  readonly keys: KeysAnswer['keys'];
  /** ISO instant. */
  readonly now: string;
}

/** Who may sign in, and with which keys programs come. */
export function AccessPage({ frame, said, users, keys, now }: Props) {
  return (
    <SettingsLayout frame={frame} at={at} title="People and keys" said={said}>
      <section class="card">
        <h2>People</h2>
        {users.length === 0 && (
          <p class="soft">
            Nobody has a way in of their own; whoever holds the first key is admin. Let people in by their mail address:
            the identity provider proves that it is theirs.
          </p>
        )}
        <Paged frame={frame} at={at} name="people" all={users} size={peopleShown}>
          {(shown) => (
            <ul class="rows" id="people">
              {shown.map((user) => (
                <Person frame={frame} user={user} />
              ))}
            </ul>
          )}
        </Paged>
      </section>
      <Allowed caller={frame.caller} scope="accounts:write">
        <section class="card">
          <h2>Let somebody in</h2>
          <ChangeForm frame={frame} action={`${at}/users`}>
            <Field label="Mail address" name="email" type="email" required />
            <Field label="Name" name="name" required />
            <Choice label="Role" name="role" options={roleOptions} value="biller" />
            <button type="submit">Let in</button>
          </ChangeForm>
          <RoleTable />
        </section>
      </Allowed>
      <section class="card">
        <h2>Keys of programs</h2>
        {keys.length === 0 && <p class="soft">None but the first, which the server printed when it started.</p>}
        <Paged frame={frame} at={at} name="keys" all={keys} size={keysShown}>
          {(shown) => (
            <ul class="rows" id="keys">
              {shown.map((key) => (
                <Key frame={frame} apiKey={key} now={now} />
              ))}
            </ul>
          )}
        </Paged>
      </section>
      <Allowed caller={frame.caller} scope="accounts:write">
        <section class="card">
          <h2>Make a key</h2>
          <ChangeForm frame={frame} action={`${at}/keys`} class="form even">
            <Field label="Name" name="name" required hint="What it is for: EHR nightly" />
            <Choice label="Role" name="role" options={roleOptions} value="system" />
            <Field label="Holds until" name="expiresAt" type="date" hint="Through that day, UTC; blank: for ever" />
            <Rarely summary="Less than its role may">
              <Ticks
                label="Only these rights; none ticked: all that its role has"
                name="scopes"
                options={scopes.filter((scope) => scope !== 'public').map((scope) => [scope, scope])}
              />
            </Rarely>
            <button type="submit">Make a key</button>
          </ChangeForm>
        </section>
      </Allowed>
    </SettingsLayout>
  );
}

function Person({ frame, user }: { frame: Frame; user: UsersAnswer['users'][number] }) {
  const { id, name, email, role, disabledAt, lastSeenAt } = user;
  const here = `${at}/users/${id}`;
  const who = id === frame.caller?.id ? `yourself (${email})` : `${name} (${email})`;
  return (
    <li>
      <FileText text={name} bold /> {email}{' '}
      <span class={disabledAt ? 'tag doubt' : 'tag'}>{disabledAt ? 'shut out' : role}</span>
      <span class="soft">
        {lastSeenAt ? (
          <>
            last seen <Moment instant={lastSeenAt} />
          </>
        ) : (
          'never signed in'
        )}
      </span>
      <Allowed caller={frame.caller} scope="accounts:write">
        <Behind summary="Change" action={`${here}/change`} whom={name}>
          <ChangeForm frame={frame} action={`${here}/change`} values={{ name, role }}>
            <Field label="Name" name="name" required />
            <Choice label="Role" name="role" options={roleOptions} />
            <button type="submit">Save</button>
          </ChangeForm>
          <Deed
            frame={frame}
            action={`${here}/${disabledAt ? 'enable' : 'disable'}`}
            words={disabledAt ? 'Let in again' : 'Shut out'}
            whom={who}
            look={disabledAt ? 'quiet' : 'danger'}
          />
        </Behind>
      </Allowed>
    </li>
  );
}

function Key({ frame, apiKey, now }: { frame: Frame; apiKey: KeysAnswer['keys'][number]; now: string }) {
  const { id, name, beginsWith, role, scopes: only, revokedAt, expiresAt, lastUsedAt, rotatedTo } = apiKey;
  const over = expiresAt !== null && expiresAt <= now;
  const here = `${at}/keys/${id}`;
  const lastDay = expiresAt?.slice(0, 10) ?? '';
  return (
    <li>
      <FileText text={name} bold /> <code>{beginsWith}…</code>{' '}
      <span class={revokedAt || over ? 'tag doubt' : 'tag'}>{revokedAt ? 'revoked' : over ? 'expired' : role}</span>
      {rotatedTo && <span class="tag">replaced</span>}
      <span class="soft">
        {only && `only ${only.join(', ')} · `}
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
            · {over ? 'expired' : 'holds until'} <Moment instant={expiresAt} />
          </>
        )}
      </span>
      {!revokedAt && !over && (
        <Allowed caller={frame.caller} scope="accounts:write">
          <Behind summary="Change" action={`${here}/change`} whom={name}>
            <ChangeForm
              frame={frame}
              action={`${here}/change`}
              values={{ name, expiresAt: lastDay, 'was.expiresAt': lastDay }}
            >
              <Hidden name="was.expiresAt" />
              <Field label="Name" name="name" required />
              <Field label="Holds until" name="expiresAt" type="date" hint="Blank: for ever" />
              <button type="submit">Save</button>
            </ChangeForm>
            {!rotatedTo && (
              <ChangeForm frame={frame} action={`${here}/rotate`}>
                <Choice label="New key; the old one holds" name="days" options={overlaps} />
                <button type="submit" class="quiet">
                  Rotate
                </button>
              </ChangeForm>
            )}
            <Deed frame={frame} action={`${here}/revoke`} words="Revoke" whom={name} look="danger" />
          </Behind>
        </Allowed>
      )}
    </li>
  );
}

/** Which role may do what, of the very table that decides it. */
function RoleTable() {
  const held = roles.map((role) => [role, scopesOf(role, { operator: false })] as const);
  const rows = scopes.map((scope): [lets: string, who: readonly Role[]] => [
    scopeTable[scope].lets,
    held.flatMap(([role, has]) => (has.has(scope) ? [role] : [])),
  ]);
  return (
    <details class="behind">
      <summary>What each role may do</summary>
      <ul class="rows">
        {rows
          .filter(([, who]) => who.length > 0)
          .map(([lets, who]) => (
            <li>
              {lets} <span class="soft">{who.length === roles.length ? 'everybody' : who.join(', ')}</span>
            </li>
          ))}
      </ul>
    </details>
  );
}
