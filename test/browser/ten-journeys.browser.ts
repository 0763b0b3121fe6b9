import { expect, test } from 'vitest';
import { openMedium } from '../support/medium.ts';
import { sampleApp, ticking } from '../support/sample-world.ts';
import { billOneClaim } from './journeys/bill-one-claim.ts';
import { checkBeforeBilling } from './journeys/check-before-billing.ts';
import { emptyWithSample, firstVisit } from './journeys/first-visit.ts';
import { followOneCode } from './journeys/follow-one-code.ts';
import { morningOfUpdate } from './journeys/morning-of-update.ts';
import { readRelease, withReportOf } from './journeys/read-release.ts';
import { reviewReplacements } from './journeys/review-replacements.ts';
import { searchChanges } from './journeys/search-changes.ts';
import { setUpAlerts, withEndpoint } from './journeys/set-up-alerts.ts';
import { workByKeyboard } from './journeys/work-by-keyboard.ts';
import { serve } from './site.ts';
import { describeVisit, type Visit } from './visit.ts';

type Journey = (visit: Visit) => Promise<void>;

/** The ten main journeys, in the order in which somebody makes them; each is one file beside this one. */
const journeys = {
  first: [['1: the first visit, with nothing stored', firstVisit]],
  sample: [
    ['2: the morning of the update, from the first page to the first claim', morningOfUpdate],
    ['3: reading a release, up to the bytes that it was read from', readRelease],
    ['4: searching the changes while typing, and passing the address on', searchChanges],
    ['5: the life of a code, by eye and by machine', followOneCode],
    ['6: the worklist by keyboard alone', workByKeyboard],
    ['7: a claim with its lines and what to bill instead', billOneClaim],
    ['8: deciding about proposed replacements', reviewReplacements],
    ['9: checking a claim of which nothing is stored', checkBeforeBilling],
  ],
  own: [['10: subscribing, letting a program in, and finding both in the audit log', setUpAlerts]],
} as const satisfies Record<string, readonly (readonly [name: string, journey: Journey])[]>;

test('the main journeys are ten', () => {
  expect(Object.values(journeys).flat()).toHaveLength(10);
});

describeVisit('the main journeys: a new store', emptyWithSample, (visit) => {
  test.each(journeys.first)('%s', (_, journey) => journey(visit()));
});

describeVisit(
  'the main journeys: the day after an update',
  async () => {
    const medium = await openMedium();
    const app = await withReportOf(await sampleApp(ticking(), medium), '2026-01');
    return serve(app, { sample: true }, medium);
  },
  (visit) => {
    test.each(journeys.sample)('%s', (_, journey) => journey(visit()));
  },
);

describeVisit(
  'the main journeys: an account of one’s own',
  async () => {
    const app = await sampleApp(ticking());
    return serve(app, withEndpoint(app));
  },
  (visit) => {
    test.each(journeys.own)('%s', (_, journey) => journey(visit()));
  },
);
