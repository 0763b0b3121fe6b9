/**
 * A process to be killed: `node kill-commands.mjs FOLDER ingest FILE` or `… recheck`, on the store of a data folder and
 * under its lock, as the command line runs them. Says `ready` when the store is open and the work begins.
 */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { OpenedStore } from '../../infra/local/command-desk.ts';
import { type LocalApp, openLocalApp } from '../../infra/local/local-app.ts';
import { withStore } from '../../infra/local/owner.ts';
import { planNewest } from './kill-stories.ts';
import { ingestFile } from './release-chain.ts';

const [folder = '', ...argv] = process.argv.slice(2);

const commands: Record<string, (app: LocalApp, path: string) => Promise<void>> = {
  async ingest(app, path) {
    await ingestFile(app, { name: basename(path), bytes: readFileSync(path) });
    await app.sweep();
  },
  async recheck(app) {
    await planNewest(app);
    await app.sweep();
  },
};

async function open(path: string): Promise<OpenedStore> {
  const app = await openLocalApp(path);
  return {
    close: app.close,
    async run([command = '', file = '']) {
      process.stdout.write('ready\n');
      await commands[command]!(app, file);
      process.stdout.write('done\n');
      return 0;
    },
  };
}

process.exitCode = await withStore({
  folder,
  argv,
  io: { stdout() {}, stderr() {}, cwd: process.cwd(), isTTY: false },
  open,
});
