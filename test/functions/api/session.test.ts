import { Hono } from 'hono';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { refusalOf } from '../../../functions/api/problems.ts';
import type { HttpEnvironment, Service } from '../../../functions/api/service.ts';
import { callerOfPage, csrfToken, requireCsrf, signIn, signOut } from '../../../functions/api/session.ts';
import type { RunningApp } from '../../support/medium.ts';
import { emptyApp, sampleKey, serviceOf } from '../../support/sample-world.ts';

const origin = 'http://127.0.0.1';
let app: RunningApp;
let service: Service;
beforeAll(async () => {
  app = await emptyApp();
});
beforeEach(() => {
  service = serviceOf(app);
});

/** The least that has a session: who is it, in, out, and something to change. */
function site(of = service) {
  const pages = new Hono<HttpEnvironment>();
  pages.onError((error, context) => context.text(error.message, refusalOf(error).status));
  pages.get('/who', async (context) => context.json(await callerOfPage(context, of)));
  pages.get('/token', (context) => context.text(csrfToken(context, of)));
  pages.get('/in/:key', async (context) => context.text(String(await signIn(context, of, context.req.param('key')))));
  pages.get('/out', (context) => {
    signOut(context);
    return context.text('');
  });
  pages.use('/change', requireCsrf(of));
  pages.post('/change', (context) => context.text('changed'));
  return pages;
}

async function signedIn(key = sampleKey) {
  const answer = await site().request(`${origin}/in/${key}`);
  return (answer.headers.get('set-cookie') ?? '').split(';')[0]!;
}

async function who(cookie: string, of = service) {
  return (await site(of).request(`${origin}/who`, { headers: { cookie } })).json() as Promise<{ id: string } | null>;
}

describe('a session', () => {
  test('names who signed in, sealed, and holds no key', async () => {
    const cookie = await signedIn();
    expect(cookie).not.toContain(sampleKey);
    expect(await who(cookie)).toMatchObject({ account: 'local', id: 'first', role: 'admin' });
    expect(await who('')).toBeNull();
  });

  test('is the key’s own, and ends with it', async () => {
    const { key, secret } = await app.manageAccess.makeKey('local', { name: 'k', role: 'reader', by: 'test' });
    const cookie = await signedIn(secret);
    expect(await who(cookie)).toMatchObject({ id: key.id, role: 'reader' });
    await app.manageAccess.revokeKey('local', key.id);
    expect(await who(cookie)).toBeNull();
  });

  test('that was tampered with is none', async () => {
    const cookie = await signedIn();
    const [words, seal] = cookie.replace('codeset-session=', '').split('.') as [string, string];
    const forged = Buffer.from(JSON.stringify(['other', 'key', 'first', 9_999_999_999])).toString('base64url');
    for (const value of [`${forged}.${seal}`, words, `${words}.`, `.${seal}`, 'x.y', ''])
      expect(await who(`codeset-session=${value}`)).toBeNull();
  });

  test('ends after twelve hours, and with another first key', async () => {
    const cookie = await signedIn();
    expect(await who(cookie, serviceOf(app, { now: () => '2026-01-20T23:59:59.000Z' }))).not.toBeNull();
    expect(await who(cookie, serviceOf(app, { now: () => '2026-01-21T00:00:00.000Z' }))).toBeNull();
    expect(await who(cookie, serviceOf(app, { apiKey: 'another' }))).toBeNull();
  });

  test('in the cloud goes over TLS alone', async () => {
    const cloud = site(serviceOf(app, { hosts: null }));
    expect((await cloud.request(`${origin}/in/${sampleKey}`)).headers.get('set-cookie')).toContain('Secure');
  });

  test('is not begun with a wrong key', async () => {
    expect(await signedIn('guess')).toBe('');
  });
});

describe('what a page changes', () => {
  const change = (cookie: string, form: Record<string, string>, headers: Record<string, string> = { origin }) =>
    site().request(`${origin}/change`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: new URLSearchParams(form).toString(),
    });

  test('carries the token of its session', async () => {
    const cookie = await signedIn();
    const csrf = await (await site().request(`${origin}/token`, { headers: { cookie } })).text();
    expect((await change(cookie, { csrf })).status).toBe(200);
    expect((await change(cookie, {}, { origin, 'x-csrf-token': csrf })).status).toBe(200);
    expect((await change(cookie, {})).status).toBe(403);
    expect((await change(cookie, { csrf: `${csrf}x` })).status).toBe(403);
    expect((await change(cookie, { csrf }, { origin: 'https://evil.example' })).status).toBe(403);
    expect((await change('', { csrf })).status).toBe(403);
  });
});
