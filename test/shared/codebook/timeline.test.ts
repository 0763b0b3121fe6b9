import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changeSetId, heldReleases } from '../../../shared/codebook/code-set-state.ts';
import { type CorrectionsSource, type FileSource, type Source, withSources } from '../../../shared/codebook/source.ts';
import { timelineOf } from '../../../shared/codebook/timeline.ts';

const common = (date: string, knownSince: string, says: string) =>
  ({
    codeSet: 'HCPCS',
    date,
    knownSince,
    knownSinceSource: 'name',
    sha256: `sha of ${says} ${knownSince}`,
    given: { release: null, published: null },
    content: `content of ${says}`,
    meaning: says,
  }) as const;

function file(date: string, knownSince: string, says: string, more: Partial<FileSource> = {}): FileSource {
  const name = `${date} ${knownSince}.txt`;
  return {
    kind: 'file',
    ...common(date, knownSince, says),
    file: name,
    entry: name,
    coveredThrough: `${date.slice(0, 4)}-12-31`,
    records: 1,
    ...more,
  };
}

function correction(
  date: string,
  knownSince: string,
  version: number,
  more: Partial<CorrectionsSource> = {},
): CorrectionsSource {
  const name = `V${version} ${knownSince}.xlsx`;
  const says = `V${version}`;
  return {
    kind: 'corrections',
    ...common(date, knownSince, says),
    file: name,
    entry: name,
    version,
    codes: ['G0001'],
    revertsTo: [],
    ...more,
  };
}

const names = (sources: readonly Source[]) => timelineOf(sources).slots.map(({ release }) => release);

const a2018 = file('2018-01-01', '2017-11-06', 'a');

const cases: readonly (readonly [what: string, sources: readonly Source[], names: readonly string[]])[] = [
  ['nothing', [], []],
  ['quarters', [file('2018-04-01', '2018-03-01', 'b'), a2018], ['2018-01', '2018-04']],
  [
    'posted again, twice',
    [file('2018-01-01', '2018-01-05', 'c'), a2018, file('2018-01-01', '2017-12-01', 'b')],
    ['2018-01', '2018-01.r2', '2018-01.r3'],
  ],
  ['posted again with the same words', [a2018, file('2018-01-01', '2018-01-05', 'a')], ['2018-01']],
  [
    'posted again, and back to the first',
    [a2018, file('2018-01-01', '2017-12-01', 'b'), file('2018-01-01', '2018-01-05', 'a')],
    ['2018-01', '2018-01.r2', '2018-01.r3'],
  ],
  [
    'the same words once more, of a day that is only a guess',
    [
      a2018,
      file('2018-01-01', '2017-12-01', 'b'),
      file('2018-01-01', '2018-01-01', 'a', { knownSinceSource: 'release' }),
    ],
    ['2018-01', '2018-01.r2'],
  ],
  [
    'corrected',
    [correction('2018-01-01', '2018-01-03', 2), a2018, correction('2018-01-01', '2017-12-22', 1)],
    ['2018-01', '2018-01.v1', '2018-01.v2'],
  ],
  [
    'corrected before its file was packed anew',
    [correction('2018-01-01', '2018-01-03', 1), file('2018-01-01', '2018-03-07', 'a')],
    ['2018-01', '2018-01.v1'],
  ],
  [
    'corrected, then posted again',
    [correction('2018-01-01', '2018-01-03', 1), a2018, file('2018-01-01', '2018-02-01', 'b')],
    ['2018-01', '2018-01.v1', '2018-01.r2'],
  ],
  [
    'two documents that call themselves the first version',
    [
      a2018,
      correction('2018-01-01', '2018-01-03', 1),
      correction('2018-01-01', '2018-01-09', 1, { meaning: 'other', content: 'other' }),
    ],
    ['2018-01', '2018-01.v1', '2018-01.v1.r2'],
  ],
  [
    'one document in two files',
    [a2018, correction('2018-01-01', '2018-01-03', 1), correction('2018-01-01', '2018-09-11', 1)],
    ['2018-01', '2018-01.v1'],
  ],
];

test.each(cases.map(([what, sources, expected]) => ({ what, sources, expected })))('$what', ({ sources, expected }) => {
  expect(names(sources)).toEqual(expected);
});

