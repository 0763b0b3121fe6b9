import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unexplainedBy } from '../../../shared/changes/apply-changes.ts';
import { compareReleases } from '../../../shared/changes/compare.ts';
import type { CodeRecord } from '../../../shared/release/record.ts';
import { publishedPairs, readReleases } from '../../bench/release-pairs.ts';
import { anyDay, anyRecord, anyRelease } from '../../support/any-release.ts';
import { haveCms } from '../../support/shared-files.ts';

/** The next release: some codes gone, some with other fields, some new. */
function successorOf(older: readonly CodeRecord[]): fc.Arbitrary<readonly CodeRecord[]> {
  const kept = fc.tuple(
    ...older.map((record) =>
      fc.oneof(
        { weight: 4, arbitrary: fc.constant<CodeRecord | null>(record) },
        { weight: 1, arbitrary: fc.constant(null) },
        { weight: 2, arbitrary: anyDay.map((terminatedOn) => ({ ...record, terminatedOn, actionCode: 'D' })) },
        {
          weight: 1,
          arbitrary: anyDay.map((day) => ({ ...record, terminatedOn: null, actionEffectiveOn: day, actionCode: 'R' })),
        },
        { weight: 1, arbitrary: anyDay.map((addedOn) => ({ ...record, addedOn })) },
        {
          weight: 2,
          arbitrary: anyRecord.map((other) => ({ ...other, code: record.code, codeType: record.codeType })),
        },
      ),
    ),
  );
  return fc.tuple(kept, fc.array(anyRecord, { maxLength: 6 })).map(([left, fresh]) => {
    const records = [...left.filter((record) => record !== null), ...fresh];
    return [...new Map(records.map((record) => [record.code, record])).values()];
  });
}

const contents = (older: readonly CodeRecord[], newer: readonly CodeRecord[], date = '2026-01-01') =>
  [
    { date: '2025-10-01', records: older },
    { date, records: newer },
  ] as const;

test('the changes from A to B, applied to A, come to B', () => {
  const pair = anyRelease.chain((older) => fc.tuple(fc.constant(older), successorOf(older)));
  fc.assert(
    fc.property(pair, ([older, newer]) => {
      const [a, b] = contents(older, newer);
      expect(unexplainedBy(compareReleases(a, b).changes, a, b)).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

test('a change that is left out is missed, and a field that is wrong is found', () => {
  const pair = anyRelease.chain((older) => fc.tuple(fc.constant(older), successorOf(older)));
  fc.assert(
    fc.property(pair, ([older, newer]) => {
      const [a, b] = contents(older, newer);
      const { changes } = compareReleases(a, b);
      const [first] = changes;
      fc.pre(first !== undefined);
      const without = changes.filter(({ code }) => code !== first!.code);
      expect(unexplainedBy(without, a, b)).toEqual([first!.code]);
    }),
    { numRuns: 100 },
  );
});

describe.skipIf(!haveCms)("CMS's own releases", () => {
  test('2017 to 2018, and April to July 2020', async () => {
    for (const { older, newer, dates } of publishedPairs(await readReleases())) {
      const [a, b] = [
        { date: dates[0], records: older },
        { date: dates[1], records: newer },
      ];
      expect(unexplainedBy(compareReleases(a, b).changes, a, b)).toEqual([]);
    }
  });
});
