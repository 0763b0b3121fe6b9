import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type IdentityProvider, startIdentityProvider } from '../../support/identity-provider.ts';
import type { RunningApp } from '../../support/medium.ts';
import { apiOf, emptyApp } from '../../support/sample-world.ts';

let provider: IdentityProvider;
let app: RunningApp;
beforeAll(async () => {
  provider = await startIdentityProvider();
});
afterAll(() => provider.close());
beforeEach(async () => {
  app = await emptyApp();
  await app.manageAccess.openAccount('clinic', {});
});

const origin = 'http://127.0.0.1';
const api = () => apiOf(app, { oidc: { issuer: provider.issuer, clientId: 'codeset' } });
const account = (token: string) =>
  api().request('/v1/account', { headers: { host: '127.0.0.1', authorization: `Bearer ${token}` } });
const ann = { email: 'ann@clinic.example', email_verified: true, name: 'Ann' };
const inFiveMinutes = () => Math.floor(Date.now() / 1000) + 300;

describe('a token of the identity provider', () => {
  beforeEach(async () => {
    await app.manageAccess.addUser('clinic', { email: ann.email, name: 'Ann', role: 'biller' });
  });

  test('lets a known person into the own account', async () => {
    const answer = await account(await provider.token(ann));
    expect([answer.status, ((await answer.json()) as { account: string }).account]).toEqual([200, 'clinic']);
  });

  test('for access, which names no address, is known once one of identity came', async () => {
    const access = { aud: undefined, client_id: 'codeset', token_use: 'access' };
    expect((await account(await provider.token(access))).status).toBe(401);
    await account(await provider.token(ann));
    expect((await account(await provider.token(access))).status).toBe(200);
  });

  test.each<[string, object, object?]>([
    ['of another issuer', { iss: 'http://127.0.0.1:1' }],
    ['for another service', { aud: 'another' }],
    ['for another client', { aud: undefined, client_id: 'another' }],
    ['that is over', { exp: inFiveMinutes() - 400 }],
    ['that holds only later', { nbf: inFiveMinutes() }],
    ['without an end', { exp: undefined }],
    ['of nobody', { sub: undefined }],
    ['sealed with a shared secret', {}, { secret: new Uint8Array(32) }],
    ['signed by an unknown key', {}, { kid: 'k2' }],
    ['of a person unknown here', { sub: 'eve', email: 'eve@clinic.example' }],
    ['of an address that nobody verified', { sub: 'eve', email_verified: false }],
  ])('%s lets nobody in', async (_, claims, more = {}) => {
    expect((await account(await provider.token({ ...ann, ...claims }, more))).status).toBe(401);
  });

  test('without a signature lets nobody in', async () => {
    const [, claims] = (await provider.token(ann)).split('.');
    const header = Buffer.from('{"alg":"none"}').toString('base64url');
    for (const token of [`${header}.${claims}.`, `${header}.${claims}.x`])
      expect((await account(token)).status).toBe(401);
  });

  test('may be half a minute late: clocks differ', async () => {
    const late = { exp: inFiveMinutes() - 330 };
    expect((await account(await provider.token({ ...ann, ...late }))).status).toBe(200);
  });

  test('of a person who was shut out lets nobody in', async () => {
    const [user] = await app.access.users('clinic');
    await app.manageAccess.changeUser('clinic', user!.id, { disabled: true });
    expect((await account(await provider.token(ann))).status).toBe(401);
  });

  test('means nothing where no provider is named', async () => {
    const headers = { host: '127.0.0.1', authorization: `Bearer ${await provider.token(ann)}` };
    expect((await apiOf(app).request('/v1/account', { headers })).status).toBe(401);
  });
});

describe('a group ACCOUNT:ROLE of the provider', () => {
  const inGroup = (...groups: string[]) => provider.token({ ...ann, 'cognito:groups': groups });

  test('lets its members in as they come, with its role, and follows when it changes', async () => {
    expect((await account(await inGroup('clinic:reader'))).status).toBe(200);
    expect(await app.access.users('clinic')).toMatchObject([{ email: ann.email, role: 'reader' }]);
    expect((await account(await inGroup('clinic:biller'))).status).toBe(200);
    expect(await app.access.users('clinic')).toMatchObject([{ role: 'biller' }]);
  });

  test.each(['nobody:admin', 'clinic:boss', 'clinic', 'CLINIC:admin'])('%s lets nobody in', async (group) => {
    expect((await account(await inGroup(group))).status).toBe(401);
  });

  test('of a closed account lets nobody in', async () => {
    await app.manageAccess.changeAccount('clinic', { closed: true });
    expect((await account(await inGroup('clinic:admin'))).status).toBe(401);
  });
});

describe('signing in at the provider', () => {
  const begin = async () => {
    const answer = await api().request(`${origin}/sign-in/start`, { headers: { host: '127.0.0.1' } });
    const address = new URL(answer.headers.get('location')!);
    return { answer, asked: address.searchParams, cookie: answer.headers.get('set-cookie')!.split(';')[0]! };
  };
  const comeBack = (cookie: string, state: string) =>
    api().request(`${origin}/sign-in/callback?code=c1&state=${state}`, { headers: { host: '127.0.0.1', cookie } });

  beforeEach(async () => {
    await app.manageAccess.addUser('clinic', { email: ann.email, name: 'Ann', role: 'biller' });
  });

  test('leads there with PKCE, state and nonce, and back into a session', async () => {
    const { answer, asked, cookie } = await begin();
    expect(answer.status).toBe(303);
    expect(Object.fromEntries(asked)).toMatchObject({
      response_type: 'code',
      client_id: 'codeset',
      redirect_uri: `${origin}/sign-in/callback`,
      code_challenge_method: 'S256',
      prompt: 'login',
    });
    expect(answer.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Lax/);
    provider.answer = await provider.token({ ...ann, nonce: asked.get('nonce')! });
    const back = await comeBack(cookie, asked.get('state')!);
    expect([back.status, back.headers.get('location')]).toEqual([303, '/']);
    expect(provider.exchanged.at(-1)!.get('code_verifier')).toMatch(/^[\w-]{43}$/);
    const session = /codeset-session=[^;]+/.exec(back.headers.get('set-cookie')!)![0];
    const page = await api().request(`${origin}/`, { headers: { host: '127.0.0.1', cookie: session } });
    expect(await page.text()).toContain('/sign-out');
  });

  test('that was begun in another browser is refused', async () => {
    const { asked } = await begin();
    const other = await begin();
    expect((await comeBack(other.cookie, asked.get('state')!)).status).toBe(403);
    expect((await comeBack('', asked.get('state')!)).status).toBe(403);
  });

  test.each<[string, object | null]>([
    ['a code that the provider refuses', null],
    ['a token made for another sign-in', { nonce: 'other' }],
    ['a person whom no account has let in', { sub: 'eve', email: 'eve@x.example' }],
  ])('with %s is refused', async (_, claims) => {
    const { asked, cookie } = await begin();
    provider.answer = claims && (await provider.token({ ...ann, nonce: asked.get('nonce')!, ...claims }));
    expect((await comeBack(cookie, asked.get('state')!)).status).toBe(403);
  });
});
