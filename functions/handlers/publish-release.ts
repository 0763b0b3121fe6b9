import { now, startStage } from '../adapters/cloud-clients.ts';
import { inboxBucket } from '../adapters/inbox-bucket.ts';
import { sqsQueue } from '../adapters/queue.ts';
import { stageHandler } from '../adapters/stage-handler.ts';
import { count, log } from '../adapters/telemetry.ts';
import { messages } from '../messages.ts';
import { applyDecisions } from '../publish/apply-decisions.ts';
import { followDecisions } from '../publish/follow-decisions.ts';
import { hcpcsWay } from '../publish/hcpcs-way.ts';
import { ingestRelease } from '../publish/ingest-release.ts';
import { publishArchived } from '../publish/publish-archived.ts';
import { publishDropped } from '../publish/publish-dropped.ts';
import { publishRelease } from '../publish/publish-release.ts';
import { rebuildCodeSet, rebuildFacts } from '../publish/rebuild-code-sets.ts';

const { config, host, s3, sqs, stores } = startStage(process.env, ['planQueue', 'inboxBucket']);
const planner = sqsQueue(sqs, config.planQueue, messages['plan-recheck']);
const ingest = ingestRelease({ archive: stores.archive, publish: publishRelease(stores), now });
const archived = publishArchived({ archive: stores.archive, ingest });
const refused = (reason: string) => log.warn('release-refused', { reason });
const followWords = followDecisions({ stores, way: hcpcsWay({ ...stores, ingest }), emit: planner.send, refused });
const inbox = inboxBucket(s3, config.inboxBucket);
const dropped = publishDropped({ inbox, decisions: stores.decisions, ingest, now });

/**
 * Publishes one file, and before it what people have decided meanwhile. A refused file is said loudly and not tried
 * again: it would be the same.
 */
export const handler = stageHandler(host, messages['publish-release'], async (message) => {
  if (message.type === 'Rebuild') return rebuildFacts(await rebuildCodeSet(stores)('HCPCS'));
  await followWords();
  const decided = await applyDecisions(stores);
  if (decided) await planner.send(decided);
  if (message.type === 'ReleaseDecided') return { outcome: 'decided' };
  if (message.type === 'ReplacementDecided') return { outcome: decided ? 'published' : 'unchanged' };
  const result = message.type === 'FileDropped' ? await dropped(message.key) : await archived(message);
  if (result.outcome === 'refused') refused(result.reason);
  count('ReleasesRefused', result.outcome === 'refused' ? 1 : 0);
  if (!('published' in result)) return { outcome: result.outcome };
  const { event, file, release, changes } = result.published;
  if (event) await planner.send(event);
  count('ReleasesPublished', event ? 1 : 0);
  return { outcome: result.outcome, release: release?.release ?? null, file, changes: changes.length };
});
