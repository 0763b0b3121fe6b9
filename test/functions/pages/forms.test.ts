import { beforeAll, describe, expect, test } from 'vitest';
import { pageRoutes } from '../../../functions/pages/routes.tsx';
import { roles } from '../../../shared/access/scopes.ts';
import { dumpOf, type Medium, openMedium, type RunningApp } from '../../support/medium.ts';
import { visitor } from '../../support/page-visitor.ts';
import { apiOf, sampleAccount, sampleApp, sampleKey, serviceOf } from '../../support/sample-world.ts';

const origin = 'http://127.0.0.1';
const stranger = 'stranger';

let medium: Medium;
let app: RunningApp;
let api: ReturnType<typeof apiOf>;
let owned: Readonly<Record<'subscription' | 'user' | 'key' | 'finding' | 'account', string>>;
beforeAll(async () => {
  medium = await openMedium();
  app = await sampleApp(undefined, medium);
  api = apiOf(app);
  const by = 'test';
  const user = await app.manageAccess.addUser(sampleAccount, {
    name: 'Ines',
    email: 'ines@example.org',
    role: 'biller',
  });
  const { key } = await app.manageAccess.makeKey(sampleAccount, { name: 'EHR', role: 'system', by });
  const desk = { name: 'Own desk', destination: { type: 'feed' }, timing: { cadence: 'daily' }, interest: {} };
  const made = await api.request(`${origin}/v1/subscriptions`, {
    method: 'POST',
    headers: { host: '127.0.0.1', authorization: `Bearer ${sampleKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(desk),
  });
  const { subscription } = (await made.json()) as { subscription: { id: string } };
  const { value: row } = await app.findings.list(sampleAccount, 'open').next();
  owned = { subscription: subscription.id, user: user.id, key: key.id, finding: row!.id, account: sampleAccount };
  await app.manageAccess.openAccount(stranger, {});
});

/** Every address of a page that takes a form, asked of the router itself: none can be left out here. */
const addresses = async () =>
  pageRoutes(serviceOf(app)).routes.flatMap(({ method, path }) => (method === 'POST' ? [path] : []));

/** Forms that need no token of a session, and what stands in its place. */
const withoutToken: Readonly<Record<string, string>> = {
  '/sign-in': 'nobody has a session yet; the key is the secret, and the form must come from this site',
  '/subscriptions/confirm/:token': 'the token of the mail is the secret',
  '/subscriptions/unsubscribe/:token': 'the token of the mail is the secret; mail programs send it (RFC 8058)',
};

const form = { 'content-type': 'application/x-www-form-urlencoded' };

async function send(path: string, headers: Record<string, string>, fields: Record<string, string> = {}) {
  const body = new URLSearchParams(fields).toString();
  const all = { host: '127.0.0.1', ...form, ...headers };
  return api.request(origin + path, { method: 'POST', headers: all, body });
}

async function sessionOf(key: string) {
  const answer = await send('/sign-in', { origin }, { key });
  return answer.headers.get('set-cookie')!.split(';')[0]!;
}

/** The token of a session, as its pages show it. */
async function tokenOf(cookie: string): Promise<string> {
  const answer = await api.request(`${origin}/check`, { headers: { host: '127.0.0.1', cookie } });
  return /name="csrf" value="([^"]+)"/.exec(await answer.text())![1]!;
}

/** What the account holds whose ids are tried; who tries them has a subscription of their own, and is in the log. */
const ownRows = async () => (await dumpOf(medium)).accounts.filter((row) => !/AUDIT|stranger/.test(row));

test('the pages take forms at more than twenty addresses', async () => {
  const all = await addresses();
  expect(all.length).toBeGreaterThan(20);
  expect(all).toEqual(expect.arrayContaining(Object.keys(withoutToken)));
});

describe('a form of somebody signed in as admin', () => {
  test.each([
    ['without a token', async () => ({})],
    ['with the token of another session', async () => ({ csrf: await tokenOf(await sessionOf(await keyOf('admin'))) })],
    ['with a token that is made up', async () => ({ csrf: 'x'.repeat(43) })],
  ])('%s is refused at every address, and nothing changes', async (_, fieldsOf) => {
    const cookie = await sessionOf(sampleKey);
    const fields: Record<string, string> = await fieldsOf();
    const before = await ownRows();
    for (const path of await addresses())
      if (!(path in withoutToken))
        expect([path, (await send(path, { cookie, origin }, fields)).status]).toEqual([path, 403]);
    expect(await ownRows()).toEqual(before);
  });

  test.each(['text/plain', 'application/json'])('is refused as %s, too', async (type) => {
    const cookie = await sessionOf(sampleKey);
    const path = '/settings/payers';
    expect((await send(path, { cookie, origin, 'content-type': type }, { payer: '1' })).status).toBe(403);
  });

  test('that cannot be read is refused as such', async () => {
    const torn = { origin, 'content-type': 'multipart/form-data; boundary=x' };
    for (const path of ['/settings/payers', '/sign-in'])
      expect([path, (await send(path, { cookie: await sessionOf(sampleKey), ...torn })).status]).toEqual([path, 400]);
  });

  test('sent by another site is refused everywhere, with the right token too', async () => {
    const cookie = await sessionOf(sampleKey);
    const csrf = await tokenOf(cookie);
    const foreign = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    for (const path of await addresses()) {
      if (path.startsWith('/subscriptions/')) continue;
      const fields = { csrf, key: sampleKey };
      expect([path, (await send(path, { cookie, ...foreign }, fields)).status]).toEqual([path, 403]);
    }
  });
});

test('a visitor is refused everywhere', async () => {
  for (const path of await addresses())
    if (!(path in withoutToken)) expect([path, (await send(path, { origin })).status]).toEqual([path, 403]);
});

async function keyOf(role: (typeof roles)[number]): Promise<string> {
  return (await app.manageAccess.makeKey(stranger, { name: role, role, by: 'test' })).secret;
}

/** Said again to what is asked first. */
const sure = { sure: 'yes' };
const wish = { name: 'Eve', 'timing.cadence': 'daily', 'timing.timeZone': 'UTC', 'destination.type': 'feed' };

/** What the forms name by an id, each with the id of another account's. */
const foreignIds: readonly (readonly [path: string, id: keyof typeof owned | null, fields: Record<string, string>])[] =
  [
    ...['pause', 'resume', 'test', 'remove', 'rotate', 'replay', 'edit', 'move'].map(
      (deed) => [`/settings/subscriptions/:id/${deed}`, 'subscription', { ...sure, from: '1', ...wish }] as const,
    ),
    ...['change', 'disable', 'enable'].map(
      (deed) => [`/settings/access/users/:id/${deed}`, 'user', { ...sure, name: 'Eve', role: 'admin' }] as const,
    ),
    ...['change', 'rotate', 'revoke'].map(
      (deed) => [`/settings/access/keys/:id/${deed}`, 'key', { ...sure, name: 'Eve', days: '0' }] as const,
    ),
    ...['change', 'close', 'open'].map(
      (deed) => [`/settings/accounts/:id/${deed}`, 'account', { ...sure, name: 'Eve' }] as const,
    ),
    ['/worklist/decisions', 'finding', { act: 'done' }],
    ['/worklist/decisions', 'finding', { act: 'dismiss', reason: 'mine now' }],
    ['/worklist/decisions', 'finding', { act: 'assign', to: 'me' }],
  ];

describe.each(roles)('%s of another account', (role) => {
  test('finds nothing by ids that are not theirs, and changes nothing', async () => {
    const person = await visitor(app, await keyOf(role));
    await person.get('/check');
    const before = await ownRows();
    for (const [path, id, fields] of foreignIds) {
      const named = id === null ? '' : owned[id];
      const { status } = await person.post(path.replace(':id', named), [['id', named], ...Object.entries(fields)]);
      expect([path, [403, 404].includes(status)]).toEqual([path, true]);
    }
    expect(await ownRows()).toEqual(before);
    for (const path of [`/findings/${owned.finding}`, '/claims/SAMPLE-3001', '/settings/subscriptions/nobody'])
      expect([path, (await person.get(path)).status]).toEqual([path, 404]);
    expect((await person.get('/worklist')).$('#work > li').length).toBe(0);
    expect((await person.get('/settings/subscriptions')).text).not.toContain('Own desk');
  });
});

test('the table of ids knows every form that is about one', async () => {
  const withId = (await addresses()).filter((path) => path.includes(':id'));
  expect([...new Set(foreignIds.map(([path]) => path))]).toEqual(expect.arrayContaining(withId));
});
