import { now, sleep, startStage } from '../adapters/cloud-clients.ts';
import { cmsSite } from '../adapters/cms-site.ts';
import { inboxBucket } from '../adapters/inbox-bucket.ts';
import { sqsQueue } from '../adapters/queue.ts';
import { sourceStore } from '../adapters/source-store.ts';
import { stageHandler } from '../adapters/stage-handler.ts';
import { count, log } from '../adapters/telemetry.ts';
import { messages } from '../messages.ts';
import { unpublished } from '../publish/publish-archived.ts';
import { describeSources } from '../queries/describe-sources.ts';
import { tellRun } from '../watch/tell-run.ts';
import { watchSources } from '../watch/watch-sources.ts';

const { config, host, s3, sqs, stores } = startStage(process.env, ['publishQueue', 'inboxBucket', 'newestReleases']);
const publisher = sqsQueue(sqs, config.publishQueue, messages['publish-release']);
const inbox = inboxBucket(s3, config.inboxBucket);
const clock = { now: () => new Date(now()) };
const userAgent = 'codeset-watch (HCPCS release tracker; run by its user)';
const site = cmsSite({ fetch: globalThis.fetch, clock, random: Math.random, sleep, log, userAgent });
const archive = sourceStore(stores.archive, stores.codeSetTable);
const watch = watchSources({ site, archive, runs: stores.watchLog, clock, log });

/** Looks for new files, and announces again whatever was archived or dropped and is not published. */
export const handler = stageHandler(host, messages['watch-sources'], async () => {
  let announced = 0;
  for await (const key of inbox.waiting()) {
    await publisher.send({ type: 'FileDropped', key });
    announced += 1;
  }
  const report = await watch({ newest: config.newestReleases });
  const state = await stores.codeSets.state('HCPCS');
  for (const event of unpublished(report, state, await stores.quarantine.all('HCPCS'))) {
    await publisher.send(event);
    announced += 1;
  }
  tellRun({ log, count }, report, await describeSources(stores)(now().slice(0, 10)));
  return { found: report.found.length, downloads: report.downloads, announced };
});
