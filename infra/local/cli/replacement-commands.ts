import { CodesetError } from '../../../shared/errors.ts';
import { type CommandMaker, dateOf, examples } from './options.ts';
import { userName } from './user-name.ts';

/** `codeset replacements`, with the words by which people decide. */
export function addReplacementCommands({ context, command, inStore }: CommandMaker): void {
  const replacements = command(
    'replacements [CODE]',
    'what to bill instead of a code, for a date of service and a payer; what waits for a decision',
  )
    .enablePositionalOptions()
    .option('--on <DATE>', 'date of service; today where none is named', dateOf)
    .option('--payer <PAYER>', 'payer class or id: medicare, medicaid, commercial …')
    .option('--waiting', 'codes whose replacement a person has to confirm')
    .option('--decided', 'what people have decided, and when')
    .addHelpText(
      'after',
      examples(
        'codeset replacements S0013 --on 2026-01-05 --payer commercial',
        'codeset replacements --waiting',
        'codeset replacements accept C9999 J0001 --note "same drug, read the label"',
        'codeset replacements edit C9999 J0001 --units 1/5     (one unit of J0001 for five of C9999)',
      ),
    )
    .action(async (code: string | undefined, options) => {
      if (!code && !options.waiting && !options.decided)
        throw new CodesetError('USAGE', 'name a code, or ask for --waiting or --decided', 2);
      await inStore(options, 'read', async (app) => {
        if (code) return (await import('./code.ts')).replacements(context, app, code, options);
        const { waiting, decided } = await import('./decided-replacements.ts');
        return options.waiting ? waiting(context, app, options) : decided(context, app, options);
      });
    });
  for (const [verdict, summary] of [
    ['accept', 'confirm that NEW is billed instead of OLD'],
    ['reject', 'NEW is not billed instead of OLD'],
    ['edit', "confirm NEW instead of OLD, with units of one's own"],
    ['reopen', 'take a decision back: it waits for a person again'],
  ] as const) {
    const ruling = command(`${verdict} <OLD> <NEW>`, summary, replacements)
      .option('--note <TEXT>', 'why; kept with the decision')
      .option('--by <NAME>', 'who decides; kept with the decision', userName());
    if (verdict === 'edit') ruling.requiredOption('--units <N/D>', 'new units for one old: 20, or 1/5');
    ruling.action(async (old: string, code: string, options) =>
      inStore(options, 'read', async (app) =>
        (await import('./decided-replacements.ts')).decideReplacement(context, app, [old, code], {
          ...options,
          verdict,
        }),
      ),
    );
  }
}
