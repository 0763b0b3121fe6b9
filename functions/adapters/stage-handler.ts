import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { z } from 'zod';
import { correlated } from './correlation.ts';
import { correlationAttribute } from './queue.ts';
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
    // What came of a schedule or a dropped file has none yet: its message begins one.
    const correlationId = record.messageAttributes?.[correlationAttribute]?.stringValue ?? messageId;
    const about = { correlationId, messageId, attempt: Number(attributes.ApproximateReceiveCount) };
    try {
      const facts = await correlated(correlationId, async () => work(form.parse(JSON.parse(body))));
      logger.info('stage-done', { ...about, ...facts });
    } catch (error) {
      logger.error('stage-failed', { error: error as Error, ...about });
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
