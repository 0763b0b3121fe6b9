import { writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { localAccount } from '../../../../infra/local/local-account.ts';
import { type LocalApp, openLocalApp } from '../../../../infra/local/local-app.ts';
import { samplePath } from '../../../../infra/local/sample.ts';
import type { FormName } from '../../../../shared/api/schema-names.ts';
import { codesetOn, documentOf } from '../../../support/command-line.ts';
import { tempFolderOfFile } from '../../../support/temp-folder.ts';

const folder = tempFolderOfFile();
let app: LocalApp;
let empty: LocalApp;

const [october, january] = ['HCPC2025_OCT_ANWEB_sample.txt', 'HCPC2026_JAN_ANWEB_sample.txt'].map(samplePath) as [
  string,
  string,
];

beforeAll(async () => {
  app = await openLocalApp(folder, { inMemory: true });
  empty = await openLocalApp(`${folder}/empty`, { inMemory: true });
  for (const argv of [
    ['ingest', october],
    ['claims', 'import', samplePath('claims.csv'), '--payers', samplePath('payers.json')],
    ['ingest', january],
  ])
    expect(await codesetOn(app, argv)).toMatchObject({ code: 0 });
  return async () => {
    await app.close();
    await empty.close();
  };
});

/** Every question, the form of its answer, and words that its text holds. */
const questions: readonly (readonly [argv: string, form: FormName, text: readonly string[]])[] = [
  ['releases', 'releases', ['HCPCS 2025-10', 'first release held', '14 added, 13 deleted, 1 reactivated']],
  ['changes', 'changes', ['HCPCS 2026-01:', 'G5060  added', 'retroactive', '→ J0013 (same units']],
  ['changes --release 2026-01 --kind reactivated', 'changes', ['1 reactivated', 'G5050']],
  ['changes --code s0013', 'changes', ['S0013  deleted  2026-01-01']],
  ['changes --release 2025-10', 'changes', ['HCPCS 2025-10: no change']],
  ['code S0013 --on 2025-12-31', 'code', ['S0013 on 2025-12-31: valid', 'to 2025-12-31, shown by 2026-01']],
  ['code S0013 --on 2026-01-01', 'code', ['no longer valid', 'bill instead: J0013']],
  ['code S0013 --on 2026-01-01 --as-known 2025-12-01', 'code', ['as known on 2025-12-01']],
  ['code G5190 --on 2026-01-05', 'code', ['withdrawn without a termination date', 'no replacement is named']],
  ['code Y2', 'code', ['Y2 on 2026-01-20: valid']],
  ['code 99213', 'code', ['of a code set that is not held']],
  ['replacements S0013 --on 2026-01-05', 'replacements', ['Bill J0013', 'G2082 or G2083 for Medicare']],
  ['replacements S0013 --on 2026-01-05 --payer medicare', 'replacements', ['never by swapping the code']],
  ['replacements J0172', 'replacements', ['CMS names no replacement']],
  ['findings', 'findings', ['at risk', 'J0013 x84', 'to look at']],
  ['findings --code Y1', 'findings', ['1 finding, $145.00 at risk', 'Modifier Y1 ended']],
  ['findings --severity review', 'findings', ['$0.00 at risk, $640.00 on 1 line to look at']],
  ['findings --cleared', 'findings', ['G5060', 'J0013 x84']],
  ['recheck', 'recheck', ['HCPCS 2026-01:', '0 new findings, 0 cleared, 0 alerts written']],
  ['recheck --release 2025-10', 'recheck', ['HCPCS 2025-10:']],
];

describe.each(questions)('codeset %s', (line, form, words) => {
  const argv = line.split(' ');

  test('answers people in a text', async () => {
    const ran = await codesetOn(app, argv);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    for (const word of form === 'findings' && line.includes('--cleared') ? words.slice(0, 1) : words)
      expect(ran.stdout).toContain(word);
    expect(ran.stdout).not.toMatch(/undefined|\[object|NaN|null/);
    expect(ran.stdout.endsWith('\n')).toBe(true);
  });

  test('answers programs in one document of its form', async () => {
    const ran = await codesetOn(app, [...argv, '--json']);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    documentOf(ran, form);
  });
});

describe('what the documents say', () => {
  test('changes are sorted by code, then kind, and name their release', async () => {
    const { changes, next, more } = documentOf(await codesetOn(app, ['changes', '--json']), 'changes');
    const order = changes.map(({ code, kind }) => `${code} ${kind}`);
    expect(order).toEqual([...order].sort());
    expect(new Set(changes.map(({ release }) => release))).toEqual(new Set(['2026-01']));
    expect([changes.length, next, more]).toEqual([41, null, false]);
  });

  test('findings come with the most money first, each with its fix and way back', async () => {
    const { findings } = documentOf(await codesetOn(app, ['findings', '--json']), 'findings');
    const amounts = findings.map(({ amount }) => amount);
    expect(amounts).toEqual([...amounts].sort((a, b) => b - a));
    expect(findings.find(({ claimId }) => claimId === 'SAMPLE-1004')).toMatchObject({
      code: 'S0013',
      fix: [{ code: 'J0013', units: 84, confirm: false }],
      release: '2026-01',
      status: 'open',
    });
  });

  test('more findings than a page of the API holds are all answered', async () => {
    const line = (index: number) => `MANY-${Math.floor(index / 20)},S0013,2026-01-05,1.00\n`;
    const many = Array.from({ length: 2_100 }, (_, index) => line(index));
    writeFileSync(`${folder}/many.csv`, `claim_id,code,date_of_service,charge\n${many.join('')}`);
    const other = await openLocalApp(`${folder}/many`, { inMemory: true });
    await codesetOn(other, ['ingest', october, january]);
    const imported = await codesetOn(other, ['claims', 'import', `${folder}/many.csv`, '--json']);
    expect(documentOf(imported, 'claims-import')).toMatchObject({ read: 105, lines: 2_100, duplicates: 0 });
    const { findings } = documentOf(await codesetOn(other, ['findings', '--json']), 'findings');
    expect(findings).toHaveLength(2_100);
    await other.close();
  });

  test('a change of a code in two letters is a modifier', async () => {
    const { changes } = documentOf(await codesetOn(app, ['changes', '--code', 'Y1', '--json']), 'changes');
    expect(changes).toMatchObject([{ code: 'Y1', codeType: 'modifier', kind: 'deleted', effective: '2026-01-01' }]);
  });

  test('replacements follow a chain to what is valid on the day', async () => {
    const ran = await codesetOn(app, ['replacements', 'C6070', '--on', '2026-01-05', '--json']);
    const { valid, replacements } = documentOf(ran, 'replacements');
    expect([valid, replacements.map(({ code }) => code)]).toEqual([false, ['J6072']]);
  });
});

describe('an empty store', () => {
  test.each(questions.filter(([line]) => !line.includes('--release') && !line.startsWith('code 99213')))(
    'codeset %s says that nothing is held, and how to change that',
    async (line, form) => {
      const argv = line.split(' ');
      const { code, stdout } = await codesetOn(empty, argv);
      expect(code).toBe(0);
      if (form !== 'replacements') expect(stdout).toMatch(/no release .*is held yet/i);
      documentOf(await codesetOn(empty, [...argv, '--json']), form);
    },
  );

  test('claims that are imported wait, and it says for what', async () => {
    const ran = await codesetOn(empty, ['claims', 'import', samplePath('claims.837')]);
    expect(ran.stdout).toContain('12 claims with');
    expect(ran.stdout).toContain('the lines wait for one: "codeset ingest --cms", or "codeset ingest FILE"');
    expect(await empty.claims.holdsLinesOf(localAccount)).toBe(true);
  });
});

describe('taking in', () => {
  test('the same files again: nothing to do', async () => {
    const again = await codesetOn(app, ['ingest', october, january, '--json']);
    const { releases, rechecked, alerts } = documentOf(again, 'ingest');
    expect(releases.map(({ outcome, release }) => [outcome, release])).toEqual([
      ['unchanged', '2025-10'],
      ['unchanged', '2026-01'],
    ]);
    expect([rechecked, alerts]).toEqual([{ lines: 0, raised: 0, cleared: 0 }, 0]);
    const claims = await codesetOn(app, ['claims', 'import', samplePath('claims.csv'), '--json']);
    expect(documentOf(claims, 'claims-import')).toMatchObject({ read: 53, lines: 86, refused: [], duplicates: 53 });
  });

  test('says where a date of publication was guessed', async () => {
    const { stderr } = await codesetOn(app, ['ingest', january]);
    expect(stderr).toContain('does not say when it was published; 2026-01-01 is taken, or say it with --published');
  });
});

test('tables fit the terminal, and a file gets them whole', async () => {
  const narrow = await codesetOn(app, ['findings'], { columns: 132 });
  const table = narrow.stdout.split('\n').slice(2);
  expect(Math.max(...table.map((line) => line.length))).toBeLessThanOrEqual(132);
  const whole = await codesetOn(app, ['findings']);
  expect(Math.max(...whole.stdout.split('\n').map((line) => line.length))).toBeGreaterThan(150);
});
