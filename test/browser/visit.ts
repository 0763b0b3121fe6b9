import { existsSync } from 'node:fs';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe } from 'vitest';
import { chromiumPath } from './chromium.ts';
import { openBrowser, type Site } from './site.ts';

/** One site and one browser for the tests of a group; skipped where there is no browser. */
export interface Visit {
  readonly site: Site;
  /** What the browser has reported: scripts that failed, and whatever the policy of a page refused. Empty at the end. */
  readonly reported: string[];
  /** A page of a browser that knows nothing of the others. It fails the test when a script fails or is refused. */
  newPage(options?: Parameters<Browser['newContext']>[0]): Promise<Page>;
}

/** Milliseconds after which something that does not come to be on a page is missed. */
const patience = 10_000;

export function describeVisit(name: string, open: () => Promise<Site>, tests: (visit: () => Visit) => void): void {
  describe.skipIf(!existsSync(chromiumPath))(name, () => {
    let visit: Visit;
    let browser: Browser;
    const errors: string[] = [];
    beforeAll(async () => {
      const [site, started] = await Promise.all([open(), openBrowser()]);
      browser = started;
      visit = {
        site,
        reported: errors,
        newPage: async (options) => {
          const context = await started.newContext(options);
          context.setDefaultTimeout(patience);
          return watched(await context.newPage(), errors);
        },
      };
    });
    afterAll(async () => {
      await browser.close();
      await visit.site.close();
      if (errors.length > 0) throw new Error(`the browser reported: ${errors.join('; ')}`);
    });
    tests(() => visit);
  });
}

function watched(page: Page, errors: string[]): Page {
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && /Content Security Policy|Refused to/.test(message.text()))
      errors.push(message.text());
  });
  return page;
}

/** Clicks what leads to another page, or to the same one anew, and waits until that is there. */
export async function follow(target: Locator): Promise<void> {
  await Promise.all([target.page().waitForEvent('load'), target.click()]);
}
