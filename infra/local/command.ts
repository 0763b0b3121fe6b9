import { CodesetError } from '../../shared/errors.ts';

/** Where a command's text goes and whence its paths count: this terminal, or one whose command was sent here. */
export interface CommandIo {
  stdout(text: string): void;
  stderr(text: string): void;
  /** Relative paths among the arguments count from here, never from `process.cwd()`. */
  readonly cwd: string;
  readonly isTTY: boolean;
  /** Width of the terminal in characters; undefined where the text goes into a file or another program. */
  readonly columns?: number | undefined;
}

/** Runs one command line and answers its exit code. */
export type CommandRunner = (argv: readonly string[], io: CommandIo) => Promise<number>;

/** A command as one process sends it to another. */
export interface SentCommand {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly isTTY: boolean;
  readonly columns?: number | undefined;
}

/** What comes back, one JSON line each: accepted at once, started when its turn comes, text, and last the exit code. */
export type Frame =
  | { readonly accepted: true }
  | { readonly started: true }
  | { readonly stdout: string }
  | { readonly stderr: string }
  | { readonly exit: number };

/** Of the listener: where commands are sent, and where one asks whether it is there. */
export const commandPath = '/v1/commands';
export const ownerPath = '/v1/owner';

export function parseCommand(text: string): SentCommand {
  const { argv, cwd, isTTY, columns } = parsedObject(text) ?? {};
  const isArgv = Array.isArray(argv) && argv.every((argument) => typeof argument === 'string');
  if (isArgv && typeof cwd === 'string' && typeof isTTY === 'boolean')
    return { argv, cwd, isTTY, ...(typeof columns === 'number' ? { columns } : {}) };
  throw new CodesetError('OWNER_REQUEST', 'what was sent to the process that owns the store is no command');
}

export function parseFrame(line: string): Frame {
  const { accepted, started, stdout, stderr, exit } = parsedObject(line) ?? {};
  if (accepted === true) return { accepted };
  if (started === true) return { started };
  if (typeof stdout === 'string') return { stdout };
  if (typeof stderr === 'string') return { stderr };
  if (typeof exit === 'number') return { exit };
  throw new CodesetError(
    'OWNER_ANSWER',
    'the process that owns the store answers in another form; stop it and try again',
  );
}

function parsedObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
