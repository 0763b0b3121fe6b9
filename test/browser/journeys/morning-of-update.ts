import { expect } from 'vitest';
import { follow, type Visit } from '../visit.ts';

/** What costs most is the headline; two clicks further lies the claim that is wrong, with the line to bill instead. */
export async function morningOfUpdate({ site, newPage }: Visit): Promise<void> {
  const page = await newPage();
  await page.goto(site.url);
  expect(await page.locator('h1').innerText()).toMatch(/^S0013 first: \$[\d,.]+ on \d+ open lines/);
  const figures = await page.locator('.figures').innerText();
  for (const term of ['Money at risk', 'Open lines', 'Next effective date']) expect(figures).toContain(term);

  await follow(page.locator('h1 .code'));
  expect(new URL(page.url()).pathname).toBe('/codes/S0013');
  expect(await page.locator('main').innerText()).toMatch(/Used in \d+ open claims/);

  await page.goBack();
  await follow(
    page
      .locator('.risk tbody tr')
      .first()
      .getByRole('link', { name: /\d lines/ }),
  );
  expect(page.url()).toContain('/worklist?code=S0013');
  await follow(page.locator('#work a.open').first());
  expect(await page.locator('h1').innerText()).toContain('S0013 ended on Dec 31, 2025');
  await follow(page.locator('aside a[href^="/claims/"]'));
  expect(await page.locator('.found .swap').first().innerText()).toContain('J0013');

  await page.goto(site.url);
  await follow(
    page
      .locator('section', { has: page.getByRole('heading', { name: 'Due next' }) })
      .locator('a[href^="/findings/"]')
      .first(),
  );
  expect(await page.locator('aside').innerText()).toContain('File by');
}
