import { load } from 'cheerio';
import { beforeEach, describe, expect, test } from 'vitest';
import { operations } from '../../../../functions/api/operations.ts';
import type { Deed } from '../../../../functions/pages/settings/deed.ts';
import { deeds } from '../../../../functions/pages/settings/settings-deeds.ts';
import { settingsPages } from '../../../../functions/pages/settings/settings-pages.tsx';
import { auditTrail } from '../../../../functions/queries/audit-trail.ts';
import type { RunningApp } from '../../../support/medium.ts';
import { visitor } from '../../../support/page-visitor.ts';
import { apiOf, emptyApp, sampleKey } from '../../../support/sample-world.ts';

let app: RunningApp;
beforeEach(async () => {
  app = await emptyApp();
});

const somewhere = (path: string) => path.replace(/:\w+/g, 'x');

describe('the settings', () => {
  test('are shown to nobody who has not signed in, and lead back there', async () => {
    for (const path of Object.keys(settingsPages).map(somewhere)) {
      const response = await apiOf(app).request(`http://127.0.0.1${path}`, { headers: { host: '127.0.0.1' } });
      const $ = load(await response.text());
      expect([path, response.status, $('input[name=to]').val()]).toEqual([path, 401, path]);
    }
  });

  test.each(Object.keys(settingsPages).filter((path) => !path.includes(':')))(
    '%s is whole with nothing in it',
    async (path) => {
      const { status, $ } = await (await visitor(app, sampleKey)).get(path);
      expect([status, $('h1').length, $('main table tbody tr:empty').length]).toEqual([200, 1, 0]);
    },
  );

  test('every form asks an operation that there is, leads to a page that there is, and is told by a name of its own', () => {
    const ids = operations.map(({ id }) => id);
    for (const { operation, page, onTo } of deeds) {
      expect(ids).toContain(operation);
      expect(Object.keys(settingsPages)).toContain(page);
      expect(Object.keys(settingsPages)).toContain(onTo ?? page);
    }
    const names = deeds.map(({ name, operation }) => name ?? operation);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  test.each(deeds.filter(({ asks }) => asks).map((deed): [string, Deed] => [deed.path, deed]))(
    '%s asks first, and does nothing until it is told again',
    async (path, { operation }) => {
      const person = await visitor(app, sampleKey);
      await person.get('/settings/payers');
      const asked = await person.post(somewhere(path), [['whom', 'X-1']]);
      expect([asked.status, asked.$('main b').text(), asked.$('input[name=sure]').val()]).toEqual([200, 'X-1', 'yes']);
      const log = (await person.get('/settings/audit')).$('tbody').text();
      expect(log).not.toContain(operation);
    },
  );
});

describe('who may only read', () => {
  test('sees no form, and is refused whatever it sends all the same', async () => {
    const { secret } = await app.manageAccess.makeKey('local', { name: 'k', role: 'reader', by: 'test' });
    const person = await visitor(app, secret);
    const shown = Object.keys(settingsPages).filter((path) => !path.includes(':'));
    for (const path of shown) {
      const { status, $ } = await person.get(path);
      expect([path, status, $('main form[method=post]').length]).toEqual([path, status, 0]);
      expect([200, 403]).toContain(status);
    }
    // The token is the session's, whatever page it came with.
    const { $ } = await person.get('/check');
    expect($('input[name=csrf]').length).toBeGreaterThan(0);
    for (const { path } of deeds)
      for (const sure of ['', 'yes']) {
        const { status } = await person.post(somewhere(path), [
          ['sure', sure],
          ['severity', 'off'],
          ['rule', '{}'],
          ['lists', '{}'],
          ['days', '0'],
        ]);
        expect([path, sure, status]).toEqual([path, sure, path === '/settings/imports' ? status : expect.anything()]);
        expect([403, 404]).toContain(status);
      }
    const { events } = await auditTrail(app)({
      account: 'local',
      from: '2026-01-01',
      to: '2027-01-01',
      effect: 'change',
      limit: 10,
    });
    expect(events).toEqual([]);
  });
});

describe('a form', () => {
  test('without the token of the session is refused', async () => {
    const person = await visitor(app, sampleKey);
    const { status } = await person.post('/settings/payers', [
      ['payer', '1'],
      ['class', 'other'],
      ['csrf', 'guess'],
    ]);
    expect(status).toBe(403);
    expect((await person.get('/settings/payers')).$('main li b').length).toBe(0);
  });

  test.each([
    [
      '/settings/payers',
      '/settings/payers',
      { payer: '66783', timelyFilingDays: 'soon' },
      'timelyFilingDays',
      'number',
    ],
    [
      '/settings/payers',
      '/settings/payers/windows',
      { payer: '1', code: 'S0013', document: '' },
      'document',
      'Fill this in',
    ],
    [
      '/settings/payers',
      '/settings/payers/windows',
      { payer: '1', code: 'nonsense', document: 'x' },
      'code',
      'procedure code',
    ],
    [
      '/settings/subscriptions',
      '/settings/subscriptions',
      { name: 'x', destination: 'no address' },
      'destination',
      'mail address',
    ],
    [
      '/settings/subscriptions',
      '/settings/subscriptions',
      { name: 'x', destination: 'a@b.example', 'timing.timeZone': 'Mars' },
      'timing.timeZone',
      'time zone',
    ],
    [
      '/settings/subscriptions',
      '/settings/subscriptions',
      { name: 'x', destination: 'a@b.example', 'interest.codes': 'J01*, 1-2' },
      'interest.codes',
      'beginning',
    ],
    [
      '/settings/subscriptions',
      '/settings/subscriptions',
      { name: 'x', destination: 'a@b.example', 'timing.quiet.from': '22:00' },
      'timing.quiet.to',
      'HH:MM',
    ],
    ['/settings/access', '/settings/access/users', { name: 'x', email: 'no address' }, 'email', 'mail address'],
    ['/settings/access', '/settings/access/keys', { name: 'x', expiresAt: '2020-01-01' }, 'expiresAt', 'to come'],
    [
      '/settings/accounts',
      '/settings/accounts',
      { account: 'No Such', name: 'x' },
      'account',
      'letters, digits and hyphens',
    ],
    [
      '/settings/rules/new',
      '/settings/rules/new',
      { title: 'Two visits', 'conditions.0.line.codes': 'visits' },
      'conditions.0.line.codes',
      '',
    ],
    ['/settings/rules/new', '/settings/rules/written', { rule: '{ "name": ' }, 'rule', 'no JSON'],
    ['/settings/rules/new', '/settings/rules/written', { rule: '{ "name": "x" }' }, 'rule', 'title:'],
    [
      '/settings/rules/lists',
      '/settings/rules/lists/codes',
      { source: 'ASP file', codes: 'J9035 drug' },
      'codes',
      'codes',
    ],
  ])(
    'on %s sent to %s with a mistake (%#) says so at the field, and keeps what was typed',
    async (page, action, typed, field, word) => {
      const person = await visitor(app, sampleKey);
      const { status, $ } = await person.fill(await person.get(page), action, typed);
      expect(status).toBe(400);
      const form = $(`form[action="${action}"]`);
      for (const [name, words] of Object.entries(typed))
        expect([name, form.find(`[name="${name}"]`).val()?.toString().replace(/^\n/, '')]).toEqual([name, words]);
      const wrong = form.find(`[name="${field}"]`);
      expect([field, wrong.attr('aria-invalid')]).toEqual([field, 'true']);
      expect(form.find('[aria-invalid]').first().is('[autofocus]')).toBe(true);
      const described = wrong.attr('aria-describedby')!.split(' ')[0]!;
      expect(form.find(`[id="${described}"]`).text()).toContain(word);
      expect(form.find('[role=alert]').text()).toContain('Nothing was changed');
      expect(form.closest('details').is('[open]')).toBe(form.closest('details').length > 0);
    },
  );

  test('is told by what it came to, and by no words of an address', async () => {
    const person = await visitor(app, sampleKey);
    const told = async (done: string) => (await person.get(`/settings/payers?done=${done}`)).$('[role=status]').text();
    expect(await told('enableUser')).toBe('Let in again.');
    expect(await told('testSubscription.failed')).toContain('did not get through');
    for (const made of ['constructor', 'testSubscription.constructor', 'testSubscription', '<b>', ''])
      expect(await told(made)).toBe('');
  });
});
