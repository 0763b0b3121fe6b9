import { beforeAll, describe, expect, test } from 'vitest';
import { operations } from '../../../functions/api/operations.ts';
import { exampleBody } from '../../support/api-bodies.ts';
import { account, claim, storing } from '../../support/claim-world.ts';
import { deletedList, fileOf, tabList } from '../../support/cpt-files.ts';
import { type Medium, openMedium, startApp } from '../../support/medium.ts';
import { apiOf, sampleKey } from '../../support/sample-world.ts';

/** Stands in every invented descriptor, so that any of them is seen wherever it gets. */
const mark = /secret/i;
const steady = Array.from({ length: 30 }, (_, at) => String(10_000 + at));
const list = (codes: readonly string[], word: string) =>
  fileOf('LONGULT.txt', tabList([...steady, ...codes].map((code) => ({ code, long: `Secret ${word} of ${code}` }))));
const years = {
  '2025': [list(['90001'], 'words')],
  '2026': [
    list(['90002'], 'other words'),
    fileOf('Deleted.txt', deletedList([{ code: '90001', on: '20260101', instruction: 'Use 90002' }])),
  ],
};
const shown = ['10003', '90001', '90002', '99999'];

let medium: Medium;
let api: ReturnType<typeof apiOf>;
let licensee: string;
let unlicensed: string;

beforeAll(async () => {
  medium = await openMedium();
  for (const [folder, files] of Object.entries(years)) {
    const app = startApp(medium);
    await app.ingestCpt({ folder, files, published: null, notify: false });
    await app.sweep();
  }
  await storing([claim('A', ['90001', '10003'])], startApp(medium));
  api = await licensing();
});

/** The service, and a key of an account with AMA's licence; the first key's account has none. */
async function licensing() {
  const app = startApp(medium);
  const secret = async (id: string, licensedCpt: boolean) => {
    await app.manageAccess.openAccount(id, { name: id, licensedCpt });
    return (await app.manageAccess.makeKey(id, { name: 'test', role: 'admin', by: 'test' })).secret;
  };
  licensee = await secret('licensee', true);
  unlicensed = await secret('unlicensed', false);
  return apiOf(app, { account, hosts: null });
}

async function ask(path: string, { accept = 'application/json', method = 'GET', body, by = null }: AskOptions = {}) {
  const headers: Record<string, string> = { host: 'codes.example', accept };
  if (by !== null) headers.authorization = `Bearer ${by}`;
  if (body !== undefined) headers['content-type'] = 'application/json';
  const answer = await api.request(path, { method, headers, ...(body === undefined ? {} : { body }) });
  const said = [...answer.headers].map((pair) => pair.join(': ')).join('\n');
  return { status: answer.status, headers: answer.headers, all: `${said}\n${await answer.text()}` };
}

interface AskOptions {
  readonly accept?: string;
  readonly method?: string;
  readonly body?: string;
  /** Null: nobody. */
  readonly by?: string | null;
}

/** Each operation that asks, for each code and release that might bring a text, in each media type. */
const questions = operations.flatMap(({ method, path, query, formats = {}, response, body, asks }) => {
  if (method !== 'GET' && !asks) return [];
  const places = shown.map((code) =>
    path
      .replace('{code}', code)
      .replace('{release}', '2026')
      .replace('{claimId}', 'A')
      .replace(/\{\w+\}/, '1'),
  );
  const queries = 'codeSet' in query ? ['', '?codeSet=CPT'] : [''];
  if ('since' in query) queries.push('?codeSet=CPT&since=start', '?release=2026', '?code=10003');
  const media = [...(response === null ? [] : ['application/json']), ...Object.keys(formats)];
  return [...new Set(places)].flatMap((place) =>
    queries.flatMap((asked) =>
      media.map((accept) => ({
        path: `${place}${asked}`,
        options: { accept, method, ...(body ? { body: exampleBody(path, shown) } : {}) },
      })),
    ),
  );
});

