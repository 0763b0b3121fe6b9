import { beforeEach, describe, expect, test } from 'vitest';
import type { RunningApp } from '../../../support/medium.ts';
import { ownRule } from '../../../support/own-rule.ts';
import { visitor } from '../../../support/page-visitor.ts';
import { emptyApp, sampleAccount, sampleKey } from '../../../support/sample-world.ts';

const rules = '/settings/rules';
const payers = '/settings/payers';
let app: RunningApp;
let person: Awaited<ReturnType<typeof visitor>>;
beforeEach(async () => {
  app = await emptyApp();
  person = await visitor(app, sampleKey);
});

const kept = async () => app.settings.read(sampleAccount);
const own = async () => (await kept()).overrides.own ?? [];

/** Two visits on a day: the commonest rule, as somebody fills it in. */
const visits = {
  title: 'Two visits on a day',
  'conditions.0.line.codes': '99213 99214',
  'conditions.0.with.0.codes': '99202-99205',
  'conditions.0.message': '{code} beside {other}',
  'source.document': 'Contract of 2026, §4',
  evidence: 'Which of the two was held',
  falsePositives: 'two clinics\nanother speciality',
  from: '2026-01-01',
  payers: ['medicaid', 'commercial'],
  'examples.0.says': 'both',
  'examples.0.payer': 'commercial',
  'examples.0.date': '2026-02-02',
  'examples.0.lines': '99213\n99203',
  'examples.0.finds': '1',
  'examples.1.says': 'one alone',
  'examples.1.payer': 'commercial',
  'examples.1.date': '2026-02-02',
  'examples.1.lines': '99213',
};

describe('a rule of one’s own', () => {
  test('is added field by field, stands in the list, and is named by its title', async () => {
    const sent = await person.fill(await person.get(`${rules}/new`), `${rules}/new`, visits);
    expect([sent.status, sent.location]).toEqual([303, `${rules}?done=addRule`]);
    expect(await own()).toMatchObject([
      {
        name: 'two-visits-on-a-day',
        payers: ['medicaid', 'commercial'],
        to: null,
        severity: 'warning',
        conditions: [{ kind: 'pattern', line: { codes: ['99213', '99214'] }, with: [{ codes: ['99202-99205'] }] }],
        falsePositives: ['two clinics', 'another speciality'],
        examples: [{ finds: [1] }, { finds: [] }],
      },
    ]);
    const listed = await person.get(`${rules}?show=own`);
    expect(listed.$('.rows a').text()).toBe('Two visits on a day');
  });

  test('is edited in the same fields: sent as they are, they change nothing; of another name, the old one goes', async () => {
    await person.fill(await person.get(`${rules}/new`), `${rules}/new`, visits);
    const before = await own();
    const edit = () => person.get(`${rules}/new?of=two-visits-on-a-day`);
    await person.fill(await edit(), `${rules}/new`);
    expect(await own()).toEqual(before);
    await person.fill(await edit(), `${rules}/new`, { name: 'one-visit-a-day', severity: 'review' });
    expect((await own()).map(({ name, severity }) => [name, severity])).toEqual([['one-visit-a-day', 'review']]);
  });

  test.each([
    ['find something else', { 'examples.0.finds': '2' }, 'says that it finds on line 2, and it finds on line 1'],
    ['cannot be read', { 'examples.0.lines': '99213 twice' }, 'is no line of an example'],
  ])('is refused where its examples %s, with the word of whoever tried them', async (_, anew, word) => {
    const { status, $ } = await person.fill(await person.get(`${rules}/new`), `${rules}/new`, { ...visits, ...anew });
    expect(status).toBe(400);
    expect($('[role=alert]').text()).toContain(word);
    expect($('[role=alert]').is('[autofocus]')).toBe(true);
    expect($('textarea[name="falsePositives"]').val()).toContain('another speciality');
    expect(await own()).toEqual([]);
  });

  test('is pasted as JSON, edited as JSON where it is more than the fields, and taken away after a question', async () => {
    await person.fill(await person.get(`${rules}/new`), `${rules}/written`, { rule: JSON.stringify(ownRule) });
    const edit = await person.get(`${rules}/new?of=${ownRule.name}`);
    expect(edit.$(`form[action="${rules}/new"]`).length).toBe(0);
    await person.fill(edit, `${rules}/written`);
    expect((await own()).map(({ name }) => name)).toEqual([ownRule.name]);
    const here = `${rules}/${ownRule.name}`;
    const asked = await person.fill(await person.get(here), `${here}/remove`);
    expect((await own()).length).toBe(1);
    expect((await person.fill(asked, `${here}/remove`)).location).toBe(`${rules}?done=removeRule`);
    expect(await own()).toEqual([]);
  });

  test('comes in a file, which goes before what is pasted', async () => {
    await person.get(`${rules}/new`);
    const file = new File([JSON.stringify(ownRule)], 'rule.json', { type: 'application/json' });
    expect((await person.upload(`${rules}/written`, { rule: '{', file })).status).toBe(303);
    expect((await own()).map(({ name }) => name)).toEqual([ownRule.name]);
  });

  test('begins with a shipped one, under a name of its own', async () => {
    const copied = await person.get(`${rules}/new?of=discarded-drug`);
    expect(copied.$('textarea[name=rule]').val()).toContain('"name": "our-discarded-drug"');
    expect((await person.fill(copied, `${rules}/written`)).status).toBe(303);
    expect((await own()).map(({ name, number }) => [name, number])).toEqual([['our-discarded-drug', null]]);
  });
});

