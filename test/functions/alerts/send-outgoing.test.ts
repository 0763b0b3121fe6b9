import { expect, test } from 'vitest';
import { sendOutgoing } from '../../../functions/alerts/send-outgoing.ts';
import { stageFacts } from '../../../infra/functions.ts';
import { alertSettings, alertWorld } from '../../support/alert-world.ts';

test('a slow endpoint with many messages takes no more time than the function has; the next run goes on in order', async () => {
  const world = await alertWorld();
  const url = 'https://receiver.example/slow';
  await world.subscribe({ id: 'slow', destination: { type: 'webhook', url, payload: 'full', secrets: [] } });
  const createdAt = world.clock.now;
  for (let number = 1; number <= 50; number++)
    await world.outgoing.enqueue({
      account: 'local',
      subscription: 'slow',
      id: `alert-${number}`,
      subject: 'An alert',
      createdAt,
      status: 'due',
      body: String,
    });
  const taken: string[] = [];
  const send = sendOutgoing({
    ...world.ports,
    outgoing: world.outgoing,
    // Just within its time.
    post: async ({ body }) => {
      world.clock.now = new Date(Date.parse(world.clock.now) + 9_900).toISOString();
      taken.push(body);
      return { status: 200, error: null, retryAfterSeconds: null };
    },
    publish: () => Promise.reject(new Error('there is no topic')),
    now: () => world.clock.now,
    random: () => 0.5,
  });
  const { delivered } = await send(alertSettings);
  const seconds = (Date.parse(world.clock.now) - Date.parse(createdAt)) / 1000;
  expect(seconds).toBeLessThan(stageFacts['send-outgoing'].timeout.toSeconds() * 0.8);
  expect(delivered).toBeLessThan(50);
  await send(alertSettings);
  expect(taken).toEqual(Array.from({ length: 50 }, (_, at) => String(at + 1)));
});
