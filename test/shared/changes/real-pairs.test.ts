import { beforeAll, describe, expect, test } from 'vitest';
import { filesIn } from '../../../functions/adapters/unzip.ts';
import { type Comparison, compareReleases, endOf } from '../../../shared/changes/compare.ts';
import { type ReadRelease, readRelease } from '../../../shared/release/read-release.ts';
import type { CodeRecord } from '../../../shared/release/record.ts';
import { cmsFile, haveCms } from '../../support/shared-files.ts';

const pairs = [
  {
    older: '2017-Alpha-Numeric-HCPCS-File.zip',
    newer: '2018-Alpha-Numeric-HCPCS-File.zip',
    // Added, deleted and reactivated agree with CMS's report (report-agreement.test.ts); the rest is counted here.
    counts: { added: 168, deleted: 43, revised: 168, bornAndDied: 14, withdrawn: 0, agedOff: 107 },
  },
  {
    older: 'HCPC2020_APR_ANWEB.xlsx',
    newer: 'HCPC2020_JUL_ANWEB.xlsx',
    counts: { added: 61, deleted: 9, revised: 12, bornAndDied: 0, withdrawn: 0, agedOff: 0 },
  },
] as const;

describe.skipIf(!haveCms).each(pairs)("CMS's own files: $older to $newer", ({ older, newer, counts }) => {
  let before: ReadRelease;
  let after: ReadRelease;
  let found: Comparison;

  beforeAll(async () => {
    const read = async (name: string) => readRelease(name, await filesIn(name, cmsFile(name)));
    [before, after] = [await read(older), await read(newer)];
    found = compareReleases(before, after);
  });

  test('counts of each kind', () => {
    const { changes, notes } = found;
    const of = (kind: string) => changes.filter((change) => change.kind === kind).length;
    expect({
      added: of('added'),
      deleted: of('deleted'),
      revised: of('revised'),
      bornAndDied: changes.filter(({ kind, bornAndDied }) => kind === 'added' && bornAndDied).length,
      withdrawn: changes.filter(({ withdrawn }) => withdrawn).length,
      agedOff: notes.filter(({ rule }) => rule === 'aged-off').length,
    }).toEqual(counts);
  });

  test('what aged off is not reported as deleted', () => {
    const present = new Set(after.records.map(({ code }) => code));
    const gone = before.records.filter(({ code }) => !present.has(code));
    expect(gone.every((record) => (endOf(record) ?? '9999') < after.date)).toBe(true);
    const deleted = new Set(found.changes.filter(({ kind }) => kind === 'deleted').map(({ code }) => code));
    expect(gone.filter(({ code }) => deleted.has(code))).toEqual([]);
  });

  test('survivors that differ in action code, its date, the line or white space alone are not changed', () => {
    const held = new Map(before.records.map((record) => [record.code, record]));
    const changed = new Set(found.changes.map(({ code }) => code));
    const folded = ({ line: _line, actionCode: _code, actionEffectiveOn: _date, ...said }: CodeRecord) =>
      JSON.stringify(said).replaceAll(' ', '');
    for (const record of after.records) {
      const earlier = held.get(record.code);
      if (earlier)
        expect([record.code, changed.has(record.code)]).toEqual([record.code, folded(earlier) !== folded(record)]);
    }
  });

  test('the other way round each addition is a withdrawal, and nothing is lost', () => {
    const back = compareReleases(after, { ...before, date: after.date });
    const held = new Set(before.records.map(({ code }) => code));
    const newcomers = after.records.filter((record) => !held.has(record.code));
    const told = new Set([...back.changes, ...back.notes].map(({ code }) => code));
    expect(newcomers.filter(({ code }) => !told.has(code))).toEqual([]);
  });

  test('a release differs from itself in nothing', () => {
    expect(compareReleases(after, after)).toEqual({ changes: [], notes: [] });
  });
});