test('a shipped rule is switched off, and set as shipped again', async () => {
  const here = `${rules}/discarded-drug`;
  for (const [severity, word] of [
    ['off', 'off'],
    ['review', 'review'],
    ['as shipped', 'error'],
  ] as const) {
    const sent = await person.fill(await person.get(here), `${here}/switch`, { severity });
    expect((await person.get(sent.location!)).$('h2 .tag').text()).toBe(word);
  }
  expect((await kept()).overrides.switched).toEqual({});
});

test('a list of codes and tables are kept, and taken away after a question', async () => {
  const at = `${rules}/lists`;
  const codes = { list: 'single-dose', source: 'ASP file of January', codes: 'j9035, J9305\nJ9271' };
  expect((await person.fill(await person.get(at), `${at}/codes`, codes)).status).toBe(303);
  const products = {
    source: 'crosswalk',
    codes: [{ ndc: '50458002803', code: 'J0013', from: '2026-01-01', to: null }],
  };
  const lists = JSON.stringify({ products });
  expect((await person.fill(await person.get(at), `${at}/tables`, { lists })).status).toBe(303);
  expect((await kept()).written).toEqual({
    codes: { 'single-dose': { source: 'ASP file of January', codes: ['J9035', 'J9305', 'J9271'] } },
    products,
  });
  const asked = await person.fill(await person.get(at), `${at}/single-dose/remove`);
  await person.fill(asked, `${at}/single-dose/remove`);
  expect((await kept()).written).toEqual({ products });
});

const window = { payer: '66783', code: 's0013', to: '2026-03-31', instead: 'j0013', document: 'Bulletin 7' };

describe('a window', () => {
  const windows = async () => (await kept()).windows;
  const keep = async (page: string, anew: Record<string, string>) =>
    person.fill(await person.get(page), `${payers}/windows`, anew);

  test('is kept, and changed in a form that is filled in; of another code or first day, the old one goes', async () => {
    await keep(payers, window);
    const stored = {
      payer: '66783',
      code: 'S0013',
      from: null,
      to: '2026-03-31',
      instead: ['J0013'],
      document: 'Bulletin 7',
    };
    expect(await windows()).toEqual([stored]);
    const edit = (await person.get(payers)).$('tbody a:contains("Change")').attr('href')!;
    await keep(edit, {});
    expect(await windows()).toEqual([stored]);
    await keep(edit, { from: '2026-01-01', takes: 'no' });
    expect(await windows()).toEqual([{ ...stored, from: '2026-01-01', takes: false }]);
  });

  test('without a first day is removed alone, after a question', async () => {
    await keep(payers, window);
    await keep(payers, { ...window, from: '2026-07-01', to: '' });
    const asked = await person.fill(await person.get(payers), `${payers}/windows/remove`);
    expect((await windows()).length).toBe(2);
    await person.fill(asked, `${payers}/windows/remove`);
    expect((await windows()).map(({ from }) => from)).toEqual(['2026-07-01']);
  });
});

test('a payer is kept whole, changed in a form that is filled in, and is in the audit log', async () => {
  const payer = { payer: '66783', name: 'Blue Plan', class: 'commercial', takesSCodes: 'no', timelyFilingDays: '90' };
  await person.fill(await person.get(payers), payers, { ...payer, source: 'Manual' });
  const stored = { class: 'commercial', name: 'Blue Plan', takesSCodes: false, timelyFilingDays: 90, source: 'Manual' };
  expect(Object.fromEntries((await kept()).payers)).toEqual({ 66783: stored });
  await person.fill(await person.get(`${payers}?payer=66783`), payers, { payer: '66784', timelyFilingDays: '' });
  const { timelyFilingDays: _, ...rest } = stored;
  expect(Object.fromEntries((await kept()).payers)).toEqual({ 66784: rest });
  const log = (await person.get('/settings/audit?effect=change')).$('tbody').text();
  expect([log.includes('keepPayers'), log.includes('removePayer'), log.includes('list')]).toEqual([true, true, false]);
});

describe('a payer id without a letter or a digit', () => {
  const window = { code: 'S0013', to: '2026-03-31', document: 'Bulletin 7' };

  test.each([
    ['of a payer', payers, { payer: '#!' }],
    ['of a window', `${payers}/windows`, { payer: '--', ...window }],
  ])('%s is refused, and nothing that is kept is harmed', async (_, form, fields) => {
    const { status, $ } = await person.fill(await person.get(payers), form, fields);
    expect([status, $(`form[action="${form}"]`).text()]).toEqual([
      400,
      expect.stringContaining('neither a letter nor a digit'),
    ]);
    expect([(await person.get(payers)).status, (await kept()).windows]).toEqual([200, []]);
  });
});
