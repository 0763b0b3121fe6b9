import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { serve as listen, type ServerType } from '@hono/node-server';
import { createApi } from '../../../functions/api/app.ts';
import { CodesetError } from '../../../shared/errors.ts';
import { folderLayout } from '../data-folder.ts';
import { type LocalApp, localAccount, openLocalApp } from '../local-app.ts';
import { claimFolder, type Owner } from '../owner.ts';
import { storeOf } from '../store-command.ts';
import type { Common, Context } from './context.ts';
import { chooseFolder, isSample } from './folders.ts';
import { version } from './version.ts';

export interface ServeOptions extends Common {
  readonly port: number;
  readonly once?: true;
}

/** How often unfinished sweeps and undelivered alerts are looked for, and how often CMS is asked. */
const tickMs = 60_000;
const watchMs = 6 * 60 * 60_000;

/** `codeset serve`: pages and API on this machine, for as long as it runs. */
export async function serve(context: Context, options: ServeOptions): Promise<void> {
  const { folder, remark } = chooseFolder(resolve(context.io.cwd, options.data), 'read');
  if (remark) context.io.stderr(`${remark}\n`);
  await hostStore(context, folder, options, async (app) => {
    await app.sweep();
    await app.deliver();
  });
}

/** Owns a folder, does some work on its store and, unless once, serves until it is told to stop. */
export async function hostStore(
  context: Context,
  folder: string,
  options: ServeOptions,
  work: (app: LocalApp) => Promise<void>,
): Promise<void> {
  const claim = await claimFolder(folder);
  if (claim.kind === 'served') {
    const where = claim.by.url ?? `process ${claim.by.pid}`;
    throw new CodesetError('STORE_SERVED', `the store in ${folder} is served already: ${where}`, 3);
  }
  const { owner } = claim;
  try {
    const app = await openLocalApp(folder);
    owner.serve(storeOf(app, context.today));
    await owner.exclusively(() => work(app));
    if (options.once) await owner.idle();
    else await serveUntilStopped(context, app, owner, options);
  } finally {
    await owner.close();
  }
}

async function serveUntilStopped(context: Context, app: LocalApp, owner: Owner, options: ServeOptions): Promise<void> {
  const { io } = context;
  const key = keyOf(app.folder);
  const api = createApi({
    codeSets: app.codeSets,
    claims: app.claims,
    findings: app.findings,
    account: localAccount,
    apiKey: key,
    sample: isSample(app.folder),
    today: context.argv.some((word) => word.startsWith('--today')) ? () => options.today : context.today,
    version,
    hosts: ['127.0.0.1', 'localhost', '[::1]'],
  });
  const { server, port } = await listening(api.fetch, options.port);
  const url = `http://127.0.0.1:${port}`;
  owner.announce(url);
  io.stdout(`\nPages  ${url}/\nAPI    ${url}/v1   (claims and findings need the key ${key})\nStop with Ctrl-C.\n`);
  const timers = [
    setInterval(() => void owner.exclusively(() => keepUp(app)), tickMs),
    setInterval(() => void owner.exclusively(() => lookForCms(io, app)), watchMs / 36),
  ];
  await new Promise<void>((stop) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop());
  });
  for (const timer of timers) clearInterval(timer);
  await new Promise((closed) => server.close(closed));
}

/** What a lost message or a crash left undone. */
async function keepUp(app: LocalApp): Promise<void> {
  await app.sweep();
  await app.deliver();
}

async function lookForCms(io: Context['io'], app: LocalApp): Promise<void> {
  if (!isSample(app.folder)) return;
  const front = await app.site.reachable(4_000);
  if (front.kind === 'reachable')
    io.stderr(
      'CMS can be reached now: "codeset ingest --cms" fetches its newest releases into a store of their own.\n',
    );
}

function listening(
  fetch: Parameters<typeof listen>[0]['fetch'],
  port: number,
): Promise<{ server: ServerType; port: number }> {
  return new Promise((resolveServer, reject) => {
    const server = listen({ fetch, port, hostname: '127.0.0.1' }, (address) =>
      resolveServer({ server, port: address.port }),
    );
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      reject(
        taken ? new CodesetError('PORT', `port ${port} on 127.0.0.1 is taken; choose another with --port`) : error,
      );
    });
  });
}

/** The key of the local account: made once, readable by its owner alone. */
function keyOf(folder: string): string {
  const path = join(folder, folderLayout.apiKey);
  if (existsSync(path)) return readFileSync(path, 'utf8').trim();
  const key = `cw_${randomBytes(24).toString('base64url')}`;
  writeFileSync(path, `${key}\n`, { mode: 0o600 });
  return key;
}
