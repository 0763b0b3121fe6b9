import { beforeAll, describe, expect, test } from 'vitest';
import { worklistScript } from '../../../../functions/pages/work/worklist-script.ts';
import { account, claim, january, october, worldOf } from '../../../support/claim-world.ts';
import type { RunningApp } from '../../../support/medium.ts';
import { visitor } from '../../../support/page-visitor.ts';
import { sampleToday } from '../../../support/sample-world.ts';

let app: RunningApp;
let keys: Readonly<Record<'reader' | 'biller' | 'stranger', string>>;

beforeAll(async () => {
  const hostile = { payer: '<script>alert(1)</script>', payerClaimNumber: '=HYPERLINK("x")' };
  ({ app } = await worldOf(
    october,
    [
      claim('A1', ['E1001-Y7 x2 @2026-01-05'], { payer: 'P1' }),
      claim('A2', ['E1001 x1 @2026-01-06'], hostile),
      claim('A3', ['E1001 x1 @2026-01-07'], { payer: 'P2' }),
      claim('\u202eA4', ['E1001 x1 @2026-01-07'], { payer: 'P2' }),
    ],
    january,
  ));
  await app.manageAccess.openAccount('other', {});
  const secretOf = async (owner: string, role: 'reader' | 'biller' | 'admin') =>
    (await app.manageAccess.makeKey(owner, { name: role, role, by: 'test' })).secret;
  keys = {
    reader: await secretOf(account, 'reader'),
    biller: await secretOf(account, 'biller'),
    stranger: await secretOf('other', 'admin'),
  };
});

const idOf = async (claimId: string): Promise<string> => {
  for await (const row of app.findings.list(account, 'open')) if (row.finding.claimId === claimId) return row.id;
  throw new Error(`${claimId} has no open finding`);
};

describe('the worklist', () => {
  test('shows each finding with its old and new line, its reason and its source', async () => {
    const { $, text } = await (await visitor(app, keys.biller)).get('/worklist');
    const row = $('#work > li').first();
    expect(row.find('.swap').text()).toContain('E1001-Y7 x2');
    expect(row.find('.swap').text()).toContain('E1002-Y7');
    expect(row.find('.why dd').length).toBeGreaterThan(2);
    expect($('#work > li').length).toBe(5);
    expect(text).not.toContain('<script>alert');
    expect(text).toContain('&lt;script&gt;alert(1)');
    expect($('script').attr('src')).toMatch(/^\/assets\/worklist-/);
  });

  test.each([
    ['/worklist?payer=p1', 2],
    ['/worklist?claim=A3', 1],
    ['/worklist?code=e1001&severity=error', 4],
    ['/worklist?status=done', 0],
    ['/worklist?status=held', 0],
    ['/worklist?type=order', 0],
    ['/worklist?code=&payer=&dueBy=', 5],
  ])('%s has %i entries', async (path, many) => {
    const { status, $ } = await (await visitor(app, keys.biller)).get(path);
    expect([status, $('#work > li').length, $('.card.calm').length]).toEqual([200, many, many === 0 ? 1 : 0]);
  });

  test.each(['/worklist?type=unheard', '/worklist?cursor=x', '/worklist?dueBy=soon'])('%s is refused', async (path) => {
    expect((await (await visitor(app, keys.biller)).get(path)).status).toBe(400);
  });

  test('goes along as CSV, harmless to a spreadsheet, and as a workbook', async () => {
    const biller = await visitor(app, keys.biller);
    const csv = await biller.get('/worklist.csv?claim=A2');
    expect(csv.type).toContain('text/csv');
    expect(csv.text.trim().split('\r\n').length).toBe(2);
    expect(csv.text).toContain(`'=HYPERLINK`);
  });

  test('asks a visitor to sign in, and shows a stranger nothing', async () => {
    const nobody = await (await visitor(app, 'wrong')).get('/worklist');
    expect([nobody.status, nobody.$('h1').text()]).toEqual([401, 'Sign in']);
    const { $ } = await (await visitor(app, keys.stranger)).get('/worklist');
    expect($('.card.calm h2').text()).toBe('Bring your open claims');
  });
});

