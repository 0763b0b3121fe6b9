import { clientOf } from '../../infra/local/dynamo.ts';
import type { Medium } from './medium.ts';

/**
 * A medium on which the answer to each second write is lost, from the first or from the second on. The SDK asks again
 * by itself, and hears what the second of two equal writes is told: a condition that held for the first fails.
 */
export function twiceWritten(medium: Medium, from: 0 | 1): Medium {
  const { requestHandler } = medium.client.config;
  let writes = from;
  const lost = new WeakSet<object>();
  const client = clientOf(async (request) => {
    const answered = await requestHandler.handle(request as never);
    const operation = request.headers['x-amz-target']?.split('.')[1] ?? '';
    if (!/^(?:Put|Update|Delete|BatchWrite)/.test(operation) || lost.has(request)) return answered;
    lost.add(request);
    if (writes++ % 2 === 0) throw Object.assign(new Error('no answer in time'), { name: 'TimeoutError' });
    return answered;
  });
  client.config.retryStrategy = async () => atOnce;
  return { ...medium, client };
}

interface RetryToken {
  getRetryCount(): number;
  getRetryDelay(): number;
}

const token = (tries: number): RetryToken => ({ getRetryCount: () => tries, getRetryDelay: () => 0 });

/** The SDK's own strategy would wait a moment before each try. */
const atOnce = {
  acquireInitialRetryToken: async () => token(0),
  async refreshRetryTokenForRetry(before: RetryToken, { error }: { error?: unknown }) {
    if (error instanceof Error && error.name === 'TimeoutError') return token(before.getRetryCount() + 1);
    throw new Error('this is not tried again');
  },
  recordSuccess() {},
};
