import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Queued, StageFacts } from '../functions.ts';

/** How often a message is tried before it is laid aside for a person. */
const attempts = 3;

/** SQS's advice for a queue that feeds a function: time enough for the function and its retries under throttling. */
const visibilityFactor = 6;

/** Messages name codes and releases, never a claim; so the service's own key will do. */
const guarded = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true } as const satisfies QueueProps;

/** The queue in front of a stage, and the one for messages that it could not work off. */
export class StageQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;

  constructor(scope: Construct, stage: Queued, { ordered, timeout, after }: StageFacts) {
    super(scope, `${stage}-queue`);
    const order: QueueProps = ordered ? { fifo: true, contentBasedDeduplication: true } : {};
    this.deadLetters = new Queue(this, 'DeadLetters', { ...guarded, ...order, retentionPeriod: Duration.days(14) });
    this.queue = new Queue(this, 'Messages', {
      ...guarded,
      ...order,
      visibilityTimeout: Duration.seconds(timeout.toSeconds() * visibilityFactor),
      retentionPeriod: Duration.days(7),
      ...(after ? { deliveryDelay: after } : {}),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: attempts },
    });
  }
}

/** Where schedules and rules leave what they could not hand to a queue. It cannot be ordered: they do not allow it. */
export function undeliveredQueue(scope: Construct): Queue {
  return new Queue(scope, 'Undelivered', { ...guarded, retentionPeriod: Duration.days(14) });
}
