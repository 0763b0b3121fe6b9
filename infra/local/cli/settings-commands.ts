import { type Command, InvalidArgumentError } from 'commander';
import type { Common, Context } from './context.ts';
import type { Chosen } from './folders.ts';
import { type CommandMaker, countOf, dateOf } from './options.ts';

/** `codeset payers …` and `codeset rules …`: what an account's lines are judged by. */
export function addSettingsCommands(program: Command, maker: CommandMaker): void {
  addPayerCommands(program, maker);
  addRuleCommands(program, maker);
}

interface Sub {
  readonly usage: string;
  readonly summary: string;
  readonly isDefault?: true;
  readonly options?: readonly (readonly [flags: string, description: string, parse?: (text: string) => unknown])[];
  readonly purpose: Chosen['purpose'];
  readonly run: (options: never, ...words: never[]) => Promise<Parameters<Context['store']>[1]>;
}

function addPayerCommands(program: Command, maker: CommandMaker): void {
  const { context } = maker;
  const load = () => import('./payer-commands.ts');
  const payers = group(maker, program, 'payers', 'payers and their own dates: codeset payers set|import|windows …', [
    {
      usage: 'list',
      summary: 'payers that are kept',
      isDefault: true,
      purpose: 'read',
      run: async (options) => (await load()).listPayers(context, options),
    },
    {
      usage: 'set <PAYER>',
      summary: 'keep a payer, or change what is kept of it',
      options: [
        [
          '--class <CLASS>',
          'medicare, medicare-dme, medicare-advantage, medicaid, tricare, commercial, other, unknown',
        ],
        ['--name <NAME>', 'its name'],
        ['--takes-s-codes <YES>', 'yes or no', yesOrNo],
        ['--hipaa <YES>', 'whether it is bound to the code sets of the date of service: yes or no', yesOrNo],
        ['--timely-filing <DAYS>', 'days from the date of service to file in', countOf],
        ['--source <TEXT>', 'contract or manual that says so'],
      ],
      purpose: 'write',
      run: async (options, payer) => (await load()).setPayer(context, payer, options),
    },
    {
      usage: 'import <FILE>',
      summary: 'keep the payers of a JSON file (codeset schema payers-file)',
      purpose: 'write',
      run: async (options, file) => (await load()).importPayers(context, file, options),
    },
    {
      usage: 'remove <PAYER>',
      summary: 'keep a payer no longer',
      purpose: 'read',
      run: async (options, payer) => (await load()).removePayer(context, payer, options),
    },
  ]);
  group(maker, payers, 'windows', "payers' own dates of codes: codeset payers windows set|import|remove …", [
    {
      usage: 'list',
      summary: 'windows that are kept, and what is shipped',
      isDefault: true,
      options: [
        ['--payer <PAYER>', 'of one payer'],
        ['--code <CODE>', 'of one code'],
      ],
      purpose: 'read',
      run: async (options) => (await load()).listWindows(context, options),
    },
    {
      usage: 'set <PAYER> <CODE>',
      summary: 'on which dates of service a payer takes a code; lines that use it are judged again',
      options: [
        ['--from <DATE>', 'first date; open where none is named', dateOf],
        ['--to <DATE>', 'last date; open where none is named', dateOf],
        ['--refuses', 'the payer does not take the code on these dates'],
        ['--instead <CODES>', 'what it takes instead, separated by commas'],
        ['--document <TEXT>', 'notice or bulletin that says so (required)'],
      ],
      purpose: 'write',
      run: async (options, payer, code) => (await load()).setWindow(context, payer, code, options),
    },
    {
      usage: 'import <FILE>',
      summary: 'keep the windows of a JSON file (codeset schema acceptance-windows)',
      purpose: 'write',
      run: async (options, file) => (await load()).importWindows(context, file, options),
    },
    {
      usage: 'remove <PAYER> <CODE>',
      summary: 'keep the windows of a code for a payer no longer',
      options: [['--from <DATE>', 'only the window that begins then', dateOf]],
      purpose: 'read',
      run: async (options, payer, code) => (await load()).removeWindow(context, payer, code, options),
    },
  ]);
}

function addRuleCommands(program: Command, maker: CommandMaker): void {
  const { context } = maker;
  const load = () => import('./rule-commands.ts');
  const rules = group(
    maker,
    program,
    'rules',
    'rules that lines are judged by: codeset rules explain|enable|disable|set|add …',
    [
      {
        usage: 'list',
        summary: 'checks and rules that hold, and lists that are kept',
        isDefault: true,
        purpose: 'read',
        run: async (options) => (await load()).listRules(context, options),
      },
      {
        usage: 'explain <NAME>',
        summary: 'all of a rule: source, dates, payers, what the record has to show, examples',
        purpose: 'read',
        run: async (options, name) => (await load()).explainRule(context, name, options),
      },
      {
        usage: 'enable <NAME>',
        summary: 'have a rule judge again',
        purpose: 'write',
        run: async (options, name) => (await load()).switchRule(context, name, { enabled: true }, options),
      },
      {
        usage: 'disable <NAME>',
        summary: 'leave a rule out',
        purpose: 'write',
        run: async (options, name) => (await load()).switchRule(context, name, { enabled: false }, options),
      },
      {
        usage: 'set <NAME>',
        summary: 'change how severe a rule is',
        options: [
          ['--severity <SEVERITY>', 'error, warning or review'],
          ['--as-shipped', 'take back what was changed'],
        ],
        purpose: 'write',
        run: async (options, name) => (await load()).setRule(context, name, options),
      },
      {
        usage: 'add <FILE>',
        summary: 'add rules written as JSON (codeset schema rule); their examples are tried first',
        purpose: 'write',
        run: async (options, file) => (await load()).addRules(context, file, options),
      },
      {
        usage: 'remove <NAME>',
        summary: 'take an added rule away',
        purpose: 'read',
        run: async (options, name) => (await load()).removeRule(context, name, options),
      },
    ],
  );
  group(maker, rules, 'lists', 'lists that rules ask for: codeset rules lists load FILE, remove NAME', [
    {
      usage: 'list',
      summary: 'checks, rules and lists that are kept',
      isDefault: true,
      purpose: 'read',
      run: async (options) => (await load()).listRules(context, options),
    },
    {
      usage: 'load <FILE>',
      summary: 'keep lists of a JSON file (codeset schema rule-lists)',
      purpose: 'write',
      run: async (options, file) => (await load()).loadLists(context, file, options),
    },
    {
      usage: 'remove <NAME>',
      summary: 'keep a list no longer',
      purpose: 'read',
      run: async (options, name) => (await load()).removeList(context, name, options),
    },
  ]);
}

function group(
  { command: add, inStore }: CommandMaker,
  parent: Command,
  name: string,
  summary: string,
  subs: readonly Sub[],
): Command {
  const made = parent.command(name).summary(summary).description(summary);
  for (const { usage, summary: said, isDefault, options = [], purpose, run } of subs) {
    const command = add(usage, said, made, { isDefault: isDefault ?? false });
    for (const [flags, description, parse] of options)
      if (parse) command.option(flags, description, parse as (text: string) => string);
      else command.option(flags, description);
    command.action(async (...given: unknown[]) => {
      const words = given.slice(0, -2);
      const chosen = given.at(-2) as Common;
      await inStore(chosen, purpose, await run(chosen as never, ...(words as never[])));
    });
  }
  return made;
}

function yesOrNo(text: string): boolean {
  if (['yes', 'true'].includes(text.toLowerCase())) return true;
  if (['no', 'false'].includes(text.toLowerCase())) return false;
  throw new InvalidArgumentError('write yes or no');
}
