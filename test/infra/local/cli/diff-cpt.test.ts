import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { runCommand } from '../../../../infra/local/cli/program.ts';
import { diffForm } from '../../../../shared/api/change-forms.ts';
import type { SourceFile } from '../../../../shared/release/source-file.ts';
import { deletedList, fileOf, tabList } from '../../../support/cpt-files.ts';
import { generateYears, licensedFolder } from '../../../support/cpt-generator.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const codes = ['00100', '00102', '99213', '99999'];
const listOf = (...listed: readonly string[]) =>
  fileOf('LONGULT.txt', tabList(listed.map((code) => ({ code, long: `Invented text of ${code}` }))));

function folderOf(root: string, name: string, files: readonly SourceFile[]): void {
  for (const file of files) {
    const path = join(root, name, file.name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, file.bytes);
  }
}

async function codeset(cwd: string, ...argv: readonly string[]) {
  const stdout: string[] = [];
  const stderr: string[] = [];
  const io = {
    cwd,
    isTTY: false,
    stdout: (text: string) => void stdout.push(text),
    stderr: (text: string) => void stderr.push(text),
  };
  const store = () => Promise.reject(new Error('a diff opens no store'));
  const exitCode = await runCommand({ io, argv, store }, () => '2026-01-15');
  return { exitCode, stdout: stdout.join(''), stderr: stderr.join('') };
}

test('two folders of the true size: the form of every diff, CPT, the folders’ years, 418 changes', async () => {
  const root = tempFolder();
  const { older, newer, deleted } = generateYears();
  folderOf(root, 'cpt/2025', licensedFolder(older, [], 2025));
  folderOf(root, 'cpt/2026', licensedFolder(newer, deleted, 2026));
  const { exitCode, stdout } = await codeset(root, 'diff', '--json', 'cpt/2025', 'cpt/2026/');
  const document = diffForm.parse(JSON.parse(stdout));
  expect(exitCode).toBe(0);
  expect(document.codeSet).toBe('CPT');
  expect([document.from.release, document.to.release]).toEqual(['2025', '2026']);
  expect([document.from.file, document.to.file]).toEqual(['2025', '2026']);
  expect(document.from.sha256).toMatch(/^[0-9a-f]{64}$/);
  expect(document.changes).toHaveLength(418);
  const count = (kind: string) => document.changes.filter((change) => change.kind === kind).length;
  expect([count('added'), count('deleted'), count('revised')]).toEqual([288, 84, 46]);
  expect(document.notes.map(({ text }) => text)).toContain(
    'CPT copyright 2026 American Medical Association. All rights reserved.',
  );
});

test('the text shows what the codes are called, under the notice of whose words they are', async () => {
  const root = tempFolder();
  folderOf(root, '2025', [listOf(...codes, '90001')]);
  const instruction = 'To report, use 90002';
  folderOf(root, '2026', [
    listOf(...codes, '90002'),
    fileOf('Deleted_DTK_tab.txt', deletedList([{ code: '90001', on: '20260101', instruction }])),
  ]);
  const { stdout } = await codeset(root, 'diff', '2025', '2026');
  expect(stdout).toBe(
    [
      'CPT 2025 (2025) → 2026 (2026): 1 added, 1 deleted',
      '',
      '90001  deleted  2026-01-01  Category I  → 90002',
      '    - Invented text of 90001',
      '90002  added  2026-01-01  Category I',
      '    + Invented text of 90002',
      '',
      'CPT copyright 2026 American Medical Association. All rights reserved.',
      'CPT copyright 2025 American Medical Association. All rights reserved.',
      '',
    ].join('\n'),
  );
});

test.each([
  ['a folder and a file', ['2026', '2026/LONGULT.txt'], 2, /compare two folders or zips/],
  ['a folder without a year', ['2026', 'new'], 1, /no-year/],
  ['a folder without a list', ['2026', 'empty-2025'], 1, /no-code-list/],
])('%s', async (_what, paths, exitCode, reason) => {
  const root = tempFolder();
  folderOf(root, '2026', [listOf(...codes)]);
  folderOf(root, 'new', [listOf(...codes)]);
  folderOf(root, 'empty-2025', [fileOf('README.txt', ['Made up.'])]);
  const told = await codeset(root, 'diff', ...paths);
  expect(told.exitCode).toBe(exitCode);
  expect(told.stderr).toMatch(reason);
  expect(told.stdout).toBe('');
});

test.each([
  ['an off-cycle set beside a year adds and ends nothing', [...codes, '0042T'], ['0800T'], ['0800T added']],
  [
    'of two lists of PLA codes the later ends what it lacks',
    ['0001U', '0002U'],
    ['0002U', '0003U'],
    ['0001U deleted', '0003U added'],
  ],
  ['of two quarters of news neither ends the other', ['0001U', '0002U'], ['0009U'], ['0009U added']],
  [
    'a year beside an off-cycle set brings no Category I code',
    ['0001U'],
    [...codes, '0001U', '0002U'],
    ['0002U added'],
  ],
] as const)('%s', async (_, older, newer, told) => {
  const root = tempFolder();
  folderOf(root, '2026', [listOf(...older)]);
  folderOf(root, 'cpt-2026-q2', [listOf(...newer)]);
  const { stdout } = await codeset(root, 'diff', '--json', '2026', 'cpt-2026-q2');
  const { changes } = diffForm.parse(JSON.parse(stdout));
  expect(changes.map(({ code, kind }) => `${code} ${kind}`)).toEqual(told);
});
