import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { type LocalApp, openLocalApp } from '../../../../infra/local/local-app.ts';
import { samplePath } from '../../../../infra/local/sample.ts';
import { codesetOn, documentOf } from '../../../support/command-line.ts';
import { correctionsBook } from '../../../support/corrections-book.ts';
import { tempFolderOfFile } from '../../../support/temp-folder.ts';

const folder = tempFolderOfFile();
const half = join(folder, 'HCPC2026_JAN_ANWEB_sample.txt');
const unclear = join(folder, 'October 2025 HCPCS Corrections.xlsx');
const early = join(folder, 'April 2031 HCPCS Corrections.xlsx');
let app: LocalApp;

beforeAll(async () => {
  const lines = readFileSync(samplePath('HCPC2026_JAN_ANWEB_sample.txt'), 'latin1').split('\r\n');
  const middle = lines.findIndex((line, index) => index > lines.length / 2 && /^.{10}[37]/.test(line));
  writeFileSync(half, `${lines.slice(0, middle).join('\r\n')}\r\n`, 'latin1');
  writeFileSync(
    unclear,
    correctionsBook([{ CODE: 'S0013', ACTION: 'See our letter' }], { title: 'October 2025 HCPCS CORRECTIONS' }),
  );
  writeFileSync(
    early,
    correctionsBook([{ CODE: 'S0013', ACTION: 'DELETE' }], { title: 'April 2031 HCPCS CORRECTIONS' }),
  );
  app = await openLocalApp(join(folder, 'data'), { inMemory: true });
  expect(await codesetOn(app, ['ingest', samplePath('HCPC2025_OCT_ANWEB_sample.txt'), unclear, early])).toMatchObject({
    code: 0,
  });
  return () => app.close();
});

const run = async (line: string) => codesetOn(app, line.split(' '));
const json = async <Form extends Parameters<typeof documentOf>[1]>(line: string, form: Form) =>
  documentOf(await run(`${line} --json`), form);

test('a release that raises concerns is told as an error with its rule and remedy, and stays out of sight', async () => {
  const ran = await codesetOn(app, ['ingest', half]);
  expect(ran.code).toBe(1);
  expect(ran.stderr).toMatch(
    /HCPC2026_JAN_ANWEB_sample.txt:\d+: lacks .*codeset release approve 2026-01.*\[records-missing\]/,
  );
  expect((await run('releases')).stdout).not.toContain('2026-01');
});

test('what waits for a person is listed, instructions in their exact words', async () => {
  const { stdout } = await run('quarantine');
  for (const words of ['HCPCS 2026-01', 'records-missing', 'See our letter', 'V1 of 2031-04'])
    expect(stdout).toContain(words);
  expect(await json('quarantine', 'quarantine')).toMatchObject({
    releases: [{ release: '2026-01', status: 'open', concerns: [{ rule: 'records-missing' }] }],
    waiting: [{ corrects: '2031-04', version: 1 }],
    instructions: [
      { release: '2025-10.v1', code: 'S0013', line: 5, text: 'See our letter', rule: 'unknown-instruction' },
    ],
  });
});

test('rejected it stays out, approved it is published', async () => {
  expect(await json('release reject 2026-01', 'decision')).toMatchObject({ verdict: 'reject', published: [] });
  expect((await codesetOn(app, ['ingest', half])).stderr).toContain('was rejected');
  const approved = await json('release approve 2026-01', 'decision');
  expect(approved).toMatchObject({ release: '2026-01', verdict: 'approve', published: ['2026-01'] });
  expect((await run('releases')).stdout).toContain('HCPCS 2026-01');
  expect(await json('quarantine', 'quarantine')).toMatchObject({ releases: [] });
});

test('an instruction that a person has dealt with waits no longer, also after a rebuild', async () => {
  const { instructions } = await json('quarantine', 'quarantine');
  const [{ release, line }] = instructions as [(typeof instructions)[0]];
  const settled = await json(`release settle ${release} ${line} --reason read --by ann`, 'settled');
  expect(settled).toMatchObject({ release, row: line, code: 'S0013', text: 'See our letter' });
  await run('rebuild');
  expect(await json('quarantine', 'quarantine')).toMatchObject({ instructions: [] });
  expect((await run(`release settle ${release} ${line}`)).stderr).toContain('waiting for a person: none');
  expect(await app.decisions.all('instruction')).toMatchObject([{ decision: 'settled', by: 'ann', note: 'read' }]);
});

test('a decision about nothing says what there is to decide', async () => {
  const ran = await run('release approve 2030-01');
  expect(ran.code).toBe(1);
  expect(ran.stderr).toContain('no release 2030-01 is quarantined; waiting for a decision: none');
});

test('verify proves the store; a damaged one exits 1, and rebuild mends it', async () => {
  expect(await json('verify', 'verify')).toMatchObject({ archived: 4, releases: 3, problems: [] });
  expect((await run('verify')).stdout).toMatch(/^Sound: 4 archived files, 3 releases/);
  const { releases } = await app.codeSets.state('HCPCS');
  await app.codeSets.removeRows((await app.codeSets.rowsOf(releases[0]!.changeSet)).slice(0, 2));
  const damaged = await run('verify');
  expect(damaged.code).toBe(1);
  expect(damaged.stdout).toMatch(/2 problems in .*\n.*is missing; run "codeset rebuild"/);
  expect(await json('rebuild', 'rebuild')).toMatchObject({ files: 4, changed: false, refused: [] });
  expect((await run('verify')).code).toBe(0);
});

test('files that cannot be read are named one by one, and keep no other file out', async () => {
  const release = samplePath('HCPC2025_OCT_ANWEB_sample.txt');
  const letter = join(folder, 'letter.zip');
  const notes = join(folder, 'notes.txt');
  writeFileSync(letter, 'no zip');
  writeFileSync(notes, 'no release');
  const held = await codesetOn(app, ['ingest', letter, release, notes]);
  expect(held.code).toBe(1);
  expect(held.stderr).toMatch(/letter\.zip.*\n.*notes\.txt/);
  expect(held.stdout).toContain('HCPCS 2025-10');
});
