import { describe, expect, test } from 'vitest';
import { inferReplacements } from '../../../shared/changes/infer.ts';
import type { CodeRecord } from '../../../shared/release/record.ts';
import { recordOf } from '../../support/release-builder.ts';
import { type LookAlike, lookAlikes, successors } from './look-alikes.ts';

/** Other codes of a release, so that words like "Injection" are common and names are rare. */
const background = Array.from({ length: 300 }, (_, index) =>
  recordOf({
    code: `J${5000 + index}`,
    longDescription: `Injection, ${syllables(index)}, ${[1, 5, 10, 50][index % 4]} mg`,
    addedOn: '2010-01-01',
  }),
);

function syllables(index: number): string {
  const all = ['ba', 'cor', 'du', 'fi', 'gam', 'lo', 'mu', 'ner', 'pi', 'ros'];
  return [index % 10, Math.floor(index / 10) % 10, Math.floor(index / 100), 7].map((digit) => all[digit]).join('');
}

function release(alike: LookAlike, others: readonly CodeRecord[]) {
  const { old, candidates, pricing, addedOn = '2026-01-01' } = alike;
  const pricingIndicators = [pricing ?? (old[0].startsWith('G') ? '13' : '51')];
  const gone = recordOf({ code: old[0], longDescription: old[1], pricingIndicators });
  const added = candidates.map(([code, longDescription]) =>
    recordOf({ code, longDescription, pricingIndicators, addedOn }),
  );
  const known = added.filter((record) => record.addedOn! <= '2025-12-31');
  return {
    before: { date: '2025-10-01', records: [...others, gone, ...known] },
    after: { date: '2026-01-01', records: [...others, { ...gone, terminatedOn: '2025-12-31' }, ...added] },
  };
}

/** Among many codes, and in a file of these alone, where no word is common and none rare. */
const surroundings = [
  ['among many codes', background],
  ['alone', []],
] as const;

describe.each(surroundings)('%s', (_, others) => {
  test.each(lookAlikes)('a person decides: $why', (alike) => {
    const { before, after } = release(alike, others);
    const { pairs } = inferReplacements(before, after);
    expect(pairs).toHaveLength(1);
    expect(pairs[0]!.candidates.filter(({ automatic }) => automatic)).toEqual([]);
  });

  test.each(successors)('comes first: $why', (alike) => {
    const { before, after } = release(alike, others);
    expect(inferReplacements(before, after).pairs[0]!.candidates[0]).toMatchObject({ code: alike.candidates[0]![0] });
  });
});

test.each(successors)('taken over among many codes: $why', (alike) => {
  const { before, after } = release(alike, background);
  expect(inferReplacements(before, after).pairs[0]!.candidates[0]).toMatchObject({ automatic: true });
});

test('there are more than twenty of each kind of trap', () => {
  expect(lookAlikes.length).toBeGreaterThan(20);
  expect(new Set(lookAlikes.map(({ why }) => why)).size).toBe(lookAlikes.length);
});
