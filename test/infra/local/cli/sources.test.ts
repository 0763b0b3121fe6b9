import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { sayAlarms } from '../../../../infra/local/cli/sources.ts';
import { type LocalApp, openLocalApp } from '../../../../infra/local/local-app.ts';
import { samplePath } from '../../../../infra/local/sample.ts';
import { codesetOn, documentOf } from '../../../support/command-line.ts';
import { tempFolderOfFile } from '../../../support/temp-folder.ts';

const folder = tempFolderOfFile();
let app: LocalApp;

beforeAll(async () => {
  app = await openLocalApp(join(folder, 'data'), { inMemory: true });
  return () => app.close();
});

const run = (line: string) => codesetOn(app, line.split(' '));

test('of an empty store: what is in force is late, nobody has asked, and what to do about it', async () => {
  const ran = await run('sources --today 2026-11-23');
  expect(ran).toMatchObject({ code: 0, stderr: '' });
  expect(ran.stdout).toMatch(
    /HCPCS Level II, quarterly +LATE +- +2026-10 +2026-07-01 to 2026-09-24 +2026-10-01, 53 days ago/,
  );
  expect(ran.stdout).toMatch(/CPT, annual +not followed +- +2027 /);
  expect(ran.stdout).toMatch(/LATE: HCPCS 2026-10 is 60 days late: .*\n {2}run "codeset ingest --cms"/);
  expect(ran.stdout).toMatch(/NOT ASKED: nobody has asked CMS yet\n {2}run "codeset ingest --cms"/);
});

test('with a release held and CMS asked: the countdown, what CMS answered, and every link that nothing explains', async () => {
  await codesetOn(app, ['ingest', samplePath('HCPC2026_JAN_ANWEB_sample.txt')]);
  const remedy = 'download it';
  await app.watchLog.put({
    askedAt: '2026-02-01T11:30:00.000Z',
    answeredAt: '2026-01-31T11:30:00.000Z',
    downloads: 0,
    listed: ['2025-10', '2026-01'],
    failures: [{ url: 'https://www.cms.gov/list', failure: 'blocked', detail: 'status 403', remedy }],
    unknown: [
      { url: 'https://www.cms.gov/files/zip/rvu26a.zip', text: 'RVU26A', reason: 'a file that nothing explains' },
    ],
    problems: ['the list has no release 2025-07, but later ones'],
  });
  const { stdout } = await run('sources --today 2026-02-01');
  expect(stdout).toMatch(
    /HCPCS Level II, quarterly +due +2026-01 +2026-04 +2026-01-01 to 2026-03-25 +2026-04-01, in 59 days/,
  );
  expect(stdout).toContain(
    'CMS was last asked on 2026-02-01 at 11:30 UTC; it last answered on 2026-01-31 at 11:30 UTC.',
  );
  expect(stdout).toContain('It lists 2 releases, the newest 2026-01. 0 files downloaded.');
  expect(stdout).toContain('not recognised: RVU26A (https://www.cms.gov/files/zip/rvu26a.zip)');
  expect(stdout).toContain('BLOCKED: https://www.cms.gov/list: status 403\n  download it\n');
  const { sources } = documentOf(await run('sources --json --today 2026-02-01'), 'sources');
  expect(sources[0]).toMatchObject({ id: 'hcpcs', state: 'due', next: { release: '2026-04', days: 59, lateBy: 0 } });
  expect(sources[0]!.alarms.map(({ kind }) => kind)).toEqual(['blocked', 'unknown-links']);
});

test('what is late is said aloud, and nothing else', async () => {
  const said: string[] = [];
  const io = { stderr: (text: string) => void said.push(text) };
  const say = (today: string) => sayAlarms({ io } as unknown as Parameters<typeof sayAlarms>[0], app, today);
  await say('2026-03-25');
  expect(said).toEqual([]);
  await say('2026-03-26');
  expect(said).toEqual([expect.stringMatching(/^\*\*\* LATE: HCPCS 2026-04 is 1 day late: .* \*\*\*\n$/)]);
});
