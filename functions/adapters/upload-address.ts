import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { objectKeys } from '../../shared/keys.ts';
import type { UploadAddress } from '../expect-upload.ts';

/**
 * Addresses in the bucket for claim files, signed in the function's own name. The length is among what is signed: S3
 * takes a file of that size alone. The client must sum nothing (`WHEN_REQUIRED`): it would sum the file that is not there.
 */
export function bucketUploads(client: S3Client, bucket: string, now: () => string): UploadAddress {
  return async ({ account, id, size }, expires) => {
    const Key = objectKeys.uploadedClaims(account, id);
    const command = new PutObjectCommand({ Bucket: bucket, Key, ContentLength: size });
    const signingDate = new Date(now());
    const expiresIn = Math.floor((expires.getTime() - signingDate.getTime()) / 1000);
    return getSignedUrl(client, command, { expiresIn, signingDate });
  };
}
