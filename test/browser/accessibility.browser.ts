import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { emptyApp, sampleApp } from '../support/sample-world.ts';
import { type WorldOfWords, worldOfWords } from '../support/world-of-words.ts';
import { faultsBy } from './axe.ts';
import { everyPage } from './every-page.ts';
import { focusFaults } from './focus.ts';
import { serve } from './site.ts';
import { describeVisit } from './visit.ts';

/**
 * Widths and colours in which every page is looked at, beside 1280 and light: 320 pixels are a wide page zoomed to four
 * times its size. Colours do not depend on widths, nor does the document on either.
 */
const looks = [
  [1920, 'dark'],
  [390, 'dark'],
  [320, 'light'],
] as const;

async function beyondPage(page: Page): Promise<string[]> {
  const beyond = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  return (beyond as number) > 0 ? [`${beyond} pixels wider than the page`] : [];
}

/** By axe-core whole as it comes, and by what depends on it in each look; no look makes it wider than the window. */
async function faultsOf(page: Page): Promise<readonly string[]> {
  const faults = [...(await beyondPage(page)), ...(await faultsBy(page, 'every')), ...(await focusFaults(page))];
  for (const [width, colorScheme] of looks) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    const found = await beyondPage(page);
    // Between 1280 and 1920 pixels only the margins grow.
    if (width < 1280) found.push(...(await faultsBy(page, 'look')));
    faults.push(...found.map((fault) => `${width} ${colorScheme}: ${fault}`));
  }
  return [...new Set(faults)];
}

describeVisit(
  'every page of the sample',
  async () => serve(await sampleApp(), { sample: true }),
  (visit) => {
    test('the browser tells of what the policy of a page refuses; of its own pages it tells nothing', async () => {
      const page = await visit().newPage();
      await page.goto(visit().site.url);
      expect(visit().reported).toEqual([]);
      await page.evaluate(`document.body.insertAdjacentHTML('beforeend', '<p style="color: red">')`);
      await page.evaluate(`document.body.append(Object.assign(document.createElement('script'), { text: 'x = 1' }))`);
      const told = (of: string) => visit().reported.some((text) => new RegExp(`inline ${of} violates`).test(text));
      await expect.poll(() => told('style') && told('script')).toBe(true);
      await page.context().close();
      visit().reported.length = 0;
    });

    test.each(Object.entries(everyPage))(
      '%s can be read and used by everybody, in any width and colour',
      async (_, path) => {
        const page = await visit().newPage({ viewport: { width: 1280, height: 900 } });
        await page.goto(visit().site.url + path);
        expect(await faultsOf(page)).toEqual([]);
        await page.context().close();
      },
    );
  },
);

describeVisit(
  'with nothing stored',
  async () => serve(await emptyApp()),
  (visit) => {
    test('every page that is open to visitors can be read', async () => {
      const page = await visit().newPage();
      for (const path of ['/', '/releases', '/changes', '/sources', '/codes?code=x+y']) {
        await page.goto(visit().site.url + path);
        expect([path, await page.locator('h1').count(), await faultsBy(page, 'every')]).toEqual([path, 1, []]);
      }
    });
  },
);

let world: WorldOfWords;
describeVisit(
  'words of a thousand characters without a break, of the other direction, and of those who mean harm',
  async () => {
    const words = `<script>document.title = 'harm'</script> \u202eright to left ${'unbroken'.repeat(125)}`;
    world = await worldOfWords((place, longest) => `${place} ${words}`.slice(0, longest));
    return serve(world.app, { sample: true });
  },
  (visit) => {
    test('run nothing, and make no page wider than a phone', async () => {
      const page = await visit().newPage({ viewport: { width: 390, height: 800 } });
      const faults: string[] = [];
      for (const path of world.paths) {
        await page.goto(visit().site.url + path);
        if ((await page.title()) === 'harm') faults.push(`${path}: ran`);
        faults.push(...(await beyondPage(page)).map((fault) => `${path}: ${fault}`));
      }
      expect(faults).toEqual([]);
    });
  },
);
