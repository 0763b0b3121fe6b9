import { join } from 'node:path';
import { receiveClaims } from '../../../functions/claims/receive-claims.ts';
import { claimsInbox } from '../claims-inbox.ts';
import { folderLayout } from '../data-folder.ts';
import type { LocalApp } from '../local-app.ts';
import type { Owner } from '../owner.ts';
import { type Context, remark } from './context.ts';
import { isSample } from './folders.ts';
import { fetchFromCms } from './ingest.ts';

const minuteMs = 60_000;

/** How often a server looks for work that was left, asks whether CMS can be reached, and fetches what is new there. */
const every = {
  /** A file is read at the second look at the latest. */
  claimsMs: 3_000,
  purgeMs: 24 * 60 * minuteMs,
  leftoversMs: minuteMs,
  reachableMs: 10 * minuteMs,
  releasesMs: 6 * 60 * minuteMs,
} as const;

/** What a server does beside answering; the result ends it. What fails is said and tried again next time. */
export function keepUp(context: Context, app: LocalApp, owner: Owner): () => void {
  const regularly = (ms: number, work: () => Promise<void>) =>
    setInterval(() => void work().catch((error: Error) => remark(context, `codeset: ${error.message}`)), ms);
  const timers = [regularly(every.leftoversMs, async () => owner.exclusively(() => finish(app)))];
  timers.push(takeClaims(context, app, owner));
  timers.push(regularly(every.purgeMs, async () => owner.exclusively(() => purgeOld(context, app))));
  if (isSample(app.folder)) timers.push(regularly(every.reachableMs, sayOnce(context, app)));
  else timers.push(regularly(every.releasesMs, async () => owner.exclusively(() => fetchNew(context, app))));
  return () => {
    for (const timer of timers) clearInterval(timer);
  };
}

/** Reads what is put into the folder for claims, one look at a time however long a file takes. */
function takeClaims(context: Context, app: LocalApp, owner: Owner): NodeJS.Timeout {
  const look = claimsInbox({
    folder: join(app.folder, folderLayout.claimsDrop),
    receive: receiveClaims(app),
    tell: (name, { read, refused, statuses }) => {
      const answers = statuses ? `, ${statuses.read} answers of payers` : '';
      remark(context, `${name}: ${read} claims read${answers}, ${refused.length} refused; the file is deleted`);
    },
  });
  let looking = false;
  return setInterval(async () => {
    if (looking) return;
    looking = true;
    await look()
      .then((read) => (read > 0 ? owner.exclusively(async () => void (await app.deliver())) : undefined))
      .catch((error: Error) => remark(context, `codeset: ${error.message}`));
    looking = false;
  }, every.claimsMs);
}

/** What a lost message or a crash left undone. */
async function finish(app: LocalApp): Promise<void> {
  await app.sweep();
  await app.deliver();
  for (const { account } of await app.access.accounts())
    await app.requests.forgetOld(account, new Date().toISOString());
}

/** Closed claims that are older than their account keeps them. */
async function purgeOld(context: Context, app: LocalApp): Promise<void> {
  for (const { account, claims } of await app.purgeDue(context.today()))
    if (claims > 0) remark(context, `${claims} closed claims of ${account} were deleted, as it was set`);
}

async function fetchNew(context: Context, app: LocalApp): Promise<void> {
  for (const { file, outcome } of await fetchFromCms(context, app, { newest: 2, today: context.today() }))
    remark(context, `${file}: ${outcome}`);
  await finish(app);
}

/** A sample is shown because CMS could not be reached: that it can be is worth a word. */
function sayOnce(context: Context, app: LocalApp): () => Promise<void> {
  let said = false;
  return async () => {
    if (said || (await app.site.reachable(4_000)).kind !== 'reachable') return;
    said = true;
    remark(context, 'CMS can be reached now: "npm start" or "codeset ingest --cms" fetches its newest releases.');
  };
}
