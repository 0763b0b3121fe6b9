import { expect } from 'vitest';
import type { z } from 'zod';
import { runCommand } from '../../infra/local/cli/program.ts';
import type { CommandIo } from '../../infra/local/command.ts';
import type { LocalApp } from '../../infra/local/local-app.ts';
import { runInStore, storeOf } from '../../infra/local/store-command.ts';
import { type FormName, forms } from '../../shared/api/schema-names.ts';

/** The day of every test that names no other. */
export const someDay = '2026-01-20';

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  /** Where relative paths count from. */
  readonly cwd?: string;
  readonly columns?: number;
}

/** Runs a command line in this process, its store on disk below the working folder as for a user. */
export async function codeset(
  argv: readonly string[],
  { cwd = process.cwd(), columns }: RunOptions = {},
): Promise<Ran> {
  const { io, ran } = capture(cwd, columns);
  const today = () => someDay;
  let inner = 0;
  const store = async (folder: string) => {
    inner = await runInStore(folder, argv, io, today);
  };
  const outer = await runCommand({ io, argv, store }, today);
  return ran(outer === 0 ? inner : outer);
}

/** Runs a command line on a store that is open already. */
export async function codesetOn(app: LocalApp, argv: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const { io, ran } = capture(options.cwd ?? process.cwd(), options.columns);
  return ran(await storeOf(app, () => someDay).run(argv, io));
}

/** The one document on standard output, held against its form. */
export function documentOf<Name extends FormName>(
  { stdout }: Pick<Ran, 'stdout'>,
  name: Name,
): z.infer<(typeof forms)[Name]> {
  expect(stdout.endsWith('\n')).toBe(true);
  const document: unknown = JSON.parse(stdout);
  const held = forms[name].safeParse(document);
  expect(held.error?.issues ?? [], `form ${name}`).toEqual([]);
  return document as z.infer<(typeof forms)[Name]>;
}

function capture(cwd: string, columns: number | undefined) {
  const text = { stdout: '', stderr: '' };
  const io: CommandIo = {
    stdout: (more) => {
      text.stdout += more;
    },
    stderr: (more) => {
      text.stderr += more;
    },
    cwd,
    isTTY: false,
    columns,
  };
  return { io, ran: (code: number): Ran => ({ code, ...text }) };
}
