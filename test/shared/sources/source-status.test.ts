import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '../../../shared/dates.ts';
import { calendar, editionAfter, editionInForce } from '../../../shared/sources/calendar.ts';
import { type SourceFacts, sourceStatus } from '../../../shared/sources/source-status.ts';
import type { WatchRun } from '../../../shared/sources/watch-run.ts';

const seriesOf = (id: string) => calendar.find((series) => series.id === id)!;

const held = (date: string, knownSince: string, release = date.slice(0, 7)) => ({
  release,
  date,
  knownSince,
  knownSinceSource: 'name' as const,
  file: `${release}.zip`,
});

const runOn = (day: string, more: Partial<WatchRun> = {}): WatchRun => ({
  askedAt: `${day}T11:30:00.000Z`,
  answeredAt: `${day}T11:30:00.000Z`,
  downloads: 0,
  listed: [],
  failures: [],
  unknown: [],
  problems: [],
  ...more,
});

function standing(id: string, today: string, releases: SourceFacts['releases'], more: Partial<SourceFacts> = {}) {
  return sourceStatus({ series: seriesOf(id), today, releases, run: runOn(today), quarantined: 0, ...more });
}

const october = held('2026-10-01', '2026-09-10');

/** What is held, on which day, and how it stands. */
const cases: readonly (readonly [
  what: string,
  id: string,
  today: string,
  releases: SourceFacts['releases'],
  state: string,
  next: string | undefined,
  lateBy: number | undefined,
])[] = [
  ['nothing is held of what is in force', 'hcpcs', '2026-11-23', [], 'late', '2026-10', 60],
  ['the next is not looked for yet', 'hcpcs', '2026-09-30', [october], 'held', '2027-01', 0],
  ['the first day on which it may come', 'hcpcs', '2026-10-01', [october], 'due', '2027-01', 0],
  ['the last day on which it is in time', 'hcpcs', '2026-12-24', [october], 'due', '2027-01', 0],
  ['the day after', 'hcpcs', '2026-12-25', [october], 'late', '2027-01', 1],
  [
    'held before it is in force',
    'hcpcs',
    '2026-12-25',
    [october, held('2027-01-01', '2026-12-08')],
    'held',
    '2027-04',
    0,
  ],
  [
    'years behind: what is in force counts',
    'hcpcs',
    '2026-05-01',
    [held('2018-01-01', '2017-11-09')],
    'late',
    '2026-04',
    37,
  ],
  ['a licensee who has this year', 'cpt-annual', '2026-08-31', [held('2026-01-01', '2025-09-01')], 'due', '2027', 0],
  ['and does not get the next', 'cpt-annual', '2026-09-02', [held('2026-01-01', '2025-09-01')], 'late', '2027', 1],
  ['nobody holds CPT', 'cpt-annual', '2026-11-23', [], 'not-followed', '2027', 0],
  ['the annual file alone', 'cpt-pla', '2026-11-23', [held('2026-01-01', '2025-09-01')], 'not-followed', '2027-01', 0],
  ['one PLA set was handed in', 'cpt-pla', '2026-07-02', [held('2026-07-01', '2026-04-01')], 'late', '2026-10', 1],
  [
    'Category III, half a year ahead',
    'cpt-category-iii',
    '2026-07-01',
    [held('2026-07-01', '2026-01-01')],
    'due',
    '2027-01',
    0,
  ],
  ['vaccines keep no calendar', 'cpt-vaccines', '2026-11-23', [], 'irregular', undefined, undefined],
];

describe('how a source stands', () => {
  test.each(cases)('%s: %s on %s', (_what, id, today, releases, state, next, lateBy) => {
    const status = standing(id, today, releases);
    expect([status.state, status.next?.release, status.next?.lateBy]).toEqual([state, next, lateBy]);
    expect(status.alarms.some(({ kind }) => kind === 'late')).toBe(state === 'late');
  });

  test('the countdown', () => {
    expect(standing('hcpcs', '2026-12-20', [october]).next).toEqual({
      release: '2027-01',
      effective: '2027-01-01',
      days: 12,
      expectedFrom: '2026-10-01',
      expectedBy: '2026-12-24',
      lateBy: 0,
      listed: false,
    });
  });

  test('corrections and second files are of their quarter', () => {
    const corrected = held('2026-10-01', '2026-10-20', '2026-10.v1');
    expect(standing('hcpcs', '2026-10-21', [october, corrected])).toMatchObject({
      newest: { release: '2026-10.v1' },
      next: { release: '2027-01' },
    });
  });
});

