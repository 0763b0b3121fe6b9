import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type InferenceOptions, inferReplacements } from '../../../shared/changes/infer.ts';
import { inferredBetween } from '../../../shared/changes/inferred.ts';
import { parseCodeText } from '../../../shared/release/parse-text.ts';
import type { CodeRecord } from '../../../shared/release/record.ts';
import { type RecordSketch, recordOf } from '../../support/release-builder.ts';
import { cmsFile, haveCms } from '../../support/shared-files.ts';

const records = (...sketches: readonly RecordSketch[]): readonly CodeRecord[] => sketches.map(recordOf);
const ended = { terminatedOn: '2025-12-31', actionCode: 'D' } as const;
const added = { addedOn: '2026-01-01', actionCode: 'A' } as const;
const inferred = (before: readonly CodeRecord[], after: readonly CodeRecord[], options?: InferenceOptions) =>
  inferReplacements({ date: '2025-10-01', records: before }, { date: '2026-01-01', records: after }, options);
const olds = (before: readonly CodeRecord[], after: readonly CodeRecord[]) =>
  inferred(before, after).pairs.map(({ old }) => old);

describe('which codes get an answer', () => {
  const standing = { code: 'A0001', addedOn: '2025-10-01' };

  test.each([
    ['newly terminated', [{ code: 'J0001' }], [{ code: 'J0001', ...ended }], ['J0001']],
    ['born and died in between', [], [{ code: 'J0001', addedOn: '2025-11-01', ...ended }], ['J0001']],
    [
      'born late, told later',
      [],
      [{ code: 'J0001', addedOn: '2025-07-01', ...ended, terminatedOn: '2025-09-30' }],
      ['J0001'],
    ],
    ['withdrawn', [{ code: 'J0001' }], [], ['J0001']],
    ['living', [{ code: 'J0001' }], [{ code: 'J0001' }], []],
    [
      'dead already',
      [{ code: 'J0001', terminatedOn: '2020-12-31' }],
      [{ code: 'J0001', terminatedOn: '2020-12-31' }],
      [],
    ],
    ['aged off', [{ code: 'J0001', terminatedOn: '2020-12-31' }], [], []],
    ['an aged row that came back', [], [{ code: 'J0001', terminatedOn: '2020-12-31', actionCode: 'N' }], []],
    ['a modifier', [{ code: 'ZX' }], [{ code: 'ZX', ...ended }], []],
    [
      'used again and ended again',
      [{ code: 'J0001', terminatedOn: '2020-12-31' }],
      [{ code: 'J0001', addedOn: '2024-01-01', ...ended }],
      ['J0001'],
    ],
  ] as const)('%s', (_, before, after, expected) => {
    expect(olds(records(standing, ...before), records(standing, ...after))).toEqual(expected);
  });
});

test('a proposal for a withdrawn code is dated by the release that lacks it', () => {
  const standing = { code: 'A0001' };
  const text = 'Esketapretend, nasal spray, 1 mg';
  const before = { date: '2025-10-01', records: records(standing, { code: 'S0001', longDescription: text }) };
  const after = {
    date: '2026-01-01',
    records: records(standing, { code: 'J0001', longDescription: text, addedOn: '2025-12-15' }),
  };
  expect(inferredBetween(before, after)('S0001')).toMatchObject([{ code: 'J0001', effective: '2026-01-01' }]);
});

test('words that every object of the language inherits are words like others', () => {
  const old = { code: 'J0001', longDescription: 'Injection, constructor (valueOf __proto__), 1 mg' };
  const anew = { code: 'J0002', ...added, longDescription: old.longDescription };
  const { pairs } = inferred(records(old), records({ ...old, ...ended }, anew));
  expect(pairs.map(({ candidates }) => candidates[0]?.code)).toEqual(['J0002']);
});

