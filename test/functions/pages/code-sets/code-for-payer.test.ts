import { load } from 'cheerio';
import { expect, test } from 'vitest';
import { visitor } from '../../../support/page-visitor.ts';
import { apiOf, sampleAccount, sampleApp, sampleKey } from '../../../support/sample-world.ts';

test("a code's page asks for a payer, and answers by the dates that the reader's account keeps of it", async () => {
  const app = await sampleApp();
  const window = { payer: 'P7', code: 'S0013', from: null, to: '2026-03-31', document: 'bulletin 7' };
  await app.payerSettings.keepPayers(sampleAccount, { P7: 'commercial' });
  await app.payerSettings.keepWindows(sampleAccount, [window]);
  const path = '/codes/S0013?on=2026-02-15&payer=P7';

  const reader = await visitor(app, sampleKey);
  const own = await reader.get(path);
  expect(own.$('input[name=payer]').attr('value')).toBe('P7');
  expect(own.$('.card').first().text()).toMatch(/P7 takes S0013 until .*bulletin 7/);
  expect(own.$('.card').first().text()).not.toContain('Bill J0013');
  const later = await reader.get('/codes/S0013?on=2026-04-01&payer=P7');
  expect(later.$('.card').first().text()).toContain('Bill J0013');

  const strangers = await apiOf(app).request(`http://127.0.0.1${path}`, { headers: { host: '127.0.0.1' } });
  const text = load(await strangers.text())('main').text();
  expect(text).toContain('Bill J0013');
  expect(text).not.toContain('bulletin 7');
});
