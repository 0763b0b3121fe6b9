import * as z from 'zod';
import { type Answer, codeSet, count, day } from './fields.ts';

export const healthForm = z
  .object({
    status: z.literal('ok'),
    version: z.string(),
    sample: z.boolean().meta({ description: 'The store holds the shipped sample, not CMS’s releases.' }),
    today: day,
    codeSets: z.array(
      z.object({
        codeSet,
        sequence: count,
        releases: count,
        newest: z.string().nullable(),
        coveredThrough: day.nullable(),
        note: z.string().nullable().meta({ description: 'Why nothing is judged by it, where nothing is held.' }),
      }),
    ),
  })
  .meta({ title: 'Health' });

export type Health = Answer<typeof healthForm>;

export const problemForm = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string().meta({ description: 'The request id, as in the header `X-Request-Id`.' }),
    errors: z.array(z.object({ name: z.string(), reason: z.string() })).optional(),
  })
  .meta({ title: 'Problem', description: 'RFC 9457, sent as application/problem+json.' });

export type Problem = Answer<typeof problemForm>;

export const benchX12Form = z
  .object({
    claims: count,
    seconds: z.number(),
    claimsPerSecond: z.number(),
    peerClaimsPerSecond: z.number(),
    ratio: z.number(),
    peakMb: z.number(),
  })
  .meta({ title: 'Last line of `npm run bench:x12`' });

export const benchRecheckForm = z
  .array(
    z.object({
      storedLines: count,
      hitLines: count,
      itemsRead: count,
      readUnits: z.number(),
      seconds: z.number(),
    }),
  )
  .meta({ title: 'Last line of `npm run bench:recheck`' });
