import { load } from 'cheerio';
import { beforeEach, describe, expect, test } from 'vitest';
import { operations } from '../../../functions/api/operations.ts';
import { deeds } from '../../../functions/pages/settings-deeds.ts';
import { settingsPages } from '../../../functions/pages/settings-pages.tsx';
import type { RunningApp } from '../../support/medium.ts';
import { apiOf, emptyApp, sampleKey } from '../../support/sample-world.ts';

const origin = 'http://127.0.0.1';
const host = { host: '127.0.0.1' };
let app: RunningApp;
beforeEach(async () => {
  app = await emptyApp();
});

/** A browser that has signed in: it keeps its cookie, and sends each form with the token of its page. */
async function signedIn(key = sampleKey) {
  const api = apiOf(app);
  const entered = await api.request(`${origin}/sign-in?key=${key}`, { headers: host });
  const cookie = entered.headers.get('set-cookie')!.split(';')[0]!;
  const get = async (path: string) => {
    const response = await api.request(origin + path, { headers: { ...host, cookie } });
    return { status: response.status, $: load(await response.text()) };
  };
  const post = async (path: string, fields: Record<string, string>, page = '/settings/payers', csrf?: string) => {
    const token = csrf ?? (await get(page)).$('input[name=csrf]').first().val();
    const response = await api.request(origin + path, {
      method: 'POST',
      headers: { ...host, cookie, origin, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ ...fields, csrf: String(token) }).toString(),
    });
    return { status: response.status, to: response.headers.get('location'), $: load(await response.text()) };
  };
  return { get, post };
}

const window = {
  payer: '66783',
  code: 'S0013',
  from: '',
  to: '2026-03-31',
  takes: 'yes',
  instead: '',
  document: 'Bulletin 7',
};

describe('the settings', () => {
  test('are shown to nobody who has not signed in, and lead back there', async () => {
    for (const path of Object.keys(settingsPages)) {
      const response = await apiOf(app).request(origin + path.replace(':id', 'x'), { headers: host });
      const $ = load(await response.text());
      expect([path, response.status, $('input[name=to]').val()]).toEqual([path, 401, path.replace(':id', 'x')]);
    }
  });

  test.each(Object.keys(settingsPages).filter((path) => !path.includes(':')))(
    '%s is whole with nothing in it',
    async (path) => {
      const { status, $ } = await (await signedIn()).get(path);
      expect([status, $('h1').length, $('main table tbody tr:empty').length]).toEqual([200, 1, 0]);
    },
  );

  test('every form asks an operation that there is, and leads to a page that there is', () => {
    const ids = operations.map(({ id }) => id);
    for (const { operation, page } of deeds) {
      expect(ids).toContain(operation);
      expect(Object.keys(settingsPages)).toContain(page);
    }
  });
});

describe('a form', () => {
  test('changes what is stored, and is in the audit log', async () => {
    const { get, post } = await signedIn();
    const kept = await post('/settings/payers', { payer: '66783', class: 'commercial', name: 'Blue Plan', source: '' });
    expect([kept.status, kept.to]).toEqual([303, '/settings/payers?done=keepPayers']);
    expect((await post('/settings/payers/windows', window)).status).toBe(303);
    const page = await get('/settings/payers?done=keepWindows');
    expect(page.$('main').text()).toContain('Blue Plan');
    expect(page.$('main').text()).toContain('Bulletin 7');
    expect(page.$('[role=status]').text()).toContain('The window is kept');
    const log = (await get('/settings/audit')).$('tbody').text();
    expect(log).toContain('keepPayers');
    expect(log).toContain('keepWindows');
    await post('/settings/payers/windows/remove', { payer: '66783', code: 'S0013', from: '' });
    expect((await get('/settings/payers')).$('main').text()).not.toContain('Bulletin 7');
  });

  test.each([
    ['/settings/payers/windows', { ...window, document: '' }, '/settings/payers', 'document'],
    ['/settings/payers/windows', { ...window, code: 'nonsense' }, '/settings/payers', 'procedure code'],
    [
      '/settings/subscriptions',
      { name: 'x', type: 'email', to: 'no address', cadence: 'daily' },
      '/settings/subscriptions',
      'address',
    ],
    ['/settings/access/users', { name: 'x', email: 'no address', role: 'biller' }, '/settings/access', 'email'],
  ])('sent to %s with a mistake says which, on its own page (%#)', async (path, fields, page, word) => {
    const { post } = await signedIn();
    const { status, $ } = await post(path, fields, page);
    expect(status).toBe(400);
    expect($('[role=alert]').text()).toContain(word);
    expect($(`form[action="${path}"]`).length).toBe(1);
  });

  test('without the token of the session is refused', async () => {
    const { get, post } = await signedIn();
    expect((await post('/settings/payers', { payer: '1', class: 'other' }, undefined, 'guess')).status).toBe(403);
    expect((await get('/settings/payers')).$('main li b').length).toBe(0);
  });

  test('shows a new key once, and the key lets its program in', async () => {
    const { get, post } = await signedIn();
    const { status, $ } = await post('/settings/access/keys', { name: 'EHR', role: 'system' }, '/settings/access');
    const secret = $('.done code').text();
    expect(status).toBe(200);
    expect((await get('/settings/access')).$('main').text()).not.toContain(secret);
    const payers = { headers: { ...host, authorization: `Bearer ${secret}` } };
    expect((await apiOf(app).request(`${origin}/v1/payers`, payers)).status).toBe(200);
  });

  test('is not offered to who may only read, and refused if sent all the same', async () => {
    const { secret } = await app.manageAccess.makeKey('local', { name: 'k', role: 'reader', by: 'test' });
    const { get, post } = await signedIn(secret);
    expect((await get('/settings/payers')).$('main form').length).toBe(0);
    expect((await get('/settings/audit')).status).toBe(403);
    const token = String((await get('/')).$('input[name=csrf]').val() ?? '');
    expect((await post('/settings/payers', { payer: '1', class: 'other' }, '/settings/payers', token)).status).toBe(
      403,
    );
  });
});

test('a subscription is made, paused, replayed and removed', async () => {
  const { get, post } = await signedIn();
  const home = '/settings/subscriptions';
  await post(home, { name: 'Desk', type: 'feed', to: '', cadence: 'daily', codes: 'j01*, J0013', minimum: '10' }, home);
  const here = (await get(home))
    .$('tbody a')
    .filter((_, link) => /Desk/.test(load(link).text()))
    .attr('href')!;
  expect((await get(here)).$('h1').text()).toBe('Desk');
  for (const [deed, word] of [
    ['pause', 'paused'],
    ['resume', 'active'],
    ['test', 'active'],
    ['replay', 'active'],
  ] as const) {
    expect([deed, (await post(`${here}/${deed}`, { from: '1' }, here)).status]).toEqual([deed, 303]);
    expect((await get(here)).$('main').text()).toContain(word);
  }
  expect((await post(`${here}/remove`, {}, here)).to).toBe(`${home}?done=removeSubscription`);
  expect((await get(here)).status).toBe(404);
});
