import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileCodeBook } from '../../../shared/codebook/compile.ts';
import { coveredPeriods } from '../../../shared/codebook/coverage.ts';
import { type CodeHistory, foldReleases, type ReleaseState } from '../../../shared/codebook/history.ts';
import { addDays, type IsoDate, toDayNumber } from '../../../shared/dates.ts';
import type { CodeRecord } from '../../../shared/release/record.ts';
import { anyDay, anyRelease } from '../../support/any-release.ts';
import { recordOf } from '../../support/release-builder.ts';

type Side = Partial<CodeRecord> | null;

/** `2025-10`, `2026-01`, or a revision `2025-10.r2`; null where the release does not list the code. */
type Told = readonly (readonly [release: string, record: Side])[];

function statesOf(told: Told): ReleaseState[] {
  return told.map(([release, record]) => {
    const date = `${release.slice(0, 7)}-01`;
    return {
      release,
      date,
      coveredThrough: addDays(date, 89),
      knownSince: addDays(date, -20),
      records: [recordOf({ code: 'A0001' }), ...(record ? [recordOf({ code: 'J1000', ...record })] : [])],
    };
  });
}

function bookOf(states: readonly ReleaseState[]) {
  return compileCodeBook({
    codeSet: 'HCPCS',
    releases: states.map((state) => ({ ...state, file: state.release, sha256: '' })),
    coverage: coveredPeriods(states),
    histories: foldReleases(states),
    replacements: new Map(),
  });
}

const cases: readonly (readonly [what: string, told: Told, statuses: Readonly<Record<IsoDate, string>>])[] = [
  [
    'alive since its added date, as far as the releases reach',
    [['2025-10', { addedOn: '2015-01-01' }]],
    {
      '2014-12-31': 'not-yet-effective',
      '2015-01-01': 'valid',
      '2025-12-29': 'valid',
      '2025-12-30': 'outside-coverage',
    },
  ],
  [
    'the last day is a valid day',
    [
      ['2025-10', {}],
      ['2026-01', { terminatedOn: '2025-12-31', actionCode: 'D' }],
    ],
    { '2025-12-31': 'valid', '2026-01-01': 'terminated' },
  ],
  [
    'aged off: what is no longer listed keeps its end',
    [
      ['2025-10', { terminatedOn: '2020-12-31' }],
      ['2026-01', null],
    ],
    { '2020-12-31': 'valid', '2021-01-01': 'terminated', '2026-02-01': 'terminated' },
  ],
  [
    'gone while alive: withdrawn from the first release that lacks it',
    [
      ['2025-10', {}],
      ['2026-01', null],
    ],
    { '2025-12-31': 'valid', '2026-01-01': 'terminated' },
  ],
  [
    'gone before its announced end, which stands',
    [
      ['2025-10', { terminatedOn: '2026-02-28' }],
      ['2026-01', null],
    ],
    { '2026-01-15': 'valid', '2026-02-28': 'valid', '2026-03-01': 'terminated' },
  ],
  [
    'back after it was left out once: it never ended',
    [
      ['2025-07', {}],
      ['2025-10', null],
      ['2026-01', {}],
    ],
    { '2025-11-01': 'valid', '2026-01-01': 'valid' },
  ],
  [
    'reactivated before our eyes: dead in between',
    [
      ['2025-07', { terminatedOn: '2025-03-31' }],
      ['2025-10', { actionCode: 'R', actionEffectiveOn: '2025-10-01' }],
      ['2026-01', { actionCode: 'N', actionEffectiveOn: '2025-10-01' }],
    ],
    { '2025-03-31': 'valid', '2025-04-01': 'terminated', '2025-09-30': 'terminated', '2025-10-01': 'valid' },
  ],
  [
    'reactivated before the first release held: what was before cannot be proved',
    [['2017-01', { addedOn: '2002-01-01', actionCode: 'R', actionEffectiveOn: '2016-07-01' }]],
    {
      '2001-12-31': 'not-yet-effective',
      '2016-03-15': 'unproven',
      '2016-06-30': 'unproven',
      '2016-07-01': 'valid',
    },
  ],
  [
    'added, deleted by a correction, added again with another meaning',
    [
      ['2018-01', { addedOn: '2018-01-01', actionCode: 'A' }],
      ['2018-01.v2', null],
      ['2018-04', { addedOn: '2018-04-01', actionCode: 'A', longDescription: 'Another meaning' }],
    ],
    { '2018-02-01': 'not-yet-effective', '2018-03-31': 'not-yet-effective', '2018-05-01': 'valid' },
  ],
  [
    'taken back before it came into force',
    [
      ['2018-01', { addedOn: '2018-01-01', actionCode: 'A' }],
      ['2018-01.v2', null],
    ],
    { '2017-12-31': 'never-valid', '2018-02-01': 'never-valid' },
  ],
  [
    'ended by a correction on the day before the release',
    [
      ['2017-01', { addedOn: '2016-01-01' }],
      ['2017-01.v1', { addedOn: '2016-01-01', terminatedOn: '2016-12-31', actionCode: 'D' }],
    ],
    { '2016-12-31': 'valid', '2017-01-10': 'terminated' },
  ],
  [
    'an end taken back by a re-post',
    [
      ['2025-10', { terminatedOn: '2025-09-30' }],
      ['2025-10.r2', {}],
    ],
    { '2025-09-30': 'valid', '2025-10-01': 'valid' },
  ],
  [
    'an added date that moves back makes the past right',
    [
      ['2025-10', { addedOn: '2025-10-01' }],
      ['2026-01', { addedOn: '2025-07-01' }],
    ],
    { '2025-06-30': 'not-yet-effective', '2025-07-01': 'valid' },
  ],
  [
    'reused: two lives, nothing between them',
    [
      ['2018-01', { addedOn: '2017-01-01', terminatedOn: '2017-12-31' }],
      ['2018-04', { addedOn: '2018-04-01', longDescription: 'Another meaning' }],
    ],
    { '2017-12-31': 'valid', '2018-01-01': 'terminated', '2018-03-31': 'terminated', '2018-04-01': 'valid' },
  ],
  [
    'without an added date nothing is known before the first release',
    [['2025-10', { addedOn: null }]],
    { '1990-01-01': 'unproven', '2025-09-30': 'unproven', '2025-10-01': 'valid' },
  ],
  ['in no release', [['2025-10', null]], { '2025-11-01': 'unknown', '2024-01-01': 'outside-coverage' }],
];

