import type { CommandMaker } from './options.ts';

/** `codeset recheck`, and `codeset sweeps` to see and steer what it works off. */
export function addSweepCommands({ command, inStore, context }: CommandMaker): void {
  command('recheck', 'judge the stored claims again that a release touches, and write the alerts')
    .option('--release <R>', 'which release (2026-01); the newest where none is named')
    .option('--watch', 'tell every second how far it is')
    .action(async (options) =>
      inStore(options, 'read', async (app) => (await import('./recheck.ts')).recheck(context, app, options)),
    );

  const sweeps = command('sweeps', 'the re-check that each release has caused, and how far it is')
    .enablePositionalOptions()
    .action(async (options) =>
      inStore(options, 'read', async (app) => (await import('./sweeps.ts')).sweeps(context, app, options)),
    );
  for (const [deed, summary] of [
    ['cancel', 'stop the re-check of a release; what is left stays on the books'],
    ['resume', 'go on with a re-check that was cancelled'],
  ] as const)
    command(`${deed} <R>`, summary, sweeps).action(async (release: string, options) =>
      inStore(options, 'read', async (app) =>
        (await import('./sweeps.ts')).steer(context, app, release, { ...options, deed }),
      ),
    );
}