describe('deciding', () => {
  test('in bulk is told, undone, and kept in the history', async () => {
    const biller = await visitor(app, keys.biller);
    const ids = [await idOf('A2'), await idOf('A3')];
    await biller.get('/worklist');
    const done = await biller.post('/worklist/decisions', [
      ['act', 'dismiss'],
      ['reason', 'written off'],
      ['back', '/worklist?payer=P2'],
      ...ids.map((id) => ['id', id] as const),
    ]);
    expect(done.status).toBe(303);
    expect(done.location).toMatch(/^\/worklist\?payer=P2&did=dismiss&ids=/);
    const told = await biller.get(done.location!);
    expect(told.$('.told').text()).toContain('2 findings dismissed.');
    expect((await biller.get(`/findings/${ids[0]}`)).$('.history').text()).toContain('dismissed it: written off');
    const undone = told.$('.told input[name=id]').map((_, input) => ['id', told.$(input).attr('value')!] as const);
    const pairs = ids.map((id) => ['id', id] as const);
    expect(undone.length).toBe(4);
    await biller.post('/worklist/decisions', [['act', 'reopen'], ['back', '/worklist'], ...pairs]);
    expect((await biller.get('/worklist')).$('#work > li').length).toBe(5);
  });

  test.each([
    ['nothing selected', [['act', 'done']], 'problem=none'],
    ['no button', [['id', 'X']], 'problem=button'],
    [
      'no reason',
      [
        ['act', 'dismiss'],
        ['id', 'X'],
      ],
      'problem=dismiss',
    ],
    [
      'nobody named',
      [
        ['act', 'assign'],
        ['id', 'X'],
      ],
      'problem=assign',
    ],
  ] as const)('with %s says what is missing', async (_, fields, problem) => {
    const biller = await visitor(app, keys.biller);
    await biller.get('/worklist');
    const { status, location } = await biller.post('/worklist/decisions', fields);
    expect([status, location]).toEqual([303, `/worklist?${problem}`]);
    expect((await biller.get(location!)).$('[role=alert]').length).toBe(1);
  });

  test('leads to no page of another site', async () => {
    const biller = await visitor(app, keys.biller);
    await biller.get('/worklist');
    for (const back of ['//evil.example/worklist', 'https://evil.example/', '/settings'])
      expect(
        (
          await biller.post('/worklist/decisions', [
            ['act', 'done'],
            ['back', back],
          ])
        ).location,
      ).toBe('/worklist?problem=none');
  });

  test('is not offered to a reader, nor done for one', async () => {
    const reader = await visitor(app, keys.reader);
    const id = await idOf('A1');
    for (const path of ['/worklist', `/findings/${id}`]) {
      const { status, $ } = await reader.get(path);
      expect([path, status, $('main form[method=post], main input[type=checkbox][name=id]').length]).toEqual([
        path,
        200,
        0,
      ]);
    }
    // The token of the session is the same on every page; a reader finds it where a check is asked for.
    await reader.get('/check');
    expect(
      (
        await reader.post('/worklist/decisions', [
          ['act', 'done'],
          ['id', id],
        ])
      ).status,
    ).toBe(403);
    expect((await reader.get(`/findings/${id}`)).text).not.toContain('said that it is done');
  });

  test('without the token of the session is refused', async () => {
    const biller = await visitor(app, keys.biller);
    const stale = await biller.post('/worklist/decisions', [
      ['act', 'done'],
      ['id', await idOf('A1')],
    ]);
    expect(stale.status).toBe(403);
    expect(stale.text).toContain('load the page again');
  });

  test('about a finding or a claim of another account finds nothing', async () => {
    const stranger = await visitor(app, keys.stranger);
    const id = await idOf('A1');
    await stranger.get('/check');
    expect(
      (
        await stranger.post('/worklist/decisions', [
          ['act', 'done'],
          ['id', id],
        ])
      ).status,
    ).toBe(404);
    expect((await stranger.get(`/findings/${id}`)).status).toBe(404);
    expect((await stranger.get('/claims/A1')).status).toBe(404);
  });
});

test('the list of keys names every key of the script, and none beside', async () => {
  const { $ } = await (await visitor(app, keys.biller)).get('/worklist');
  const named = $('#keys kbd')
    .toArray()
    .map((key) => $(key).text());
  const [, table = ''] = /const keys = \{(.*?)\n\};/s.exec(worklistScript)!;
  const pressed = [...table.matchAll(/^ {2}'?([a-z/?])'?: /gm)].map(([, key]) => key);
  // Escape is for fields, where no other key does anything.
  expect(named.filter((key) => key !== 'Esc').toSorted()).toEqual(pressed.toSorted());
});

describe('a claim', () => {
  test('shows its lines, what was found, and what to bill instead', async () => {
    const { status, $ } = await (await visitor(app, keys.reader)).get('/claims/A1');
    expect(status).toBe(200);
    expect($('.line.wrong').length).toBe(1);
    expect($('.found').length).toBe(2);
    expect($('.found .swap').text()).toContain('E1002-Y7');
  });

  test('of any number can be reached', async () => {
    const { status, $ } = await (await visitor(app, keys.reader)).get(`/claims/${encodeURIComponent('\u202eA4')}`);
    expect([status, $('h1 bdi').length]).toEqual([200, 1]);
  });

  test('was read, which the audit log knows', async () => {
    await (await visitor(app, keys.reader)).get('/claims/A3');
    const actions = new Set<string>();
    for await (const { action } of app.audit.events({ account, month: sampleToday.slice(0, 7) })) actions.add(action);
    expect([...actions]).toEqual(expect.arrayContaining(['getClaim', 'getWorklist', 'decideFindings']));
  });
});

test('patterns say what to change first, and lead to its lines', async () => {
  const { status, $ } = await (await visitor(app, keys.reader)).get('/audit');
  expect(status).toBe(200);
  expect($('.issues li').first().text()).toContain('E1001');
  expect($('.issues a[href="/worklist?code=E1001"]').length).toBe(1);
  expect((await (await visitor(app, keys.stranger)).get('/audit')).$('h1').text()).toContain('no finding');
});
