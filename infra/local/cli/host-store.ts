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
    const app = await opened(owner, folder, context.today);
    await work(app, owner);
    await owner.idle();
    return null;
  } finally {
    await owner.close();
  }
}

/** A store that this process has open, and its hold on the folder. */
export interface HostedStore {
  readonly app: LocalApp;
  readonly owner: Owner;
}

/** Owns a folder and opens its store until the owner is closed; null where another process serves it. */
export async function openHosted(folder: string, today: () => string): Promise<HostedStore | null> {
  const claim = await claimFolder(folder);
  if (claim.kind === 'served') return null;
  const { owner } = claim;
  try {
    return { owner, app: await opened(owner, folder, today) };
  } catch (error) {
    await owner.close();
    throw error;
  }
}

async function opened(owner: Owner, folder: string, today: () => string): Promise<LocalApp> {
  const app = await openLocalApp(folder);
  owner.serve(storeOf(app, today));
  return app;
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
