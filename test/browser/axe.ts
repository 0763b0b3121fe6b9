import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Everything of WCAG 2.2 A and AA, and what its authors hold to be good practice beside it. */
const everyRule = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** What may turn out otherwise in other colours, or in another width, though the document is the same. */
export const lookRules = ['color-contrast', 'target-size', 'link-in-text-block', 'scrollable-region-focusable'];

/** Whatever axe-core finds wrong with the page as it stands, however slight; each with where. */
export async function faultsBy(page: Page, rules: 'every' | 'look'): Promise<readonly string[]> {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axe);
  const runOnly = rules === 'every' ? everyRule : { type: 'rule', values: lookRules };
  const options = JSON.stringify({ runOnly, resultTypes: ['violations'] });
  const { violations } = (await page.evaluate(`axe.run(${options})`)) as AxeResults;
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
  );
}
