import { listSweeps, steerSweep } from '../../../functions/queries/list-sweeps.ts';
import type { ListedSweep } from '../../../shared/api/sweep-forms.ts';
import type { LocalApp } from '../local-app.ts';
import { answer, type Common, type Context } from './context.ts';
import { textTable } from './table.ts';

/** `codeset sweeps`: the re-check of each release, and how far it is. */
export async function sweeps(context: Context, app: LocalApp, options: Common): Promise<void> {
  const listed = await listSweeps(app)();
  answer(context, options, listed, () =>
    listed.sweeps.length === 0 ? 'No release has caused a re-check yet.\n' : sweepTable(listed.sweeps),
  );
}

/** `codeset sweeps cancel|resume R`: what is left stays on the books; resuming does it. */
export async function steer(
  context: Context,
  app: LocalApp,
  release: string,
  options: Common & { readonly deed: 'cancel' | 'resume' },
): Promise<void> {
  await steerSweep(app)(release, options.deed);
  if (options.deed === 'resume') {
    await app.sweep();
    await app.deliver(options.today);
  }
  const { sweeps: all } = await listSweeps(app)();
  const now = all.find((sweep) => sweep.release === release)!;
  answer(context, options, now, () => sweepTable([now]));
}

function sweepTable(list: readonly ListedSweep[]): string {
  const columns = ['RELEASE', 'STATUS', 'DONE', 'OF'].map((heading) => ({ heading }));
  return textTable(
    columns,
    list.map(({ codeSet, release, status, codes, left }) => [
      `${codeSet} ${release}`,
      status,
      String(codes - left),
      `${codes} codes`,
    ]),
  );
}
