import { describe, expect, test } from 'vitest';
import { idleParts, monthlyCost, recheckHours } from '../../infra/cost/monthly-cost.ts';
import { customers } from '../../infra/cost/work.ts';
import { cloudOf } from '../support/cloud-templates.ts';

const totalOf = (customer: (typeof customers)[number]) =>
  Object.values(monthlyCost(customer)).reduce((sum, part) => sum + part, 0);

describe('the cost model', () => {
  test('counts what the stacks have', () => {
    const cloud = cloudOf('prod');
    expect(cloud.ofType('AWS::KMS::Key')).toHaveLength(idleParts.keys);
    expect(cloud.ofType('AWS::SecretsManager::Secret')).toHaveLength(idleParts.secrets);
    expect(cloud.ofType('AWS::CloudWatch::Alarm')).toHaveLength(idleParts.alarms);
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
