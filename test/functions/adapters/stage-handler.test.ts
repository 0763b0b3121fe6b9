import type { Context, SQSEvent, SQSRecord } from 'aws-lambda';
import { expect, test, vi } from 'vitest';
import * as z from 'zod';
import { correlationId } from '../../../functions/adapters/correlation.ts';
import { stageHandler } from '../../../functions/adapters/stage-handler.ts';

vi.hoisted(() => {
  process.env.POWERTOOLS_LOG_LEVEL = 'SILENT';
});

const context = { functionName: 'stage', awsRequestId: 'request', memoryLimitInMB: '512' } as Context;
const soon: string[] = [];
const host = {
  retrySoon: async ({ messageId }: SQSRecord) => {
    soon.push(messageId);
    if (messageId === 'm3') throw new Error('throttled');
  },
};
const form = z.object({ code: z.string() });

function batch(...bodies: readonly string[]): SQSEvent {
  const Records = bodies.map((body, index) => ({
    messageId: `m${index}`,
    body,
    eventSource: 'aws:sqs',
    attributes: { ApproximateReceiveCount: '1' },
  }));
  return { Records } as unknown as SQSEvent;
}

const failed = (...ids: readonly string[]) => ({
  batchItemFailures: ids.map((itemIdentifier) => ({ itemIdentifier })),
});

test('each message is worked off by itself: those that fail are reported, the others are not repeated', async () => {
  const done: string[] = [];
  const handler = stageHandler(host, form, async ({ code }) => {
    if (code === 'J0002') throw new Error('throttled');
    done.push(code);
    return { code };
  });
  const event = batch('{"code":"J0001"}', '{"code":"J0002"}', 'no JSON', '{"other":1}', '{"code":"J0003"}');
  const { batchItemFailures } = await handler(event, context);
  expect(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier).sort()).toEqual(['m1', 'm2', 'm3']);
  expect(done).toEqual(['J0001', 'J0003']);
  // They come back soon; where that cannot be arranged, later.
  expect(soon.sort()).toEqual(['m1', 'm2', 'm3']);
});

test('what a message set going goes on under its id, though others of its batch are worked off at once', async () => {
  const seen: (readonly [string, string | undefined])[] = [];
  const handler = stageHandler(host, form, async ({ code }) => {
    await new Promise((resolve) => setImmediate(resolve));
    seen.push([code, correlationId()]);
    return {};
  });
  const event = batch('{"code":"J0001"}', '{"code":"J0002"}');
  Object.assign(event.Records[1]!, {
    messageAttributes: { correlationId: { dataType: 'String', stringValue: 'file-1' } },
  });
  await handler(event, context);
  expect(seen).toEqual([
    ['J0001', 'm0'],
    ['J0002', 'file-1'],
  ]);
});

test('a batch of which all fails is an error, which the alarm sees', async () => {
  const handler = stageHandler(host, form, async () => {
    throw new Error('no table');
  });
  await expect(handler(batch('{"code":"J0001"}'), context)).rejects.toThrow();
});

test('nothing of the last batch is left for the next', async () => {
  let broken = true;
  const handler = stageHandler(host, form, async ({ code }) => {
    if (broken && code === 'J0001') throw new Error('throttled');
    return {};
  });
  expect(await handler(batch('{"code":"J0001"}', '{"code":"J0002"}'), context)).toEqual(failed('m0'));
  broken = false;
  expect(await handler(batch('{"code":"J0001"}'), context)).toEqual(failed());
});
