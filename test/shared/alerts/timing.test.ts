import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { subscriptionDefaults } from '../../../shared/alerts/subscription.ts';
import { isTimeZone } from '../../../shared/alerts/time-zone.ts';
import { localDay, reminderDue, type Timing, tellFrom } from '../../../shared/alerts/timing.ts';

const timing = (sketch: Partial<Timing>): Timing => ({ ...subscriptionDefaults.timing, ...sketch });
const chicago = 'America/Chicago';

describe('what is known now is told', () => {
  test.each<[string, Partial<Timing>, since: string, from: string]>([
    ['at once', {}, '2026-01-05T14:30:00.000Z', '2026-01-05T14:30:00.000Z'],
    ['today at seven', { cadence: 'daily', timeZone: chicago }, '2026-01-05T12:00:00.000Z', '2026-01-05T13:00:00.000Z'],
    [
      'tomorrow at seven',
      { cadence: 'daily', timeZone: chicago },
      '2026-01-05T13:00:01.000Z',
      '2026-01-06T13:00:00.000Z',
    ],
    [
      'at seven by summer time',
      { cadence: 'daily', timeZone: chicago },
      '2026-07-01T13:00:00.000Z',
      '2026-07-02T12:00:00.000Z',
    ],
    ['on Friday', { cadence: 'weekly', weekday: 5 }, '2026-01-05T14:30:00.000Z', '2026-01-09T07:00:00.000Z'],
    ['on Monday next week', { cadence: 'weekly', weekday: 1 }, '2026-01-05T14:30:00.000Z', '2026-01-12T07:00:00.000Z'],
    [
      'after a quiet night',
      { quiet: { from: '19:00', to: '07:30' } },
      '2026-01-05T22:00:00.000Z',
      '2026-01-06T07:30:00.000Z',
    ],
    [
      'after its rest',
      { quiet: { from: '19:00', to: '07:30' } },
      '2026-01-06T02:00:00.000Z',
      '2026-01-06T07:30:00.000Z',
    ],
    [
      'at once outside quiet hours',
      { quiet: { from: '19:00', to: '07:30' } },
      '2026-01-05T12:00:00.000Z',
      '2026-01-05T12:00:00.000Z',
    ],
    [
      'after quiet hours of one day',
      { quiet: { from: '12:00', to: '14:00' } },
      '2026-01-05T12:00:00.000Z',
      '2026-01-05T14:00:00.000Z',
    ],
  ])('%s', (_, sketch, since, from) => {
    expect(tellFrom(timing(sketch), since)).toBe(from);
  });

  test('never before it is known, and within eight days', () => {
    const hours = fc.integer({ min: 0, max: 23 });
    const clock = fc
      .tuple(hours, fc.integer({ min: 0, max: 59 }))
      .map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`);
    const any = fc.record({
      cadence: fc.constantFrom<Timing['cadence']>('at-once', 'daily', 'weekly'),
      hour: hours,
      weekday: fc.integer({ min: 1, max: 7 }),
      daysBefore: fc.constant([]),
      quiet: fc.option(fc.record({ from: clock, to: clock })),
      timeZone: fc.constantFrom('UTC', chicago, 'Pacific/Honolulu', 'America/St_Johns'),
    });
    const moment = fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(any, moment, (each, since) => {
        const from = Date.parse(tellFrom(each, since.toISOString()));
        expect(from).toBeGreaterThanOrEqual(since.getTime());
        expect(from - since.getTime()).toBeLessThan(8.1 * 86_400_000);
      }),
    );
  });
});

test('the day is the subscriber’s own', () => {
  expect(localDay({ timeZone: chicago }, '2026-01-01T05:59:00.000Z')).toBe('2025-12-31');
});

describe('a reminder of changes that take effect on 1 January', () => {
  const asked = timing({ daysBefore: [30, 7, 0] });
  test.each<[today: string, due: number | undefined]>([
    ['2025-12-01', undefined],
    ['2025-12-02', 30],
    ['2025-12-20', 30],
    ['2025-12-25', 7],
    ['2026-01-01', 0],
    ['2026-01-02', undefined],
  ])('on %s: %s days before', (today, due) => {
    expect(reminderDue(asked, '2026-01-01', today, '2025-06-01')).toBe(due);
  });

  test('is not made up for by who came later', () => {
    expect(reminderDue(asked, '2026-01-01', '2025-12-20', '2025-12-10')).toBeUndefined();
    expect(reminderDue(asked, '2026-01-01', '2025-12-26', '2025-12-10')).toBe(7);
  });
});

test.each([
  ['America/Chicago', true],
  ['UTC', true],
  ['Chicago', false],
  ['', false],
])('time zone %s: %s', (name, known) => {
  expect(isTimeZone(name)).toBe(known);
});
