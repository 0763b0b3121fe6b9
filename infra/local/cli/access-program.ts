import { type Command, InvalidArgumentError, Option } from 'commander';
import { roles, type Scope, scopes } from '../../../shared/access/scopes.ts';
import { localAccount } from '../local-account.ts';
import type { LocalApp } from '../local-app.ts';
import type { Common, Context } from './context.ts';
import { countOf, dateOf } from './options.ts';

/** What a part of the command line is built with. */
export interface CommandTools {
  readonly context: Context;
  readonly group: (name: string, summary: string) => Command;
  readonly command: (usage: string, summary: string, parent: Command) => Command;
  readonly top: (usage: string, summary: string) => Command;
  readonly change: (options: Common, action: (app: LocalApp) => Promise<void>) => Promise<void>;
}

/** `codeset accounts`, `users`, `keys`: who may ask for what. */
export function addAccessCommands(tools: CommandTools): void {
  addAccounts(tools);
  addUsers(tools);
  addKeys(tools);
  addAuditLog(tools);
}

const load = () => import('./access.ts');

function addAuditLog({ context, change, top }: CommandTools): void {
  ofAccount(top('audit-log', 'who changed what, and who read claims or licensed texts; the latest first'))
    .option('--from <DATE>', 'first day; thirty days ago where none is named', dateOf)
    .option('--to <DATE>', 'last day; today where none is named', dateOf)
    .option('--object <OBJECT>', 'what it was done to: user:…, key:…, or the id of a claim')
    .option('--limit <N>', 'at most so many', countOf, 100)
    .action((options) =>
      change(options, async (app) => (await import('./audit-log.ts')).auditLog(context, app, options)),
    );
}

function addAccounts({ context, group, command, change }: CommandTools): void {
  const accounts = group('accounts', 'organisations, to which everything stored belongs: codeset accounts list');
  command('list', 'the accounts of this store', accounts).action((options) =>
    change(options, async (app) => (await load()).listAccounts(context, app, options)),
  );
  command('open <ACCOUNT>', 'open an account, with the key of its first admin', accounts)
    .option('--name <NAME>', 'what people call it')
    .option('--licensed-cpt', 'it has a licence of the AMA: texts of CPT may be shown to its people')
    .action((account: string, options) =>
      change(options, async (app) => (await load()).openAccount(context, app, account, options)),
    );
  command('set <ACCOUNT>', 'change an account', accounts)
    .option('--name <NAME>', 'what people call it')
    .option('--licensed-cpt <YES|NO>', 'whether it has a licence of the AMA', yesOrNo)
    .option('--closed <YES|NO>', 'whether its people and keys are shut out', yesOrNo)
    .action((account: string, options) =>
      change(options, async (app) => (await load()).setAccount(context, app, account, options)),
    );
}

function addUsers({ context, group, command, change }: CommandTools): void {
  const users = group('users', 'people of an account and their roles: codeset users list');
  ofAccount(command('list', 'the people of an account', users)).action((options) =>
    change(options, async (app) => (await load()).listUsers(context, app, options)),
  );
  ofAccount(command('add <EMAIL>', 'let a person in, by the address that an identity provider proves', users))
    .requiredOption('--name <NAME>', 'of the person')
    .addOption(roleOption().makeOptionMandatory())
    .action((email: string, options) =>
      change(options, async (app) => (await load()).addUser(context, app, email, options)),
    );
  ofAccount(command('set <USER>', 'change a person’s name or role, or shut it out', users))
    .option('--name <NAME>', 'of the person')
    .addOption(roleOption())
    .option('--disabled <YES|NO>', 'whether it is shut out', yesOrNo)
    .action((id: string, options) => change(options, async (app) => (await load()).setUser(context, app, id, options)));
}

function addKeys({ context, group, command, change }: CommandTools): void {
  const keys = group('keys', 'keys of programs; only their hashes are stored: codeset keys list');
  ofAccount(command('list', 'the keys of an account, without the keys themselves', keys)).action((options) =>
    change(options, async (app) => (await load()).listKeys(context, app, options)),
  );
  ofAccount(command('make <NAME>', 'make a key and show it, this once', keys))
    .addOption(roleOption().makeOptionMandatory())
    .option('--scope <SCOPES...>', 'narrow it to some rights of its role (claims:read …)', scopesIn)
    .option('--expires <MOMENT>', 'until when it holds (2027-01-31, or with a time in UTC)', momentOf)
    .action((name: string, options) =>
      change(options, async (app) => (await load()).makeKey(context, app, name, options)),
    );
  ofAccount(command('rotate <KEY>', 'make the key that follows one; both hold for a while', keys))
    .option('--days <N>', 'how long the old one holds', daysOf, 7)
    .action((id: string, options) =>
      change(options, async (app) => (await load()).rotateKey(context, app, id, options)),
    );
  ofAccount(command('revoke <KEY>', 'end a key at once', keys)).action((id: string, options) =>
    change(options, async (app) => (await load()).revokeKey(context, app, id, options)),
  );
}

function ofAccount(command: Command): Command {
  return command.option('--account <ACCOUNT>', 'of which account', localAccount);
}

function roleOption(): Option {
  return new Option('--role <ROLE>', 'what it may do').choices(roles);
}

function yesOrNo(text: string): boolean {
  if (/^(yes|true)$/i.test(text)) return true;
  if (/^(no|false)$/i.test(text)) return false;
  throw new InvalidArgumentError('write yes or no');
}

function scopesIn(text: string, before: readonly Scope[] = []): readonly Scope[] {
  const found = scopes.find((scope) => scope === text);
  if (found) return [...before, found];
  throw new InvalidArgumentError(`write one of ${scopes.join(', ')}`);
}

function momentOf(text: string): string {
  const moment = new Date(text);
  if (/^\d{4}-\d{2}-\d{2}(T.+)?$/.test(text) && !Number.isNaN(moment.getTime())) return moment.toISOString();
  throw new InvalidArgumentError('write a date or a moment: 2027-01-31 or 2027-01-31T12:00Z');
}

function daysOf(text: string): number {
  const days = Number(text);
  if (Number.isInteger(days) && days >= 0 && days <= 365) return days;
  throw new InvalidArgumentError('write a number of days from 0 to 365');
}
