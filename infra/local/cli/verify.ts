import type { LocalApp } from '../local-app.ts';
import { answer, type Common, type Context } from './context.ts';
import { counted } from './money.ts';
import { withProgress } from './progress.ts';

/** `codeset verify`: whether the store is what its archive says. Exit code 1 where it is not. */
export async function verify(context: Context, app: LocalApp, options: Common): Promise<void> {
  const verified = await withProgress(context, 'Verifying', app.verify);
  const { archived, releases, rows, problems } = verified;
  if (problems.length > 0) context.exitWith(1);
  answer(context, options, verified, () => {
    const scope = `${counted(archived, 'archived file')}, ${counted(releases, 'release')}, ${counted(rows, 'row')}`;
    const found = problems.map(({ where, text }) => `  ${where}: ${text}\n`).join('');
    return problems.length === 0
      ? `Sound: ${scope}.\n`
      : `${counted(problems.length, 'problem')} in ${scope}:\n${found}`;
  });
}

/** `codeset rebuild`: all code-set data anew from the archive. Claims and findings are not touched. */
export async function rebuild(context: Context, app: LocalApp, options: Common): Promise<void> {
  const rebuilt = await withProgress(context, 'Rebuilding', app.rebuild);
  await withProgress(context, 'Re-checking', app.sweep);
  const { files, releases, refused, changed } = rebuilt;
  answer(context, options, rebuilt, () => {
    const out = refused.map(({ file, reason }) => `  left out: ${file}: ${reason}\n`).join('');
    const outcome = changed ? 'another state is visible now' : 'the same content as before';
    return `${counted(releases.length, 'release')} from ${counted(files, 'archived file')}: ${outcome}.\n${out}`;
  });
}
