import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { samplePath } from '../../../../infra/local/sample.ts';
import { formNames } from '../../../../shared/api/schema-names.ts';
import { codeset, documentOf } from '../../../support/command-line.ts';
import { claimsFolder, cmsFolder, haveClaims, haveCms } from '../../../support/shared-files.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const [october, january] = ['HCPC2025_OCT_ANWEB_sample.txt', 'HCPC2026_JAN_ANWEB_sample.txt'].map(samplePath) as [
  string,
  string,
];

/** Runs a command that needs no store, and holds it to that: the folder it runs in stays empty. */
async function withoutStore(argv: readonly string[]) {
  const cwd = tempFolder();
  const ran = await codeset(argv, { cwd });
  expect(readdirSync(cwd)).toEqual([]);
  return ran;
}

describe('diff', () => {
  test('of the sample: REL, changes sorted by code and kind, and the notes', async () => {
    const diff = documentOf(await withoutStore(['diff', october, january, '--json']), 'diff');
    expect(diff).toMatchObject({
      codeSet: 'HCPCS',
      from: { release: '2025-10', file: 'HCPC2025_OCT_ANWEB_sample.txt' },
      to: { release: '2026-01', file: 'HCPC2026_JAN_ANWEB_sample.txt' },
    });
    expect(diff.from.sha256).toMatch(/^[0-9a-f]{64}$/);
    const order = diff.changes.map(({ code, kind }) => `${code} ${kind}`);
    expect(order).toEqual([...order].sort());
    expect(diff.changes.find(({ code }) => code === 'G5050')).toMatchObject({ kind: 'reactivated' });
    expect(diff.notes.map(({ rule }) => rule)).toContain('aged-off');
  });

  test('in words: a heading, a line a change, the notes counted', async () => {
    const { stdout, code } = await withoutStore(['diff', october, january]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^HCPCS 2025-10 \(HCPC2025_OCT_ANWEB_sample\.txt\) → 2026-01 .*: 14 added, 13 deleted/);
    expect(stdout).toMatch(/Notes \(all of them with --json\):\n( {2}[\d,]+ notes?: [\w-]+\n)+$/);
  });

  test('of a release with itself: no change', async () => {
    const { stdout } = await withoutStore(['diff', january, january]);
    expect(stdout).toContain(': no change\n');
  });

  test.skipIf(!haveCms)('2017 to 2018, as CMS published them in zips', async () => {
    const zips = ['2017', '2018'].map((year) => `${cmsFolder}${year}-Alpha-Numeric-HCPCS-File.zip`);
    const { changes, notes } = documentOf(await withoutStore(['diff', ...zips, '--json']), 'diff');
    const count = (kind: string) => changes.filter((change) => change.kind === kind).length;
    expect([count('added'), count('deleted'), count('reactivated')]).toEqual([168, 43, 0]);
    expect(notes.filter(({ rule }) => rule === 'aged-off')).toHaveLength(107);
    expect(changes.filter(({ bornAndDied, kind }) => bornAndDied && kind === 'deleted')).toHaveLength(14);
  });

  test.skipIf(!haveCms)('April to July 2020, as CMS published them in workbooks', async () => {
    const books = ['APR', 'JUL'].map((month) => `${cmsFolder}HCPC2020_${month}_ANWEB.xlsx`);
    const { from, to, changes } = documentOf(await withoutStore(['diff', ...books, '--json']), 'diff');
    expect([from.release, to.release]).toEqual(['2020-04', '2020-07']);
    const count = (kind: string) => changes.filter((change) => change.kind === kind).length;
    expect([count('added'), count('deleted')]).toEqual([61, 9]);
    expect(changes.find(({ code, kind }) => code === 'C9803' && kind === 'added')).toMatchObject({
      effective: '2020-03-01',
      retroactive: true,
    });
  });
});

