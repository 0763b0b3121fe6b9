import {
  DeleteObjectCommand,
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  paginateListObjectsV2,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { assertObjectKey } from '../../shared/object-key.ts';
import type { ObjectStore } from '../../shared/ports.ts';

/** S3's answers to a conditional write: the object is there, or another write of it is under way. */
const preconditionFailed = 412;
const conditionalConflict = 409;

/** How often a conditional write is tried while another one of the same key is under way. */
const conflictAttempts = 5;

/** Keeps objects in a bucket. Its reader needs `s3:ListBucket` too: without, S3 answers 403 for an absent object. */
export function objectBucket(client: S3Client, bucket: string): ObjectStore {
  return {
    async put(key, bytes, { ifAbsent = false } = {}) {
      assertObjectKey(key);
      const input = { Bucket: bucket, Key: key, Body: bytes };
      if (ifAbsent) return putIfAbsent(client, new PutObjectCommand({ ...input, IfNoneMatch: '*' }));
      await client.send(new PutObjectCommand(input));
      return 'written';
    },
    async get(key) {
      assertObjectKey(key);
      try {
        const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
        return await Body?.transformToByteArray();
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },
    async *list(prefix) {
      for await (const page of paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: prefix }))
        for (const { Key } of page.Contents ?? []) if (Key !== undefined) yield Key;
    },
    async delete(key) {
      assertObjectKey(key);
      await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
    },
  };
}

async function putIfAbsent(client: S3Client, command: PutObjectCommand): Promise<'written' | 'exists'> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await client.send(command);
      return 'written';
    } catch (error) {
      const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
      if (status === preconditionFailed) return 'exists';
      if (status !== conditionalConflict || attempt === conflictAttempts) throw error;
    }
  }
}
