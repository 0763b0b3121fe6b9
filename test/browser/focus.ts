import type { Page } from 'playwright-core';

/**
 * What the keyboard reaches on a page and nobody would see that it is there: no outline is drawn around it, or something
 * else lies over it (WCAG 2.2, 2.4.7 and 2.4.11). The first stop has to be the way past the navigation.
 */
export async function focusFaults(page: Page): Promise<readonly string[]> {
  await page.keyboard.press('Tab');
  return page.evaluate(`(() => {
    const faults = [];
    const nameOf = (element) => element.outerHTML.slice(0, 120);
    if (!document.activeElement.matches('a[href="#main"]')) faults.push('the first stop is ' + nameOf(document.activeElement));
    const stops = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]';
    for (const element of [...document.querySelectorAll(stops)].slice(0, 400)) {
      if (element.disabled || !element.checkVisibility()) continue;
      element.focus();
      if (document.activeElement !== element) continue;
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      if (outlineStyle === 'none' || parseFloat(outlineWidth) < 2) faults.push('no outline: ' + nameOf(element));
      const { left, top, right, bottom } = element.getClientRects()[0];
      const over = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
      if (over === null) faults.push('outside the window: ' + nameOf(element));
      else if (!element.contains(over) && !over.contains(element)) faults.push('covered: ' + nameOf(element) + ' by ' + nameOf(over));
    }
    document.activeElement.blur();
    return faults;
  })()`) as Promise<readonly string[]>;
}