test.each(cases)('%s', (_what, told, statuses) => {
  const book = bookOf(statesOf(told));
  for (const [day, status] of Object.entries(statuses))
    expect([day, book.status('J1000', toDayNumber(day))]).toEqual([day, status]);
});

describe('versions', () => {
  const versionsOf = (told: Told) =>
    foldReleases(statesOf(told))
      .get('J1000')!
      .versions.map(({ effective, release, record }) => [effective, release, record.longDescription]);

  test('one for each meaning, from the day on which it takes effect, with the release that shows it', () => {
    const told: Told = [
      ['2025-07', { longDescription: 'First' }],
      ['2025-10', { longDescription: 'First', actionCode: 'N' }],
      ['2026-01', { longDescription: 'Second', actionCode: 'C', actionEffectiveOn: '2025-11-01' }],
      ['2026-04', { longDescription: 'Third', actionCode: 'N', actionEffectiveOn: '2020-01-01' }],
    ];
    expect(versionsOf(told)).toEqual([
      ['2015-01-01', 0, 'First'],
      ['2025-11-01', 2, 'Second'],
      ['2026-04-01', 3, 'Third'],
    ]);
  });

  test('white space, action code and its date make none', () => {
    const told: Told = [
      ['2025-07', { longDescription: 'One  text' }],
      ['2025-10', { longDescription: 'One text', actionCode: 'C', actionEffectiveOn: '2025-10-01' }],
    ];
    expect(versionsOf(told)).toHaveLength(1);
  });
});

/** Quarters of random releases: many codes come, go and come back. */
const anyStates = fc
  .array(anyRelease, { minLength: 1, maxLength: 4 })
  .map((releases) => releases.map((records, index) => ({ ...statesOf([[`202${index}-01`, null]])[0]!, records })));

/** The plain reading of a history, day by day, beside which the code book is held. */
function plainStatus({ lives, unproven }: CodeHistory, day: IsoDate, lastCovered: IsoDate): string {
  const life = lives.findLast(({ from }) => from <= day);
  if (life) {
    if (life.to !== null) return day <= life.to ? 'valid' : 'terminated';
    return day > lastCovered ? 'outside-coverage' : 'valid';
  }
  if (unproven && day >= unproven.from && day <= unproven.to) return 'unproven';
  return lives.length === 0 ? 'never-valid' : 'not-yet-effective';
}

test('the code book says of every code and day what its history says', () => {
  fc.assert(
    fc.property(anyStates, fc.array(anyDay, { minLength: 1, maxLength: 20 }), (states, days) => {
      const histories = foldReleases(states);
      const book = bookOf(states);
      const lastCovered = book.coverage.at(-1)!.to;
      expect([...book.codes()]).toEqual([...histories.keys()].sort());
      for (const [code, history] of histories)
        for (const day of days)
          expect([code, day, book.status(code, toDayNumber(day))]).toEqual([
            code,
            day,
            plainStatus(history, day, lastCovered),
          ]);
    }),
  );
});

/** One code that few dates are told of, over and over, so that its lives meet. */
const anyLives = fc.array(
  fc.record({
    addedOn: fc.constantFrom('2010-01-01', '2015-01-01', '2020-01-01', '2021-06-01'),
    terminatedOn: fc.constantFrom(null, '2012-12-31', '2018-12-31', '2020-12-31', '2021-12-31'),
    actionEffectiveOn: fc.constant('2016-01-01'),
    actionCode: fc.constantFrom('R', 'N', 'A', 'D'),
  }),
  { minLength: 1, maxLength: 5 },
);

test('lives do not overlap, and each ends after it begins, where the records make sense', () => {
  const sensible = anyLives.map((records) =>
    records.filter(({ addedOn, terminatedOn, actionEffectiveOn, actionCode }) => {
      const start = actionCode === 'R' ? actionEffectiveOn : addedOn;
      return terminatedOn === null || (terminatedOn >= start && terminatedOn >= addedOn);
    }),
  );
  fc.assert(
    fc.property(sensible, (records) => {
      const told = records.map((record, index) => [`202${index}-01`, record] as const);
      for (const { lives } of foldReleases(statesOf(told)).values())
        for (const [index, { from, to }] of lives.entries()) {
          const next = lives[index + 1];
          if (next) expect(to !== null && to < next.from).toBe(true);
          if (to !== null) expect(to >= from).toBe(true);
        }
    }),
    { numRuns: 2000 },
  );
});
