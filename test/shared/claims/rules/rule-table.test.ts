import { describe, expect, test } from 'vitest';
import { failuresOf } from '../../../../shared/claims/rules/examples.ts';
import { ruleTable } from '../../../../shared/claims/rules/rule-table.ts';

describe('the table of rules', () => {
  test.each(ruleTable().map((rule) => [`${rule.number} ${rule.name}`, rule] as const))('%s', (_name, rule) => {
    expect(failuresOf(rule)).toEqual([]);
  });
});
