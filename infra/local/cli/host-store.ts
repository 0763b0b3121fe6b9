import { type LocalApp, openLocalApp } from '../local-app.ts';
import { claimFolder, type Owner } from '../owner.ts';
import { runInStore, storeOf } from '../store-command.ts';
import type { Context } from './context.ts';

/**
 * Owns a folder and does some work on its store; commands of other processes take turns with it. Where a server has
 * the folder, the command is run there instead, and the answer says where that is.
 */
export async function hostStore(
  context: Context,
  folder: string,
  work: (app: LocalApp, owner: Owner) => Promise<void>,
): Promise<string | null> {
  const claim = await claimFolder(folder);
  if (claim.kind === 'served') {
    context.exitWith(await runInStore(folder, context.argv, context.io, context.today));
    return claim.by.url ?? `process ${claim.by.pid}`;
  }
  const { owner } = claim;
  try {
    const app = await openLocalApp(folder);
    owner.serve(storeOf(app, context.today));
    await work(app, owner);
    await owner.idle();
    return null;
  } finally {
    await owner.close();
  }
}

/** Work on a store beside the one at hand; null where another process has it. */
export async function inSpareStore<Result>(
  folder: string,
  work: (app: LocalApp) => Promise<Result>,
): Promise<Result | null> {
  const claim = await claimFolder(folder);
  if (claim.kind === 'served') return null;
  const { owner } = claim;
  try {
    const app = await openLocalApp(folder);
    owner.serve({ run: async () => 1, close: app.close });
    return await owner.exclusively(() => work(app));
  } finally {
    await owner.close();
  }
}
