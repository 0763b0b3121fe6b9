import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { handle } from 'hono/aws-lambda';
import packageFile from '../../package.json' with { type: 'json' };
import { now, random, startInCloud } from '../adapters/cloud-clients.ts';
import { patience } from '../adapters/patience.ts';
import { secretText } from '../adapters/secret-text.ts';
import { logger } from '../adapters/telemetry.ts';
import { bucketUploads } from '../adapters/upload-address.ts';
import { createApi } from '../api/app.ts';
import { cloudService } from '../cloud-service.ts';
import { apiVariables } from '../config.ts';

const { config, stores, clientSettings } = startInCloud(process.env, apiVariables, patience.api);
const apiKey = await secretText(new SecretsManagerClient(clientSettings), config.apiKeySecret)();
if (!apiKey) throw new Error('the secret of API_KEY_SECRET holds no key');

/** Signs for files that others hold, and sends small ones itself: what is summed by whom is said apart from the rest. */
const signing = new S3Client({ ...clientSettings, requestChecksumCalculation: 'WHEN_REQUIRED' });

/** The HTTP app behind the gateway. */
export const handler = handle(
  createApi({
    ...cloudService({ stores, now, random }),
    uploads: await bucketUploads(signing, config.claimsBucket, now),
    account: config.account,
    oidc: { issuer: config.oidcIssuer, clientId: config.oidcClient },
    rateLimit: { requests: config.rateLimit, seconds: 60 },
    apiKey,
    version: packageFile.version,
    report: (error, requestId) => logger.error('api-failed', { error, requestId }),
  }),
);
