import { expect, test } from 'vitest';
import { ingestFile, releaseFile } from '../support/release-chain.ts';
import { emptyApp, sampleApp, sampleKey } from '../support/sample-world.ts';
import { serve } from './site.ts';
import { describeVisit } from './visit.ts';

describeVisit(
  'a billing manager',
  async () => serve(await sampleApp()),
  (visit) => {
    const at = (path: string) => visit().site.url + path;
    const signIn = async (to: string) => {
      const page = await visit().newPage();
      await page.goto(at(to));
      await page.getByLabel('Key').fill(sampleKey);
      await page.locator('main').getByRole('button', { name: 'Sign in' }).click();
      return page;
    };

    test('who signs in comes back to the page that asked for it', async () => {
      const page = await signIn('/settings/payers');
      expect(new URL(page.url()).pathname).toBe('/settings/payers');
      expect(await page.locator('h1').innerText()).toBe('Payers and their own dates');
    });

    test('sees on the first page what to do first, and goes from there to the code', async () => {
      const page = await signIn('/settings/payers');
      await page.getByRole('link', { name: 'Today', exact: true }).click();
      expect(await page.locator('h1').innerText()).toMatch(/^S0013 first: /);
      await page.locator('h1 .code').click();
      expect(await page.locator('svg.graph').getAttribute('aria-label')).toContain('J0013');
      expect(await page.locator('.used').innerText()).toMatch(/Used in \d+ open claims/);
    });

    test('keeps a window of a payer, and finds it on the page of its code', async () => {
      const page = await signIn('/settings/payers');
      const form = page.locator('form[action="/settings/payers/windows"]');
      await form.getByLabel('Payer id or class').fill('66783');
      await form.getByLabel('Code').fill('S0013');
      await form.getByLabel('To', { exact: true }).fill('2026-03-31');
      await form.getByLabel('Document').fill('Bulletin <script>alert(1)</script> \u202e7');
      await form.getByRole('button').click();
      expect(await page.getByRole('status').first().innerText()).toContain('The window is kept');
      await page.goto(at('/codes/S0013'));
      expect(await page.locator('aside').innerText()).toContain('<script>alert(1)</script>');
    });

    test('makes a key, which is shown once', async () => {
      const page = await signIn('/settings/access');
      const form = page.locator('form[action="/settings/access/keys"]');
      await form.getByLabel('Name').fill('EHR');
      await form.getByRole('button').click();
      const key = await page.locator('.done code').innerText();
      await page.goto(at('/settings/access'));
      expect(await page.locator('main').innerText()).not.toContain(key);
    });
  },
);

describeVisit(
  'a visitor',
  async () => serve(await sampleApp()),
  (visit) => {
    test('narrows the changes by typing, without loading the page anew', async () => {
      const page = await visit().newPage();
      await page.goto(`${visit().site.url}/changes`);
      await page.evaluate('window.here = true');
      await page.getByLabel('Words or code').pressSequentially('s0013');
      await page.waitForURL(/q=s0013/);
      expect(await page.locator('.entry').count()).toBe(1);
      expect(await page.evaluate('window.here')).toBe(true);
    });

    test('finds the same without a script', async () => {
      const page = await visit().newPage({ javaScriptEnabled: false });
      await page.goto(`${visit().site.url}/changes`);
      await page.getByLabel('Words or code').fill('s0013');
      await page.getByRole('button', { name: 'Find' }).click();
      expect(await page.locator('.entry').count()).toBe(1);
      await page.getByLabel('Find a code').fill('esketamine');
      await page.getByLabel('Find a code').press('Enter');
      expect(await page.locator('#found .code').count()).toBeGreaterThan(1);
    });

    test('goes from a release to a section of its changes', async () => {
      const page = await visit().newPage();
      await page.goto(`${visit().site.url}/releases`);
      expect(await page.locator('.chart svg').count()).toBe(1);
      await page.locator('tbody th a').first().click();
      await page.locator('tbody th a').first().click();
      expect(await page.locator('.entry').count()).toBeGreaterThan(0);
    });
  },
);

describeVisit(
  'texts of a file that mean harm',
  async () => {
    const app = await emptyApp();
    const before = { code: 'J7001', longDescription: 'Injection, harmless, 1 mg' };
    const words = `<script>document.title = 'harm'</script> \u202eright to left ${'unbroken'.repeat(125)}`;
    await ingestFile(app, releaseFile('HCPC2025_JUL_ANWEB_06092025.txt', [before]));
    await ingestFile(app, releaseFile('HCPC2025_OCT_ANWEB_09082025.txt', [{ ...before, longDescription: words }]));
    return serve(app);
  },
  (visit) => {
    test('do none: nothing runs, nothing is wider than a phone', async () => {
      const page = await visit().newPage({ viewport: { width: 390, height: 800 } });
      for (const path of ['/', '/changes', '/releases/2025-10', '/codes/J7001']) {
        await page.goto(visit().site.url + path);
        expect(await page.title()).not.toBe('harm');
        const beyond = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
        expect([path, await page.evaluate(beyond)]).toEqual([path, 0]);
      }
    });
  },
);
