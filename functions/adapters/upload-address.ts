import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { objectKeys } from '../../shared/keys/object-keys.ts';
import type { Announced, UploadPlace } from '../claims/expect-upload.ts';

/**
 * Addresses in the bucket for claim files, signed in the function's own name. The length is among what is signed: S3
 * takes a file of that size alone. The client must sum nothing (`WHEN_REQUIRED`): it would sum the file that is not there.
 */
export async function bucketUploads(client: S3Client, bucket: string, now: () => string): Promise<UploadPlace> {
  const object = ({ account, id, size }: Announced) => ({
    Bucket: bucket,
    Key: objectKeys.uploadedClaims(account, id),
    ContentLength: size,
  });
  const address: UploadPlace['address'] = async (announced, expires) => {
    const signingDate = new Date(now());
    const expiresIn = Math.floor((expires.getTime() - signingDate.getTime()) / 1000);
    return getSignedUrl(client, new PutObjectCommand(object(announced)), { expiresIn, signingDate });
  };
  // The SDK alone knows under which name it reaches the bucket: no address is ever given for this one.
  const never = await address({ account: 'none', id: 'none', size: 0 }, new Date(Date.parse(now()) + 1_000));
  return {
    address,
    origin: new URL(never).origin,
    // The bucket tells of its arrival, as of one that was sent to the address.
    put: async (announced, bytes) => {
      await client.send(new PutObjectCommand({ ...object(announced), Body: bytes }));
    },
  };
}
