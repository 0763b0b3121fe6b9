import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CodeChange } from '../../../shared/changes/change.ts';
import { compareReleases, endOf } from '../../../shared/changes/compare.ts';
import type { CodeRecord } from '../../../shared/release/record.ts';
import { anyRelease } from '../../support/any-release.ts';
import { recordOf } from '../../support/release-builder.ts';

const older = '2025-10-01';
const newer = '2026-01-01';

type Side = Partial<CodeRecord> | null;
type Expected = Partial<CodeChange>;

const discontinued = { terminatedOn: '2025-12-31', actionCode: 'D', actionEffectiveOn: newer } as const;
const deleted = { kind: 'deleted', effective: newer, effectiveSource: 'record' } as const;

/** One code in the older and in the newer release, and what happened to it; null where a release lacks it. */
const cases: readonly (readonly [
  what: string,
  was: Side,
  is: Side,
  changes: readonly Expected[],
  notes?: readonly string[],
])[] = [
  ['nothing', {}, {}, []],
  ['added', null, { addedOn: newer, actionCode: 'A' }, [{ kind: 'added', effective: newer, retroactive: false }]],
  [
    'added for services of the past',
    null,
    { addedOn: '2025-03-01', actionCode: 'A' },
    [{ kind: 'added', effective: '2025-03-01', retroactive: true }],
  ],
  [
    'added for services to come',
    null,
    { addedOn: '2026-04-01', actionCode: 'A' },
    [{ kind: 'added', effective: '2026-04-01', retroactive: false }],
  ],
  [
    'added without a date',
    null,
    { addedOn: null, actionCode: 'A' },
    [{ kind: 'added', effective: newer, effectiveSource: 'release' }],
  ],
  [
    'added on a day that no calendar has',
    null,
    { addedOn: '01/0/1201', actionCode: 'A' },
    [{ kind: 'added', effective: newer, effectiveSource: 'release' }],
  ],
  ['deleted', {}, discontinued, [{ ...deleted, cmsAction: 'D', withdrawn: false, retroactive: false }]],
  [
    'deleted for services of the past',
    {},
    { terminatedOn: '2025-06-30', actionCode: 'D' },
    [{ ...deleted, effective: '2025-07-01', retroactive: true }],
  ],
  [
    'its end announced before it comes',
    {},
    { terminatedOn: '2026-03-31', actionCode: 'D' },
    [{ ...deleted, effective: '2026-04-01', retroactive: false }],
  ],
  ['ended, and CMS does not flag it', {}, { ...discontinued, actionCode: 'N' }, [{ ...deleted, cmsAction: 'N' }]],
  ['flagged as discontinued, but without an end', {}, { actionCode: 'D', actionEffectiveOn: newer }, []],
  ['ended in the older release already', discontinued, { terminatedOn: '2025-12-31', actionCode: 'N' }, []],
  ['aged off', { terminatedOn: '2019-12-31' }, null, [], ['aged-off']],
  ['gone after an end that the older release announced', { terminatedOn: '2025-12-31' }, null, [], ['aged-off']],
  [
    'gone while alive: withdrawn',
    {},
    null,
    [{ kind: 'deleted', withdrawn: true, effective: newer, effectiveSource: 'release', cmsAction: null }],
  ],
  ['gone before its announced end, which stands', { terminatedOn: '2026-06-30' }, null, [], ['left-before-end']],
  [
    'born and died between the files',
    null,
    { addedOn: '2025-10-15', ...discontinued },
    [
      { kind: 'added', effective: '2025-10-15', bornAndDied: true },
      { ...deleted, bornAndDied: true },
    ],
  ],
  [
    'added with an end to come',
    null,
    { addedOn: newer, terminatedOn: '2026-03-31', actionCode: 'A' },
    [
      { kind: 'added', bornAndDied: false },
      { kind: 'deleted', effective: '2026-04-01', bornAndDied: false },
    ],
  ],
  [
    'listed again years after its end',
    null,
    { addedOn: '2010-01-01', terminatedOn: '2018-12-31', actionCode: 'N' },
    [],
    ['reappeared-terminated'],
  ],
  [
    'reactivated',
    { terminatedOn: '2023-12-31' },
    { actionCode: 'R', actionEffectiveOn: newer },
    [{ kind: 'reactivated', effective: newer, retroactive: false }],
  ],
  [
    'reactivated after it had aged off',
    null,
    { addedOn: '2010-01-01', actionCode: 'R', actionEffectiveOn: newer },
    [{ kind: 'reactivated', effective: newer }],
  ],
  [
    'its end taken back without a flag',
    { terminatedOn: '2025-12-31' },
    { actionCode: 'N' },
    [{ kind: 'reactivated', effective: '2026-01-01', cmsAction: 'N' }],
  ],
  [
    'reactivated and ended again',
    { terminatedOn: '2023-12-31' },
    { actionCode: 'R', actionEffectiveOn: '2025-11-01', terminatedOn: '2026-06-30' },
    [
      { kind: 'deleted', effective: '2026-07-01' },
      { kind: 'reactivated', effective: '2025-11-01', retroactive: true },
    ],
  ],
  [
    'still flagged as reactivated, a release later',
    { actionCode: 'R', actionEffectiveOn: '2025-10-01' },
    { actionCode: 'R', actionEffectiveOn: '2025-10-01' },
    [],
  ],
  [
    'reused with another meaning',
    { addedOn: '2018-01-01', terminatedOn: '2018-03-31' },
    { addedOn: newer, actionCode: 'A', longDescription: 'Something else altogether' },
    [
      { kind: 'added', effective: newer, bornAndDied: false },
      {
        kind: 'revised',
        fields: [
          { name: 'longDescription', old: 'Invented service J1000', new: 'Something else altogether' },
          expect.anything(),
        ],
      },
    ],
    ['reused-code'],
  ],
  [
    'its end moved',
    { terminatedOn: '2025-12-31' },
    { terminatedOn: '2026-03-31' },
    [
      {
        kind: 'revised',
        effective: '2026-01-01',
        fields: [{ name: 'terminatedOn', old: '2025-12-31', new: '2026-03-31' }],
      },
    ],
  ],
  [
    'its added date moved back',
    { addedOn: '2025-10-01' },
    { addedOn: '2025-07-01' },
    [
      {
        kind: 'revised',
        effective: '2025-07-01',
        retroactive: true,
        fields: [{ name: 'addedOn', old: '2025-10-01', new: '2025-07-01' }],
      },
    ],
  ],
  [
    'its added date moved on',
    { addedOn: '2025-07-01' },
    { addedOn: '2025-10-01' },
    [{ kind: 'revised', effective: '2025-07-01', retroactive: true }],
  ],
  [
    'a new text, with the day from which it holds',
    { longDescription: 'Old text' },
    { longDescription: 'New text', actionCode: 'C', actionEffectiveOn: newer },
    [{ kind: 'revised', effective: newer, effectiveSource: 'record', cmsAction: 'C' }],
  ],
  [
    'a new text that CMS does not flag: the release stands in for the day',
    { longDescription: 'Old text' },
    { longDescription: 'New text', actionCode: 'N' },
    [{ kind: 'revised', effective: newer, effectiveSource: 'release', cmsAction: 'N' }],
  ],
  ['action code and its date alone', { actionCode: 'N' }, { actionCode: 'C', actionEffectiveOn: newer }, []],
  ['white space alone', { longDescription: 'One  text, each' }, { longDescription: 'One text,each' }, []],
  ['the line in the file alone', { line: 3 }, { line: 9 }, []],
  [
    'letter case alone is a change between two of CMS’s files',
    { longDescription: 'text' },
    { longDescription: 'Text' },
    [{ kind: 'revised' }],
  ],
  [
    'coverage, prices and cross references at once',
    { coverage: 'C', pricingIndicators: ['53'], crossReferences: [] },
    { coverage: 'M', pricingIndicators: ['00', '53'], crossReferences: ['J1002'] },
    [
      {
        kind: 'revised',
        fields: [
          { name: 'pricingIndicators', old: ['53'], new: ['00', '53'] },
          { name: 'crossReferences', old: [], new: ['J1002'] },
          { name: 'coverage', old: 'C', new: 'M' },
        ],
      },
    ],
  ],
  ['a modifier that ends', { code: 'ZX' }, { code: 'ZX', ...discontinued }, [{ ...deleted, codeType: 'modifier' }]],
  ['a modifier that begins', null, { code: 'ZX', addedOn: newer }, [{ kind: 'added', codeType: 'modifier' }]],
];

