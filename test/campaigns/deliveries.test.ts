import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { OutgoingStore } from '../../functions/adapters/outgoing-store.ts';
import type { EndpointAnswer, EndpointPost } from '../../functions/alerts/endpoint-post.ts';
import { sendOutgoing } from '../../functions/alerts/send-outgoing.ts';
import type { WebhookEvent } from '../../shared/alerts/webhook-event.ts';
import { findingOf } from '../support/alert-facts.ts';
import { type AlertWorld, alertSettings, alertWorld } from '../support/alert-world.ts';
import { releaseOf } from '../support/held-release.ts';

/** How many times the sender's life is played: `DELIVERIES=300` for the long form. */
const runs = Number(process.env.DELIVERIES ?? 4);
const secret = `whsec_${Buffer.alloc(24, 5).toString('base64')}`;
const older = `whsec_${Buffer.alloc(24, 6).toString('base64')}`;

const no = (status: number | null, error: string, retryAfterSeconds: number | null = null): EndpointAnswer => ({
  status,
  error,
  retryAfterSeconds,
});
const taken: EndpointAnswer = { status: 200, error: null, retryAfterSeconds: null };

/** How an endpoint behaves: what it answers to the nth call, counted from 0. */
const manners: Readonly<Record<string, (call: number) => EndpointAnswer>> = {
  good: () => taken,
  refuses: (call) => (call < 3 ? no(null, 'connect ECONNREFUSED') : taken),
  hangs: (call) => (call < 2 ? no(null, 'no answer within 10 s') : taken),
  fails: (call) => (call % 3 === 2 ? taken : no(500, 'HTTP 500')),
  busy: (call) => (call < 2 ? no(429, 'HTTP 429', 600) : taken),
  closes: (call) => (call < 1 ? no(null, 'socket hang up') : taken),
  dead: () => no(503, 'HTTP 503'),
  gone: () => no(410, 'HTTP 410'),
};

/** Hours until somebody looks again: longer than the pauses between tries, three times each. */
const afterwards = [0.1, 0.1, 0.1, 0.7, 0.7, 0.7, 2.5, 2.5, 2.5, 6, 6, 6, 10, 10, 10, 15, 15, 15, 25, 25, 25];

interface Call {
  readonly endpoint: string;
  readonly id: string;
  readonly event: WebhookEvent;
  readonly took: boolean;
}

/** Plays receivers: what they were sent, and what they answered; each signature is verified as a receiver would. */
function receivers() {
  const calls: Call[] = [];
  const post: EndpointPost = async ({ url, headers, body }) => {
    const endpoint = new URL(url).pathname.slice(1);
    const nth = calls.filter((call) => call.endpoint === endpoint).length;
    const answer = manners[endpoint]!(nth);
    const id = headers['webhook-id']!;
    // The library refuses old timestamps by the real clock; the signature itself is made anew here.
    const at = new Date(Number(headers['webhook-timestamp']) * 1000);
    const expected = [secret, older].map((each) => new Webhook(each).sign(id, at, body));
    expect(headers['webhook-signature']!.split(' ')).toEqual(expected);
    calls.push({ endpoint, id, event: JSON.parse(body) as WebhookEvent, took: answer.error === null });
    return answer;
  };
  return { calls, post };
}

async function busyAccount(): Promise<AlertWorld> {
  const world = await alertWorld();
  await world.alerts.openAccount('local');
  await world.publish([releaseOf('2025-10', 'baseline'), releaseOf('2026-01', 'changes-january')], new Map());
  for (const name of Object.keys(manners))
    await world.subscribe({
      id: name,
      destination: {
        type: 'webhook',
        url: `https://receiver.example/${name}`,
        payload: 'full',
        secrets: [secret, older],
      },
    });
  await world.subscribe({ id: 'owner' });
  return world;
}

