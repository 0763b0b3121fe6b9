import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { handle } from 'hono/aws-lambda';
import packageFile from '../../package.json' with { type: 'json' };
import { now, random, startInCloud } from '../adapters/cloud-clients.ts';
import { secretText } from '../adapters/secret-text.ts';
import { logger } from '../adapters/telemetry.ts';
import { bucketUploads } from '../adapters/upload-address.ts';
import { createApi } from '../api/app.ts';
import { apiVariables } from '../config.ts';
import { decideReplacement } from '../decide-replacement.ts';
import { importHoldings } from '../import-holdings.ts';
import { Judges } from '../judge-use.ts';
import { manageAccess } from '../manage-access.ts';
import { manageSubscriptions } from '../manage-subscriptions.ts';

const { config, stores } = startInCloud(process.env, apiVariables);
const apiKey = await secretText(new SecretsManagerClient(), config.apiKeySecret)();
if (!apiKey) throw new Error('the secret of API_KEY_SECRET holds no key');

/** Signs for files that others hold: what is summed by whom has to be said apart from everything else. */
const signing = new S3Client({ requestChecksumCalculation: 'WHEN_REQUIRED' });

/** The HTTP app behind the gateway, which lets nothing through but its own names. */
export const handler = handle(
  createApi({
    ...stores,
    importHoldings: importHoldings({ ...stores, judges: new Judges(stores.settings) }),
    manageAccess: manageAccess({ ...stores, now, random }),
    manageSubscriptions: manageSubscriptions({ ...stores, sample: false, now, random }),
    // The schedule sends, and the next one is never far.
    deliver: null,
    now,
    random,
    // The publisher hears of the word from the bucket that keeps it.
    decideReplacement: decideReplacement({ ...stores, now, apply: async () => {} }),
    uploadAddress: bucketUploads(signing, config.claimsBucket, now),
    account: config.account,
    oidc: { issuer: config.oidcIssuer, clientId: config.oidcClient },
    rateLimit: { requests: config.rateLimit, seconds: 60 },
    apiKey,
    sample: false,
    today: () => now().slice(0, 10),
    version: packageFile.version,
    hosts: null,
    report: (error, requestId) => logger.error('api-failed', { error, requestId }),
  }),
);
