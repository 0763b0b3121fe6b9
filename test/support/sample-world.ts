import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createApi } from '../../functions/api/app.ts';
import { loopbackHosts, type Service } from '../../functions/api/service.ts';
import { receiveClaims } from '../../functions/claims/receive-claims.ts';
import { sampleFiles, samplePath } from '../../infra/local/sample.ts';
import { localUploads } from '../../infra/local/uploads.ts';
import type { Claim } from '../../shared/claims/claim.ts';
import { createClaimReader } from '../../shared/claims/intake.ts';
import { copyOf, type Medium, openMedium, type RunningApp, startApp } from './medium.ts';
import { ingestFile } from './release-chain.ts';

export const sampleAccount = 'local';
export const sampleKey = 'cw_sample-key';
/** Some day after the sample's newest release has come into force. */
export const sampleToday = '2026-01-20';

/** An app without anything, in memory unless a medium is at hand. */
export async function emptyApp(now?: () => string, medium?: Medium): Promise<RunningApp> {
  return startApp(medium ?? (await openMedium()), now);
}

/** A clock that goes on by a second whenever it is asked: of two words about one thing the later holds. */
export function ticking(): () => string {
  let second = 0;
  return () => new Date(Date.UTC(2026, 1, 1, 0, 0, second++)).toISOString();
}

let usualSample: Promise<Medium> | undefined;

/** The shipped sample as `npm start` would store it; told once for all who want no clock or medium of their own. */
export async function sampleApp(
  now?: () => string,
  medium?: Medium,
  claimFiles: readonly string[] = sampleFiles.claims,
): Promise<RunningApp> {
  if (now || medium || claimFiles !== sampleFiles.claims) return tellSample(await emptyApp(now, medium), claimFiles);
  usualSample ??= toldSample();
  return startApp(await copyOf(await usualSample));
}

async function toldSample(): Promise<Medium> {
  const medium = await openMedium();
  await tellSample(startApp(medium), sampleFiles.claims);
  return medium;
}

/** The older release, the claims, the newer release, the re-check. */
async function tellSample(app: RunningApp, claimFiles: readonly string[]): Promise<RunningApp> {
  const [older, newer] = sampleFiles.releases.map((name) => ({ name, bytes: readFileSync(samplePath(name)) }));
  await ingestFile(app, older!);
  const into = app.importInto(sampleAccount, 'sample');
  for (const name of claimFiles) for (const claim of claimsIn(name)) await into.add(claim);
  await into.flush();
  await app.imports.keep(sampleAccount, 'import-sample', { report: into.report, findings: into.raised });
  await ingestFile(app, newer!);
  await app.sweep();
  return app;
}

/** Takes announced files, as the local server does. */
export function uploadsTo(app: RunningApp, base = () => 'http://127.0.0.1:8788') {
  const now = () => `${sampleToday}T12:00:00.000Z`;
  return localUploads({ secret: sampleKey, base, hosts: loopbackHosts, now, receive: receiveClaims(app) });
}

/** What the HTTP app over a store is made of. */
export function serviceOf(app: RunningApp, more: Partial<Service> = {}): Service {
  return {
    ...app,
    rateLimit: { requests: 1_000_000, seconds: 60 },
    deliver: null,
    random: (bytes) => randomBytes(bytes).toString('base64url'),
    now: () => `${sampleToday}T12:00:00.000Z`,
    account: sampleAccount,
    apiKey: sampleKey,
    sample: false,
    sampleStore: null,
    today: () => sampleToday,
    version: '9.9.9',
    hosts: loopbackHosts,
    uploads: uploadsTo(app),
    ...more,
  };
}

/** The HTTP app over a store. */
export function apiOf(app: RunningApp, more: Partial<Service> = {}) {
  return createApi(serviceOf(app, more));
}

function claimsIn(name: string): readonly Claim[] {
  const claims: Claim[] = [];
  const reader = createClaimReader({
    file: name,
    onClaim: (claim) => void claims.push(claim),
    onRefused: ({ reason }) => {
      throw new Error(`${name}: ${reason}`);
    },
  });
  reader.write(readFileSync(samplePath(name)));
  reader.end();
  return claims;
}
