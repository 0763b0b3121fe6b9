import { expect, test } from 'vitest';
import { sampleApp } from '../support/sample-world.ts';
import { serve } from './site.ts';
import { describeVisit } from './visit.ts';

/** What a page has to say on paper, and what has no sense there. */
const papers = [
  [
    '/worklist?code=S0013&by=deadline',
    ['Worklist', 'Nearest deadline first', 'J0013 x84', 'file by'],
    ['Most money first', 'Assign'],
  ],
  ['/claims/SAMPLE-3001', ['Institutional claim', 'C6010', 'Bill instead: J6011 x400', '$5,200.00'], ['Find a code']],
  ['/findings/R897GEQ0', ['J6011 x400', 'Because', 'History'], ['Dismiss']],
  ['/releases/2026-01', ['January 2026', 'What changed, by section', 'SHA-256'], ['All changes']],
  ['/codes/S0013', ['Esketamine, nasal spray, 1 mg', 'What changed', 'J0013'], ['As known on']],
  ['/', ['S0013 first', 'Fix these first', 'Due next'], ['Settings']],
] as const;

describeVisit(
  'on paper',
  async () => serve(await sampleApp(), { sample: true }),
  (visit) => {
    test.each(papers)('%s says %j and not %j, in black on white, within the sheet', async (path, says, never) => {
      // A sheet of A4 within its margins; the reader's screen may be dark.
      const page = await visit().newPage({ viewport: { width: 688, height: 1000 }, colorScheme: 'dark' });
      await page.goto(visit().site.url + path);
      await page.emulateMedia({ media: 'print' });
      const text = (await page.locator('body').innerText()).replace(/\s+/g, ' ');
      for (const words of says) expect(text).toContain(words);
      for (const words of never) expect(text).not.toContain(words);
      const { ink, beyond } = (await page.evaluate(`({
        ink: getComputedStyle(document.querySelector('h1')).color,
        beyond: document.documentElement.scrollWidth - innerWidth,
      })`)) as { ink: string; beyond: number };
      expect([ink, beyond]).toEqual(['rgb(0, 0, 0)', 0]);
      expect((await page.pdf({ format: 'A4' })).byteLength).toBeGreaterThan(5_000);
    });

    test('where the system chooses the colours, the chosen tab is still told from the others', async () => {
      const page = await visit().newPage({ forcedColors: 'active' });
      await page.goto(`${visit().site.url}/worklist`);
      for (const [tabs, look] of [
        ['.filters', 'backgroundColor'],
        ['.states', 'borderBottomColor'],
        ['.bar nav', 'borderBottomColor'],
      ]) {
        const colourOf = (which: string) =>
          page.evaluate(`getComputedStyle(document.querySelector('${tabs} a${which}')).${look}`);
        expect([tabs, await colourOf('[aria-current]')]).not.toEqual([tabs, await colourOf(':not([aria-current])')]);
      }
    });
  },
);
