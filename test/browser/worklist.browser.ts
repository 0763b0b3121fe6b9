import { expect, test } from 'vitest';
import { sampleApp, ticking } from '../support/sample-world.ts';
import { serve } from './site.ts';
import { describeVisit } from './visit.ts';

describeVisit(
  'the work, in a browser',
  async () => serve(await sampleApp(ticking()), { sample: true }),
  (visit) => {
    test('goes through the worklist with the keyboard alone', async () => {
      const page = await visit().newPage();
      await page.goto(`${visit().site.url}/worklist`);
      const before = await page.locator('#work > li').count();
      for (const key of ['j', 'j', 'k']) await page.keyboard.press(key);
      expect(await page.locator('#work > li[aria-current]').count()).toBe(1);
      expect(await page.evaluate('document.activeElement === document.querySelector("#work > li")')).toBe(true);

      await page.keyboard.press('e');
      await page.waitForURL(/did=done/);
      expect(await page.locator('.told').textContent()).toContain('1 finding done.');
      expect(await page.locator('#work > li').count()).toBe(before - 1);

      await page.keyboard.press('j');
      await page.keyboard.press('d');
      await page.keyboard.type('written off');
      await page.keyboard.press('Enter');
      await page.waitForURL(/did=dismiss/);
      expect(await page.locator('#work > li').count()).toBe(before - 2);

      await page.keyboard.press('/');
      await page.keyboard.type('S0013');
      await page.keyboard.press('Enter');
      await page.waitForURL(/code=S0013/);
      const codes = await page.locator('#work .swap .code:first-child').allTextContents();
      expect(codes.length).toBeGreaterThan(0);
      for (const code of codes) expect(code).toContain('S0013');
    });

    test('leaves keys alone where somebody writes, and where they are switched off', async () => {
      const page = await visit().newPage();
      await page.goto(`${visit().site.url}/worklist`);
      await page.locator('#assign-to').fill('');
      await page.locator('#assign-to').pressSequentially('jed');
      expect(await page.locator('#assign-to').inputValue()).toBe('jed');
      await page.keyboard.press('Escape');
      await page.locator('#keys summary').click();
      await page.locator('#keys-on').uncheck();
      await page.locator('h1').click();
      await page.keyboard.press('e');
      expect(page.url()).not.toContain('did=');
    });

    test('checks lines that are typed, without a script', async () => {
      const page = await visit().newPage({ javaScriptEnabled: false });
      await page.goto(`${visit().site.url}/check`);
      await page.locator('textarea').fill('S0013 x84 2026-01-05 $100.00');
      await page.locator('main button[type=submit]').click();
      expect(await page.locator('.work .code').first().textContent()).toBe('S0013');
    });

    test('accepts a replacement and takes it back', async () => {
      const page = await visit().newPage();
      await page.goto(`${visit().site.url}/review`);
      await page.getByRole('button', { name: 'Accept M9241' }).click();
      expect(await page.locator('.told').textContent()).toContain('accepted');
      await page.getByRole('button', { name: 'Undo' }).click();
      expect(await page.locator('.candidate').count()).toBe(1);
    });
  },
);
