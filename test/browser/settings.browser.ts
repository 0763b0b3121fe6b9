import { expect, test } from 'vitest';
import { sampleApp, ticking } from '../support/sample-world.ts';
import { faultsBy } from './axe.ts';
import { serve } from './site.ts';
import { describeVisit, follow } from './visit.ts';

const list = '/settings/subscriptions';

describeVisit(
  'the longest form, without a script',
  async () => serve(await sampleApp(ticking()), { sample: true }),
  (visit) => {
    test('is refused with its words kept and the first wrong field in focus, taken once mended, and filled in to change it', async () => {
      const page = await visit().newPage({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
      await page.goto(visit().site.url + list);
      const form = page.locator(`form[action="${list}"]`);
      await form.getByLabel('Name', { exact: true }).fill('Night desk');
      await form.getByLabel('By', { exact: true }).selectOption('feed');
      await form.getByLabel('When').selectOption('weekly');
      await form.getByLabel('Codes', { exact: true }).fill('J01*, 1-2');
      await form.getByText('Hour, time zone').click();
      await form.getByLabel('Time zone').fill('Middle Earth');
      await form.getByLabel('Quiet from').fill('22:00');
      await form.getByLabel('Quiet until').fill('06:00');
      await form.getByLabel('Remind, days before').fill('30, 7');
      await form.getByText('Only some changes').click();
      await form.getByLabel('Ended').check();
      await form.getByText('When nobody takes it').click();
      await form.getByLabel('Lines over').fill('500');
      await form.getByLabel('Not taken after').fill('2');
      await form.getByLabel('Go on to').selectOption('default');
      await follow(form.getByRole('button', { name: 'Subscribe' }));

      expect(await form.getByRole('alert').innerText()).toContain('2 fields need another look');
      const codes = form.getByLabel('Codes', { exact: true });
      expect([await codes.inputValue(), await codes.getAttribute('aria-invalid')]).toEqual(['J01*, 1-2', 'true']);
      // What is wrong is open, what is not stays folded; nothing of it is lost.
      expect(
        await form
          .locator('details')
          .evaluateAll((all) => all.map((each) => (each as never as { open: boolean }).open)),
      ).toEqual([true, false, false]);
      expect(await form.getByLabel('Time zone').inputValue()).toBe('Middle Earth');
      expect(await form.getByLabel('Ended').isChecked()).toBe(true);
      await codes.fill('J01*, S0013');
      await form.getByLabel('Time zone').fill('America/Chicago');
      await follow(form.getByRole('button', { name: 'Subscribe' }));
      expect(await page.getByRole('status').first().innerText()).toContain('Subscribed');

      await follow(page.getByRole('link', { name: 'Night desk' }));
      const said = await page.locator('.facts').innerText();
      for (const words of [
        'J01*, S0013',
        'on Monday at 7:00, America/Chicago',
        '22:00 – 06:00',
        '30, 7 days before',
        'after 2 days, over $500',
      ])
        expect(said).toContain(words);
      await follow(page.getByRole('link', { name: 'Change', exact: true }));
      await page.getByLabel('Name', { exact: true }).fill('Morning desk');
      await follow(page.getByRole('button', { name: 'Save' }));
      expect([await page.locator('h1').innerText(), await page.locator('.facts').innerText()]).toEqual([
        'Morning desk',
        said,
      ]);
      await follow(page.getByRole('button', { name: 'Remove' }));
      expect(await page.locator('h1').innerText()).toBe('Remove the subscription?');
      await follow(page.getByRole('button', { name: 'Remove it' }));
      expect(await page.getByRole('link', { name: 'Morning desk' }).count()).toBe(0);
    });

    test('refused and asked, the pages have nothing serious wrong, and fit a phone', async () => {
      const page = await visit().newPage({ colorScheme: 'dark', viewport: { width: 390, height: 844 } });
      const looked = async () => [
        await faultsBy(page, 'every'),
        await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'),
      ];
      await page.goto(visit().site.url + list);
      await page.getByLabel('Name', { exact: true }).fill('x');
      await page.getByLabel('Address').fill('nobody');
      await follow(page.getByRole('button', { name: 'Subscribe' }));
      expect(await page.locator(':focus').getAttribute('name')).toBe('destination');
      expect(await looked()).toEqual([[], 0]);
      await page.goto(`${visit().site.url}/settings/rules/new`);
      await page.evaluate('for (const field of document.querySelectorAll("[required]")) field.required = false');
      await follow(page.getByRole('button', { name: 'Keep the rule' }));
      for (const folded of await page.locator('details:not([open]) > summary').all()) await folded.click();
      expect(await looked()).toEqual([[], 0]);
      await page.goto(`${visit().site.url}${list}/default`);
      await follow(page.getByRole('button', { name: 'Remove' }));
      expect(await looked()).toEqual([[], 0]);
    });
  },
);
