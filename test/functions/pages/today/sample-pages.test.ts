import { beforeEach, expect, test } from 'vitest';
import type { SampleStanding } from '../../../../functions/sample-store.ts';
import type { RunningApp } from '../../../support/medium.ts';
import { visitor } from '../../../support/page-visitor.ts';
import { emptyApp, sampleApp, sampleKey } from '../../../support/sample-world.ts';

let app: RunningApp;
beforeEach(async () => {
  app = await emptyApp();
});

/** A sample that stands as it is told, and remembers what was asked of it. */
function sampleStore(standing: SampleStanding) {
  const asked: string[] = [];
  return {
    asked,
    standing: () => standing,
    load: () => void asked.push('load'),
    remove: async () => void asked.push('remove'),
  };
}

test('in the cloud there is no sample: no button, no page, no way to load one', async () => {
  const { get, post } = await visitor(app, sampleKey, { sampleStore: null });
  expect((await get('/')).$('#sample').length).toBe(0);
  expect((await get('/sample')).status).toBe(404);
  await get('/check');
  expect((await post('/sample/load', [])).status).toBe(404);
});

test('a store that holds a release takes no sample', async () => {
  const desk = sampleStore({ state: 'absent' });
  const { get, post } = await visitor(await sampleApp(), sampleKey, { sampleStore: desk });
  expect((await get('/')).$('#sample').length).toBe(0);
  await get('/check');
  expect([(await post('/sample/load', [])).status, desk.asked]).toEqual([409, []]);
});

test.each<[SampleStanding, string, boolean]>([
  [{ state: 'absent' }, 'Load the sample', false],
  [{ state: 'loading', done: 2, total: 6, what: 'claims' }, 'Step 3 of 6: claims', true],
  [{ state: 'failed', reason: 'the disk is full' }, 'the disk is full', false],
])('the first visit says how the sample stands (%#)', async (standing, words, live) => {
  const desk = sampleStore(standing);
  const { get, post } = await visitor(app, sampleKey, { sampleStore: desk });
  const { $ } = await get('/');
  expect($('#sample').text()).toContain(words);
  expect($('#sample[data-live]').length).toBe(live ? 1 : 0);
  expect($('script[src^="/assets/live"]').length).toBe(1);
  expect($('noscript').text().includes('Look again')).toBe(live);
  if (live) return;
  expect([(await post('/sample/load', [])).location, desk.asked]).toEqual(['/', ['load']]);
});
