import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCommand } from '../../../../infra/local/cli/program.ts';
import { type LocalApp, openLocalApp } from '../../../../infra/local/local-app.ts';
import { deletedList, fileOf, tabList } from '../../../support/cpt-files.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const steady = ['00100', '96372', '99213', '99999'];
const list = (...codes: readonly string[]) =>
  fileOf(
    'LONGULT.txt',
    tabList([...steady, ...codes].sort().map((code) => ({ code, long: `Secret words of ${code}` }))),
  );
const years = {
  '2025': [list('90001')],
  '2026': [
    list('90002'),
    fileOf('Deleted.txt', deletedList([{ code: '90001', on: '20260101', instruction: 'Use 90002' }])),
  ],
};
const claims = [
  'claim_id,code,date_of_service,units,amount,payer',
  'C1,90001,2026-02-03,1,100.00,X',
  'C1,99213,2026-02-03,1,50.00,X',
].join('\n');

function home(): string {
  const root = tempFolder();
  for (const [year, files] of Object.entries(years)) {
    mkdirSync(join(root, year));
    for (const { name, bytes } of files) writeFileSync(join(root, year, name), bytes);
  }
  writeFileSync(join(root, 'claims.csv'), `${claims}\n`);
  return root;
}

async function codeset(cwd: string, argv: readonly string[], app?: LocalApp) {
  const stdout: string[] = [];
  const stderr: string[] = [];
  const io = {
    cwd,
    isTTY: false,
    stdout: (text: string) => void stdout.push(text),
    stderr: (text: string) => void stderr.push(text),
  };
  const store = async (_folder: string, action: (app: LocalApp) => Promise<void>) => action(app!);
  const exitCode = await runCommand({ io, argv, store }, () => '2026-02-15');
  return { exitCode, stdout: stdout.join(''), stderr: stderr.join('') };
}

const found = (stdout: string) => {
  const { unchecked, findings } = JSON.parse(stdout);
  const brief = findings.map(({ code, rule, fix }: { code: string; rule: string; fix: { code: string }[] }) =>
    [code, rule, ...fix.map((each) => each.code)].join(' '),
  );
  return { unchecked, findings: brief };
};

test('claims are checked against folders of CPT; without them their CPT lines are counted', async () => {
  const root = home();
  const without = await codeset(root, ['check', '--json', 'claims.csv']);
  expect(found(without.stdout)).toEqual({ unchecked: { 'no-code-set': 2, 'outside-coverage': 0 }, findings: [] });
  const held = await codeset(root, ['check', '--json', 'claims.csv', '--cpt', '2025', '--cpt', '2026']);
  expect(found(held.stdout)).toEqual({
    unchecked: { 'no-code-set': 0, 'outside-coverage': 0 },
    findings: ['90001 code-terminated 90002'],
  });
  expect(`${held.stdout}${held.stderr}`).not.toMatch(/secret/i);
});

test('folders of CPT are ingested: codes and dates into the store, texts into the vault', async () => {
  const root = home();
  const app = await openLocalApp(join(root, 'data'), { inMemory: true });
  try {
    const { exitCode, stdout } = await codeset(root, ['ingest', '2025', '2026'], app);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^CPT 2025 \(2025\): 5 codes, the first release held/m);
    expect(stdout).toMatch(/^CPT 2026 \(2026\): 6 codes, published: 1 added, 1 deleted/m);
    const data = join(root, 'data');
    for (const name of readdirSync(data, { recursive: true, encoding: 'utf8' })) {
      if (!statSync(join(data, name)).isFile()) continue;
      expect(readFileSync(join(data, name), 'latin1'), name).not.toMatch(/secret|words/i);
    }
  } finally {
    await app.close();
  }
});