describe('infer', () => {
  test('one entry for each discontinued procedure, the candidates living and best first', async () => {
    const { pairs } = documentOf(await withoutStore(['infer', october, january, '--json']), 'infer');
    const { candidates } = pairs.find(({ old }) => old === 'S0013')!;
    expect(candidates[0]).toMatchObject({ code: 'J0013', automatic: true });
    const scores = candidates.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(pairs.map(({ old }) => old)).not.toContain('Y1');
  });

  test('without cross references it says nothing of them', async () => {
    const withThem = await withoutStore(['infer', october, january]);
    const without = await withoutStore(['infer', october, january, '--without-xref']);
    expect(withThem.stdout).toContain('cross reference');
    expect(without.stdout).not.toContain('cross reference');
    expect(without.stdout).toMatch(/^\d+ discontinued codes\n\nOLD +CANDIDATE +SCORE +BAR +REASONS\n/);
  });
});

describe('check', () => {
  const claims = samplePath('claims.837');

  test('against a release file: named in the answer, nothing stored', async () => {
    const report = documentOf(await withoutStore(['check', claims, '--release', january, '--json']), 'check');
    expect(report.codeBook).toMatchObject({ release: '2026-01', file: 'HCPC2026_JAN_ANWEB_sample.txt' });
    expect([report.claims, report.refused]).toEqual([12, []]);
    expect(report.findings.map(({ code }) => code)).toContain('S0013');
    expect(report.unchecked['no-code-set']).toBeGreaterThan(0);
  });

  test('without a release and without a store: against the sample, and it says so', async () => {
    const ran = await withoutStore(['check', claims, '--json']);
    expect(ran.stderr).toMatch(/^SAMPLE DATA: no release is held/);
    expect(documentOf(ran, 'check').codeBook.file).toBe('HCPC2026_JAN_ANWEB_sample.txt');
  });

  test('--fail-on is opt-in: 1 where something at least as bad was found', async () => {
    const against = ['--release', january];
    expect((await withoutStore(['check', claims, ...against])).code).toBe(0);
    expect((await withoutStore(['check', claims, ...against, '--fail-on', 'error'])).code).toBe(1);
    const early = await withoutStore(['check', claims, '--release', october, '--fail-on', 'error', '--json']);
    expect(early.code).toBe(documentOf(early, 'check').findings.some(({ severity }) => severity === 'error') ? 1 : 0);
  });

  test('payers that one classes oneself are judged by that', async () => {
    const cwd = tempFolder();
    writeFileSync(join(cwd, 'payers.json'), '{ "SAMPLE-MUTUAL": "medicare" }');
    const argv = ['check', samplePath('claims.csv'), '--release', january, '--json'];
    const fixes = async (more: readonly string[]) => {
      const { findings } = documentOf(await codeset([...argv, ...more], { cwd }), 'check');
      return findings.find(({ claimId }) => claimId === 'SAMPLE-1004')!.fix.map(({ code }) => code);
    };
    expect(await fixes(['--payers', 'payers.json'])).toEqual(['G2083']);
    expect(await fixes(['--payers', samplePath('payers.json')])).toEqual(['J0013']);
  });

  test.skipIf(!haveClaims)('every real claim file: read or refused, never an error', async () => {
    const files = readdirSync(claimsFolder).filter((name) => /837|\.txt$/.test(name));
    const argv = ['check', ...files.map((name) => claimsFolder + name), '--release', january, '--json'];
    const { claims: seen, lines, refused } = documentOf(await withoutStore(argv), 'check');
    expect(files.length).toBeGreaterThan(20);
    expect(seen).toBeGreaterThan(files.length);
    expect(lines).toBeGreaterThan(seen);
    for (const { file, segment, reason } of refused)
      expect([files.includes(file), segment > 0, reason]).toEqual([true, true, expect.any(String)]);
  });
});

describe('schema', () => {
  test('lists the names, and prints each as JSON Schema', async () => {
    const { stdout } = await withoutStore(['schema']);
    expect(stdout.trim().split('\n')).toEqual([...formNames]);
    for (const name of formNames) {
      const schema = JSON.parse((await withoutStore(['schema', name])).stdout);
      expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema');
    }
  });

  test('takes names as the contract writes them', async () => {
    for (const name of ['CHANGE', 'claims import', 'bench:x12'])
      expect((await withoutStore(['schema', name])).code, name).toBe(0);
  });
});
