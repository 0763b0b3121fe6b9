import { expect } from 'vitest';
import { follow, type Visit } from '../visit.ts';

/** Every line of the claim with its charge, what is wrong with it and the line to bill; then the word that it is done. */
export async function billOneClaim({ site, newPage }: Visit): Promise<void> {
  const page = await newPage();
  await page.goto(`${site.url}/worklist?claim=SAMPLE-3001`);
  await follow(page.locator('#work').getByRole('link', { name: 'SAMPLE-3001' }).first());
  expect(await page.locator('h1').innerText()).toBe('SAMPLE-3001');
  expect(await page.locator('.line').count()).toBe(3);
  const wrong = page.locator('.line.wrong');
  expect(await wrong.innerText()).toMatch(/C6010[\s\S]*x40[\s\S]*\$5,200\.00/);
  expect(await wrong.locator('.found .swap').innerText()).toBe('Bill instead: J6011 x400');

  await follow(wrong.getByRole('link', { name: /^Finding / }));
  expect(await page.locator('main').innerText()).toContain('HCPCS 2026-01, C6010, termination date 2025-12-31');
  await follow(page.getByRole('button', { name: 'Done' }));
  expect(await page.locator('.told').innerText()).toContain('1 finding done.');
  expect(await page.locator('.history').innerText()).toContain('said that it is done');
  await page.goto(`${site.url}/claims/SAMPLE-3001`);
  expect(await page.locator('.line.wrong').count()).toBe(0);
  expect(await page.locator('.found').innerText()).toContain('Done');
}
