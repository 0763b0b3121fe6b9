import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { emptyApp, sampleApp, sampleKey, ticking } from '../support/sample-world.ts';
import { everyPage } from './every-page.ts';
import { serve } from './site.ts';
import { describeVisit, follow } from './visit.ts';

const noScript = { javaScriptEnabled: false };

/** What a page says, and the fields that it has, but for the one box that a script adds. */
async function contentOf(page: Page): Promise<readonly string[]> {
  const [main, fields] = [page.locator('main'), page.locator('main :is(a, button, input, select, textarea)')];
  const words = (await main.innerText()).replace(/Select all on this page/, '').replace(/\s+/g, ' ');
  return [words, String((await fields.count()) - (await page.locator('.choose-all').count()))];
}

describeVisit(
  'without a script',
  async () => serve(await sampleApp(ticking()), { sample: true }),
  (visit) => {
    const open = async (path: string) => {
      const page = await visit().newPage(noScript);
      await page.goto(visit().site.url + path);
      return page;
    };

    test('every page that has a script shows the same', async () => {
      const [plain, scripted] = [await visit().newPage(noScript), await visit().newPage()];
      for (const path of Object.values(everyPage)) {
        const answer = await plain.request.get(visit().site.url + path);
        if (!(await answer.text()).includes('<script')) continue;
        await Promise.all([plain, scripted].map((page) => page.goto(visit().site.url + path)));
        expect([path, ...(await contentOf(plain))]).toEqual([path, ...(await contentOf(scripted))]);
      }
    });

    test('findings are narrowed down, assigned, dismissed and reopened', async () => {
      const page = await open('/worklist');
      const all = await page.locator('#work > li').count();
      for (const box of (await page.locator('#work input').all()).slice(0, 2)) await box.check();
      await page.getByLabel('Assign to').fill('Ines');
      await follow(page.getByRole('button', { name: 'Assign' }));
      expect(await page.locator('#work > li', { hasText: 'with Ines' }).count()).toBe(2);
      await page.locator('#work input').first().check();
      await page.getByLabel('Reason').fill('written off');
      await follow(page.getByRole('button', { name: 'Dismiss' }));
      expect(await page.locator('#work > li').count()).toBe(all - 1);
      await follow(page.getByRole('button', { name: 'Undo' }));
      expect(await page.locator('#work > li').count()).toBe(all);
      await page.locator('details#narrowing summary').click();
      await page.locator('#narrow').fill('S0013');
      await follow(page.getByRole('button', { name: 'Show' }));
      expect(await page.locator('#work > li').count()).toBeLessThan(all);
    });

    test('codes are looked for, and a day is asked about', async () => {
      const page = await open('/');
      await page.getByLabel('Find a code').fill('s0013');
      await page.getByLabel('Find a code').press('Enter');
      await page.getByLabel('Date of service').fill('2025-12-31');
      await follow(page.getByRole('button', { name: 'Show' }));
      expect(await page.locator('.standing').innerText()).toBe('Valid');
    });

    test('a replacement is rejected with a note', async () => {
      const page = await open('/review');
      await page.getByLabel('Note').fill('another thing');
      await follow(page.getByRole('button', { name: 'Reject' }));
      expect(await page.locator('main').innerText()).toContain('another thing');
    });

    test('lines are checked', async () => {
      const page = await open('/check');
      await page.locator('textarea').fill('S0013 x84 2026-01-05 $100.00');
      await follow(page.locator('main').getByRole('button', { name: 'Check' }));
      expect(await page.locator('.work .code').first().innerText()).toBe('S0013');
    });
  },
);

describeVisit(
  'without a script, in an account of one’s own',
  async () => serve(await emptyApp(ticking())),
  (visit) => {
    test('a list is imported, a payer kept, a rule switched', async () => {
      const page = await visit().newPage(noScript);
      await page.goto(`${visit().site.url}/sign-in?key=${sampleKey}`);
      await page.goto(`${visit().site.url}/settings/imports`);
      await page.getByLabel('Name of the list').fill('main');
      const buffer = Buffer.from(
        'item,description,code,modifiers,price,effective_from\nX1,Spray,S0013,,10.00,2020-01-01\n',
      );
      await page.getByLabel('CSV file').setInputFiles({ name: 'list.csv', mimeType: 'text/csv', buffer });
      await follow(page.locator('form:has([name=list])').getByRole('button', { name: 'Import' }));
      expect(await page.getByRole('status').first().innerText()).toContain('The list is held');
      await page.goto(`${visit().site.url}/settings/payers`);
      const payer = page.locator('form[action="/settings/payers"]');
      await payer.getByLabel('Payer id').fill('66783');
      await follow(payer.getByRole('button'));
      expect(await page.locator('main').innerText()).toContain('66783');
      await page.goto(`${visit().site.url}/settings/rules/discarded-drug`);
      await page.getByLabel('What it comes to').selectOption('off');
      await follow(page.getByRole('button', { name: 'Set', exact: true }));
      expect(await page.getByRole('status').first().innerText()).toContain('The rule is set');
    });
  },
);
