import { expect, test } from 'vitest';
import { comingDates } from '../../../functions/queries/coming-dates.ts';
import { forms } from '../../../shared/api/schema-names.ts';
import { chain, ingestFile } from '../../support/release-chain.ts';
import { emptyApp } from '../../support/sample-world.ts';

test('what takes effect from a day on, and when the next update is due', async () => {
  const app = await emptyApp();
  for (const file of chain) await ingestFile(app, file);
  const coming = await comingDates(app)('2025-06-20');
  expect(forms['coming-dates'].parse(coming)).toEqual(coming);
  expect(coming.dates.map(({ date, days }) => [date, days])).toEqual([
    ['2025-07-01', 11],
    ['2025-10-01', 103],
  ]);
  expect(coming.dates[1]!.changes).toMatchObject({ added: 1, deleted: 1 });
  expect(coming.nextUpdate).toEqual({ release: '2025-07', date: '2025-07-01', days: 11, held: true });
});

test.each([
  ['2025-10-01', '2025-10', 0, true],
  ['2025-10-02', '2026-01', 91, false],
  ['2025-12-31', '2026-01', 1, false],
])('on %s the next update is %s, in %i days', async (today, release, days, held) => {
  const app = await emptyApp();
  for (const file of chain) await ingestFile(app, file);
  expect((await comingDates(app)(today)).nextUpdate).toMatchObject({ release, days, held });
});
