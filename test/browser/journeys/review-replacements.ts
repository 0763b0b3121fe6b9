import { expect } from 'vitest';
import { follow, type Visit } from '../visit.ts';

/** Both texts side by side with the evidence; accepted, accepted with units of one's own, rejected, each with a note. */
export async function reviewReplacements({ site, newPage }: Visit): Promise<void> {
  const page = await newPage();
  await page.goto(`${site.url}/review`);
  const decided = page.locator('details', { hasText: 'Decided by people' });
  expect(await page.locator('.side').allInnerTexts()).toEqual([
    expect.stringContaining('M9240'),
    expect.stringContaining('M9241'),
  ]);
  expect(await page.locator('.side del').innerText()).toBe('patient');
  expect(await page.locator('.side ins').innerText()).toBe('system');
  expect(await page.locator('.reasons li').count()).toBeGreaterThan(2);

  const undo = async () => {
    await follow(page.getByRole('button', { name: 'Undo' }));
    expect(await page.locator('.candidate').count()).toBe(1);
  };
  await follow(page.getByRole('button', { name: 'Accept M9241' }));
  expect(await page.locator('.told').innerText()).toContain('M9241 for M9240: accepted.');
  await undo();

  await page.getByLabel('Units of M9241').fill('2');
  await page.getByLabel('for units of M9240').fill('3');
  await page.getByLabel('Note').fill('Bulletin 12');
  await follow(page.getByRole('button', { name: 'Accept M9241' }));
  expect(await page.locator('.told').innerText()).toContain('accepted, with units of its own');
  expect(await decided.innerText()).toMatch(/2 for 3[\s\S]*Bulletin 12/);
  await undo();

  await page.getByLabel('Note').fill('Says something else <b>altogether</b>');
  await follow(page.getByRole('button', { name: 'Reject' }));
  expect(await page.locator('.told').innerText()).toContain('rejected');
  expect(await decided.innerText()).toContain('Says something else <b>altogether</b>');
  expect(await page.locator('h1').innerText()).toBe('No replacement waits for a word.');
}
