import { expect } from 'vitest';
import type { SampleStanding, SampleStore } from '../../../functions/sample-store.ts';
import { answering } from '../../../infra/local/http-server.ts';
import { emptyApp, sampleApp, serviceOf } from '../../support/sample-world.ts';
import { type Site, served } from '../site.ts';
import { follow, type Visit } from '../visit.ts';

/** An empty store, and beside it the sample's, which is shown in its place once somebody has loaded it. */
export async function emptyWithSample(): Promise<Site> {
  let standing: SampleStanding = { state: 'absent' };
  const sampleStore: SampleStore = {
    standing: () => standing,
    load: () => {
      standing = { state: 'shown' };
    },
    remove: async () => {
      standing = { state: 'absent' };
    },
  };
  const own = answering(serviceOf(await emptyApp(), { sampleStore }));
  const sample = answering(serviceOf(await sampleApp(), { sample: true, sampleStore }));
  return served((request, response) => (standing.state === 'shown' ? sample : own)(request, response));
}

/** Nothing is stored: the first page says what to do, in order; one click shows the sample, another takes it away. */
export async function firstVisit({ site, newPage }: Visit): Promise<void> {
  const page = await newPage();
  const heading = () => page.locator('h1').innerText();
  await page.goto(site.url);
  expect(await heading()).toBe('No release is held yet.');
  expect(await page.locator('ol.steps > li').first().innerText()).toContain('npx codeset ingest --cms');

  for (const name of ['Changes', 'Releases', 'Codes', 'Sources']) {
    await follow(page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name }));
    expect([name, await page.locator('h1').count()]).toEqual([name, 1]);
    await follow(page.getByRole('link', { name: 'Today', exact: true }));
  }
  await page.goto(`${site.url}/worklist`);
  expect(await page.locator('main').innerText()).toContain('Sign in');

  await page.goto(site.url);
  await follow(page.getByRole('button', { name: 'Load the sample' }));
  expect(await heading()).toMatch(/^S0013 first: /);
  expect(await page.locator('.sample').innerText()).toContain('SAMPLE DATA');
  expect(await page.title()).toContain('SAMPLE DATA');
  await page.goto(`${site.url}/sample`);
  await follow(page.getByRole('button', { name: 'Remove the sample' }));
  expect(await heading()).toBe('No release is held yet.');
}
