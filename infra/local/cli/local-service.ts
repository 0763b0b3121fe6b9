import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loopbackHosts, type Service } from '../../../functions/api/service.ts';
import { type Arrival, receiveClaims } from '../../../functions/claims/receive-claims.ts';
import type { SampleStore } from '../../../functions/sample-store.ts';
import { CodesetError } from '../../../shared/errors.ts';
import { folderLayout } from '../data-folder.ts';
import { localAccount } from '../local-account.ts';
import type { LocalApp } from '../local-app.ts';
import { localUploads, type Uploads } from '../uploads.ts';
import { type Common, type Context, remark } from './context.ts';
import { isSample } from './folders.ts';
import type { HostedStore } from './host-store.ts';
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

export interface ServiceFacts {
  readonly options: ServeOptions;
  /** Where the server is reached: `http://127.0.0.1:8788`. */
  readonly base: () => string;
  readonly sampleStore: SampleStore;
}

/** What API and pages over a store of this machine are made of. */
export function localService(
  context: Context,
  { app, owner }: HostedStore,
  { options, base, sampleStore }: ServiceFacts,
): { readonly service: Service; readonly uploads: Uploads } {
  const key = keyOf(app.folder);
  const now = () => new Date().toISOString();
  const receive = async (file: Arrival) => {
    await receiveClaims(app)(file);
    // What came in is told at once, as after an import by command.
    await owner.exclusively(() => app.deliver());
  };
  const report = (error: Error) => remark(context, `codeset: ${error.message}`);
  const uploads = localUploads({ secret: key, base, hosts: loopbackHosts, now, receive, report });
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
    sampleStore,
    today: () => todayOf(context, options),
    version,
    hosts: loopbackHosts,
    report: (error, requestId) => remark(context, `codeset: request ${requestId}: ${error.stack ?? error.message}`),
  };
  return { service, uploads };
}

/** The day that the command line named, or else the one that it is. */
export function todayOf(context: Context, options: ServeOptions): string {
  return context.argv.some((word) => word.startsWith('--today')) ? options.today : context.today();
}

/** Signing in with an organisation works here as in the cloud; keys do without. */
function provider({ oidcIssuer: issuer, oidcClient: clientId }: ServeOptions): Pick<Service, 'oidc'> {
  if (issuer === undefined && clientId === undefined) return {};
  if (issuer && clientId && URL.canParse(issuer)) return { oidc: { issuer, clientId } };
  throw new CodesetError('USAGE', 'name both --oidc-issuer, as an address, and --oidc-client', 2);
}

/** A word takes effect on stored lines before it is answered. */
async function recheckedAfter<Made>(app: LocalApp, word: Promise<Made>): Promise<Made> {
  const made = await word;
  await app.sweep();
  return made;
}

/** A store that was never served takes over the key that was printed for another one. */
export function handOnKey(from: string, to: string): void {
  const path = join(to, folderLayout.apiKey);
  if (!existsSync(path)) writeFileSync(path, `${keyOf(from)}\n`, { mode: 0o600 });
}

/** The key of the local account: made once, readable by its owner alone. */
function keyOf(folder: string): string {
  const path = join(folder, folderLayout.apiKey);
  if (existsSync(path)) return readFileSync(path, 'utf8').trim();
  const key = `cw_${randomBytes(24).toString('base64url')}`;
  writeFileSync(path, `${key}\n`, { mode: 0o600 });
  return key;
}
