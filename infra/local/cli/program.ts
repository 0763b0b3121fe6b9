import { resolve } from 'node:path';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { CodesetError } from '../../../shared/errors.ts';
import { addAccessCommands, type CommandTools } from './access-program.ts';
import { addClaimCommands, addPurgeCommand } from './claim-commands.ts';
import type { CommandContext, Common, Context } from './context.ts';
import { addFindingCommands } from './finding-commands.ts';
import { type Chosen, chooseFolder } from './folders.ts';
import { addListCommands, addWorkCommands } from './list-commands.ts';
import { type CommandMaker, codeSetNamed, countOf, dateOf, examples, severityOf } from './options.ts';
import { addReplacementCommands } from './replacement-commands.ts';
import { addSettingsCommands } from './settings-commands.ts';
import { addSubscriptionCommands } from './subscription-commands.ts';
import { addSweepCommands } from './sweep-commands.ts';
import { userName } from './user-name.ts';
import { version } from './version.ts';

/**
 * Runs one command line and answers its exit code. Commands load what they need when they run: `diff`, `infer` and
 * `check --release FILE` touch neither the store nor the SDK.
 */
export async function runCommand(given: CommandContext, today: () => string): Promise<number> {
  let exitCode = 0;
  const exitWith = (code: number) => {
    exitCode = code;
  };
  const context: Context = { ...given, exitWith, today };
  const program = programOf(context, today());
  try {
    await program.parseAsync([...context.argv], { from: 'user' });
    return exitCode;
  } catch (error) {
    return failed(context, error);
  }
}

/** Commander has told its own errors already; with --json an error is a document, too. */
function failed({ io, argv }: Context, error: unknown): number {
  if (error instanceof CommanderError && error.exitCode === 0) return 0;
  const told = errorOf(error);
  if (!(error instanceof CommanderError)) io.stderr(`codeset: ${told.message}\n`);
  if (told.code === 'INTERNAL') io.stderr(`This is a fault of the program. ${(error as Error).stack ?? ''}\n`);
  if (argv.includes('--json')) io.stdout(`${JSON.stringify({ error: { code: told.code, message: told.message } })}\n`);
  return told.exitCode;
}

function errorOf(error: unknown): Pick<CodesetError, 'code' | 'message' | 'exitCode'> {
  if (error instanceof CodesetError) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof CommanderError)
    return {
      code: 'USAGE',
      message: message.replace(/^error: /, '').replace('(outputHelp)', 'name a command'),
      exitCode: 2,
    };
  return { code: 'INTERNAL', message, exitCode: 1 };
}

