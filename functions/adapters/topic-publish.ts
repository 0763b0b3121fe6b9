import type { TopicPublish } from '../alerts/endpoint-post.ts';

interface PublishInput {
  readonly TopicArn: string;
  readonly Subject: string;
  readonly Message: string;
  readonly MessageAttributes: Record<string, { DataType: 'String'; StringValue: string }>;
}

/** SNS takes subjects of 100 characters of ASCII. */
const longestSubject = 100;

/** Publishes to an SNS topic; by the attribute `id` a receiver drops a repeat. */
export function topicPublish(publish: (input: PublishInput) => Promise<unknown>): TopicPublish {
  return async (topic, { id, subject, body }) => {
    try {
      await publish({
        TopicArn: topic,
        Subject: subject.replaceAll(/[^ -~]/g, '?').slice(0, longestSubject),
        Message: body,
        MessageAttributes: { id: { DataType: 'String', StringValue: id } },
      });
      return { status: 200, error: null, retryAfterSeconds: null };
    } catch (error) {
      return { status: null, error: error instanceof Error ? error.message : String(error), retryAfterSeconds: null };
    }
  };
}
