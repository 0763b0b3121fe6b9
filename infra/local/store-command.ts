import { auditCommand } from './cli/audited-command.ts';
import type { CommandContext } from './cli/context.ts';
import { runCommand } from './cli/program.ts';
import type { CommandIo } from './command.ts';
import type { OpenedStore } from './command-desk.ts';
import { type LocalApp, openLocalApp } from './local-app.ts';
import { withStore } from './owner.ts';

/** Runs a command line on the store of a folder, here or in the process that owns the folder. */
export function runInStore(
  folder: string,
  argv: readonly string[],
  io: CommandIo,
  today: () => string,
): Promise<number> {
  return withStore({ folder, argv, io, open: async (path) => storeOf(await openLocalApp(path), today) });
}

/** An opened store as the owner of its folder serves it: whole command lines, one at a time. */
export function storeOf(app: LocalApp, today: () => string): OpenedStore {
  return { run: (argv, io) => runCommand(boundTo(app, argv, io), today), close: app.close };
}

/** The command is run again, now with the store at hand: the action finds the folder opened. */
function boundTo(app: LocalApp, argv: readonly string[], io: CommandIo): CommandContext {
  const store: CommandContext['store'] = async (_folder, action) => {
    await action(app);
    await auditCommand(app, argv);
  };
  return { io, argv, opened: app, store };
}
