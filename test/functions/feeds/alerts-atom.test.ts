import { XMLParser } from 'fast-xml-parser';
import { expect, test } from 'vitest';
import type { OutgoingStatus } from '../../../functions/adapters/outgoing-store.ts';
import { webhookEvent } from '../../../shared/alerts/webhook-event.ts';
import { openMedium, startApp } from '../../support/medium.ts';
import { apiOf, sampleAccount } from '../../support/sample-world.ts';

const alert = (id: string) =>
  ({
    form: 'codeset-watch/retraction/1',
    id,
    subscriber: 'ours',
    sample: false,
    createdAt: '2026-01-05T08:00:00.000Z',
    links: null,
    release: { codeSet: 'HCPCS', release: '2026-01', date: '2026-01-01' },
    retracts: ['an earlier one & <more>'],
  }) as const;

async function feedOf(...kept: readonly (readonly [id: string, status: OutgoingStatus & ('due' | 'kept')])[]) {
  const app = startApp(await openMedium());
  const made = await app.manageSubscriptions.make(sampleAccount, {
    ...{ name: 'Our <reader>', kind: 'system', destination: { type: 'feed' } },
    ...{ interest: {}, timing: {}, owner: null, escalation: null },
  });
  const { id: subscription, token } = made.subscription;
  for (const [id, status] of kept)
    await app.outgoing.enqueue({
      ...{ account: sampleAccount, subscription, id, status, subject: `About ${id} & more` },
      createdAt: '2026-01-05T08:00:00.000Z',
      body: (sequence) => JSON.stringify(webhookEvent(alert(id), 'full', sequence)),
    });
  const ask = (path: string) => apiOf(app).request(path, { headers: { host: 'localhost' } });
  return { app, id: subscription, token, ask };
}

const read = (text: string) => {
  const parser = new XMLParser({ ignoreAttributes: false, isArray: (name) => name === 'entry' });
  return parser.parse(text, true).feed;
};

test('a subscription’s feed holds its alerts, the newest first', async () => {
  const { ask, token } = await feedOf(['first', 'kept'], ['second', 'kept']);
  const answer = await ask(`/feeds/subscriptions/${token}`);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([
    200,
    expect.stringContaining('application/atom+xml'),
  ]);
  const text = await answer.text();
  const { title, entry } = read(text);
  expect(title).toBe('Alerts for Our <reader>');
  expect(entry.map((each: { id: string }) => each.id)).toEqual([
    'urn:codeset-watch:alert:second',
    'urn:codeset-watch:alert:first',
  ]);
  expect(entry[1].summary['#text']).toContain('an earlier one &amp; &lt;more&gt;');
  expect(entry[0].updated).toBe('2026-01-05T08:00:00.000Z');
  expect(text).not.toContain(token);
});

test('is empty and in form before the first alert', async () => {
  const { ask, token } = await feedOf();
  expect(read(await (await ask(`/feeds/subscriptions/${token}`)).text()).entry).toBeUndefined();
});

test('is nowhere for whoever has no right token, and once it has ended', async () => {
  const { app, ask, token } = await feedOf(['first', 'kept']);
  expect((await ask(`/feeds/subscriptions/${token.slice(0, -1)}x`)).status).toBe(404);
  expect((await ask('/feeds/subscriptions/nobody')).status).toBe(404);
  await app.manageSubscriptions.unsubscribe(token);
  expect((await ask(`/feeds/subscriptions/${token}`)).status).toBe(404);
});
