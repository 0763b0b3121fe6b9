import { clientOf } from '../../infra/local/dynamo.ts';
import type { Medium } from './medium.ts';

interface Waiting {
  readonly side: number;
  /** Lets the request go and ends when it is answered. */
  readonly release: () => Promise<void>;
}

/**
 * Runs two works on one medium so that their requests to the database alternate as told: `turns` says how many
 * requests the first work makes, then the second, then the first again, and so on; at the end both run freely. When
 * one side has nothing to ask, the other goes on.
 */
export async function interleave(
  medium: Medium,
  turns: readonly number[],
  works: readonly [(medium: Medium) => Promise<unknown>, (medium: Medium) => Promise<unknown>],
): Promise<void> {
  const waiting: Waiting[] = [];
  let ended = 0;
  const sides = works.map(async (work, side) => {
    try {
      await work(gated(medium, side, waiting));
    } finally {
      ended += 1;
    }
  });
  const order = turns.flatMap((requests, turn) => new Array<number>(requests).fill(turn % 2));
  while (ended < works.length) {
    await quiet();
    const wanted = waiting.findIndex(({ side }) => side === order[0]);
    if (waiting.length === 0) continue;
    const [next] = waiting.splice(Math.max(wanted, 0), 1);
    if (wanted >= 0 || ended > 0) order.shift();
    await next!.release();
  }
  await Promise.all(sides);
}

/** Works that do not wait for the database have come to their next request by then. */
async function quiet(): Promise<void> {
  for (let tick = 0; tick < 3; tick++) await new Promise((resolve) => setImmediate(resolve));
}

function gated(medium: Medium, side: number, waiting: Waiting[]): Medium {
  const { requestHandler } = medium.client.config;
  const client = clientOf(
    (request) =>
      new Promise((resolve, reject) => {
        const release = () => requestHandler.handle(request as never).then(resolve, reject);
        waiting.push({ side, release });
      }),
  );
  return { ...medium, client };
}
