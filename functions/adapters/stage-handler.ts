import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { z } from 'zod';
import { logger, publishCounts } from './telemetry.ts';

/** What a stage says of a message that it has worked off; it goes into the log. */
export type StageFacts = Readonly<Record<string, string | number | boolean | null | undefined>>;

export interface StageHost {
  /** Lets a failed message come back before its time. */
  readonly retrySoon: (record: SQSRecord) => Promise<void>;
}

/**
 * A stage as a function of its queue: each message is read against its form, worked off and reported on its own, so
 * that one bad message neither holds up nor repeats the others of its batch.
 */
export function stageHandler<Message>(
  { retrySoon }: StageHost,
  form: z.ZodType<Message>,
  work: (message: Message) => Promise<StageFacts>,
) {
  const workOff = async (record: SQSRecord): Promise<void> => {
    const { body, messageId, attributes } = record;
    const attempt = Number(attributes.ApproximateReceiveCount);
    try {
      const facts = await work(form.parse(JSON.parse(body)));
      logger.info('stage-done', { messageId, attempt, ...facts });
    } catch (error) {
      logger.error('stage-failed', { error: error as Error, messageId, attempt });
      // Where even this fails, the message comes back later by itself.
      await retrySoon(record).catch(() => logger.warn('stage-retry-late', { messageId }));
      throw error;
    }
  };
  return async (event: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
    logger.addContext(context);
    try {
      return await processPartialResponse(event, workOff, new BatchProcessor(EventType.SQS), { context });
    } finally {
      publishCounts();
    }
  };
}