function programOf(context: Context, today: string): Command {
  const program = new Command('codeset')
    .description(
      'Watches HCPCS Level II and licensed CPT: what changed, what to bill instead, and which of your claims it breaks.',
    )
    .version(version, '-V, --version')
    // What stands behind a command's name is that command's, though one above it has an option of the same name.
    .enablePositionalOptions()
    .helpOption('-h, --help', 'show this help; "codeset help COMMAND" tells more of one command')
    .configureOutput({ writeOut: context.io.stdout, writeErr: context.io.stderr })
    .exitOverride()
    .enablePositionalOptions()
    .showHelpAfterError('(codeset --help shows what there is)');
  const command: CommandMaker['command'] = (usage, summary, parent = program, made = {}) =>
    parent
      .command(usage, made)
      .summary(summary)
      .description(summary)
      .option('--json', 'one JSON document on standard output')
      .option('--data <DIR>', 'folder of the store', '.data')
      .option('--today <DATE>', 'take this day for today (YYYY-MM-DD)', dateOf, today);
  const inStore: CommandMaker['inStore'] = (options: Common, purpose: Chosen['purpose'], action) => {
    const { folder, remark } = chooseFolder(resolve(context.io.cwd, options.data), purpose);
    // The process that was asked to run the command does not say it a second time.
    if (remark && !context.opened) context.io.stderr(`${remark}\n`);
    return context.store(folder, action);
  };

  command('diff <OLD> <NEW>', 'compare two releases (files, CMS zips, or folders of licensed CPT; no store is needed)')
    .addHelpText(
      'after',
      examples(
        'codeset diff HCPC2025_OCT_ANWEB.zip HCPC2026_JAN_ANWEB.zip',
        'codeset diff --json 2017-Alpha-Numeric-HCPCS-File.zip 2018-Alpha-Numeric-HCPCS-File.zip',
        "codeset diff licensed/cpt/2025 licensed/cpt/2026     (folders of AMA's files, named after their years)",
      ),
    )
    .action(async (older: string, newer: string, options: Common) =>
      (await import('./diff.ts')).diff(context, [older, newer], options),
    );

  command('infer <OLD> <NEW>', 'find by their descriptors what replaces the codes that NEW ends (no store is needed)')
    .option('--without-xref', "hide CMS's own cross references, to measure the inference against them")
    .action(async (older: string, newer: string, options) =>
      (await import('./infer.ts')).infer(context, [older, newer], options),
    );

  command('check <FILES...>', 'check claims before they are billed: 837P, 837I, CSV or FHIR; nothing is stored')
    .option('--release <R>', 'a release of the store (2026-01), or a release file or zip (no store is needed)')
    .option('--payers <FILE>', 'payer ids and their classes or profiles, as JSON')
    .option('--windows <FILE>', "payers' own dates of codes, as JSON; else those that are kept")
    .option('--rules <FILE>', 'rules that are switched or added, as JSON; else those that are kept')
    .option('--lists <FILE>', 'lists that rules ask for, as JSON; else those that are kept')
    .option('--cpt <FOLDER>', "a year of AMA's licensed files, to judge CPT by; once for each year", collected)
    .option('--fail-on <SEVERITY>', 'exit 1 where a finding is at least: error, warning, review', severityOf)
    .addHelpText(
      'after',
      examples('codeset check claims.837 --release HCPC2026_JAN_ANWEB.txt', 'codeset check claims.csv --fail-on error'),
    )
    .action(async (files: string[], options) => (await import('./check.ts')).check(context, files, options));

  command(
    'ingest [FILES...]',
    'hold releases: from files, CMS zips, folders or zips of licensed CPT, or the newest from CMS',
  )
    .option('--cms', "fetch from CMS's quarterly page")
    .option('--all', 'with --cms: every release that the page lists, not only the two newest')
    .option('--release <R>', 'which release the file is, where its name does not say (2026-01)')
    .option('--published <DATE>', 'when it was published, where neither name nor zip says', dateOf)
    .option('--notify', 'alert about releases that are older than those held, too')
    .action(async (files: string[], options) => {
      if (files.length === 0 && !options.cms) throw usage('name the files to ingest, or --cms to fetch from CMS');
      const { ingest, ingestFromCms } = await import('./ingest.ts');
      await inStore(options, 'write', async (app) => {
        if (options.cms) await ingestFromCms(context, app, options);
        else await ingest(context, app, files, options);
      });
    });

  command('releases', 'list the releases held')
    .option('--code-set <SET>', 'HCPCS or CPT; both where none is named', codeSetNamed)
    .action(async (options) =>
      inStore(options, 'read', async (app) => (await import('./releases.ts')).releases(context, app, options)),
    );

  command('sources', 'how each source stands: what came, what is due, late or early, and what to do about it').action(
    async (options: Common) =>
      inStore(options, 'read', async (app) => (await import('./sources.ts')).sources(context, app, options)),
  );

  command('quarantine', 'what waits for a person: suspicious releases, corrections that were not understood').action(
    async (options: Common) =>
      inStore(options, 'read', async (app) => (await import('./quarantine.ts')).quarantine(context, app, options)),
  );

  const release = program
    .command('release')
    .description('decide about a release that the gate has quarantined, or that was published and is wrong')
    .summary('decide about a release: codeset release approve|reject|withdraw R');
  for (const [verdict, summary] of [
    ['approve', 'believe a release that was quarantined, rejected or withdrawn, and publish it'],
    ['reject', 'keep a quarantined release out for good'],
    ['withdraw', 'take a published release back, with all that came of it; approve undoes it'],
  ] as const)
    command(`${verdict} <R>`, `${summary}; R is its name (2026-01), its file, or the beginning of its hash`, release)
      .option('--reason <TEXT>', 'why; kept with the decision')
      .option('--by <NAME>', 'who decides; kept with the decision', userName())
      .action(async (which: string, options) =>
        inStore(options, 'read', async (app) =>
          (await import('./quarantine.ts')).decide(context, app, which, { ...options, verdict }),
        ),
      );

  command('settle <R> <ROW>', 'an instruction of a correction was dealt with: R is its version (2018-01.v2)', release)
    .option('--reason <TEXT>', 'what was done about it; kept with the decision')
    .option('--by <NAME>', 'who decides; kept with the decision', userName())
    .action(async (which: string, row: string, options) =>
      inStore(options, 'read', async (app) =>
        (await import('./quarantine.ts')).settle(context, app, { release: which, row: Number(row) }, options),
      ),
    );

  command('verify', 'prove that the store is what its archive says; exit 1 where it is not').action(
    async (options: Common) =>
      inStore(options, 'read', async (app) => (await import('./verify.ts')).verify(context, app, options)),
  );

  command('rebuild', 'build all code-set data anew from the archive and from what people decided').action(
    async (options: Common) =>
      inStore(options, 'read', async (app) => (await import('./verify.ts')).rebuild(context, app, options)),
  );

  command('changes', 'list what changed, with what to bill instead')
    .option('--code-set <SET>', 'HCPCS, unless release or code say CPT', codeSetNamed)
    .option('--release <R>', 'of one release (2026-01; 2026 for a year of CPT); the newest where none is named')
    .option('--code <C>', 'of one code or modifier, in every release held')
    .option('--kind <KIND>', 'added, deleted, revised or reactivated')
    .option('--since <CURSOR>', 'what was published here since an earlier answer; "start" for all of it')
    .option('--limit <N>', 'with --since: so many at most', countOf)
    .action(async (options) =>
      inStore(options, 'read', async (app) => (await import('./changes.ts')).changes(context, app, options)),
    );

  command('code <CODE>', 'the life of a code or modifier: when it is valid, what it meant, what replaces it')
    .option('--on <DATE>', 'on this date of service', dateOf)
    .option('--as-known <DATE>', 'as the publisher had published it by this day', dateOf)
    .action(async (code: string, options) =>
      inStore(options, 'read', async (app) => (await import('./code.ts')).code(context, app, code, options)),
    );

  addReplacementCommands({ context, command, inStore });

  addClaimCommands(program, { command, inStore, context });
  addPurgeCommand({ command, inStore, context });

  addSweepCommands({ command, inStore, context });

  addFindingCommands({ command, inStore, context });

  const tools: CommandTools = {
    context,
    group: (name, summary) => program.command(name).summary(summary).description(summary),
    command,
    top: (usage, summary) => command(usage, summary),
    change: (options, action) => inStore(options, 'read', action),
  };
  addSubscriptionCommands(tools);
  addAccessCommands(tools);
  addSettingsCommands(program, { command, inStore, context });
  addListCommands({ command, inStore, context });
  addWorkCommands({ command, inStore, context });

  command('schema [NAME]', 'print the JSON Schema of a form; without a name, the names').action(
    async (name: string | undefined, options: Common) => (await import('./schema.ts')).schema(context, name, options),
  );

  command('serve', 'serve the API and the pages on this machine, and keep up with releases')
    .option('--port <N>', 'port on 127.0.0.1', portOf, 8788)
    .option('--rate-limit <N>', 'requests a minute for each key', countOf)
    .option('--oidc-issuer <URL>', 'an OpenID provider that proves who people are')
    .option('--oidc-client <ID>', 'as which the service is known there')
    .action(async (options) => (await import('./serve.ts')).serve(context, options));

  command('start', 'everything at once: releases, sample claims, re-check, alerts, then serve (npm start)')
    .option('--once', 'stop after the summary')
    .option('--port <N>', 'port on 127.0.0.1', portOf, 8788)
    .option('--rate-limit <N>', 'requests a minute for each key', countOf)
    .option('--from <PATHS...>', "one's own releases, instead of CMS's: files or a folder")
    .option('--all', 'every release that CMS lists, not only the two newest')
    .action(async (options) => (await import('./start.ts')).start(context, options));

  return program;
}

function collected(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}

function portOf(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new InvalidArgumentError('write a port as a number from 0 to 65535');
}

function usage(message: string): CodesetError {
  return new CodesetError('USAGE', message, 2);
}