function side(sketch: Side): CodeRecord[] {
  return sketch ? [recordOf({ code: 'J1000', ...sketch })] : [];
}

test.each(cases.map(([what, was, is, expected, notes]) => ({ what, was, is, expected, notes: notes ?? [] })))(
  '$what',
  ({ was, is, expected, notes }) => {
    const found = compareReleases({ date: older, records: side(was) }, { date: newer, records: side(is) });
    expect(found.changes).toHaveLength(expected.length);
    for (const [index, change] of expected.entries()) expect(found.changes[index]).toMatchObject(change);
    expect(found.notes.map(({ rule }) => rule)).toEqual(notes);
  },
);

describe('lines that could not be read', () => {
  const refused = [{ line: 4, code: 'J1000', rule: 'wrong-columns', reason: '' }];
  test.each([
    ['in the older file: not added', { refused }, {}, [], side({})],
    ['in the newer file: not withdrawn', {}, { refused }, side({}), []],
  ])('%s, but noted', (_where, before, after, was, is) => {
    const found = compareReleases({ date: older, records: was, ...before }, { date: newer, records: is, ...after });
    expect(found).toMatchObject({ changes: [], notes: [{ code: 'J1000', rule: 'refused-line' }] });
  });
});

describe('any two releases', () => {
  test('a release differs from itself in nothing', () => {
    fc.assert(
      fc.property(anyRelease, (records) => {
        expect(compareReleases({ date: older, records }, { date: older, records }).changes).toEqual([]);
        expect(compareReleases({ date: older, records }, { date: newer, records }).changes).toEqual([]);
      }),
    );
  });

  test('each code is the same, changed, or noted; changes are sorted by code, then kind', () => {
    fc.assert(
      fc.property(anyRelease, anyRelease, (before, after) => {
        const { changes, notes } = compareReleases({ date: older, records: before }, { date: newer, records: after });
        const told = new Set([...changes, ...notes].map(({ code }) => code));
        const held = new Map(before.map((record) => [record.code, record]));
        for (const record of after) if (!held.has(record.code)) expect(told).toContain(record.code);
        const present = new Set(after.map(({ code }) => code));
        for (const { code } of before) if (!present.has(code)) expect(told).toContain(code);
        const order = changes.map(({ code, kind }) => `${code} ${kind}`);
        expect(order).toEqual([...order].sort());
      }),
    );
  });

  test('what is deleted one way is added or reactivated the other way', () => {
    fc.assert(
      fc.property(anyRelease, (records) => {
        const { changes } = compareReleases({ date: older, records: [] }, { date: newer, records });
        for (const { kind } of changes) expect(['added', 'deleted', 'reactivated']).toContain(kind);
        const gone = compareReleases({ date: older, records }, { date: newer, records: [] }).changes;
        expect(gone.length).toBe(records.filter((record) => endOf(record) === null).length);
        for (const change of gone) expect(change).toMatchObject({ kind: 'deleted', withdrawn: true });
      }),
    );
  });
});
