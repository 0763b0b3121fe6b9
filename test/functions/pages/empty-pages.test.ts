import { beforeAll, describe, expect, test } from 'vitest';
import { visitor } from '../../support/page-visitor.ts';
import { ingestFile, releaseFile } from '../../support/release-chain.ts';
import { emptyApp, sampleAccount, sampleKey } from '../../support/sample-world.ts';

type Visitor = Awaited<ReturnType<typeof visitor>>;

async function saysOn({ get }: Visitor, path: string): Promise<string> {
  const { status, $ } = await get(path);
  expect([path, status, $('h1').length]).toEqual([path, 200, 1]);
  return $('main').text().replace(/\s+/g, ' ');
}

describe('with nothing stored', () => {
  let reader: Visitor;
  beforeAll(async () => {
    reader = await visitor(await emptyApp(), sampleKey);
  });

  test.each([
    ['/', 'No release is held yet.'],
    ['/releases', 'How to get the first one'],
    ['/changes', 'How to get the first one'],
    ['/sources', 'codeset ingest --cms'],
    ['/worklist', 'No claim is stored yet'],
    ['/worklist?status=done', 'No claim is stored yet'],
    ['/worklist?type=order', 'A list comes in under Imports'],
    ['/audit', 'There is no finding'],
    ['/review', 'No replacement waits'],
    ['/settings/imports', 'Nothing came in yet.'],
    ['/settings/payers', 'None is kept'],
    ['/settings/access', 'Nobody has a way in of their own'],
  ])('%s says what is missing, or what to do', async (path, words) => {
    expect(await saysOn(reader, path)).toContain(words);
  });
});

describe('with one release', () => {
  test('and no claim, nothing is called right that nobody has looked at', async () => {
    const app = await emptyApp();
    await ingestFile(app, releaseFile('HCPC2025_OCT_ANWEB_09082025.txt', [{ code: 'S0013' }]));
    const reader = await visitor(app, sampleKey);
    const today = await saysOn(reader, '/');
    expect(today).toContain('No claim is stored yet, so none was judged');
    expect(today).not.toMatch(/Nothing that you bill is broken|Money at risk/);
    expect(await saysOn(reader, '/changes')).toContain('nothing to compare it with');
    await app.claims.register(sampleAccount);
    expect(await saysOn(reader, '/')).toContain('Nothing that you bill is broken.');
    expect(await saysOn(reader, '/worklist')).toContain('Nothing to do');
  });
});
