import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { IsoDate } from '../../../shared/dates.ts';
import { CodesetError } from '../../../shared/errors.ts';
import type { CommandIo } from '../command.ts';
import type { LocalApp } from '../local-app.ts';

/** What every command gets: where its text goes, and a way to the store that it may have to share. */
export interface Context {
  readonly io: CommandIo;
  /** The command line as typed, so that it can be run by the process that owns the store. */
  readonly argv: readonly string[];
  /** The store on which another process asked this one to run the command; else the command opens one itself. */
  readonly opened?: LocalApp;
  /** Runs the action on the store of a folder, in this process or in the one that owns the folder. */
  store(folder: string, action: (app: LocalApp) => Promise<void>): Promise<void>;
  /** The calendar day where the program runs; `--today` takes its place. */
  today(): IsoDate;
  /** The command did its work, and what came of it asks for another exit code than 0 (`--fail-on`). */
  exitWith(code: number): void;
}

/** What a host gives to have a command run. */
export type CommandContext = Omit<Context, 'exitWith' | 'today'>;

/** Options that every command has. */
export interface Common {
  readonly json?: true;
  readonly data: string;
  readonly today: IsoDate;
}

export interface LoadedFile {
  /** Its name without the folder: no path of a machine gets into a report. */
  readonly name: string;
  readonly path: string;
  readonly bytes: Uint8Array;
}

export function loadFile({ io }: Context, path: string): LoadedFile {
  const absolute = resolve(io.cwd, path);
  try {
    return { name: basename(path), path: absolute, bytes: readFileSync(absolute) };
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const reason = code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'is a folder' : String(code);
    throw new CodesetError('FILE', `${path}: ${reason}`, 1, { cause });
  }
}

/** With --json, one document on standard output and nothing else; else the text for people. */
export function answer({ io }: Context, { json }: Pick<Common, 'json'>, document: unknown, text: () => string): void {
  io.stdout(json ? `${JSON.stringify(document, null, 2)}\n` : text());
}

/** Warnings and progress never go among the answer. */
export function remark({ io }: Context, text: string): void {
  io.stderr(`${text}\n`);
}

/** What a question answers while the store is empty. */
export const noReleaseYet =
  'No release is held yet. Fetch the newest with "codeset ingest --cms", or hand one in with "codeset ingest FILE".\n';
