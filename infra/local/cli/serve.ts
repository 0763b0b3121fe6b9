import { resolve } from 'node:path';
import { CodesetError } from '../../../shared/errors.ts';
import { answer, type Context, remark } from './context.ts';
import { chooseFolder } from './folders.ts';
import { hostStore } from './host-store.ts';
import type { ServeOptions } from './local-service.ts';
import { serveUntilStopped, servingText } from './serve-pages.ts';

/** `codeset serve`: pages and API on this machine, for as long as it runs. */
export async function serve(context: Context, options: ServeOptions): Promise<void> {
  const chosen = chooseFolder(resolve(context.io.cwd, options.data), 'read');
  if (context.opened) throw new CodesetError('STORE_SERVED', `the store in ${context.opened.folder} is served already`);
  if (chosen.remark) remark(context, chosen.remark);
  const servedElsewhere = await hostStore(context, chosen.folder, async (app, owner) => {
    await owner.exclusively(async () => {
      await app.sweep();
      await app.deliver();
    });
    await serveUntilStopped(context, app, owner, options, (serving) =>
      answer(context, options, serving, () => servingText(serving)),
    );
  });
  if (servedElsewhere) remark(context, `Served already: ${servedElsewhere}`);
}
