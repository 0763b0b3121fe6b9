import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { samplePath } from '../../../../infra/local/sample.ts';
import { codeset, documentOf } from '../../../support/command-line.ts';
import { releaseText, zipOf } from '../../../support/release-builder.ts';
import { tempFolderOfFile } from '../../../support/temp-folder.ts';

const cwd = tempFolderOfFile();

const january = samplePath('HCPC2026_JAN_ANWEB_sample.txt');
const records = Array.from({ length: 40 }, (_, index) => ({ code: `A${4000 + index}` }));

beforeAll(async () => {
  const whole = Buffer.from(releaseText(records));
  const more = Buffer.from(releaseText([...records, { code: 'A4100' }]));
  const files: Readonly<Record<string, Uint8Array | string>> = {
    'HCPC2026_JAN_ANWEB.txt': whole,
    'HCPC2026_APR_ANWEB.txt': Buffer.from(releaseText(records.slice(0, 18))),
    'page.zip': '<!DOCTYPE html><html><body>Access denied</body></html>',
    'text.zip': 'this is no zip at all',
    'cut.zip': (await zipOf({ 'HCPC2026_APR_ANWEB.txt': more })).subarray(0, 600),
    'empty.txt': '',
    'columns.txt': 'code,description\nA4000,Something\n',
    'unnamed.txt': whole,
    'bad-line_2026_APR_ANWEB.txt': Buffer.concat([more, Buffer.from(`${'A9999'.padEnd(10)}5${' '.repeat(309)}\r\n`)]),
    'payers.json': '{ "66783": "rich" }',
    'claims.csv': 'claim_id,code,date_of_service\nC1,A4000,2026-01-05\n',
    'bad-claims.csv': 'claim_id,code,date_of_service\nC1,A4000,yesterday\nC2,A4000,2026-01-05\n',
  };
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(cwd, name), bytes);
  mkdirSync(join(cwd, 'folder'));
  expect(await codeset(['ingest', 'HCPC2026_JAN_ANWEB.txt'], { cwd })).toMatchObject({ code: 0 });
});

/** Calls that the user got wrong: exit 2, with the remedy. */
const usage: readonly (readonly [line: string, says: RegExp])[] = [
  ['', /Usage: codeset/],
  ['difference a b', /unknown command 'difference'/],
  ['diff a.zip', /missing required argument 'NEW'/],
  ['diff a b --colour', /unknown option '--colour'/],
  ['ingest', /name the files to ingest, or --cms/],
  ['claims', /Usage: codeset claims/],
  ['claims import', /missing required argument 'FILES'/],
  ['code', /missing required argument 'CODE'/],
  ['code S0013 --on 05.01.2026', /write a date as YYYY-MM-DD/],
  ['code S0013 --on 2026-02-30', /write a date as YYYY-MM-DD/],
  ['code S00138', /"S00138" is no code: write five characters/],
  ['replacements %', /is no code/],
  ['changes --kind gone', /is no kind of change: added, deleted, revised, reactivated/],
  ['changes --code NOTACODE', /is no code/],
  ['check claims.csv --fail-on horror', /write error, warning or review/],
  ['findings --severity big', /write error, warning or review/],
  ['serve --port 99999', /write a port as a number from 0 to 65535/],
  ['schema invoice', /there is no form "invoice"; there are: .*check/],
  ['ingest HCPC2026_JAN_ANWEB.txt --release spring', /"spring" is no release; write YEAR-MONTH/],
  ['releases --today tomorrow', /write a date as YYYY-MM-DD/],
];

