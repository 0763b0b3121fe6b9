import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Service } from '../../../functions/api/service.ts';
import { type Arrival, receiveClaims } from '../../../functions/receive-claims.ts';
import type { Serving } from '../../../shared/api/command-forms.ts';
import { CodesetError } from '../../../shared/errors.ts';
import { folderLayout } from '../data-folder.ts';
import { createHttpServer } from '../http-server.ts';
import { localAccount } from '../local-account.ts';
import type { LocalApp } from '../local-app.ts';
import type { Owner } from '../owner.ts';
import { localUploads } from '../uploads.ts';
import { type Common, type Context, remark } from './context.ts';
import { isSample } from './folders.ts';
import { keepUp } from './keep-up.ts';
import { version } from './version.ts';

export interface ServeOptions extends Common {
  readonly port: number;
  /** Requests a minute for each key. */
  readonly rateLimit?: number;
  readonly oidcIssuer?: string;
  readonly oidcClient?: string;
}

/** Requests a minute: one's own machine need not be guarded against its owner, and a check of many files is no flood. */
const defaultRate = 3_000_000;

/** Serves until the process is told to stop; `tell` hears where, once it listens. */
export async function serveUntilStopped(
  context: Context,
  app: LocalApp,
  owner: Owner,
  options: ServeOptions,
  tell: (serving: Serving) => void,
): Promise<void> {
  const key = keyOf(app.folder);
  const dayGiven = context.argv.some((word) => word.startsWith('--today'));
  const hosts = ['127.0.0.1', 'localhost', '[::1]'];
  const now = () => new Date().toISOString();
  let url = '';
  const uploads = localUploads({
    secret: key,
    base: () => url,
    hosts,
    now,
    receive: (file) => receive(app, owner, file),
    report: (error) => remark(context, `codeset: ${error.message}`),
  });
  const service: Service = {
    ...app,
    ...provider(options),
    rateLimit: { requests: options.rateLimit ?? defaultRate, seconds: 60 },
    random: (bytes) => randomBytes(bytes).toString('base64url'),
    now,
    uploads,
    decideReplacement: (ruling) => owner.exclusively(() => recheckedAfter(app, app.decideReplacement(ruling))),
    decideRelease: (ruling) => owner.exclusively(() => recheckedAfter(app, app.decideRelease(ruling))),
    account: localAccount,
    apiKey: key,
    sample: isSample(app.folder),
    today: dayGiven ? () => options.today : context.today,
    version,
    hosts,
  };
  const { server, port } = await listening(createHttpServer(service, uploads), options.port);
  url = `http://127.0.0.1:${port}`;
  owner.announce(url);
  tell({ url: `${url}/`, api: `${url}/v1`, key });
  const rest = keepUp(context, app, owner);
  await new Promise<void>((stop) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop());
  });
  rest();
  await new Promise((closed) => server.close(closed));
}

/** Signing in with an organisation works here as in the cloud; keys do without. */
function provider({ oidcIssuer: issuer, oidcClient: clientId }: ServeOptions): Pick<Service, 'oidc'> {
  if (issuer === undefined && clientId === undefined) return {};
  if (issuer && clientId && URL.canParse(issuer)) return { oidc: { issuer, clientId } };
  throw new CodesetError('USAGE', 'name both --oidc-issuer, as an address, and --oidc-client', 2);
}

export function servingText({ url, api, key }: Serving): string {
  return `\nPages  ${url}\nAPI    ${api}   (claims and findings need the key ${key})\nStop with Ctrl-C.\n`;
}

function listening(server: Server, port: number): Promise<{ server: Server; port: number }> {
  return new Promise((resolveServer, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      reject(
        taken ? new CodesetError('PORT', `port ${port} on 127.0.0.1 is taken; choose another with --port`) : error,
      );
    });
    server.listen(port, '127.0.0.1', () => resolveServer({ server, port: (server.address() as AddressInfo).port }));
  });
}

/** A word takes effect on stored lines before it is answered. */
async function recheckedAfter<Made>(app: LocalApp, word: Promise<Made>): Promise<Made> {
  const made = await word;
  await app.sweep();
  return made;
}

/** What came in is told at once, as after an import by command. */
async function receive(app: LocalApp, owner: Owner, file: Arrival): Promise<void> {
  await receiveClaims(app)(file);
  await owner.exclusively(() => app.deliver());
}

/** The key of the local account: made once, readable by its owner alone. */
function keyOf(folder: string): string {
  const path = join(folder, folderLayout.apiKey);
  if (existsSync(path)) return readFileSync(path, 'utf8').trim();
  const key = `cw_${randomBytes(24).toString('base64url')}`;
  writeFileSync(path, `${key}\n`, { mode: 0o600 });
  return key;
}
