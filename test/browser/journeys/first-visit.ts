import { expect } from 'vitest';
import { follow, type Visit } from '../visit.ts';

/** Nothing is stored: the first page says what to do, in order, and every page that a visitor reaches is whole. */
export async function firstVisit({ site, newPage }: Visit): Promise<void> {
  const page = await newPage();
  await page.goto(site.url);
  expect(await page.locator('h1').innerText()).toBe('No release is held yet.');
  const steps = page.locator('ol.steps > li');
  expect(await steps.count()).toBeGreaterThanOrEqual(2);
  expect(await steps.first().innerText()).toContain('npx codeset ingest --cms');
  expect(await page.locator('main').innerText()).toMatch(/sample/i);

  for (const name of ['Changes', 'Releases', 'Codes', 'Sources']) {
    await follow(page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name }));
    expect([name, await page.locator('h1').count()]).toEqual([name, 1]);
    await follow(page.getByRole('link', { name: 'Today', exact: true }));
  }
  await page.goto(`${site.url}/worklist`);
  expect(await page.locator('main').innerText()).toContain('Sign in');
}
