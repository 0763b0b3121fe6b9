import { expect } from 'vitest';
import { follow, type Visit } from '../visit.ts';

/** How each of the page's links for programs answers: what it is, and what of the code stands in it. */
const byMachine = [
  ['Link to this day', 'text/html', 'S0013'],
  ['JSON', 'application/json', '"code":"S0013"'],
  ['Atom feed of its changes', 'application/atom+xml', 'S0013'],
  ['FHIR', 'application/fhir+json', '"resourceType":"Parameters"'],
] as const;

/** Found by a word: its life as a line, what takes its place as a graph, on any day, and the same for programs. */
export async function followOneCode({ site, newPage }: Visit): Promise<void> {
  const page = await newPage();
  await page.goto(site.url);
  await page.getByLabel('Find a code').fill('esketamine');
  await page.getByLabel('Find a code').press('Enter');
  await follow(page.locator('#found').getByRole('link', { name: 'S0013' }));

  expect(await page.locator('svg.timeline').getAttribute('aria-label')).toContain('S0013');
  expect(await page.locator('svg.graph').getAttribute('aria-label')).toContain('J0013');
  expect(await page.locator('.standing').innerText()).not.toBe('Valid');
  await page.getByLabel('Date of service').fill('2025-12-31');
  await follow(page.getByRole('button', { name: 'Show' }));
  expect(await page.locator('.standing').innerText()).toBe('Valid');

  for (const [words, type, content] of byMachine) {
    const address = await page.getByRole('complementary').getByRole('link', { name: words }).getAttribute('href');
    const answer = await page.request.get(site.url + address);
    expect([words, answer.status()]).toEqual([words, 200]);
    expect(answer.headers()['content-type']).toContain(type);
    expect((await answer.text()).replace(/": "/g, '":"')).toContain(content);
  }

  await follow(page.locator('svg.graph a, .instead .code').first());
  expect(new URL(page.url()).pathname).toMatch(/^\/codes\/(?!S0013)/);
  expect(await page.locator('aside').innerText()).toContain('It replaces');
}
