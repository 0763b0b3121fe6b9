import { beforeEach, expect, test } from 'vitest';
import type { RunningApp } from '../../../support/medium.ts';
import { type VisitedPage, visitor } from '../../../support/page-visitor.ts';
import { emptyApp, sampleAccount, sampleKey } from '../../../support/sample-world.ts';

const home = '/settings/subscriptions';
let app: RunningApp;
let person: Awaited<ReturnType<typeof visitor>>;
beforeEach(async () => {
  app = await emptyApp();
  person = await visitor(app, sampleKey, { deliver: null });
});

const hrefOf = ({ $ }: VisitedPage, name: string) =>
  $('tbody a')
    .filter((_, link) => $(link).text() === name)
    .attr('href')!;
const wholeWish = {
  name: 'Desk',
  'destination.type': 'feed',
  'timing.cadence': 'weekly',
  'timing.hour': '6',
  'timing.weekday': '5',
  'timing.timeZone': 'America/Chicago',
  'timing.quiet.from': '22:00',
  'timing.quiet.to': '06:30',
  'timing.daysBefore': '30, 7 0',
  'interest.findings': 'yes',
  'interest.changes': 'yes',
  'interest.codes': 'j01*, J0013 a4000-a4999',
  'interest.minimum': '12.50',
  'interest.kinds': ['deleted', 'revised'],
  'interest.codeSets': ['HCPCS'],
  'interest.sections': 'j q',
  'interest.payers': '66783, 12345',
  'interest.clinics': '1234567890',
  'escalation.over': '500',
  'escalation.afterDays': '3',
  'escalation.to': 'default',
  owner: 'ann@clinic.example',
  kind: 'system',
} as const;
const stored = {
  name: 'Desk',
  kind: 'system',
  owner: 'ann@clinic.example',
  interest: {
    findings: true,
    changes: true,
    onlyBilled: false,
    codes: ['J01*', 'J0013', 'A4000-A4999'],
    minimum: 12.5,
    kinds: ['deleted', 'revised'],
    codeSets: ['HCPCS'],
    sections: ['J', 'Q'],
    payers: ['66783', '12345'],
    clinics: ['1234567890'],
  },
  timing: {
    cadence: 'weekly',
    hour: 6,
    weekday: 5,
    timeZone: 'America/Chicago',
    quiet: { from: '22:00', to: '06:30' },
    daysBefore: [30, 7, 0],
  },
  escalation: { over: 500, afterDays: 3, to: 'default' },
  destination: { type: 'feed' },
};

async function made(): Promise<string> {
  const sent = await person.fill(await person.get(home), home, wholeWish);
  expect([sent.status, sent.location]).toEqual([303, `${home}?done=addSubscription.active`]);
  return hrefOf(await person.get(home), 'Desk');
}
const kept = async (here: string) => app.manageSubscriptions.get(sampleAccount, here.split('/').at(-1)!);

test('a form says all that a subscription can be', async () => {
  const here = await made();
  expect(await kept(here)).toMatchObject(stored);
  expect((await person.get(here)).$('.facts').text()).toContain('over $500: to Billing manager');
});

test('of a subscription, the form to change it is filled in with all of it: sent as it is, it changes nothing', async () => {
  const here = await made();
  const before = await kept(here);
  const sent = await person.fill(await person.get(`${here}/edit`), `${here}/edit`);
  expect([sent.status, sent.location]).toEqual([303, `${here}?done=changeSubscription`]);
  expect(await kept(here)).toEqual(before);
});

test('what is emptied in the form is asked for no longer', async () => {
  const here = await made();
  await person.fill(await person.get(`${here}/edit`), `${here}/edit`, {
    name: 'Night desk',
    'timing.quiet.from': '',
    'timing.quiet.to': '',
    'timing.daysBefore': '',
    'interest.codes': '',
    'interest.kinds': [],
    'interest.changes': [],
    'interest.minimum': '',
    'escalation.to': '',
    owner: '',
  });
  expect(await kept(here)).toMatchObject({
    name: 'Night desk',
    owner: null,
    escalation: null,
    interest: { codes: [], kinds: [], changes: false, minimum: 0, sections: ['J', 'Q'] },
    timing: { quiet: null, daysBefore: [], hour: 6 },
  });
  const page = await person.get(here);
  expect(page.$('h1').text()).toBe('Night desk');
  expect(page.$('.facts').text()).toContain('on Friday at 6:00, America/Chicago');
});

