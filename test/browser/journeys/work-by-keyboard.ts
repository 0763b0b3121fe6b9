import { expect } from 'vitest';
import type { Visit } from '../visit.ts';

/** Nothing here touches the mouse: every deed goes by the keys that the page's own list of keys names. */
export async function workByKeyboard({ site, newPage }: Visit): Promise<void> {
  const page = await newPage();
  const press = async (...keys: readonly string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const entries = () => page.locator('#work > li').count();
  const told = () => page.locator('.told').innerText();
  await page.goto(`${site.url}/worklist`);
  const all = await entries();

  await press('?');
  expect(await page.locator('#keys').getByText('dismiss, with a reason').isVisible()).toBe(true);
  await press('j', 'j', 'k');
  expect(await page.evaluate('document.activeElement === document.querySelector("#work > li")')).toBe(true);

  // Two at once: assigned, which leaves them in the list, then done.
  await press('x', 'j', 'x');
  expect(await page.locator('.decide legend').innerText()).toBe('With the 2 selected');
  await press('a');
  await page.keyboard.type('Ines');
  await press('Enter');
  await page.waitForURL(/did=assign/);
  expect(await told()).toContain('2 findings assigned.');
  expect(await page.locator('#work > li', { hasText: 'with Ines' }).count()).toBe(2);
  await press('k', 'x', 'j', 'x', 'e');
  await page.waitForURL(/did=done/);
  expect([await told(), await entries()]).toEqual([expect.stringContaining('2 findings done.'), all - 2]);
  await press('u');
  await page.waitForURL(/did=reopen/);
  expect(await entries()).toBe(all);

  await press('j', 'd');
  await press('Enter');
  await page.waitForURL(/problem=dismiss/);
  expect(await page.getByRole('alert').innerText()).toContain('Say why');
  await press('j', 'd');
  await page.keyboard.type('written off');
  await press('Enter');
  await page.waitForURL(/did=dismiss/);
  expect(await entries()).toBe(all - 1);
  await press('u');
  await page.waitForURL(/did=reopen/);

  await press('/');
  await page.keyboard.type('S0013');
  await press('Enter');
  await page.waitForURL(/code=S0013/);
  for (const code of await page.locator('#work .swap .code:first-child').allInnerTexts())
    expect(code).toContain('S0013');
  await press('j', 'o');
  await page.waitForURL(/\/findings\//);
  expect(await page.locator('h1').innerText()).toContain('S0013');

  await keysAreLeftAlone({ site, newPage });
}

/** Where somebody writes, and where they are switched off. */
async function keysAreLeftAlone({ site, newPage }: Pick<Visit, 'site' | 'newPage'>): Promise<void> {
  const page = await newPage();
  await page.goto(`${site.url}/worklist`);
  await page.locator('#assign-to').focus();
  await page.keyboard.type('jed');
  expect(await page.locator('#assign-to').inputValue()).toBe('jed');
  await page.keyboard.press('Escape');
  await page.locator('#keys summary').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  expect(await page.locator('#keys-on').isChecked()).toBe(false);
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('e');
  expect(page.url()).not.toContain('did=');
}
