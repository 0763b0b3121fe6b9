import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { now, startStage } from '../adapters/cloud-clients.ts';
import { inboxBucket } from '../adapters/inbox-bucket.ts';
import { licensedSite } from '../adapters/licensed-site.ts';
import { objectBucket } from '../adapters/object-bucket.ts';
import { sqsQueue } from '../adapters/queue.ts';
import { secretText } from '../adapters/secret-text.ts';
import { sourceStore } from '../adapters/source-store.ts';
import { stageHandler } from '../adapters/stage-handler.ts';
import { count, log } from '../adapters/telemetry.ts';
import { messages } from '../messages.ts';
import { cptWay } from '../publish/cpt-way.ts';
import { followDecisions } from '../publish/follow-decisions.ts';
import { ingestCpt } from '../publish/ingest-cpt.ts';
import { publishCpt } from '../publish/publish-cpt.ts';
import { publishLicensed } from '../publish/publish-licensed.ts';
import { rebuildCodeSet, rebuildFacts } from '../publish/rebuild-code-sets.ts';
import { fetchLicensed } from '../watch/fetch-licensed.ts';
import { licensedIntake } from '../watch/licensed-intake.ts';

const names = ['planQueue', 'licensedBucket', 'licensedSecret', 'vaultBucket', 'licensedKey'] as const;
const { config, host, s3, sqs, stores, clientSettings } = startStage(process.env, names);
const inbox = inboxBucket(s3, config.licensedBucket, 'licensed/');
const ingest = ingestCpt({ drops: stores.drops, publish: publishCpt(stores), now });
const fetchFiles = fetchLicensed({
  secret: secretText(new SecretsManagerClient(clientSettings), config.licensedSecret),
  file: licensedSite(globalThis.fetch, 'codeset-watch (licensed CPT; run by its licensee)'),
  drop: objectBucket(s3, config.licensedBucket),
  sourceState: sourceStore(stores.archive, stores.codeSetTable).sourceState,
  now,
});
const emit = sqsQueue(sqs, config.planQueue, messages['plan-recheck']).send;
const refused = (reason: string) => log.warn('licensed-refused', { reason });
const followWords = followDecisions({ stores, way: cptWay({ ...stores, ingest }), emit, refused });
const intake = licensedIntake({ inbox, publish: publishLicensed({ inbox, ingest }), fetchFiles, emit, log, count });

/** Takes in what a licensee drops, and fetches what its secret names. */
export const handler = stageHandler(host, messages['publish-licensed'], async (message) => {
  if (message.type === 'Rebuild') return rebuildFacts(await rebuildCodeSet(stores)('CPT'));
  await followWords();
  if (message.type === 'ReleaseDecided') return { outcome: 'decided' };
  return message.type === 'Tick' ? intake.look() : intake.drop(message.key);
});