describe('corrections', () => {
  test('wait while their release is not held', () => {
    const early = correction('2018-01-01', '2018-01-03', 1);
    expect(timelineOf([early])).toEqual({ slots: [], waiting: [early] });
  });

  test('are applied to the file that was the newest when they were published', () => {
    const again = file('2018-01-01', '2018-02-01', 'b');
    const { slots } = timelineOf([
      a2018,
      again,
      correction('2018-01-01', '2018-01-03', 1),
      correction('2018-01-01', '2018-03-01', 2),
    ]);
    expect(slots.map(({ release, corrected }) => [release, corrected?.base.source.file ?? null])).toEqual([
      ['2018-01', null],
      ['2018-01.v1', a2018.file],
      ['2018-01.r2', null],
      ['2018-01.v2', again.file],
    ]);
  });

  test('that go back to a year find its last state, and are others without it', () => {
    const back = correction('2018-01-01', '2018-01-03', 1, { revertsTo: [2017] });
    const a2017 = file('2017-01-01', '2016-11-01', 'x');
    const of2017 = correction('2017-01-01', '2016-12-14', 1, { meaning: 'y', content: 'y' });
    const last = (sources: readonly Source[]) => timelineOf(sources).slots.at(-1)!;
    expect(last([a2018, back]).corrected?.earlier).toEqual([{ year: 2017, slot: null }]);
    expect(last([a2018, back, a2017, of2017]).corrected?.earlier[0]?.slot?.source).toEqual(of2017);
    const contents = [
      [a2018, back],
      [a2018, back, a2017],
      [a2018, back, a2017, of2017],
    ].map((all) => last(all).content);
    expect(new Set(contents).size).toBe(3);
  });
});

test('a comparison has the same name whenever the same two states meet, and no other', () => {
  const b = file('2018-04-01', '2018-03-01', 'b');
  const [first, second] = timelineOf([a2018, b]).slots;
  expect(changeSetId(first!, second!)).toBe(changeSetId(timelineOf([a2018]).slots[0]!, timelineOf([b]).slots[0]!));
  const ids = [
    changeSetId(null, first!),
    changeSetId(null, second!),
    changeSetId(first!, second!),
    changeSetId(second!, first!),
  ];
  expect(new Set(ids).size).toBe(4);
});

const day = fc.constantFrom('2017-11-01', '2017-12-01', '2018-01-15', '2018-02-01', '2018-05-01');
const quarter = fc.constantFrom('2017-01-01', '2018-01-01', '2018-04-01');
const said = fc.constantFrom('a', 'b', 'c');
const anySource: fc.Arbitrary<Source> = fc.oneof(
  fc
    .tuple(quarter, day, said, fc.constantFrom('name', 'release'))
    .map(([date, known, says, source]) =>
      file(date, source === 'release' ? date : known, says, { knownSinceSource: source as 'name' }),
    ),
  fc
    .tuple(quarter, day, fc.integer({ min: 1, max: 3 }), fc.subarray([2016, 2017]))
    .map(([date, known, version, revertsTo]) => correctionBackTo(date, known, version, revertsTo)),
);

/** What a document asks for is part of its hashes. */
function correctionBackTo(date: string, known: string, version: number, revertsTo: number[]): CorrectionsSource {
  const says = `V${version} back to ${revertsTo.join(' and ')}`;
  return correction(date, known, version, { revertsTo, meaning: says, content: says, sha256: `sha of ${says}` });
}

describe('any sources', () => {
  test('make the same timeline in any order, each name once, in order of time', () => {
    fc.assert(
      fc.property(
        fc
          .array(anySource, { maxLength: 10 })
          .chain((sources) =>
            fc.tuple(fc.constant(sources), fc.shuffledSubarray(sources, { minLength: sources.length })),
          ),
        ([sources, shuffled]) => {
          const timeline = timelineOf(withSources([], sources));
          expect(timelineOf(withSources([], shuffled))).toEqual(timeline);
          const { slots, waiting } = timeline;
          expect(new Set(slots.map(({ release }) => release)).size).toBe(slots.length);
          expect(slots.map(({ date }) => date)).toEqual(slots.map(({ date }) => date).sort());
          expect(slots.map(({ order }) => order)).toEqual(slots.map(({ order }) => order).sort());
          const releases = heldReleases(slots, () => 1);
          expect(new Set(releases.map(({ changeSet }) => changeSet)).size).toBe(slots.length);
          for (const { date } of waiting) expect(slots.some((slot) => slot.date === date)).toBe(false);
        },
      ),
    );
  });

  test('a source that is held already changes nothing', () => {
    fc.assert(
      fc.property(fc.array(anySource, { minLength: 1, maxLength: 8 }), (sources) => {
        const held = withSources([], sources);
        expect(withSources(held, [sources[0]!])).toEqual(held);
      }),
    );
  });
});
