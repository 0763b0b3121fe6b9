import type { FindingAct } from '../../../shared/claims/finding-life.ts';
import { findingStatuses } from '../../../shared/claims/finding-life.ts';
import { type CommandMaker, countOf, dateOf, examples, oneOf, severityOf } from './options.ts';

/** `codeset findings`, and what a person does with one. */
export function addFindingCommands({ command, inStore, context }: CommandMaker): void {
  const findings = command('findings', 'what is wrong with the stored claims, by money or deadline')
    .enablePositionalOptions()
    .option('--status <STATUS>', `${findingStatuses.join(', ')}; open and assigned where none is named`, statusOf)
    .option('--by <ORDER>', 'money (the most first) or deadline (the nearest first)', oneOf('money', 'deadline'))
    .option('--code <C>', 'of one code or modifier')
    .option('--rule <RULE>', 'of one rule')
    .option('--severity <SEVERITY>', 'error, warning or review', severityOf)
    .option('--payer <PAYER>', 'of one payer id')
    .option('--provider <NPI>', 'of one billing provider')
    .option('--claim <ID>', 'of one claim')
    .option('--assignee <WHO>', 'of one person')
    .option('--due-by <DATE>', 'to be filed by this day', dateOf)
    .option('--account <A>', 'of another account than the local one')
    .option('--limit <N>', 'so many at most', countOf)
    .option('--cleared', 'the same as --status cleared: what a release, a corrected claim or the payer has settled')
    .addHelpText(
      'after',
      examples(
        'codeset findings --by deadline --limit 20',
        'codeset findings assign 7K3M0XQ2 --to maria',
        'codeset findings dismiss 7K3M 9Q1B --reason "the payer takes the old code until March"',
      ),
    )
    .action(async (options) =>
      inStore(options, 'read', async (app) => (await import('./findings.ts')).findings(context, app, options)),
    );

  command('show <ID>', 'one finding, why, and all that was done with it', findings)
    .option('--account <A>', 'of another account than the local one')
    .action(async (id: string, options) =>
      inStore(options, 'read', async (app) =>
        (await import('./finding-decisions.ts')).showFinding(context, app, id, options),
      ),
    );

  for (const { name, summary, act } of acts) {
    const decision = command(`${name} <IDS...>`, summary, findings)
      .option('--by <WHO>', 'who decides; the name of the user where none is named')
      .option('--account <A>', 'of another account than the local one');
    if (name === 'assign') decision.requiredOption('--to <WHO>', 'to whom');
    else if (name === 'dismiss') decision.requiredOption('--reason <TEXT>', 'why; kept in its history');
    else if (name === 'reopen') decision.option('--reason <TEXT>', 'why; kept in its history');
    decision.action(async (ids: string[], given) =>
      inStore(given, 'read', async (app) =>
        (await import('./finding-decisions.ts')).decideFindings(context, app, ids, { ...given, act: act(given) }),
      ),
    );
  }
}

const statusOf = oneOf(...findingStatuses);

interface Given {
  readonly to: string;
  readonly reason: string;
}

const acts: readonly { name: string; summary: string; act: (given: Given) => FindingAct }[] = [
  { name: 'assign', summary: 'give findings to somebody', act: ({ to }) => ({ kind: 'assign', to }) },
  { name: 'done', summary: 'say that findings were seen to', act: () => ({ kind: 'done' }) },
  {
    name: 'dismiss',
    summary: 'say that findings need nothing, and why; they come back only where their fix changes',
    act: ({ reason }) => ({ kind: 'dismiss', reason }),
  },
  {
    name: 'reopen',
    summary: 'open findings again that were done or dismissed',
    act: ({ reason }) => ({ kind: 'reopen', ...(reason ? { reason } : {}) }),
  },
];
