import { expect } from 'vitest';
import { samplePath } from '../../../infra/local/sample.ts';
import { follow, type Visit } from '../visit.ts';

const table = 'claim id,code,date of service,units,charge\nC-1,S0013,2026-01-05,84,100.00\n';

/** A file of each kind and lines as people type them; afterwards the store holds what it held before, to the byte. */
export async function checkBeforeBilling({ site, newPage }: Visit): Promise<void> {
  const page = await newPage();
  await page.goto(`${site.url}/check`);
  const before = await site.stored!();
  const check = () => follow(page.locator('main').getByRole('button', { name: 'Check' }));
  const answer = () => page.locator('h1').innerText();

  await page.locator('input[type=file]').setInputFiles(samplePath('claims.837'));
  await check();
  expect(await answer()).toMatch(/^\d+ findings on \d+ lines$/);
  expect(await page.locator('.work-row').count()).toBeGreaterThan(5);

  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'c.csv', mimeType: 'text/csv', buffer: Buffer.from(table) });
  await check();
  expect(await answer()).toBe('1 finding on 1 line');
  expect(await page.locator('.swap').innerText()).toMatch(/S0013[\s\S]*J0013 x84/);

  await page
    .locator('textarea')
    .fill('S0013 x84 2026-01-05 $100.00\nJ0013-JZ x84 2026-01-05 $120.00\nnot a line at all');
  await page.getByLabel('Typed lines are paid by').selectOption('CI');
  await check();
  expect(await page.getByRole('alert').innerText()).toContain('Not understood: line 3');
  expect(await page.locator('.work-row .swap').first().innerText()).toContain('S0013');
  expect(await page.locator('textarea').inputValue()).toContain('not a line at all');

  expect(await site.stored!()).toEqual(before);
}
