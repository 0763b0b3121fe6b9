import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { releaseNamed } from '../../../functions/queries/list-releases.ts';
import { samplePath } from '../../../infra/local/sample.ts';
import type { RunningApp } from '../../support/medium.ts';
import { follow, type Visit } from '../visit.ts';

/** The transaction report that would have come with a release: it knows nothing of one of the codes that ended. */
export async function withReportOf(app: RunningApp, name: string): Promise<RunningApp> {
  const { codeSets } = app;
  const release = releaseNamed(await codeSets.state('HCPCS'), name);
  const action = { added: 'A', deleted: 'D', reactivated: 'R', revised: 'C' } as const;
  const changes = (await codeSets.changes('HCPCS', release.changeSet)).filter(({ code }) => code !== 'S0013');
  const report = changes.map(({ code, kind }) => [code, { action: action[kind], words: kind }] as const);
  await codeSets.putReport('HCPCS', release.sha256, new Map(report));
  return app;
}

/** From the chart over the years to one release: its counts, its sections, CMS's own report, and its bytes. */
export async function readRelease({ site, newPage }: Visit): Promise<void> {
  const page = await newPage();
  await page.goto(`${site.url}/releases`);
  expect(await page.locator('.chart svg').getAttribute('aria-label')).toBeTruthy();
  await follow(page.getByRole('link', { name: 'January 2026', exact: true }).first());

  const ended = page.locator('tfoot td[data-label="Ended"]');
  const bySection = await page.locator('tbody td[data-label="Ended"]').allInnerTexts();
  expect(bySection.map(Number).reduce((sum, count) => sum + count)).toBe(Number(await ended.innerText()));

  const agreement = page.locator('#agreement');
  expect(await agreement.innerText()).toMatch(/They agree on \d+ of \d+ codes/);
  await agreement.locator('summary').click();
  expect(await agreement.locator('.rows').innerText()).toContain('S0013');

  const bytes = readFileSync(samplePath('HCPC2026_JAN_ANWEB_sample.txt'));
  const hash = createHash('sha256').update(bytes).digest('hex');
  expect(await page.getByRole('complementary').locator('code').first().innerText()).toBe(hash);
  const json = await page.request.get(site.url + (await page.getByText('This page as JSON').getAttribute('href')));
  expect(await json.json()).toMatchObject({ release: '2026-01', sha256: hash });

  await follow(ended.getByRole('link'));
  const kinds = await page.locator('.entry .kind').allInnerTexts();
  expect([...new Set(kinds)]).toEqual(['Ended']);
  expect(kinds.length).toBe(13);
}
