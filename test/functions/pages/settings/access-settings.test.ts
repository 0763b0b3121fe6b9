import { beforeEach, describe, expect, test } from 'vitest';
import type { RunningApp } from '../../../support/medium.ts';
import { visitor } from '../../../support/page-visitor.ts';
import { apiOf, emptyApp, sampleAccount, sampleKey } from '../../../support/sample-world.ts';

const access = '/settings/access';
const accounts = '/settings/accounts';
let app: RunningApp;
let person: Awaited<ReturnType<typeof visitor>>;
beforeEach(async () => {
  // The service's own clock, so that keys end as the pages say.
  app = await emptyApp(() => '2026-01-20T12:00:00.000Z');
  person = await visitor(app, sampleKey);
});

const letsIn = async (secret: string) => {
  const headers = { host: '127.0.0.1', authorization: `Bearer ${secret}` };
  return (await apiOf(app).request('http://127.0.0.1/v1/payers', { headers })).status === 200;
};
const users = async () => app.access.users(sampleAccount);
const keys = async () => app.access.keys(sampleAccount);

test('a person is let in, gets another role, is shut out after a question, and let in again', async () => {
  await person.fill(await person.get(access), `${access}/users`, { email: 'Ann@clinic.example', name: 'Ann' });
  const [{ id } = { id: '' }] = await users();
  const here = `${access}/users/${id}`;
  await person.fill(await person.get(access), `${here}/change`, { name: 'Ann Lee', role: 'admin' });
  expect(await users()).toMatchObject([{ email: 'ann@clinic.example', name: 'Ann Lee', role: 'admin' }]);
  const asked = await person.fill(await person.get(access), `${here}/disable`);
  expect(asked.$('main b').text()).toBe('Ann Lee (ann@clinic.example)');
  const told = await person.get((await person.fill(asked, `${here}/disable`)).location!);
  expect([told.$('[role=status]').text(), (await users())[0]!.disabledAt]).toEqual([
    'Shut out, at once.',
    expect.any(String),
  ]);
  const back = await person.get((await person.fill(told, `${here}/enable`)).location!);
  expect([back.$('[role=status]').text(), (await users())[0]!.disabledAt]).toEqual(['Let in again.', null]);
});

test('somebody who is let in already is said to be, beside the words that were typed', async () => {
  const ann = { email: 'ann@clinic.example', name: 'Ann' };
  await person.fill(await person.get(access), `${access}/users`, ann);
  const { status, $ } = await person.fill(await person.get(access), `${access}/users`, ann);
  expect([status, $(`form[action="${access}/users"] [name=email]`).val()]).toEqual([409, ann.email]);
  expect($('[role=alert]').text()).toContain('is a user already');
});

describe('a key', () => {
  const make = async (anew: Record<string, string | readonly string[]> = {}) => {
    const made = await person.fill(await person.get(access), `${access}/keys`, { name: 'EHR', ...anew });
    return made.$('.done code').text();
  };

  test('is shown once, lets its program in, and may have an end and less rights than its role', async () => {
    const secret = await make({ expiresAt: '2026-06-30', scopes: ['payers:read', 'rules:read'] });
    expect(await letsIn(secret)).toBe(true);
    expect((await person.get(access)).$('main').text()).not.toContain(secret);
    expect(await keys()).toMatchObject([{ scopes: ['payers:read', 'rules:read'], expiresAt: '2026-06-30T23:59:59Z' }]);
  });

  test('gets another name and another end, or none', async () => {
    await make({ expiresAt: '2026-06-30' });
    const here = `${access}/keys/${(await keys())[0]!.id}`;
    await person.fill(await person.get(access), `${here}/change`, { name: 'EHR nightly' });
    expect(await keys()).toMatchObject([{ name: 'EHR nightly', expiresAt: '2026-06-30T23:59:59Z' }]);
    await person.fill(await person.get(access), `${here}/change`, { expiresAt: '' });
    expect(await keys()).toMatchObject([{ name: 'EHR nightly', expiresAt: null }]);
  });

  test.each([
    ['7', true, '2026-01-27T12:00:00.000Z'],
    ['0', false, '2026-01-20T12:00:00.000Z'],
  ])('is followed by one of the same name; %s days later the old one ends', async (days, stillHolds, expiresAt) => {
    const old = await make();
    const { id } = (await keys())[0]!;
    const made = await person.fill(await person.get(access), `${access}/keys/${id}/rotate`, { days });
    const secret = made.$('.done code').text();
    expect([await letsIn(secret), await letsIn(old)]).toEqual([true, stillHolds]);
    const [before, after] = [
      (await keys()).find((key) => key.id === id)!,
      (await keys()).find((key) => key.id !== id)!,
    ];
    expect([before.expiresAt, before.rotatedTo, after.name, after.role]).toEqual([
      expiresAt,
      after.id,
      'EHR',
      'system',
    ]);
    expect(made.$(`form[action="${access}/keys/${id}/rotate"]`).length).toBe(0);
  });

  test('keeps the moment of its end where its name alone is changed', async () => {
    await make();
    const { id } = (await keys())[0]!;
    await person.fill(await person.get(access), `${access}/keys/${id}/rotate`, { days: '1' });
    await person.fill(await person.get(access), `${access}/keys/${id}/change`, { name: 'Old one' });
    expect((await keys()).find((key) => key.id === id)).toMatchObject({
      name: 'Old one',
      expiresAt: '2026-01-21T12:00:00.000Z',
    });
  });

  test.each(['soon', '1e99'])('is not rotated for %s days', async (days) => {
    await make();
    const { id } = (await keys())[0]!;
    const { status, $ } = await person.fill(await person.get(access), `${access}/keys/${id}/rotate`, { days });
    expect([status, $('[role=alert]').length]).toEqual([400, 1]);
    expect((await keys()).length).toBe(1);
  });

  test('is revoked after a question', async () => {
    const secret = await make();
    const here = `${access}/keys/${(await keys())[0]!.id}/revoke`;
    const asked = await person.fill(await person.get(access), here);
    expect(await letsIn(secret)).toBe(true);
    await person.fill(asked, here);
    expect(await letsIn(secret)).toBe(false);
  });
});

