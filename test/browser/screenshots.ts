import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { sampleApp } from '../support/sample-world.ts';
import { chromiumPath } from './chromium.ts';
import { everyPage } from './every-page.ts';
import { openBrowser, serve } from './site.ts';

/** Writes every page as an image, in three widths, light and dark, into `screenshots/`; words choose some pages. */
const folder = 'screenshots';
const widths = [390, 1280, 1920];
const chosen = process.argv.slice(2);

if (!existsSync(chromiumPath)) {
  console.error(`no browser at ${chromiumPath}: apt-get install chromium`);
  process.exit(1);
}
mkdirSync(folder, { recursive: true });
const [site, browser] = await Promise.all([sampleApp().then((app) => serve(app, { sample: true })), openBrowser()]);
for (const width of widths)
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await (await browser.newContext({ colorScheme, viewport: { width, height: 900 } })).newPage();
    for (const [name, path] of Object.entries(everyPage)) {
      if (chosen.length > 0 && !chosen.includes(name)) continue;
      await page.goto(site.url + path);
      await page.screenshot({
        path: join(folder, `${name}-${width}-${colorScheme}.png`),
        fullPage: name !== 'reference',
      });
    }
    await page.close();
  }
await browser.close();
await site.close();
console.log(`written to ${folder}/`);
process.exit(0);
