import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCommand } from '../../../../infra/local/cli/program.ts';
import { type LocalApp, openLocalApp } from '../../../../infra/local/local-app.ts';
import { deletedList, fileOf, tabList } from '../../../support/cpt-files.ts';
import { zipOf } from '../../../support/release-builder.ts';
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

async function zipped(root: string, year: keyof typeof years): Promise<string> {
  const inner = await zipOf(Object.fromEntries(years[year].map(({ name, bytes }) => [name, bytes])), '2025-09-01');
  writeFileSync(join(root, `cpt-${year}.zip`), await zipOf({ 'data/CPT Standard.zip': inner }, '2025-09-01'));
  return `cpt-${year}.zip`;
}

/** Everything that is stored or sent, vault and keys apart. */
function allTexts(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile())
    .map((name) => readFileSync(join(folder, name), 'latin1'))
    .join('\n');
}

async function withStore(root: string, work: (app: LocalApp) => Promise<void>): Promise<void> {
  const app = await openLocalApp(join(root, 'data'), { inMemory: true });
  try {
    await work(app);
  } finally {
    await app.close();
  }
}

test('zips are read as their folders are, zips within them too', async () => {
  const root = home();
  const zips = [await zipped(root, '2025'), await zipped(root, '2026')];
  const ofFolders = JSON.parse((await codeset(root, ['diff', '--json', '2025', '2026'])).stdout);
  const ofZips = JSON.parse((await codeset(root, ['diff', '--json', ...zips])).stdout);
  expect(ofZips.changes).toEqual(ofFolders.changes);
  expect([ofZips.from.release, ofZips.to.release]).toEqual(['2025', '2026']);
  await withStore(root, async (app) => {
    const { stdout } = await codeset(root, ['ingest', ...zips], app);
    expect(stdout).toMatch(/^CPT 2026 \(cpt-2026\): 6 codes, published: 1 added, 1 deleted/m);
    expect((await codeset(root, ['diff', zips[0]!, 'claims.csv'], app)).exitCode).toBe(2);
  });
});

test('commands over stored CPT: codes and dates, and on one’s own machine the texts under AMA’s notice', async () => {
  const root = home();
  await withStore(root, async (app) => {
    await codeset(root, ['claims', 'import', 'claims.csv'], app);
    const before = await codeset(root, ['releases'], app);
    expect(before.stdout).toMatch(/CPT is not loaded: it needs the AMA's licence/);
    await codeset(root, ['ingest', '2025', '2026'], app);
    const releases = JSON.parse((await codeset(root, ['releases', '--json'], app)).stdout).releases;
    expect(releases.map((each: Record<string, string>) => `${each.codeSet} ${each.release}`)).toEqual([
      'CPT 2025',
      'CPT 2026',
    ]);
    const changes = JSON.parse((await codeset(root, ['changes', '--json', '--release', '2026'], app)).stdout);
    const brief = changes.changes.map((each: Record<string, string>) => `${each.codeSet} ${each.code} ${each.kind}`);
    expect(brief).toEqual(['CPT 90001 deleted', 'CPT 90002 added']);
    expect(changes.copyright).toContain('CPT copyright 2026 American Medical Association. All rights reserved.');
    const code = await codeset(root, ['code', '99213'], app);
    expect(code.stdout).toMatch(/^99213 on 2026-02-15: valid\n {2}Secret words of 99213\n/);
    expect(code.stdout).toMatch(/CPT copyright 2025 American Medical Association/);
    const rechecked = JSON.parse((await codeset(root, ['recheck', '--json'], app)).stdout);
    expect(rechecked).toMatchObject({ releases: ['CPT 2026'], lines: 1 });
    const found = JSON.parse((await codeset(root, ['findings', '--json'], app)).stdout).findings;
    expect(found.map((each: Record<string, string>) => `${each.code} ${each.rule}`)).toEqual(['90001 code-terminated']);
    expect(JSON.stringify(found)).not.toMatch(/secret/i);
    expect(allTexts(join(root, 'data'))).not.toMatch(/secret words/i);
  });
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
