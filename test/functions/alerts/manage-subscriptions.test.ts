import PostalMime from 'postal-mime';
import { expect, test } from 'vitest';
import { manageSubscriptions } from '../../../functions/alerts/manage-subscriptions.ts';
import { newSubscriptionForm } from '../../../shared/api/subscription-forms.ts';
import { findingOf } from '../../support/alert-facts.ts';
import { type AlertWorld, alertWorld } from '../../support/alert-world.ts';
import { releaseOf } from '../../support/held-release.ts';

const site = { links: 'https://codes.clinic.example' };

async function managed() {
  const world = await alertWorld();
  await world.alerts.openAccount('local');
  await world.publish([releaseOf('2025-10', 'baseline'), releaseOf('2026-01', 'changes-january')], new Map());
  let drawn = 0;
  const random = (bytes: number) => Buffer.alloc(bytes, ++drawn).toString('base64url');
  const manager = manageSubscriptions({ ...world.ports, outgoing: world.outgoing, sample: false, random });
  const make = async (wish: object) =>
    manager.make('local', newSubscriptionForm.parse({ name: 'Ann Lee', destination: mail, ...wish }));
  return { world, manager, make };
}

const mail = { type: 'email', address: 'ann@clinic.example' } as const;
const raise = (world: AlertWorld, claimId: string) =>
  world.findings.raise('local', findingOf({ claimId, code: 'S0013' }), {
    changeSet: 'changes-january',
    window: claimId,
  });
const told = (world: AlertWorld, id: string) =>
  Object.keys(world.files()).filter((name) => name.startsWith(`${id}.hcpcs-2026`) && name.endsWith('.eml')).length;

test('an address hears nothing until its owner says yes by the link that only he has', async () => {
  const { world, manager, make } = await managed();
  const { subscription } = await make({});
  expect(subscription.status).toBe('unconfirmed');
  await raise(world, 'c1');
  const { sent } = await world.deliver(site);
  const asked = sent.filter(({ address }) => address === mail.address);
  expect(asked).toMatchObject([{ subject: 'Please confirm: alerts of codeset-watch to this address' }]);
  expect(told(world, subscription.id)).toBe(0);

  const parsed = await PostalMime.parse(world.files()[`${asked[0]!.id}.eml`]!);
  const link = /https:\/\/codes\.clinic\.example\/subscriptions\/confirm\/(\S+)/.exec(parsed.text!)!;
  expect(await manager.confirm(`${link[1]}x`)).toBeUndefined();
  expect((await manager.confirm(link[1]!))?.status).toBe('active');
  await raise(world, 'c2');
  await world.deliver(site);
  expect(told(world, subscription.id)).toBe(1);
});

test('every mail has a link that ends it with one click (RFC 8058), and nothing comes after', async () => {
  const { world, manager, make } = await managed();
  const { subscription } = await make({});
  await manager.confirm(subscription.token);
  await raise(world, 'c1');
  await world.deliver(site);
  const name = Object.keys(world.files()).find(
    (file) => file.startsWith(`${subscription.id}.hcpcs-2026`) && file.endsWith('.eml'),
  )!;
  const headers = new Map((await PostalMime.parse(world.files()[name]!)).headers.map(({ key, value }) => [key, value]));
  expect(headers.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
  const token = /<https:\/\/codes\.clinic\.example\/subscriptions\/unsubscribe\/(.+)>/.exec(
    headers.get('list-unsubscribe')!,
  )![1]!;

  expect((await manager.unsubscribe(token))?.status).toBe('ended');
  await raise(world, 'c2');
  await world.deliver(site);
  expect(told(world, subscription.id)).toBe(1);
});

test('another address is asked anew, and the old link is nobody’s', async () => {
  const { manager, make } = await managed();
  const { subscription } = await make({});
  await manager.confirm(subscription.token);
  const moved = await manager.change('local', subscription.id, {
    destination: { type: 'email', address: 'bo@clinic.example' },
  });
  expect(moved.subscription.status).toBe('unconfirmed');
  expect(await manager.confirm(subscription.token)).toBeUndefined();
});

test('a webhook has a secret that is shown once, and two hold after a rotation', async () => {
  const { manager, make } = await managed();
  const made = await make({ destination: { type: 'webhook', url: 'https://ehr.example/hooks' } });
  expect(made.secret).toMatch(/^whsec_[A-Za-z0-9+/]{32}$/);
  expect(made.subscription).toMatchObject({ status: 'active', destination: { secrets: [made.secret] } });
  const rotated = await manager.rotateSecret('local', made.subscription.id);
  expect(rotated.subscription.destination).toMatchObject({ secrets: [rotated.secret, made.secret] });
});

test('what is held back while paused goes out when it is resumed', async () => {
  const { world, manager, make } = await managed();
  const { subscription } = await make({ destination: { type: 'slack', url: 'https://hooks.slack.example/x' } });
  await manager.test('local', subscription.id);
  await world.deliver();
  const [row] = await world.outgoing.list('local', subscription.id, 1, 10);
  await world.outgoing.put({ ...row!, status: 'held', nextTryAt: null });
  await manager.pause('local', subscription.id);
  await expect(manager.test('local', subscription.id)).rejects.toThrow('is paused');
  await manager.resume('local', subscription.id);
  expect(await world.outgoing.list('local', subscription.id, 1, 10)).toMatchObject([{ status: 'due' }]);
});

test('replay sends from a number on again, under the same ids and numbers', async () => {
  const { world, manager, make } = await managed();
  const { subscription } = await make({ destination: { type: 'slack', url: 'https://hooks.slack.example/x' } });
  for (let index = 0; index < 3; index++) {
    await manager.test('local', subscription.id);
    await world.deliver();
  }
  const rows = await world.outgoing.list('local', subscription.id, 1, 10);
  for (const row of rows) await world.outgoing.put({ ...row, status: 'delivered', nextTryAt: null });
  expect(await manager.replay('local', subscription.id, 2)).toBe(2);
  const again = await world.outgoing.list('local', subscription.id, 1, 10);
  expect(again.map(({ sequence, id, status }) => [sequence, id, status])).toEqual(
    rows.map(({ sequence, id }) => [sequence, id, sequence === 1 ? 'delivered' : 'due']),
  );
});

test('the first who subscribes does not silence the one that everybody begins with', async () => {
  const { manager, make } = await managed();
  await make({});
  expect((await manager.list('local')).map(({ id, status }) => [id.split('-')[0], status])).toEqual([
    ['ann', 'unconfirmed'],
    ['default', 'active'],
  ]);
});

test('a token of nobody, of another, or torn opens nothing', async () => {
  const { manager } = await managed();
  for (const token of [
    '',
    'x',
    'x.y',
    Buffer.from('["local","default"]').toString('base64url'),
    `${Buffer.from('["local","default"]').toString('base64url')}.`,
  ])
    expect(await manager.unsubscribe(token)).toBeUndefined();
});
