#!/usr/bin/env node
import { isIsoDate } from '../../shared/dates.ts';
import type { CommandContext } from './cli/context.ts';
import { runCommand } from './cli/program.ts';
import type { CommandIo } from './command.ts';

// The SDK's notice about Node 20 is for its own users, not for ours.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

const argv = process.argv.slice(2);
const io: CommandIo = {
  stdout: (text) => void process.stdout.write(text),
  stderr: (text) => void process.stderr.write(text),
  cwd: process.cwd(),
  isTTY: process.stderr.isTTY === true,
  columns: process.stdout.isTTY ? process.stdout.columns : undefined,
};

// Whoever reads the output may have had enough (`codeset changes | head`).
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

/** The local calendar day of whoever sits here; `--today` takes its place. */
function today(): string {
  const now = new Date();
  const day = new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
  return isIsoDate(day) ? day : now.toISOString().slice(0, 10);
}

const context: CommandContext = {
  io,
  argv,
  async store(folder) {
    const { runInStore } = await import('./store-command.ts');
    const code = await runInStore(folder, argv, io, today);
    if (code !== 0) process.exitCode = code;
  },
};

const code = await runCommand(context, today);
if (code !== 0) process.exitCode = code;