describe('what is evidence', () => {
  const text = 'Injection, pretendimab, 10 mg';
  const before = records({ code: 'C9001', longDescription: text }, { code: 'J7000', longDescription: 'Brace, one' });
  const release = (crossReferences: readonly string[], target: Partial<CodeRecord> = {}) =>
    records(
      { code: 'C9001', longDescription: text, crossReferences, ...ended },
      { code: 'J7000', longDescription: 'Brace, one' },
      { code: 'J9001', longDescription: text, ...added, ...target },
    );
  const bestOf = (newer: readonly CodeRecord[], withoutCrossReferences = false) =>
    inferred(before, newer, { withoutCrossReferences }).pairs[0]!.candidates[0];

  test('the text alone', () => {
    expect(bestOf(release([]))).toMatchObject({ code: 'J9001', score: 1, automatic: true });
  });

  test("CMS's cross reference, though the texts have nothing in common", () => {
    expect(bestOf(release(['J7000']))).toMatchObject({ code: 'J7000', score: 1, automatic: true });
    expect(bestOf(release(['J7000']))!.reasons[0]).toContain('cross references');
  });

  test('no cross reference when they are hidden', () => {
    expect(bestOf(release(['J7000']), true)).toMatchObject({ code: 'J9001', automatic: true });
    expect(bestOf(release(['J7000']), true)!.reasons.join()).not.toContain('cross reference');
  });

  test('two cross references are a choice for a person', () => {
    const { candidates } = inferred(before, release(['J7000', 'J9001'])).pairs[0]!;
    expect(candidates.filter(({ automatic }) => automatic)).toEqual([]);
    expect(candidates.map(({ code }) => code).sort()).toEqual(['J7000', 'J9001']);
  });

  test('a backward reference of the new code', () => {
    const newer = release([], { longDescription: 'Brace, two', crossReferences: ['C9001'] });
    expect(bestOf(newer)).toMatchObject({ code: 'J9001', automatic: true });
  });

  test('a chain over a code that was born and died', () => {
    const newer = [
      ...release(['Q9001'], { addedOn: '2026-04-01' }),
      ...records({
        code: 'Q9001',
        longDescription: text,
        ...added,
        terminatedOn: '2026-03-31',
        crossReferences: ['J9001'],
      }),
    ];
    const pairs = inferred(before, newer).pairs;
    expect(pairs.map(({ old, candidates }) => [old, candidates[0]?.code])).toEqual([
      ['C9001', 'J9001'],
      ['Q9001', 'J9001'],
    ]);
  });

  test('candidates live in the newer release', () => {
    expect(bestOf(release([], { terminatedOn: '2026-01-31' }))).toBeUndefined();
  });

  test('the order of records is none', () => {
    const newer = [...release([]), ...records({ code: 'J9002', longDescription: `${text} more`, ...added })];
    const expected = inferred(before, newer);
    const shuffled = <T>(list: readonly T[]) => fc.shuffledSubarray([...list], { minLength: list.length });
    fc.assert(
      fc.property(shuffled(before), shuffled(newer), (a, b) => {
        expect(inferred(a, b)).toEqual(expected);
      }),
      { numRuns: 30 },
    );
  });
});

describe.skipIf(!haveCms)('January 2026, from its own records', () => {
  const newer = haveCms ? parseCodeText('excerpt', cmsFile('HCPC2026_JAN_ANWEB_excerpt.txt')).records : [];
  const older = newer
    .filter(({ actionCode }) => actionCode !== 'A')
    .map((record) => (record.actionCode === 'D' ? { ...record, terminatedOn: null } : record));
  const found = new Map(inferred(older, newer).pairs.map(({ old, candidates }) => [old, candidates]));

  test('S0013 is J0013 by inference alone', () => {
    expect(found.get('S0013')).toHaveLength(1);
    expect(found.get('S0013')![0]).toMatchObject({ code: 'J0013', automatic: true });
  });

  test('J0172 is no other antibody', () => {
    expect(found.get('J0172')).toEqual([]);
  });
});
