import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  paginateListObjectsV2,
  type S3Client,
} from '@aws-sdk/client-s3';
import { BadInput } from '../../shared/errors.ts';
import type { Inbox } from '../publish/publish-dropped.ts';

/** CMS's largest zip holds some 2 MB, AMA's largest file less than 20. */
const mostBytes = 64 * 1024 * 1024;

/** The bucket into which people drop files below `under`, with names that are theirs: blanks and brackets included. */
export function inboxBucket(client: S3Client, bucket: string, under = 'inbox/'): Inbox {
  return {
    async take(key) {
      try {
        const { Body, ContentLength = 0 } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
        if (ContentLength > mostBytes) throw tooLarge(key, ContentLength);
        return await Body?.transformToByteArray();
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },
    async finished(key) {
      await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
    },
    async refuse(key, reason) {
      const refused = `refused/${key.startsWith(under) ? key.slice(under.length) : key}`;
      // The file is copied where it lies: it may be larger than this function's memory.
      const source = `${bucket}/${key.split('/').map(encodeURIComponent).join('/')}`;
      await client.send(new CopyObjectCommand({ Bucket: bucket, CopySource: source, Key: refused }));
      await client.send(
        new PutObjectCommand({ Bucket: bucket, Key: `${refused}.reason.txt`, Body: Buffer.from(`${reason}\n`) }),
      );
      await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
    },
    async *waiting() {
      for await (const page of paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: under }))
        for (const { Key = '' } of page.Contents ?? []) if (!Key.endsWith('/')) yield Key;
    },
  };
}

function tooLarge(key: string, bytes: number): BadInput {
  const [size, limit] = [bytes, mostBytes].map((each) => Math.ceil(each / 2 ** 20));
  return new BadInput(key, null, 'too-large', `has ${size} MiB; no release has more than ${limit}`);
}
