import { createHash } from 'node:crypto';
import { DeleteObjectCommand, GetObjectCommand, NoSuchKey, type S3Client } from '@aws-sdk/client-s3';

export interface DroppedClaims {
  /** As it was announced, or the same for the same bytes in the same place: done again, it is the same import. */
  readonly importId: string;
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** The bucket into which raw claim files are dropped. They hold what nobody here needs: none stays. */
export function claimsDrop(client: S3Client, bucket: string) {
  return {
    async open(key: string): Promise<DroppedClaims | undefined> {
      try {
        const { Body, ETag } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
        if (!Body) return undefined;
        const [, announced] = /^claims\/[^/]+\/upload\/(import-[\w-]{8,40})$/.exec(key) ?? [];
        const chunks = Body as unknown as AsyncIterable<Uint8Array>;
        if (announced) return { importId: announced, chunks };
        const hash = createHash('sha256').update(`${key} ${ETag}`).digest('hex');
        return { importId: `import-${hash.slice(0, 12)}`, chunks };
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },
    async finished(key: string): Promise<void> {
      await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
    },
  };
}
