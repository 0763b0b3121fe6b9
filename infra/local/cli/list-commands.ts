import { type Command, InvalidArgumentError } from 'commander';
import { worklistTypes } from '../../../shared/api/worklist-forms.ts';
import { dimensions } from '../../../shared/audit/audit.ts';
import { findingStatuses } from '../../../shared/claims/finding-life.ts';
import { holdingTypes } from '../../../shared/holdings/holding.ts';
import { worklistOrders } from '../../../shared/worklist/order.ts';
import { localAccount } from '../local-account.ts';
import type { OfAccount } from './holdings.ts';
import { type CommandMaker, countOf, dateOf, examples, oneOf } from './options.ts';

/** Commands about what holds codes beside claims. */
export function addListCommands({ command, inStore, context }: CommandMaker): void {
  const holdings = ofAccount(
    command('holdings', 'lists that are held beside claims: chargemasters, authorisations, orders'),
  )
    .enablePositionalOptions()
    .option('--type <TYPE>', `only of a type: ${holdingTypes.join(', ')}`, typeOf)
    .option('--list <NAME>', 'only of one list')
    .option('--code <C>', 'only lines with this code or modifier')
    .option('--wrong', 'only lines that are wrong now or soon')
    .option('--closed', 'lines that have gone from their list, instead of those that stand')
    .addHelpText(
      'after',
      examples(
        'codeset holdings import chargemaster.csv --type chargemaster',
        'codeset holdings --type authorisation --wrong',
        'codeset holdings --code S0013',
      ),
    )
    .action(async (options) =>
      inStore(options, 'read', async (app) => (await import('./holdings.ts')).holdings(context, app, options)),
    );

  ofAccount(
    command('import <FILE>', 'take in a list, CSV or .xlsx; it replaces the version of that list before it', holdings),
  )
    .requiredOption('--type <TYPE>', holdingTypes.join(', '), typeOf)
    .option(
      '--list <NAME>',
      'which list it is, where several of a type are held (a fee schedule for each payer)',
      listOf,
    )
    .option('--as-of <DATE>', 'since when the list counts; today where none is named', dateOf)
    .option('--map <COLUMN=HEADER>', 'the header of a column that is not found by itself; once for each', collected)
    .option('--shrinks', 'it is right that most lines of the version before are gone')
    .addHelpText(
      'after',
      examples(
        'codeset holdings import cdm.xlsx --type chargemaster',
        'codeset holdings import rates.csv --type fee-schedule --list AETNA --map price="Allowed 2026"',
        'codeset holdings import auths.csv --type authorisation',
      ),
    )
    .action(async (path: string, options) =>
      inStore(options, 'write', async (app) =>
        (await import('./holdings.ts')).holdingsImport(context, app, path, options),
      ),
    );

  ofAccount(command('where-used <CODE>', 'in how many open claims and lists a code or modifier is used'))
    .addHelpText('after', examples('codeset where-used S0013'))
    .action(async (code: string, options: OfAccount) =>
      inStore(options, 'read', async (app) =>
        (await import('./holdings.ts')).whereUsedCommand(context, app, code, options),
      ),
    );
}

const otherNames: Readonly<Record<string, string>> = {
  cdm: 'chargemaster',
  authorization: 'authorisation',
  'standing-order': 'order',
};

function typeOf(text: string): string {
  const type = otherNames[text.toLowerCase()] ?? text.toLowerCase();
  if (holdingTypes.some((known) => known === type)) return type;
  throw new InvalidArgumentError(`write one of ${holdingTypes.join(', ')}`);
}

