import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { cmsSite } from '../../functions/adapters/cms-site.ts';
import { endpointPost } from '../../functions/adapters/endpoint-post.ts';
import { openOutbox } from '../../functions/adapters/outbox.ts';
import { deliverAlerts } from '../../functions/alerts/deliver-alerts.ts';
import type { DeliveryReport } from '../../functions/alerts/delivery.ts';
import type { TopicPublish } from '../../functions/alerts/endpoint-post.ts';
import { sendOutgoing } from '../../functions/alerts/send-outgoing.ts';
import { type App, createApp } from '../../functions/app.ts';
import { type PurgeOrder, type PurgePorts, purgeClaims, purgeDue } from '../../functions/claims/purge-claims.ts';
import type { Rechecked } from '../../functions/recheck/recheck-code.ts';
import type { EventLog } from '../../functions/watch/source-site.ts';
import type { PurgeAnswer } from '../../shared/api/purge-form.ts';
import type { IsoDate } from '../../shared/dates.ts';
import type { CodeChanged, SettingsChanged } from '../../shared/pipeline.ts';
import { tables } from '../tables.ts';
import { clearFolders } from './clear-folders.ts';
import { version } from './cli/version.ts';
import { createTables } from './create-tables.ts';
import { folderLayout } from './data-folder.ts';
import { openLocalDynamo } from './dynamo.ts';
import { localVault } from './licensed-cpt.ts';
import { localAccount } from './local-account.ts';
import { openObjectFolder } from './object-folder.ts';

export interface LocalApp extends App {
  readonly folder: string;
  /** Re-checks what published releases have changed, until nothing is left to do. */
  sweep(progress?: (done: number, total: number, code: string) => void): Promise<Rechecked>;
  /** Writes the alerts that are due into the outbox, and hands those to endpoints over. */
  deliver(today?: IsoDate): Promise<DeliveryReport>;
  readonly clearTraces: PurgePorts['clearTraces'];
  /** Deletes claims for good, and leaves no trace of them in the files of the store. */
  purge(order: PurgeOrder): Promise<PurgeAnswer>;
  /** What the schedule deletes. */
  purgeDue(today: IsoDate): Promise<readonly PurgeAnswer[]>;
  /** Where the mails lie. */
  readonly outbox: string;
  close(): Promise<void>;
}

/** The local host shows what a command answers; it keeps no event log. */
const quiet: EventLog = { info() {}, warn() {} };

const now = () => new Date().toISOString();
const random = (bytes: number) => randomBytes(bytes).toString('base64url');
const sender = { name: 'codeset-watch', address: 'codeset-watch@localhost' };

/** CMS as this machine reaches it. */
export function localSite() {
  return cmsSite({
    fetch: globalThis.fetch,
    clock: { now: () => new Date() },
    random: Math.random,
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    log: quiet,
    userAgent: `codeset-watch/${version} (HCPCS release tracker; run by its user)`,
  });
}

/** Endpoints are called as from the cloud; a receiver on this very machine only where its user says so. */
function localPost() {
  const allowPrivate = process.env.CODESET_PRIVATE_ENDPOINTS === 'allow';
  return endpointPost({ allowPrivate, timeoutMs: 10_000, userAgent: `codeset-watch/${version}` });
}

/** Topics are the cloud's. */
const noTopics: TopicPublish = async () => ({
  status: null,
  error: 'there are no SNS topics on one’s own machine',
  retryAfterSeconds: null,
});

/** The cloud's own use cases in this process, over a data folder; without a folder for the database, in memory. */
export async function openLocalApp(folder: string, { inMemory = false } = {}): Promise<LocalApp> {
  const { client, close, compact } = await openLocalDynamo(
    inMemory ? {} : { path: join(folder, folderLayout.database) },
  );
  await createTables(client, tables);
  const due: (CodeChanged | SettingsChanged)[] = [];
  const sample = existsSync(join(folder, folderLayout.sampleMark));
  const app = createApp({
    sample,
    dynamo: DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } }),
    tables: { codesets: 'codesets', accounts: 'accounts' },
    objects: await openObjectFolder(join(folder, folderLayout.objects)),
    vault: localVault(folder),
    now,
    random,
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    emit: async (event) => {
      due.push(event);
    },
    site: localSite(),
    log: quiet,
  });
  const outbox = join(sample ? dirname(folder) : folder, folderLayout.outbox);
  await app.alerts.openAccount(localAccount);
  const settings = { from: sender, sample, links: null, patienceMinutes: 60 };
  const tell = deliverAlerts({ ...app, mail: openOutbox(outbox), now });
  const sendDue = sendOutgoing({ ...app, post: localPost(), publish: noTopics, now, random: Math.random });
  const purging = { ...app, clearTraces: clearFolders([outbox, join(folder, folderLayout.claimsDrop)]) };
  const compacted = async <Done>(work: Promise<Done>): Promise<Done> => {
    const done = await work;
    await compact();
    return done;
  };
  return {
    ...purging,
    purge: (order) => (order.dryRun ? purgeClaims(purging)(order) : compacted(purgeClaims(purging)(order))),
    purgeDue: async (today) => {
      const done = await purgeDue(purging)(today);
      if (done.some(({ items }) => items > 0)) await compact();
      return done;
    },
    outbox,
    async deliver(today) {
      const report = await tell(today ? { ...settings, today } : settings);
      await sendDue(settings);
      return report;
    },
    folder,
    close,
    async sweep(progress = () => {}) {
      const total = { lines: 0, raised: 0, cleared: 0 };
      // A word that was kept and did not come to its effect, because the process ended.
      await app.applyReleaseDecisions();
      await app.applyDecisions();
      await app.plan();
      const planned = due.length;
      for (let event = due.shift(); event; event = due.shift()) {
        progress(planned - due.length, planned, event.type === 'CodeChanged' ? event.code : event.scope);
        const { lines, raised, cleared } = await app.recheck(event);
        total.lines += lines;
        total.raised += raised;
        total.cleared += cleared;
      }
      return total;
    },
  };
}
