import { beforeEach, describe, expect, test } from 'vitest';
import { type Medium, openMedium, type RunningApp, startApp } from '../../support/medium.ts';
import { apiOf } from '../../support/sample-world.ts';

let medium: Medium;
let app: RunningApp;
let now: string;
const by = 'test';
const host = { host: '127.0.0.1' };

beforeEach(async () => {
  now = '2026-02-01T00:00:00.000Z';
  medium = await openMedium();
  app = startApp(medium, () => now);
  await app.manageAccess.openAccount('clinic', {});
});

const api = () => apiOf(app, { now: () => now });
const statusWith = async (secret: string, of = api()) =>
  (await of.request('/v1/account', { headers: { ...host, authorization: `Bearer ${secret}` } })).status;

describe('a key', () => {
  test('is stored as a hash alone', async () => {
    const { key, secret } = await app.manageAccess.makeKey('clinic', { name: 'n', role: 'reader', by });
    expect(secret).toMatch(/^cw_[\w-]{43}$/);
    expect(key.beginsWith).toBe(secret.slice(0, 9));
    const stored = JSON.stringify([await app.access.keys('clinic'), await app.access.account('clinic')]);
    expect(stored).not.toContain(secret.slice(9));
    expect(await statusWith(secret)).toBe(200);
  });

  test('holds until it expires', async () => {
    const expiresAt = '2026-02-02T00:00:00.000Z';
    const { secret } = await app.manageAccess.makeKey('clinic', { name: 'n', role: 'reader', by, expiresAt });
    expect(await statusWith(secret)).toBe(200);
    now = expiresAt;
    expect(await statusWith(secret)).toBe(401);
  });

  test('is shut out at once when it is revoked, and stays on record', async () => {
    const of = api();
    const { key, secret } = await app.manageAccess.makeKey('clinic', { name: 'n', role: 'reader', by });
    expect(await statusWith(secret, of)).toBe(200);
    await app.manageAccess.revokeKey('clinic', key.id);
    expect(await statusWith(secret, of)).toBe(401);
    expect((await app.access.key('clinic', key.id))?.revokedAt).toBe(now);
  });

  test('and the one that follows it both hold, until the old one ends', async () => {
    const { key, secret } = await app.manageAccess.makeKey('clinic', { name: 'n', role: 'biller', by });
    const until = '2026-02-08T00:00:00.000Z';
    const next = await app.manageAccess.rotateKey('clinic', key.id, { until, by });
    expect(next.key).toMatchObject({ name: 'n', role: 'biller', scopes: null });
    expect([await statusWith(secret), await statusWith(next.secret)]).toEqual([200, 200]);
    expect((await app.access.key('clinic', key.id))?.rotatedTo).toBe(next.key.id);
    now = until;
    expect([await statusWith(secret), await statusWith(next.secret)]).toEqual([401, 200]);
    await expect(app.manageAccess.rotateKey('clinic', key.id, { until, by })).rejects.toThrow('holds no more');
  });

  test('made for a month is followed by one that lasts a month from then', async () => {
    const expiresAt = '2026-03-03T00:00:00.000Z';
    const { key } = await app.manageAccess.makeKey('clinic', { name: 'n', role: 'reader', by, expiresAt });
    now = '2026-02-11T00:00:00.000Z';
    const next = await app.manageAccess.rotateKey('clinic', key.id, { until: '2026-02-18T00:00:00.000Z', by });
    expect(next.key.expiresAt).toBe('2026-03-13T00:00:00.000Z');
  });

  test('is not prolonged by one that may do less', async () => {
    const strong = await app.manageAccess.makeKey('clinic', { name: 'n', role: 'admin', by });
    const scopes = ['accounts:read', 'accounts:write'] as const;
    const narrow = await app.manageAccess.makeKey('clinic', { name: 'n', role: 'admin', scopes, by });
    const change = (body: object) =>
      api().request(`/v1/keys/${strong.key.id}`, {
        method: 'PATCH',
        headers: { ...host, authorization: `Bearer ${narrow.secret}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    expect((await change({ expiresAt: '2030-01-01T00:00:00Z' })).status).toBe(403);
    expect((await change({ name: 'Desk' })).status).toBe(200);
  });

  test('is noted as used once in ten minutes, not at every request', async () => {
    const { key, secret } = await app.manageAccess.makeKey('clinic', { name: 'n', role: 'reader', by });
    const lastUse = async () => (await app.access.key('clinic', key.id))?.lastUsedAt;
    await statusWith(secret);
    expect(await lastUse()).toBe('2026-02-01T00:00:00.000Z');
    now = '2026-02-01T00:09:59.000Z';
    await statusWith(secret);
    expect(await lastUse()).toBe('2026-02-01T00:00:00.000Z');
    now = '2026-02-01T00:10:00.000Z';
    await statusWith(secret);
    expect(await lastUse()).toBe('2026-02-01T00:10:00.000Z');
  });

  test('of a closed account opens nothing', async () => {
    const { secret } = await app.manageAccess.makeKey('clinic', { name: 'n', role: 'admin', by });
    await app.manageAccess.changeAccount('clinic', { closed: true });
    expect(await statusWith(secret)).toBe(401);
    await app.manageAccess.changeAccount('clinic', { closed: false });
    expect(await statusWith(secret)).toBe(200);
  });

  test('with few rights makes no key with more', async () => {
    const scopes = ['accounts:read', 'accounts:write'] as const;
    const { secret } = await app.manageAccess.makeKey('clinic', { name: 'n', role: 'admin', by, scopes });
    const ask = async (body: object) =>
      (
        await api().request('/v1/keys', {
          method: 'POST',
          body: JSON.stringify(body),
          headers: { ...host, authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
        })
      ).status;
    expect(await ask({ name: 'more', role: 'admin' })).toBe(403);
    expect(await ask({ name: 'more', role: 'admin', scopes: ['audit:read'] })).toBe(403);
    expect(await ask({ name: 'as many', role: 'admin', scopes: ['accounts:read'] })).toBe(201);
  });
});

describe('a user', () => {
  test('belongs to one account', async () => {
    const ann = { email: 'Ann@Clinic.example', name: 'Ann', role: 'biller' } as const;
    const user = await app.manageAccess.addUser('clinic', ann);
    expect(user.email).toBe('ann@clinic.example');
    await app.manageAccess.openAccount('other', {});
    await expect(app.manageAccess.addUser('other', ann)).rejects.toThrow('is a user already');
    await expect(app.manageAccess.changeUser('other', user.id, { role: 'admin' })).rejects.toThrow('no user');
  });
});

test('an account is opened once', async () => {
  await expect(app.manageAccess.openAccount('clinic', {})).rejects.toThrow('already');
  await expect(app.manageAccess.changeAccount('nobody', { name: 'x' })).rejects.toThrow('no account');
  expect((await app.access.accounts()).map(({ account }) => account)).toEqual(['clinic']);
});