test('an account is opened with its first key, renamed, closed after a question, and opened again', async () => {
  const opened = await person.fill(await person.get(accounts), accounts, { account: 'north', name: 'North' });
  const secret = opened.$('.done code').text();
  expect(await letsIn(secret)).toBe(true);
  await person.fill(await person.get(accounts), `${accounts}/north/change`, {
    name: 'North Clinic',
    licensedCpt: 'yes',
  });
  expect(await app.access.account('north')).toMatchObject({ name: 'North Clinic', licensedCpt: true });
  const asked = await person.fill(await person.get(accounts), `${accounts}/north/close`);
  await person.fill(asked, `${accounts}/north/close`);
  expect(await letsIn(secret)).toBe(false);
  await person.fill(await person.get(accounts), `${accounts}/north/open`);
  expect((await app.access.account('north'))!.closedAt).toBe(null);
  // Nobody closes the account that they are in.
  expect((await person.get(accounts)).$(`form[action="${accounts}/${sampleAccount}/close"]`).length).toBe(0);
});

test('an admin who does not operate the deployment sees nothing of other accounts', async () => {
  await app.manageAccess.openAccount('north', {});
  const { secret } = await app.manageAccess.makeKey('north', { name: 'k', role: 'admin', by: 'test' });
  const north = await visitor(app, secret);
  expect((await north.get(accounts)).status).toBe(403);
  expect((await north.get(access)).$(`a[href="${accounts}"]`).length).toBe(0);
});

test('the audit log is narrowed by who, what and day, and read page by page, back and forth', async () => {
  const { key } = await app.manageAccess.makeKey(sampleAccount, { name: 'EHR', role: 'system', by: 'test' });
  for (let at = 0; at < 120; at++)
    await app.audit.record({
      at: new Date(Date.UTC(2026, 0, 10, 0, at)).toISOString(),
      account: sampleAccount,
      by: { kind: 'key', id: at % 2 ? key.id : 'first' },
      action: at % 4 ? 'getClaim' : 'keepPayers',
      effect: at % 4 ? 'read' : 'change',
      object: null,
      status: 200,
      requestId: null,
    });
  const rows = async (query: string) => {
    const page = await person.get(`/settings/audit?to=2026-01-15&${query}`);
    return {
      page,
      times: page
        .$('tbody time')
        .map((_, time) => page.$(time).attr('datetime')!)
        .get(),
    };
  };
  const first = await rows('');
  const link = ({ page }: typeof first, words: string) => page.$(`a:contains("${words}")`).attr('href');
  const follow = async (from: typeof first, words: string) => {
    const page = await person.get(link(from, words)!);
    return {
      page,
      times: page
        .$('tbody time')
        .map((_, time) => page.$(time).attr('datetime')!)
        .get(),
    };
  };
  const second = await follow(first, 'Earlier ones');
  expect(new Set([...first.times, ...second.times]).size).toBe(first.times.length + second.times.length);
  expect(first.times.at(-1)! > second.times[0]!).toBe(true);
  expect((await follow(second, 'Later ones')).times).toEqual(first.times);
  expect(link(first, 'Later ones')).toBeUndefined();
  const narrowed = await rows(`by=${key.id}&effect=read`);
  expect([
    narrowed.times.length,
    new Set(
      narrowed.page
        .$('tbody td[data-label=Who]')
        .map((_, cell) => narrowed.page.$(cell).text())
        .get(),
    ),
  ]).toEqual([60, new Set(['EHR'])]);
  expect((await rows('from=2026-01-11')).page.$('main').text()).toContain('Nothing of the kind');
});
