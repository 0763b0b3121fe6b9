import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { generateClaims } from '../support/claim-generator.ts';
import { emptyApp, sampleKey } from '../support/sample-world.ts';
import { faultsBy } from './axe.ts';
import { serve } from './site.ts';
import { describeVisit } from './visit.ts';

let folder = '';
const fileOf = (name: string, text: string) => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'codeset-imports-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const csv = 'claim id,code,date of service,charge\nU-1,S0013,2026-01-05,10.00\nU-2,S0013,no day,1\n';

describeVisit(
  'files of claims, in a browser',
  async () => serve(await emptyApp()),
  (visit) => {
    const open = async (javaScriptEnabled = true) => {
      const page = await visit().newPage({ javaScriptEnabled });
      await page.goto(`${visit().site.url}/sign-in?key=${sampleKey}`);
      await page.goto(`${visit().site.url}/settings/imports`);
      return page;
    };

    test('a file is sent with its progress, and its report is shown', async () => {
      const page = await open();
      const { text } = generateClaims({ seed: 3, claims: 400, claimsPerTransaction: 100 });
      const seen: string[] = [];
      await page.exposeFunction('saw', (words: string) => seen.push(words));
      await page.evaluate(`new MutationObserver(() => saw(document.getElementById('sending').innerText))
        .observe(document.getElementById('sending'), { subtree: true, childList: true, characterData: true })`);
      await page.locator('input[type=file]').first().setInputFiles(fileOf('claims.837', text));
      await page.getByRole('button', { name: 'Import' }).first().click();
      await page.waitForURL(/settings\/imports\/import-/, { timeout: 60_000 });
      expect(seen.some((words) => /sent/.test(words))).toBe(true);
      expect(await page.locator('#import .tag').innerText()).toBe('done');
      expect(await page.locator('.figures dd').first().innerText()).toBe('400');
      expect(await faultsBy(page, 'every')).toEqual([]);
    });

    test('several files go one after the other; what is wrong with one is told beside it', async () => {
      const page = await open();
      const files = [fileOf('good.csv', csv), fileOf('empty.csv', '')];
      await page.locator('input[type=file]').first().setInputFiles(files);
      await page.getByRole('button', { name: 'Import' }).first().click();
      await page.locator('#sending .warning').waitFor();
      const rows = await page.locator('#sending li').allInnerTexts();
      expect(rows[0]).toMatch(/good\.csv.*done: 1 claim, 1 refused/s);
      expect(rows[1]).toMatch(/empty\.csv.*The file is empty/s);
      expect(await faultsBy(page, 'every')).toEqual([]);
      await page.locator('#sending a').first().click();
      expect(await page.locator('#refused tbody tr').count()).toBe(1);
    });

    test('a line that breaks is told, and stays told', async () => {
      const page = await open();
      await page.route('**/uploads/**', (route) => route.abort());
      await page.locator('input[type=file]').first().setInputFiles(fileOf('broken.csv', csv));
      await page.getByRole('button', { name: 'Import' }).first().click();
      await page.locator('#sending .warning').waitFor();
      const looked: string[] = [];
      page.on('request', (request) => looked.push(request.url()));
      await page.waitForTimeout(3_500);
      expect(await page.locator('#sending .warning').innerText()).toContain('The line broke');
      expect(looked.length).toBeLessThan(2);
    });

    test('without a script a file goes as a form', async () => {
      const page = await open(false);
      await page.locator('input[type=file]').first().setInputFiles(fileOf('form.csv', csv));
      await page.getByRole('button', { name: 'Import' }).first().click();
      await page.waitForURL(/settings\/imports\/import-/);
      expect(await page.locator('#import').innerText()).toContain('Claims read');
    });
  },
);