test('it is moved elsewhere: a mail address is asked first, a webhook shows its secret once', async () => {
  const here = await made();
  const edit = () => person.get(`${here}/edit`);
  const mailed = await person.fill(await edit(), `${here}/move`, {
    'destination.type': 'email',
    destination: 'desk@clinic.example',
  });
  expect(mailed.location).toBe(`${here}?done=moveSubscription.unconfirmed`);
  expect(await kept(here)).toMatchObject({ status: 'unconfirmed', destination: { address: 'desk@clinic.example' } });
  const hooked = await person.fill(await edit(), `${here}/move`, {
    'destination.type': 'webhook',
    destination: 'https://receiver.example/hooks',
    'destination.payload': 'thin',
  });
  expect(hooked.$('.done code').text()).toMatch(/^whsec_/);
  expect(await kept(here)).toMatchObject({ destination: { type: 'webhook', payload: 'thin' } });
});

test('it is paused, resumed, tried, sent again and removed', async () => {
  const here = await made();
  for (const [deed, done, word] of [
    ['pause', 'pauseSubscription', 'paused'],
    ['resume', 'resumeSubscription.active', 'active'],
    ['test', 'testSubscription.waits', 'active'],
  ] as const) {
    const sent = await person.fill(await person.get(here), `${here}/${deed}`);
    expect([deed, sent.location]).toEqual([deed, `${here}?done=${done}`]);
    const page = await person.get(sent.location!);
    expect(page.$('h2 .tag').first().text()).toBe(word);
    expect(page.$('[role=status]').text()).not.toBe('');
  }
  await app.outgoing.enqueue({
    account: sampleAccount,
    subscription: here.split('/').at(-1)!,
    id: 'alert-1',
    subject: 'Three codes end',
    createdAt: '2026-01-20T12:00:00.000Z',
    status: 'kept',
    body: () => '{}',
  });
  const listed = await person.get(here);
  expect(listed.$('main').text()).toContain('in the feed');
  const [said] = listed.$('main .rows a[href*=deliveries]').toArray();
  const message = await person.get(listed.$(said!).attr('href')!);
  expect([message.$('h1').text(), message.$('pre').text()]).toEqual(['Three codes end', '{}']);
  expect((await person.fill(listed, `${here}/replay`)).location).toBe(`${here}?done=replayDeliveries`);
  const asked = await person.fill(await person.get(here), `${here}/remove`);
  expect(asked.$('h1').text()).toBe('Remove the subscription?');
  expect((await person.fill(asked, `${here}/remove`)).location).toBe(`${home}?done=removeSubscription`);
  expect((await person.get(here)).status).toBe(404);
});

test('its deliveries are listed from the latest back, and a confirmation keeps its link to itself', async () => {
  const here = await made();
  const subscription = here.split('/').at(-1)!;
  for (let at = 1; at <= 30; at++)
    await app.outgoing.enqueue({
      ...{ account: sampleAccount, subscription, id: `alert-${at}`, subject: `Alert ${at}` },
      createdAt: '2026-01-20T12:00:00.000Z',
      status: 'kept',
      body: () => '{}',
    });
  const numbers = ({ $ }: VisitedPage) =>
    $('.rows li > b')
      .map((_, number) => Number($(number).text()))
      .get();
  const first = await person.get(here);
  expect([numbers(first).length, numbers(first)[0]]).toEqual([25, 30]);
  expect(numbers(await person.get(first.$('a:contains("Earlier ones")').attr('href')!))).toEqual([5, 4, 3, 2, 1]);

  await person.fill(await person.get(`${here}/edit`), `${here}/move`, {
    'destination.type': 'email',
    destination: 'desk@clinic.example',
  });
  const [row] = await app.alerts.alerts(sampleAccount);
  const asked = await person.get(`${here}/deliveries/${encodeURIComponent(row!.id)}`);
  expect([asked.status, asked.$('pre').length]).toEqual([200, 0]);
  expect(asked.text).not.toContain((await kept(here)).token);
});
