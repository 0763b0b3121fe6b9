import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import * as XLSX from 'xlsx';
import { samplePath } from '../../../../infra/local/sample.ts';
import { codeset, documentOf } from '../../../support/command-line.ts';
import { tempFolderOfFile } from '../../../support/temp-folder.ts';

const cwd = tempFolderOfFile();
const run = (line: string) => codeset(line.split(' '), { cwd });

beforeAll(async () => {
  const [october, january] = ['HCPC2025_OCT_ANWEB_sample.txt', 'HCPC2026_JAN_ANWEB_sample.txt'].map(samplePath);
  await run(`ingest ${october}`);
  await run(`claims import ${samplePath('claims.csv')} --payers ${samplePath('payers.json')}`);
  await run(`ingest ${january}`);
});

describe('lists by command', () => {
  test('a chargemaster comes in, says what is wrong, and is found by its codes', async () => {
    const imported = documentOf(
      await run(`holdings import ${samplePath('chargemaster.csv')} --type cdm --json`),
      'holdings-import',
    );
    expect(imported).toMatchObject({
      type: 'chargemaster',
      list: 'main',
      read: 12,
      added: 12,
      withoutCode: 1,
      refused: [],
    });
    expect(imported.findings).toBeGreaterThan(4);
    expect((await run('where-used S0013')).stdout).toMatch(
      /^S0013: Used in 9 open claims \(9 lines\), 1 chargemaster line\.$/m,
    );
    expect((await run('code S0013')).stdout).toContain('used in 9 open claims (9 lines), 1 chargemaster line.');
    expect(documentOf(await run('code S0013 --json'), 'code').use).toMatchObject({ claims: 9 });
    expect((await run('holdings --wrong --code S0013')).stdout).toMatch(/0636-0013.*Load J0013 \(the same unit\)/);
  });

  test('what is no list, or no type, is refused with the remedy', async () => {
    writeFileSync(join(cwd, 'prose.csv'), 'nothing,of,it\n1,2,3\n');
    expect(await run('holdings import prose.csv --type order')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/prose\.csv:1: no column for item.*order number/),
    });
    expect(await run('holdings import prose.csv --type wish')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('chargemaster'),
    });
    expect(await run('holdings import prose.csv --type order --map what=nothing')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('COLUMN one of'),
    });
    expect((await run('holdings import prose.csv --type order --map item=nothing --map code=of')).stdout).toContain(
      '1 refused',
    );
  });

  test('a worklist goes to the screen, to CSV, XLSX and JSON, for its owner alone', async () => {
    const shown = await run('worklist');
    expect(shown.stdout).toMatch(/^\d+ claim line findings, \d+ chargemaster lines\n/);
    for (const name of ['list.csv', 'list.xlsx', 'list.json']) {
      expect((await run(`worklist --out ${name}`)).stderr).toMatch(/^\d+ entries written to list/);
      expect(statSync(join(cwd, name)).mode & 0o777).toBe(0o600);
    }
    const rows = XLSX.utils.sheet_to_json(XLSX.read(readFileSync(join(cwd, 'list.xlsx'))).Sheets.Worklist!);
    const { entries } = documentOf(await run('worklist --json'), 'worklist');
    expect(rows).toHaveLength(entries.length);
    expect(readFileSync(join(cwd, 'list.csv'), 'utf8').trimEnd().split('\r\n')).toHaveLength(entries.length + 1);
    expect(documentOf(await run('worklist --type claims --by deadline --limit 3 --json'), 'worklist')).toMatchObject({
      more: true,
    });
    expect((await run('worklist --type order')).stdout).toBe('There is nothing to do.\n');
    expect((await run('worklist --format xlsx')).code).toBe(2);
  });

  test('an audit says what comes again and again', async () => {
    const audit = documentOf(await run('audit --json'), 'audit');
    expect(audit.issues[0]).toMatchObject({ code: 'S0013', systemic: true });
    expect((await run('audit')).stdout).toMatch(/Again and again:\n- S0013 is wrong on \d+ lines .*chargemaster/);
    expect((await run('audit --by month')).stdout).toMatch(/MONTH\n.*2026-01/);
  });

  test('an update is signed off, undone, and payers are held', async () => {
    await run('signoff 2026-01 staff --by Maria');
    expect((await run('signoff 2026-01')).stdout).toMatch(/done +staff +Maria, /);
    const undone = documentOf(await run('signoff 2026-01 staff --undo --by Ann --json'), 'signoff');
    expect(undone.history.map(({ did, by }) => `${did} ${by}`)).toEqual(['signed Maria', 'undone Ann']);
    expect(await run('signoff 2026-01 nobody')).toMatchObject({ code: 2, stderr: expect.stringContaining('scrubber') });
    await run('holds add SAMPLE-MUTUAL 2026-01 --by Maria');
    expect((await run('worklist --type claims')).stdout).toContain('Hold until loaded');
    await run('holds loaded SAMPLE-MUTUAL 2026-01 --on 2026-01-19');
    expect((await run('holds')).stdout).toMatch(/SAMPLE-MUTUAL +2026-01 +2026-01-19 +loaded/);
    expect((await run('worklist --type claims')).stdout).not.toContain('Hold until loaded');
  });
});
