import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { importClaimFile } from '../../functions/claims/import-claim-file.ts';
import { idleParts, monthlyCost, type Part, recheckHours } from '../../infra/cost/monthly-cost.ts';
import { customers, work } from '../../infra/cost/work.ts';
import type { Claim } from '../../shared/claims/claim.ts';
import { account, claim, january, october, storing, worldOf } from '../support/claim-world.ts';
import { cloudOf, type Placed } from '../support/cloud-templates.ts';
import { startApp } from '../support/medium.ts';
import { ingestFile } from '../support/release-chain.ts';
import { meterWrites } from '../support/write-units.ts';

const totalOf = (customer: (typeof customers)[number]) =>
  Object.values(monthlyCost(customer)).reduce((sum, part) => sum + part, 0);

describe('the cost model', () => {
  test('counts what the stacks have', () => {
    const cloud = cloudOf('prod');
    expect(cloud.ofType('AWS::KMS::Key')).toHaveLength(idleParts.keys);
    expect(cloud.ofType('AWS::SecretsManager::Secret')).toHaveLength(idleParts.secrets);
    const metricsOf = ({ Properties }: Placed) =>
      Properties.Metrics?.filter(({ MetricStat }: { MetricStat?: object }) => MetricStat).length ?? 1;
    const metrics = cloud.ofType('AWS::CloudWatch::Alarm').map(metricsOf);
    expect(metrics.reduce((sum, count) => sum + count, 0)).toBe(idleParts.alarmMetrics);
  });

  test('asks almost nothing of who has nothing', () => {
    const nothing = { ...customers[0]!, openLines: 0, apiRequestsPerMonth: 0, digestsPerMonth: 0 };
    expect(totalOf(nothing)).toBe(monthlyCost(nothing).idle);
    expect(totalOf(nothing)).toBeLessThan(16);
  });

  test('grows with the lines, and no faster', () => {
    const [, group, house] = customers.map((customer) => ({ ...customer, apiRequestsPerMonth: 0 }));
    const growth = house!.openLines / group!.openLines;
    expect(totalOf(house!) / totalOf(group!)).toBeLessThanOrEqual(growth);
    expect(recheckHours(house!, 20) / recheckHours(group!, 20)).toBeCloseTo(growth);
  });

  test('the re-check follows the lines hit, not the lines stored', () => {
    const house = customers.at(-1)!;
    const twice = { ...house, openLines: house.openLines * 2, hitShare: house.hitShare / 2 };
    expect(monthlyCost(twice)['re-check']).toBeCloseTo(monthlyCost(house)['re-check']);
  });
});

/** Ten lines on six claims, three modifiers among them: as on the shipped sample. */
const usual = [
  ['A4000-NU', '99213'],
  ['96372', 'A4001'],
  ['A4002'],
  ['A4003-RR', 'A4004'],
  ['99214-25', '36415'],
  ['A4005'],
];

function linesOf(claims: readonly Claim[]): number {
  return claims.reduce((sum, { lines }) => sum + lines.length, 0);
}

describe('what a line causes', () => {
  test('is what the store writes, tables and indexes', async () => {
    const { medium } = await worldOf(october);
    const meter = await meterWrites(medium);
    const claims = Array.from({ length: 60 }, (_, at) => claim(`C${at}`, usual[at % usual.length]!));
    await storing(claims, startApp(medium));
    expect(meter.take() / linesOf(claims)).toBeCloseTo(work.writesPerImportedLine, 0);

    const paid = claims.map(({ claimId }) => `${claimId},,paid,2026-01-20,,P-${claimId}`);
    const text = ['claim id,line,status,date,reason,payer claim number', ...paid, ''].join('\n');
    const chunks = (async function* () {
      yield new TextEncoder().encode(text);
    })();
    await importClaimFile(startApp(medium).importInto(account, 'paid', '2026-02-01'), { name: 'paid', chunks });
    expect(meter.take() / linesOf(claims)).toBeCloseTo(work.writesPerClosedLine, 0);

    const hit = Array.from({ length: 30 }, (_, at) => claim(`H${at}`, ['E1001']));
    await storing(hit, startApp(medium));
    await ingestFile(startApp(medium), january);
    meter.take();
    await startApp(medium).sweep();
    expect(meter.take() / hit.length).toBeCloseTo(work.writesPerHit, 0);
  });
});

test('docs/SCALE.md says what the model computes', () => {
  const page = readFileSync(new URL('../../docs/SCALE.md', import.meta.url), 'utf8');
  const told = page.split('\n').filter((line) => line.startsWith('| ') && line.endsWith(' |'));
  const row = (name: string, value: (customer: (typeof customers)[number]) => string) =>
    `| ${name} | ${customers.map(value).join(' | ')} |`;
  const share = (part: Part) =>
    row(rows[part]!, (of) => `${Math.round((100 * monthlyCost(of)[part]) / totalOf(of))} %`);
  expect(told).toContain(row('USD a month', (of) => Math.round(totalOf(of)).toLocaleString('en-US')));
  expect(told).toEqual(expect.arrayContaining((Object.keys(rows) as Part[]).map(share)));
  const idle = Math.round(monthlyCost(customers[0]!).idle);
  const deploy = readFileSync(new URL('../../docs/DEPLOY.md', import.meta.url), 'utf8').replaceAll(/\s+/g, ' ');
  expect(deploy).toContain(`alarms over ${idleParts.alarmMetrics} metrics (0.10 each)`);
  expect(deploy).toContain(`${idle} USD a month before the first claim`);
});

const rows: Readonly<Partial<Record<Part, string>>> = {
  idle: 'idle: keys, alarms, polling',
  store: 'store, with recovery and weekly copies',
  import: 'import',
  close: 'close (lines that are paid)',
  're-check': 're-check, 8 releases and corrections a year',
  API: 'API',
};
