import { expect } from 'vitest';
import { follow, type Visit } from '../visit.ts';

/** The list narrows while one types, and its address shows the same to somebody else, whose browser runs no script. */
export async function searchChanges({ site, newPage }: Visit): Promise<void> {
  const page = await newPage();
  await page.goto(`${site.url}/changes`);
  const all = await page.locator('.entry').count();
  await page.evaluate('window.here = true');
  await page.getByLabel('Words or code').pressSequentially('injection');
  await page.waitForURL(/q=injection/);
  await page.getByLabel('Kind').selectOption('revised');
  await page.waitForURL(/kind=revised/);
  const found = await page.locator('.entry').allInnerTexts();
  expect(found.length).toBeGreaterThan(0);
  expect(found.length).toBeLessThan(all);
  expect(await page.evaluate('window.here')).toBe(true);
  expect(await page.locator('.entry del, .entry ins').count()).toBeGreaterThan(0);

  const elsewhere = await newPage({ javaScriptEnabled: false });
  await elsewhere.goto(page.url());
  expect(await elsewhere.locator('.entry').allInnerTexts()).toEqual(found);
  expect(await elsewhere.getByLabel('Words or code').inputValue()).toBe('injection');

  await elsewhere.getByLabel('Words or code').fill('s0013');
  await elsewhere.getByLabel('Kind').selectOption('');
  await follow(elsewhere.getByRole('button', { name: 'Find' }));
  expect(await elsewhere.locator('.entry .used').innerText()).toMatch(/^Used in \d+ open claims/);
}