const pages = ['/', '/releases/2025/changes', '/releases/2026/changes', ...shown.map((code) => `/codes/${code}`)];

describe('AMA’s texts, without a licence', () => {
  test('no answer of the API holds one, whoever asks', async () => {
    let answered = 0;
    for (const { path, options } of questions)
      for (const by of [sampleKey, unlicensed, null]) {
        const { status, all } = await ask(path, { ...options, by });
        expect(all, path).not.toMatch(mark);
        expect(all, path).not.toMatch(/American Medical/);
        expect(status, `${path} ${all}`).toBeLessThan(500);
        if (status === 200) answered++;
      }
    expect(answered).toBeGreaterThan(60);
  });

  test.each(pages)('no page: %s', async (page) => {
    for (const by of [unlicensed, null]) {
      const { status, all } = await ask(page, { by });
      expect(status).toBeLessThan(500);
      expect(all).not.toMatch(mark);
    }
  });

  test('an answer that a licensee was given is nobody else’s', async () => {
    const licensed = await ask('/v1/codes/10003', { by: licensee });
    const visitor = await ask('/v1/codes/10003');
    expect(licensed.all).toMatch(mark);
    expect(visitor.all).not.toMatch(mark);
    expect(visitor.headers.get('etag')).not.toBe(licensed.headers.get('etag'));
    expect(licensed.headers.get('vary')).toMatch(/authorization/i);
  });
});

describe('AMA’s texts, with a licence', () => {
  const notice = 'CPT copyright 2026 American Medical Association. All rights reserved.';

  test.each([
    ['a code', '/v1/codes/10003', ['Secret words of 10003', 'Secret other words of 10003']],
    ['a code that has ended', '/v1/codes/90001', ['Secret words of 90001']],
    ['the changes of a year', '/v1/changes?release=2026', ['Secret words of 90001', 'Secret other words of 90002']],
    ['the feed', '/v1/changes?codeSet=CPT&since=start', ['Secret other words of 10003']],
  ])('stand in %s, under her notice', async (_what, path, texts) => {
    const { all, headers } = await ask(path, { by: licensee });
    for (const text of texts) expect(all).toContain(text);
    expect(headers.get('x-copyright')).toContain(notice);
    expect(all).toContain(`"copyright":["${notice}"`);
    // Once more, from the answers that are kept.
    const again = await ask(path, { by: licensee });
    expect(again.headers.get('x-copyright')).toContain(notice);
  });

  test('findings, releases and re-checks hold none', async () => {
    for (const path of ['/v1/findings', '/v1/releases?codeSet=CPT', '/v1/findings/money-at-risk', '/health'])
      expect((await ask(path, { by: licensee })).all, path).not.toMatch(mark);
  });
});

test('codes, kinds and dates are told to everybody', async () => {
  const read = async (path: string) => JSON.parse((await ask(path)).all.split('\n').at(-1)!);
  const { releases } = await read('/v1/releases?codeSet=CPT');
  expect(releases.map(({ codeSet, release }: Record<string, string>) => `${codeSet} ${release}`)).toEqual([
    'CPT 2025',
    'CPT 2026',
  ]);
  const { changes } = await read('/v1/changes?release=2026');
  const brief = changes.map(({ codeSet, code, kind, effective }: Record<string, string>) =>
    [codeSet, code, kind, effective].join(' '),
  );
  expect(brief).toContain('CPT 90001 deleted 2026-01-01');
  expect(brief).toContain('CPT 90002 added 2026-01-01');
  expect(brief).toHaveLength(32);
  expect(await read('/v1/codes/90001?on=2026-01-01')).toMatchObject({ codeSet: 'CPT', status: 'terminated' });
});

test('without a licensed drop, health says that CPT is not judged', async () => {
  api = apiOf(startApp(await openMedium()), { hosts: null });
  expect((await ask('/health')).all).toMatch(/"codeSet":"CPT"[^}]*"releases":0[^}]*licence/);
  expect((await ask('/v1/codes/99213')).all).toContain('no-code-set');
});
