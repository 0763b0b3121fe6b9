import { type Command, InvalidArgumentError } from 'commander';
import { holdingTypes } from '../../../shared/holdings/holding.ts';
import { localAccount } from '../local-account.ts';
import type { OfAccount } from './holdings.ts';
import { type CommandMaker, dateOf, examples } from './options.ts';

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
