import { beforeAll, describe, expect, test } from 'vitest';
import type { RunningApp } from '../../support/medium.ts';
import { visitor } from '../../support/page-visitor.ts';
import { emptyApp, sampleKey } from '../../support/sample-world.ts';

let app: RunningApp;
beforeAll(async () => {
  app = await emptyApp();
});

/** A store of code sets that fails with words that are nobody's business. */
function broken() {
  const failing = async () => {
    throw new Error('the table at 10.0.0.7 is gone');
  };
  return Object.assign(Object.create(app.codeSets), { state: failing });
}

describe('an error page', () => {
  test('of a failure tells its number, which is the one that was reported, and nothing of the insides', async () => {
    const told: string[] = [];
    const { get } = await visitor(app, sampleKey, {
      codeSets: broken(),
      report: (_, requestId) => void told.push(requestId),
    });
    const { status, text, $ } = await get('/');
    expect([status, $('h1').text(), $('nav a').length > 0]).toEqual([500, 'Something failed here', true]);
    expect($('main').text()).toContain(told[0]);
    expect(text).not.toMatch(/10\.0\.0\.7|\.ts:/);
  });

  test('of a store that is gone needs nothing of it', async () => {
    const gone = async () => {
      throw new Error('gone');
    };
    const access = Object.assign(Object.create(app.access), { user: gone, key: gone, account: gone });
    const { get } = await visitor(app, sampleKey, { access, codeSets: broken(), report: () => {} });
    expect((await get('/')).status).toBe(500);
  });

  test.each([
    ['/nowhere', 404, 'There is nothing here', 'The box above finds a code'],
    ['/codes/J9999', 404, 'The code set of this code is not loaded', 'Sources says'],
    ['/releases/1999-01', 404, 'This release is not held', 'list of releases'],
    ['/claims/none', 404, 'There is nothing here', ''],
    ['/settings/imports/none', 404, 'There is nothing here', ''],
    ['/worklist?by=luck', 400, 'The request is not understood', 'by'],
    ['/settings/imports?cursor=guess', 400, 'The request is not understood', 'begin again'],
  ])('%s says %i in words, and leads on', async (path, status, title, words) => {
    const { get } = await visitor(app, sampleKey);
    const page = await get(path);
    expect([page.status, page.$('h1').text()]).toEqual([status, title]);
    expect(page.$('main').text()).toContain(words);
    expect(page.$('main a.button').attr('href')).toBe('/');
  });

  test('of what is not allowed says who can allow it', async () => {
    const { secret } = await app.manageAccess.makeKey('local', { name: 'k', role: 'reader', by: 'test' });
    const { get } = await visitor(app, secret);
    const { status, $ } = await get('/settings/audit');
    expect([status, $('h1').text()]).toEqual([403, 'You lack the right']);
    expect($('main').text()).toContain('An admin of your account');
  });

  test('of a form from elsewhere says that nothing was changed', async () => {
    const { post } = await visitor(app, sampleKey);
    const { status, $ } = await post('/settings/payers', [['csrf', 'guess']]);
    expect([status, $('h1').text()]).toEqual([403, 'The form was not taken']);
    expect($('main').text()).toContain('Nothing was changed');
  });

  test('of too many pages says when it goes on; style and scripts are not counted', async () => {
    const { get } = await visitor(app, sampleKey, { rateLimit: { requests: 4, seconds: 60 } });
    const pages = [await get('/'), await get('/releases'), await get('/changes')];
    const style = pages[0]!.$('link[rel=stylesheet]').attr('href')!;
    for (let times = 0; times < 9; times++) expect((await get(style)).status).toBe(200);
    const refused = [await get('/sources'), await get('/sources')].at(-1)!;
    expect([...pages.map(({ status }) => status), refused.status]).toEqual([200, 200, 200, 429]);
    expect(refused.$('main').text()).toMatch(/In \d+ seconds it goes on/);
  });
});
