import { type Command, InvalidArgumentError } from 'commander';
import { type ClaimColumn, claimColumns } from '../../../shared/claims/csv-columns.ts';
import { type CommandMaker, countOf, dateOf, examples } from './options.ts';

/** `codeset claims …`: what comes in. */
export function addClaimCommands(program: Command, { command, inStore, context }: CommandMaker): void {
  const claims = program
    .command('claims')
    .description('store claims, and what payers say of them, to have them re-checked with every release')
    .summary('store claims: codeset claims import FILE…')
    .enablePositionalOptions();

  command(
    'import <FILES...>',
    'store 837P, 837I, CSV or FHIR claims, and 835, 277CA, 277 answers; personal data is dropped while reading',
    claims,
  )
    .option('--payers <FILE>', 'payer ids and their classes, as JSON; kept for later imports')
    .option('--map <COLUMN=HEADER>', 'how a CSV file calls a column, once for each: --map code="HCPCS used"', mapped)
    .addHelpText(
      'after',
      examples('codeset claims import january.837 remits.835', 'codeset claims import out.csv --map claimId=Acct'),
    )
    .action(async (files: string[], options) =>
      inStore(options, 'write', async (app) =>
        (await import('./claims-import.ts')).claimsImport(context, app, files, options),
      ),
    );

  command('imports [ID]', 'what came in, and with an id what was refused of it, with place and reason', claims).action(
    async (id: string | undefined, options) =>
      inStore(options, 'read', async (app) => (await import('./imports.ts')).imports(context, app, id, options)),
  );

  command('status <FILES...>', 'read what payers say of claims: 835, 277CA, 277, or CSV with claim and status', claims)
    .addHelpText('after', examples('codeset claims status remits.835 clearinghouse.277', 'codeset claims status s.csv'))
    .action(async (files: string[], options) =>
      inStore(options, 'write', async (app) =>
        (await import('./claims-import.ts')).claimsImport(context, app, files, { ...options, holds: 'status' }),
      ),
    );
}

/** `codeset purge`: what goes out, for good. */
export function addPurgeCommand({ command, inStore, context }: CommandMaker): void {
  command('purge', 'delete claims for good, with findings and answers; says what it would delete until --yes')
    .option('--account <A>', 'everything that an account holds; with --closed-before, that alone of it')
    .option('--closed-before <DATE>', 'claims of which nothing has been open since before this day', dateOf)
    .option('--keep-closed <DAYS>', 'from now on, delete closed claims after so many days, every day', countOf)
    .option('--yes', 'do it')
    .addHelpText('after', examples('codeset purge --closed-before 2024-01-01', 'codeset purge --account local --yes'))
    .action(async (options) =>
      inStore(options, 'read', async (app) => (await import('./purge.ts')).purge(context, app, options)),
    );
}

type Mapping = Readonly<Partial<Record<ClaimColumn, string>>>;

function mapped(text: string, before: Mapping = {}): Mapping {
  const at = text.indexOf('=');
  const column = text.slice(0, at);
  if (at > 0 && column in claimColumns) return { ...before, [column]: text.slice(at + 1) };
  throw new InvalidArgumentError(`write COLUMN=HEADER; columns are ${Object.keys(claimColumns).join(', ')}`);
}
