import { cpSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { chooseFolder, isSample, sampleFolder } from '../../../../infra/local/cli/folders.ts';
import { folderLayout } from '../../../../infra/local/data-folder.ts';
import { samplePath } from '../../../../infra/local/sample.ts';
import { codeset, documentOf } from '../../../support/command-line.ts';
import { tempFolder, tempFolderOfFile } from '../../../support/temp-folder.ts';

const [october, january] = ['HCPC2025_OCT_ANWEB_sample.txt', 'HCPC2026_JAN_ANWEB_sample.txt'].map(samplePath) as [
  string,
  string,
];

const prepared = tempFolderOfFile();

/** A folder as `npm start` leaves it where CMS cannot be reached: a sample's store and no other. */
beforeAll(async () => {
  const cwd = prepared;
  const sample = sampleFolder(join(cwd, '.data'));
  mkdirSync(sample, { recursive: true });
  writeFileSync(join(sample, folderLayout.sampleMark), 'sample\n');
  await codeset(['ingest', october, january, '--data', '.data/sample'], { cwd });
});

function withSample(): string {
  const cwd = tempFolder();
  cpSync(prepared, cwd, { recursive: true });
  return cwd;
}

describe('which store a command goes to', () => {
  test('one of its own below the working folder, or where --data says', async () => {
    const cwd = tempFolder();
    await codeset(['ingest', january], { cwd });
    await codeset(['ingest', october, '--data', 'elsewhere/deep'], { cwd });
    expect(readdirSync(cwd).sort()).toEqual(['.data', 'elsewhere']);
    const held = async (more: readonly string[]) =>
      documentOf(await codeset(['releases', '--json', ...more], { cwd }), 'releases').releases.map(
        (each) => each.release,
      );
    expect(await held([])).toEqual(['2026-01']);
    expect(await held(['--data', join(cwd, 'elsewhere', 'deep')])).toEqual(['2025-10']);
  });

  test('questions go to the sample while there is no other store, and say so once', async () => {
    const cwd = withSample();
    const ran = await codeset(['releases', '--json'], { cwd });
    expect(ran.stderr).toBe('SAMPLE DATA: no release of your own is held yet; this is the sample.\n');
    expect(documentOf(ran, 'releases').releases).toHaveLength(2);
    expect(existsSync(join(cwd, '.data', folderLayout.format))).toBe(false);
  });

  test('what is handed in never goes to the sample, and from then on questions do not either', async () => {
    const cwd = withSample();
    const claims = await codeset(['claims', 'import', samplePath('claims.csv')], { cwd });
    expect(claims.stdout).toContain('No release is held yet, so the lines wait for one');
    const ran = await codeset(['findings', '--json'], { cwd });
    expect(ran.stderr).toBe('');
    expect(documentOf(ran, 'findings').findings).toEqual([]);
    await codeset(['ingest', january], { cwd });
    expect(documentOf(await codeset(['releases', '--json'], { cwd }), 'releases').releases).toHaveLength(1);
    const sample = await codeset(['findings', '--data', '.data/sample', '--json'], { cwd });
    expect(documentOf(sample, 'findings').findings).toEqual([]);
  });

  test('a check goes to the store, else to the sample files where the store holds no release', async () => {
    const cwd = tempFolder();
    await codeset(['claims', 'import', samplePath('claims.csv')], { cwd });
    const argv = ['check', samplePath('claims.837'), '--json'];
    const first = await codeset(argv, { cwd });
    expect(first.stderr).toMatch(/^SAMPLE DATA/);
    await codeset(['ingest', october], { cwd });
    const second = await codeset(argv, { cwd });
    expect(second.stderr).toBe('');
    expect(documentOf(second, 'check').codeBook.release).toBe('2025-10');
    await codeset(['ingest', january], { cwd });
    const named = await codeset([...argv, '--release', '2025-10'], { cwd });
    expect(documentOf(named, 'check').codeBook.release).toBe('2025-10');
    expect(documentOf(named, 'check').findings).toEqual(documentOf(second, 'check').findings);
  });

  test('chooseFolder', async () => {
    const cwd = withSample();
    const data = join(cwd, '.data');
    expect(chooseFolder(data, 'read')).toMatchObject({ folder: sampleFolder(data) });
    expect(chooseFolder(data, 'write')).toMatchObject({ folder: data, remark: null });
    expect([isSample(data), isSample(sampleFolder(data))]).toEqual([false, true]);
  });
});

describe('--today', () => {
  test('is the day of a question that names none', async () => {
    const cwd = tempFolder();
    await codeset(['ingest', october, january], { cwd });
    const valid = async (today: string) =>
      documentOf(await codeset(['replacements', 'S0013', '--json', '--today', today], { cwd }), 'replacements').valid;
    expect([await valid('2025-12-31'), await valid('2026-01-01')]).toEqual([true, false]);
  });
});

describe('the folder', () => {
  test('is for its user alone', async () => {
    const cwd = tempFolder();
    await codeset(['ingest', january], { cwd });
    expect(statSync(join(cwd, '.data')).mode & 0o077).toBe(0);
  });

  test('of a newer program is refused with the remedy, and left as it is', async () => {
    const cwd = tempFolder();
    await codeset(['ingest', january], { cwd });
    const old = join(cwd, 'copy');
    cpSync(join(cwd, '.data'), old, { recursive: true });
    writeFileSync(join(old, folderLayout.format), '{"format":99}\n');
    const ran = await codeset(['releases', '--data', 'copy'], { cwd });
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toMatch(/newer version \(format 99\): update the program, or name another with --data/);
  });

  test('that cannot be one is an error with its name', async () => {
    const cwd = tempFolder();
    writeFileSync(join(cwd, 'file'), '');
    const ran = await codeset(['releases', '--data', 'file/data', '--json'], { cwd });
    expect(ran.code).toBe(1);
    expect(documentOf(ran, 'error').error.message).toMatch(/file\/data is no folder and cannot be made one/);
  });
});
