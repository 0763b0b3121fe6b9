import type { Account, ApiKey, User } from '../../../shared/access/account.ts';
import type { Role, Scope } from '../../../shared/access/scopes.ts';
import { accountId } from '../../../shared/api/access-forms.ts';
import { CodesetError } from '../../../shared/errors.ts';
import type { LocalApp } from '../local-app.ts';
import { answer, type Common, type Context } from './context.ts';
import { textTable } from './table.ts';

interface OfAccount extends Common {
  readonly account: string;
}

/** As whom the audit log names whoever sits at this machine. */
const by = 'command line';

export async function listAccounts(context: Context, app: LocalApp, options: Common): Promise<void> {
  const accounts = await app.access.accounts();
  answer(context, options, { accounts }, () => accountsText(accounts));
}

export async function openAccount(
  context: Context,
  app: LocalApp,
  account: string,
  options: Common & { readonly name?: string; readonly licensedCpt?: true },
): Promise<void> {
  if (!accountId.safeParse(account).success)
    throw new CodesetError('USAGE', 'name an account in small letters, digits and hyphens, 40 at most', 2);
  const said = { name: options.name ?? account, licensedCpt: options.licensedCpt ?? false };
  const opened = await app.manageAccess.openAccount(account, said);
  const made = await app.manageAccess.makeKey(account, { name: 'first', role: 'admin', by });
  answer(context, options, { account: opened, ...made }, () => accountsText([opened]) + secretText(made.secret));
}

export async function setAccount(
  context: Context,
  app: LocalApp,
  account: string,
  options: Common & { readonly name?: string; readonly licensedCpt?: boolean; readonly closed?: boolean },
): Promise<void> {
  const { name, licensedCpt, closed } = options;
  const changed = await app.manageAccess.changeAccount(account, given({ name, licensedCpt, closed }));
  answer(context, options, changed, () => accountsText([changed]));
}

export async function listUsers(context: Context, app: LocalApp, options: OfAccount): Promise<void> {
  const users = await app.access.users(options.account);
  answer(context, options, { users }, () =>
    users.length > 0 ? usersText(users) : `The account ${options.account} has no users.\n`,
  );
}

export async function addUser(
  context: Context,
  app: LocalApp,
  email: string,
  options: OfAccount & Pick<User, 'name' | 'role'>,
): Promise<void> {
  await knownAccount(app, options.account);
  const { name, role } = options;
  if (!/^\S+@\S+\.\S+$/.test(email)) throw new CodesetError('USAGE', `${email} is no e-mail address`, 2);
  const user = await app.manageAccess.addUser(options.account, { email, name, role });
  answer(context, options, user, () => usersText([user]));
}

export async function setUser(
  context: Context,
  app: LocalApp,
  id: string,
  options: OfAccount & { readonly name?: string; readonly role?: Role; readonly disabled?: boolean },
): Promise<void> {
  const { name, role, disabled } = options;
  const user = await app.manageAccess.changeUser(options.account, id, given({ name, role, disabled }));
  answer(context, options, user, () => usersText([user]));
}

export async function listKeys(context: Context, app: LocalApp, options: OfAccount): Promise<void> {
  const keys = await app.access.keys(options.account);
  answer(context, options, { keys }, () =>
    keys.length > 0
      ? keysText(keys)
      : `The account ${options.account} has no keys but the first, which it is served with.\n`,
  );
}

export async function makeKey(
  context: Context,
  app: LocalApp,
  name: string,
  options: OfAccount & { readonly role: Role; readonly scope?: readonly Scope[]; readonly expires?: string },
): Promise<void> {
  await knownAccount(app, options.account);
  const wish = { name, role: options.role, scopes: options.scope ?? null, expiresAt: options.expires ?? null, by };
  const made = await app.manageAccess.makeKey(options.account, wish);
  answer(context, options, made, () => keysText([made.key]) + secretText(made.secret));
}

export async function rotateKey(
  context: Context,
  app: LocalApp,
  id: string,
  options: OfAccount & { readonly days: number },
): Promise<void> {
  const until = new Date(Date.now() + options.days * 86_400_000).toISOString();
  const made = await app.manageAccess.rotateKey(options.account, id, { until, by });
  const both = `\nThe old key holds until ${until}.\n`;
  answer(context, options, made, () => keysText([made.key]) + secretText(made.secret) + both);
}

export async function revokeKey(context: Context, app: LocalApp, id: string, options: OfAccount): Promise<void> {
  const key = await app.manageAccess.revokeKey(options.account, id);
  answer(context, options, key, () => keysText([key]));
}

async function knownAccount(app: LocalApp, account: string): Promise<void> {
  if ((await app.access.accounts()).some((each) => each.account === account)) return;
  throw new CodesetError('NO_SUCH_ACCOUNT', `there is no account ${account}: "codeset accounts open ${account}"`);
}

function given<T extends object>(said: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as never;
}

function secretText(secret: string): string {
  return `\n${secret}\n\nThis is the only sight of the key: keep it now.\n`;
}

function accountsText(accounts: readonly Account[]): string {
  const columns = [{ heading: 'ACCOUNT' }, { heading: 'NAME' }, { heading: 'CPT LICENCE' }, { heading: 'STATE' }];
  return textTable(
    columns,
    accounts.map(({ account, name, licensedCpt, closedAt }) => [
      account,
      name,
      licensedCpt ? 'yes' : 'no',
      closedAt === null ? 'open' : `closed since ${closedAt}`,
    ]),
  );
}

function usersText(users: readonly User[]): string {
  const headings = ['USER', 'E-MAIL', 'NAME', 'ROLE', 'LAST SEEN', 'STATE'];
  return textTable(
    headings.map((heading) => ({ heading })),
    users.map(({ id, email, name, role, lastSeenAt, disabledAt }) => [
      id,
      email,
      name,
      role,
      lastSeenAt ?? 'never',
      disabledAt === null ? 'let in' : `shut out since ${disabledAt}`,
    ]),
  );
}

function keysText(keys: readonly ApiKey[]): string {
  const headings = ['KEY', 'NAME', 'BEGINS WITH', 'ROLE', 'RIGHTS', 'LAST USED', 'STATE'];
  return textTable(
    headings.map((heading) => ({ heading })),
    keys.map((key) => [
      key.id,
      key.name,
      key.beginsWith,
      key.role,
      key.scopes?.join(' ') ?? 'all of its role',
      key.lastUsedAt ?? 'never',
      stateOf(key),
    ]),
  );
}

function stateOf({ revokedAt, expiresAt }: ApiKey): string {
  if (revokedAt !== null) return `revoked ${revokedAt}`;
  return expiresAt === null ? 'holds' : `until ${expiresAt}`;
}
