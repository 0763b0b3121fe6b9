import { expect, test } from 'vitest';
import { emptyApp, sampleApp } from '../support/sample-world.ts';
import { seriousFaults } from './axe.ts';
import { everyPage } from './every-page.ts';
import { serve } from './site.ts';
import { describeVisit } from './visit.ts';

const appearances = [
  ['light', 1280],
  ['dark', 390],
] as const;

describeVisit(
  'axe-core finds nothing serious',
  async () => serve(await sampleApp(), { sample: true }),
  (visit) => {
    test.each(appearances)(
      'in %s, %i pixels wide, on any page; nothing is wider than the page',
      async (colorScheme, width) => {
        const page = await visit().newPage({ colorScheme, viewport: { width, height: 900 } });
        const faults: string[] = [];
        for (const path of Object.values(everyPage)) {
          await page.goto(visit().site.url + path);
          faults.push(...(await seriousFaults(page)).map((fault) => `${path}: ${fault}`));
          const beyond = await page.evaluate(
            'document.documentElement.scrollWidth - document.documentElement.clientWidth',
          );
          if ((beyond as number) > 0) faults.push(`${path}: ${beyond} pixels wider than the page`);
        }
        expect(faults).toEqual([]);
      },
    );
  },
);

describeVisit(
  'with nothing stored',
  async () => serve(await emptyApp()),
  (visit) => {
    test('the first visit says what to do, and every page that is open to visitors can be read', async () => {
      const page = await visit().newPage();
      for (const path of ['/', '/releases', '/changes', '/sources', '/codes?code=x+y']) {
        await page.goto(visit().site.url + path);
        expect([path, await page.locator('h1').count(), await seriousFaults(page)]).toEqual([path, 1, []]);
      }
    });
  },
);