test(`${runs} lives of a sender: every alert arrives, under one id, in the order of its number`, async () => {
  const told = { alerts: 0, calls: 0, repeats: 0, kills: 0 };
  const fault = fc.record({
    at: fc.integer({ min: 1, max: 25 }),
    when: fc.constantFrom('before' as const, 'after' as const),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(fault, { minLength: 2, maxLength: 8 }), async (faults) => {
      const world = await busyAccount();
      const { calls, post } = receivers();
      const send = sendOutgoing({
        ...world.ports,
        outgoing: new OutgoingStore(world.failingTable),
        post,
        publish: async () => taken,
        now: () => world.clock.now,
        random: () => 0.5,
      });
      // Three imports, told one after the other, between whatever goes wrong.
      const work = [...faults, null, null, null];
      for (const [index, each] of work.entries()) {
        if (index < 3)
          await world.findings.raise('local', findingOf({ claimId: `c${index}`, code: 'S0013' }), importOf(index));
        await world.deliver({}, each).catch(() => told.kills++);
        Object.assign(world.steps, { taken: 0, fault: each });
        await send(alertSettings).catch(() => told.kills++);
        Object.assign(world.steps, { fault: null });
      }
      for (const hours of afterwards) {
        world.clock.now = new Date(Date.parse(world.clock.now) + hours * 3_600_000).toISOString();
        await send(alertSettings);
      }
      await world.deliver();
      await agree(world, calls);
      told.calls += calls.length;
      told.alerts += new Set(calls.map(({ endpoint, id }) => `${endpoint} ${id}`)).size;
      told.repeats += repeatsIn(calls);
    }),
    { numRuns: runs },
  );
  process.stdout.write(
    `deliveries: ${runs} lives, ${told.kills} kills, ${told.alerts} alerts to endpoints, ${told.calls} calls, ${told.repeats} repeats of one already taken\n`,
  );
});

function importOf(index: number) {
  return { changeSet: 'changes-january', window: `import-${index}` };
}

/** What every receiver saw, what the log says and what the state is, agree. */
async function agree(world: AlertWorld, calls: readonly Call[]): Promise<void> {
  expect(await world.findings.undelivered('local')).toEqual([]);
  for (const endpoint of Object.keys(manners)) {
    const own = calls.filter((call) => call.endpoint === endpoint);
    const rows = await world.outgoing.list('local', endpoint, 1, 1000);
    const subscription = (await world.subscriptions.get('local', endpoint))!;
    const dead = endpoint === 'dead' || endpoint === 'gone';
    expect(rows.map(({ sequence }) => sequence)).toEqual(rows.map((_, index) => index + 1));
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    expect(subscription.status).toBe(dead ? 'paused' : 'active');
    // One id means one content and one number, however often it was sent.
    for (const id of new Set(own.map((call) => call.id)))
      expect(new Set(own.filter((call) => call.id === id).map(({ event }) => JSON.stringify(event))).size).toBe(1);
    const took = new Set(own.filter((call) => call.took).map((call) => call.id));
    for (const { id, status, tries } of rows) {
      if (!dead) expect([id, status]).toEqual([id, 'delivered']);
      expect(took.has(id)).toBe(status === 'delivered');
      expect(tries.at(-1)?.error === null).toBe(status === 'delivered');
    }
    if (dead) {
      const notices = (await world.alerts.alerts('local')).filter(
        ({ alert }) => alert.form === 'codeset-watch/endpoint-paused/1' && alert.endpoint.id === endpoint,
      );
      expect(notices.map(({ status }) => status)).toEqual(['sent']);
    }
    // Each of the three imports was told, whatever was told together.
    else expect(linesTold(own)).toBe(3);
  }
}

function linesTold(calls: readonly Call[]): number {
  const byId = new Map(calls.map(({ id, event }) => [id, event.data]));
  return [...byId.values()].reduce((sum, data) => sum + ('atRisk' in data ? data.atRisk.lines : 0), 0);
}

function repeatsIn(calls: readonly Call[]): number {
  const took = new Set<string>();
  let repeats = 0;
  for (const { endpoint, id, took: now } of calls) {
    if (took.has(`${endpoint} ${id}`)) repeats++;
    if (now) took.add(`${endpoint} ${id}`);
  }
  return repeats;
}
