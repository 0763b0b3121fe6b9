import { expect } from 'vitest';
import { deliverAlerts } from '../../../functions/alerts/deliver-alerts.ts';
import type { EndpointRequest } from '../../../functions/alerts/endpoint-post.ts';
import { sendOutgoing } from '../../../functions/alerts/send-outgoing.ts';
import type { Service } from '../../../functions/api/service.ts';
import type { RunningApp } from '../../support/medium.ts';
import { sampleKey } from '../../support/sample-world.ts';
import { follow, type Visit } from '../visit.ts';

const received: EndpointRequest[] = [];

/** Alerts go out when a page asks for it, as the local server does it, to an endpoint that takes everything. */
export function withEndpoint(app: RunningApp): Partial<Service> {
  const now = () => '2026-02-02T00:00:00.000Z';
  const settings = {
    from: { name: 'codeset-watch', address: 'alerts@example.org' },
    sample: false,
    links: null,
    patienceMinutes: 60,
  };
  const tell = deliverAlerts({ ...app, mail: { send: async () => {} }, now });
  const send = sendOutgoing({
    ...app,
    post: async (request) => {
      received.push(request);
      return { status: 204, error: null, retryAfterSeconds: null };
    },
    publish: async () => ({ status: null, error: 'no topics', retryAfterSeconds: null }),
    now,
    random: () => 0,
  });
  return { deliver: async () => [await tell(settings), await send(settings)] };
}

/** Signed in by key: a subscription with its preview and a delivery, a key, a payer's window; the log knows them all. */
export async function setUpAlerts({ site, newPage }: Visit): Promise<void> {
  const page = await newPage();
  await page.goto(`${site.url}/settings/subscriptions`);
  await page.getByLabel('Key').fill(sampleKey);
  await follow(page.locator('main').getByRole('button', { name: 'Sign in' }));
  expect(new URL(page.url()).pathname).toBe('/settings/subscriptions');

  await page.getByLabel('Name').fill('EHR team');
  await page.getByRole('combobox', { name: 'By', exact: true }).selectOption('webhook');
  await page.getByLabel('Address').fill('https://example.org/codes');
  await page.getByRole('textbox', { name: 'Codes' }).fill('S0013, J0013');
  await follow(page.getByRole('button', { name: 'Subscribe' }));
  expect(await page.locator('.done').allInnerTexts()).toContainEqual(expect.stringContaining('whsec_'));
  await follow(page.getByRole('link', { name: 'EHR team' }));
  expect(await page.locator('main').innerText()).toMatch(/January 2026\s+\d+ changes?, \d+ lines, \$[\d,]+/);
  await follow(page.getByRole('button', { name: 'Send a test' }));
  expect(await page.locator('main').innerText()).toMatch(/delivered[\s\S]*204 in \d+ ms/);
  // What the update did to its codes, and the test.
  expect(received.map(({ url }) => url)).toEqual(Array(2).fill('https://example.org/codes'));
  for (const { headers } of received) expect(headers['webhook-signature']).toMatch(/^v1,/);

  const settings = page.getByRole('navigation', { name: 'Settings' });
  await follow(settings.getByRole('link', { name: 'People and keys' }));
  const keys = page.locator('form[action="/settings/access/keys"]');
  await keys.getByLabel('Name').fill('Scrubber');
  await follow(keys.getByRole('button'));
  const [key] = /cw_\S+/.exec(await page.locator('.done code').innerText())!;
  const payers = await page.request.get(`${site.url}/v1/payers`, { headers: { authorization: `Bearer ${key}` } });
  expect(payers.status()).toBe(200);
  await page.goto(`${site.url}/settings/access`);
  expect(await page.locator('main').innerText()).not.toContain(key);

  await follow(settings.getByRole('link', { name: 'Payers and windows' }));
  const window = page.locator('form[action="/settings/payers/windows"]');
  await window.getByLabel('Payer id or class').fill('66783');
  await window.getByLabel('Code').fill('S0013');
  await window.getByLabel('To', { exact: true }).fill('2026-03-31');
  await window.getByLabel('Document').fill('Bulletin 7');
  await follow(window.getByRole('button'));
  expect(await page.getByRole('status').first().innerText()).toContain('The window is kept');
  await page.goto(`${site.url}/codes/S0013`);
  expect(await page.locator('aside').innerText()).toContain('Bulletin 7');

  await page.goto(`${site.url}/settings/audit`);
  const log = await page.locator('tbody').innerText();
  for (const action of ['addSubscription', 'testSubscription', 'makeKey', 'keepWindows']) expect(log).toContain(action);
  await follow(page.getByRole('button', { name: 'Sign out' }));
  await page.goto(`${site.url}/settings/audit`);
  expect(await page.locator('main').innerText()).toContain('Sign in');
}