/** Input or store at fault: exit 1, naming the file, the line where there is one, the rule. */
const input: readonly (readonly [line: string, says: RegExp])[] = [
  ['diff nowhere.zip HCPC2026_JAN_ANWEB.txt', /^codeset: nowhere\.zip: there is no such file$/m],
  ['diff text.zip HCPC2026_JAN_ANWEB.txt', /text\.zip.*\[[\w-]+\]$/m],
  ['diff page.zip HCPC2026_JAN_ANWEB.txt', /page\.zip.*(?:web page|HTML).*\[[\w-]+\]$/m],
  ['infer cut.zip HCPC2026_JAN_ANWEB.txt', /cut\.zip.*\[[\w-]+\]$/m],
  ['ingest page.zip', /page\.zip.*\[[\w-]+\]$/m],
  ['ingest cut.zip', /cut\.zip.*\[[\w-]+\]$/m],
  ['ingest empty.txt', /empty\.txt.*\[[\w-]+\]$/m],
  ['ingest columns.txt', /columns\.txt.*\[[\w-]+\]$/m],
  ['ingest unnamed.txt', /unnamed\.txt.*--release/],
  ['ingest folder', /folder: is a folder/],
  ['ingest HCPC2026_APR_ANWEB.txt', /lacks 22 of 40 codes.*\[records-missing\]$/m],
  ['ingest bad-line_2026_APR_ANWEB.txt', /bad-line_2026_APR_ANWEB\.txt:42: .*\[[\w-]+\]$/m],
  ['claims import nowhere.837', /nowhere\.837: there is no such file/],
  ['claims import claims.csv nowhere.837', /nowhere\.837: there is no such file/],
  ['claims import folder', /folder: is a folder; name the files in it/],
  ['claims import claims.csv --payers payers.json', /payers\.json: write payer ids with their class/],
  ['check nowhere.837', /nowhere\.837: there is no such file/],
  ['check claims.csv --release nowhere.txt', /nowhere\.txt: there is no such file/],
  ['check claims.csv --release 2019-01', /release 2019-01 .*is not held; held: 2026-01/],
  ['changes --release 2019-01', /release 2019-01 .*is not held; held: 2026-01/],
  ['recheck --release 2019-01', /release 2019-01 .*is not held; held: 2026-01/],
  ['start --once --from nowhere', /nowhere: there is no such file or folder/],
  ['start --once --from folder', /no HCPCS release .* lies in it/],
];

describe.each([
  ...usage.map(([line, says]) => [line, 2, says] as const),
  ...input.map(([line, says]) => [line, 1, says] as const),
])('codeset %s', (line, code, says) => {
  const argv = line === '' ? [] : line.split(' ');

  test(`exits with ${code} and says what is wrong`, async () => {
    const ran = await codeset(argv, { cwd });
    expect(ran).toMatchObject({ code, stdout: '' });
    expect(ran.stderr).toMatch(says);
    expect(ran.stderr).not.toMatch(/\n\s+at /);
  });

  test('answers programs with one document', async () => {
    const ran = await codeset([...argv, '--json'], { cwd });
    expect(ran.code).toBe(code);
    const { error } = documentOf(ran, 'error');
    expect(error.code).toMatch(/^[A-Z_]+$/);
    expect(error.message).not.toBe('');
  });
});

test('nothing of it has changed the store', async () => {
  const { releases } = documentOf(await codeset(['releases', '--json'], { cwd }), 'releases');
  expect(releases.map(({ file }) => file)).toEqual(['HCPC2026_JAN_ANWEB.txt']);
  expect(documentOf(await codeset(['findings', '--json'], { cwd }), 'findings').findings).toEqual([]);
  const imported = await codeset(['claims', 'import', 'claims.csv', '--json'], { cwd });
  expect(documentOf(imported, 'claims-import')).toMatchObject({ read: 1, duplicates: 0 });
});

test('a bad file behind a good one: the good one is held, re-checked and told', async () => {
  const folder = join(cwd, 'partly');
  mkdirSync(folder);
  const ran = await codeset(['ingest', january, '../page.zip'], { cwd: folder });
  expect(ran.code).toBe(1);
  expect(ran.stdout).toContain('HCPCS 2026-01 (HCPC2026_JAN_ANWEB_sample.txt)');
  expect(ran.stderr).toContain('page.zip');
  const { releases } = documentOf(await codeset(['releases', '--json'], { cwd: folder }), 'releases');
  expect(releases).toHaveLength(1);
});

test('claims that cannot be read are refused with file, line and reason, the others are taken', async () => {
  const ran = await codeset(['claims', 'import', 'bad-claims.csv'], { cwd });
  expect(ran.code).toBe(0);
  expect(ran.stdout).toContain('bad-claims.csv, segment 2: the date of service cannot be read');
  const checked = await codeset(['check', 'bad-claims.csv', '--json'], { cwd });
  expect(documentOf(checked, 'check')).toMatchObject({
    claims: 2,
    lines: 1,
    refused: [{ file: 'bad-claims.csv', segment: 2 }],
  });
});

describe('help', () => {
  test.each([
    'diff',
    'infer',
    'check',
    'ingest',
    'releases',
    'changes',
    'code',
    'replacements',
    'claims',
    'recheck',
    'findings',
    'schema',
    'serve',
    'start',
  ])('of %s: in words, with --json and --data', async (command) => {
    const { code, stdout, stderr } = await codeset(['help', command]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(`Usage: codeset ${command}`);
    const options = command === 'claims' ? (await codeset(['claims', 'import', '--help'])).stdout : stdout;
    for (const option of ['--json', '--data <DIR>', '--today <DATE>']) expect(options).toContain(option);
  });

  test('of all: every command with a line of its own, and the version', async () => {
    const { code, stdout } = await codeset(['--help']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/diff .*<OLD> <NEW>\s+compare two releases/);
    expect((await codeset(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