describe('what somebody has to hear', () => {
  const alarms = (...given: Parameters<typeof standing>) => standing(...given).alarms;

  test('a release that is held before anybody expects it', () => {
    const early = held('2027-04-01', '2026-11-20');
    expect(alarms('hcpcs', '2026-11-23', [october, early])).toMatchObject([
      { kind: 'early', text: expect.stringContaining('HCPCS 2027-04 came on 2026-11-20'), remedy: expect.anything() },
    ]);
    expect(alarms('hcpcs', '2027-04-01', [october, early])).toEqual([]);
  });

  test('a release that the page lists too early, or that is listed and not held', () => {
    const early = runOn('2026-11-23', { listed: ['2026-10', '2027-07'] });
    expect(alarms('hcpcs', '2026-11-23', [october], { run: early })).toMatchObject([
      { kind: 'early', text: expect.stringContaining('HCPCS 2027-07') },
    ]);
    const listed = runOn('2026-12-28', { listed: ['2027-01'] });
    expect(alarms('hcpcs', '2026-12-28', [october], { run: listed })).toMatchObject([
      { kind: 'late', remedy: expect.stringContaining('CMS lists it') },
    ]);
  });

  test('of a page that never answered nothing is said to be missing', () => {
    const silent = runOn('2026-12-28', { answeredAt: null });
    const [late] = alarms('hcpcs', '2026-12-28', [october], { run: silent });
    expect(late).toMatchObject({ kind: 'late', remedy: expect.stringMatching(/^run "codeset ingest --cms"/) });
  });

  test('a day that nobody knows of is not early', () => {
    const guessed = { ...held('2027-04-01', '2027-04-01'), knownSinceSource: 'release' as const };
    expect(alarms('hcpcs', '2026-11-23', [october, guessed])).toEqual([]);
  });

  test('a refusal, a failure, unknown links, files to decide, and a watcher that sleeps', () => {
    const failed = (failure: string) => ({
      url: `https://www.cms.gov/${failure}`,
      failure,
      detail: 'status',
      remedy: 'do',
    });
    const run = runOn('2026-11-01', {
      failures: [failed('blocked'), failed('timed-out')],
      unknown: [{ url: 'https://www.cms.gov/x.zip', text: 'x', reason: 'a file that nothing on the page explains' }],
    });
    const found = alarms('hcpcs', '2026-11-23', [october], { run, quarantined: 2 });
    expect(found.map(({ kind }) => kind)).toEqual(['not-asked', 'blocked', 'failed', 'unknown-links', 'quarantined']);
    for (const { remedy } of found) expect(remedy).not.toBe('');
    expect(alarms('hcpcs', '2026-11-23', [october], { run: null }).map(({ kind }) => kind)).toEqual(['not-asked']);
  });
});

test('on any day one edition is in force, the next follows it, and each is expected before it takes effect', () => {
  const regular = calendar.filter(({ editions }) => editions.length > 0);
  const days = fc.integer({ min: 0, max: 4000 }).map((count) => addDays('2018-01-01', count));
  fc.assert(
    fc.property(fc.constantFrom(...regular), days, (series, day) => {
      const [current, next] = [editionInForce(series, day)!, editionAfter(series, day)!];
      expect(current.effective <= day && day < next.effective).toBe(true);
      expect(editionInForce(series, addDays(next.effective, -1))).toEqual(current);
      for (const { from, by, effective } of [current, next]) {
        expect(from < by && by < effective).toBe(true);
        expect(from > addDays(effective, -366)).toBe(true);
      }
    }),
  );
});