/** `codeset worklist`, and what a person signs: the update, and payers that come later. */
export function addWorkCommands({ command, inStore, context }: CommandMaker): void {
  ofAccount(command('worklist', 'what is to be done about claims and lists, with old and new line; as a file too'))
    .option('--type <TYPE>', `only ${worklistTypes.join(', ')}`, worklistTypeOf)
    .option(
      '--format <FORMAT>',
      'csv, xlsx or json; by the name of the file where none is named',
      oneOf('csv', 'xlsx', 'json'),
    )
    .option('--out <FILE>', 'write it there, readable by you alone')
    .option('--by <ORDER>', 'money (the most first) or deadline (the nearest first)', oneOf(...worklistOrders), 'money')
    .option('--limit <N>', 'so many entries at most', countOf, 50_000)
    .addHelpText(
      'after',
      examples(
        'codeset worklist --by deadline --limit 20',
        'codeset worklist --type claims --out claims.xlsx',
        'codeset worklist --type chargemaster --format csv --out cdm.csv',
      ),
    )
    .action(async (options) =>
      inStore(options, 'read', async (app) => (await import('./worklist.ts')).worklistCommand(context, app, options)),
    );

  ofAccount(command('audit', 'what goes wrong again and again: by clinic, payer, code, rule and month, and what to do'))
    .option('--by <WHAT>', `only the table by ${dimensions.join(', ')}`, oneOf(...dimensions))
    .option(
      '--status <STATUS>',
      `${findingStatuses.join(', ')} or all; open and assigned where none is named`,
      oneOf(...findingStatuses, 'all'),
    )
    .addHelpText('after', examples('codeset audit', 'codeset audit --by clinic', 'codeset audit --status all --json'))
    .action(async (options) =>
      inStore(options, 'read', async (app) => (await import('./audit.ts')).audit(context, app, options)),
    );

  signing(command('signoff <RELEASE> [ITEM]', 'the checklist of an update: chargemaster, ehr, scrubber, payers, staff'))
    .option('--undo', 'take the signature of the item back')
    .addHelpText(
      'after',
      examples(
        'codeset signoff 2026-01',
        'codeset signoff 2026-01 chargemaster --by "Maria Lopez" --note "loaded, tested with 3 charges"',
        'codeset signoff 2026-01 chargemaster --undo',
      ),
    )
    .action(async (release: string, item: string | undefined, options) =>
      inStore(options, 'read', async (app) =>
        (await import('./signoff.ts')).signoff(context, app, [release, item], options),
      ),
    );
  addHolds({ command, inStore, context });
}

function addHolds({ command, inStore, context }: CommandMaker): void {
  const holds = ofAccount(command('holds [RELEASE]', 'payers that have not loaded a release: their lines are held'))
    .enablePositionalOptions()
    .addHelpText(
      'after',
      examples(
        'codeset holds add MEDICAID 2026-01 --note "bulletin 14"',
        'codeset holds loaded MEDICAID 2026-01 --on 2026-01-06',
        'codeset worklist --type claims',
      ),
    )
    .action(async (release: string | undefined, options) =>
      inStore(options, 'read', async (app) => (await import('./signoff.ts')).holds(context, app, release, options)),
    );
  const act = (usage: string, summary: string) => signing(command(usage, summary, holds));
  act('add <PAYER> <RELEASE>', 'hold the lines of a payer that this release touches, until it has loaded it').action(
    async (payer: string, release: string, options) =>
      inStore(options, 'read', async (app) =>
        (await import('./signoff.ts')).hold(context, app, [payer, release], options),
      ),
  );
  act('loaded <PAYER> <RELEASE>', 'say from which day on the payer knows the release')
    .requiredOption('--on <DATE>', 'the first day', dateOf)
    .action(async (payer: string, release: string, options) =>
      inStore(options, 'read', async (app) =>
        (await import('./signoff.ts')).hold(context, app, [payer, release], options),
      ),
    );
  ofAccount(command('remove <PAYER> <RELEASE>', 'take a payer off the list', holds)).action(
    async (payer: string, release: string, options) =>
      inStore(options, 'read', async (app) =>
        (await import('./signoff.ts')).removeHold(context, app, [payer, release], options),
      ),
  );
}

function signing(command: Command): Command {
  return ofAccount(command)
    .option('--by <NAME>', 'who; your login name where none is named')
    .option('--note <TEXT>', 'what is worth knowing about it');
}

function worklistTypeOf(text: string): string {
  const type = otherNames[text.toLowerCase()] ?? text.toLowerCase();
  return oneOf(...worklistTypes)(type);
}

/** Kept apart: nothing of one account is seen by another. */
function ofAccount(command: Command): Command {
  return command.option('--account <ACCOUNT>', 'of which account', localAccount);
}

function collected(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}

function listOf(text: string): string {
  if (/^[\w.-]{1,40}$/.test(text)) return text;
  throw new InvalidArgumentError('write letters, digits, dots, dashes or underscores, at most 40');
}
