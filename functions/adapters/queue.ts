import {
  ChangeMessageVisibilityCommand,
  GetQueueAttributesCommand,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';
import type { z } from 'zod';
import { correlationId } from './correlation.ts';

/** The way from one stage to the next. Losing a message may delay work, never lose it: the tables say what is due. */
export interface MessageQueue<Message> {
  send(message: Message): Promise<void>;
  /** Whether nothing waits, is held back or is being worked on, as far as the queue knows. */
  idle(): Promise<boolean>;
}

const counts = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesDelayed',
  'ApproximateNumberOfMessagesNotVisible',
] as const;

/** Attribute of a message under which goes along what set its work going. */
export const correlationAttribute = 'correlationId';

function passedOn() {
  const id = correlationId();
  if (id === undefined) return {};
  return { MessageAttributes: { [correlationAttribute]: { DataType: 'String', StringValue: id } } };
}

/** An ordered queue is one line: its stage works on one message at a time. */
export const onlyGroup = 'in-order';

/** A queue of SQS, for messages of the form that its stage takes. In an ordered one, a message that was sent within the last five minutes is not sent again. */
export function sqsQueue<Message>(client: SQSClient, url: string, form: z.ZodType<Message>): MessageQueue<Message> {
  const ordered = url.endsWith('.fifo');
  return {
    async send(message) {
      const input = { QueueUrl: url, MessageBody: JSON.stringify(form.parse(message)), ...passedOn() };
      await client.send(new SendMessageCommand(ordered ? { ...input, MessageGroupId: onlyGroup } : input));
    },
    async idle() {
      const { Attributes = {} } = await client.send(
        new GetQueueAttributesCommand({
          QueueUrl: url,
          AttributeNames: [...counts],
        }),
      );
      return Object.values(Attributes).every((count) => count === '0');
    },
  };
}

/** Before a message is tried for the second and for the third time. */
const pausesSeconds = [60, 300] as const;

/**
 * Lets a message that failed come back soon. Without it, it would be hidden for as long as its function may run, and
 * longer: time that only a function needs that was cut off.
 */
export function retrySoon(client: SQSClient, url: string) {
  return async ({ receiptHandle, attributes }: SQSRecord): Promise<void> => {
    const attempt = Number(attributes.ApproximateReceiveCount);
    const VisibilityTimeout = pausesSeconds[attempt - 1] ?? 0;
    const input = { QueueUrl: url, ReceiptHandle: receiptHandle, VisibilityTimeout };
    await client.send(new ChangeMessageVisibilityCommand(input));
  };
}
