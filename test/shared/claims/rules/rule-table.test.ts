import { describe, expect, test } from 'vitest';
import { failuresOf } from '../../../../shared/claims/rules/examples.ts';
import { ruleSchema } from '../../../../shared/claims/rules/rule.ts';
import { ruleTable } from '../../../../shared/claims/rules/rule-table.ts';

const rules = ruleTable();

describe('the examples of a rule are its tests', () => {
  test.each(rules.map((rule) => [`${rule.number} ${rule.name}`, rule] as const))('%s', (_name, rule) => {
    expect(failuresOf(rule)).toEqual([]);
  });

  test('each has one that finds and one that does not', () => {
    for (const { name, examples } of rules) {
      expect([name, examples.some(({ finds }) => finds.length > 0)]).toEqual([name, true]);
      expect([name, examples.some(({ finds }) => finds.length === 0)]).toEqual([name, true]);
    }
  });

  test('a wrong example is told', () => {
    const [rule] = rules;
    const wrong = { ...rule!, examples: rule!.examples.map((example) => ({ ...example, finds: [9] })) };
    expect(failuresOf(wrong)).toHaveLength(wrong.examples.length);
  });
});

describe('the table', () => {
  test('has the twenty rules, each name once', () => {
    expect(rules.map(({ number }) => number)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    expect(new Set(rules.map(({ name }) => name)).size).toBe(20);
  });

  test('is data: it survives being written as JSON', () => {
    for (const rule of rules) expect(ruleSchema.parse(JSON.parse(JSON.stringify(rule)))).toEqual(rule);
  });

  test('ships no error that nobody has looked up', () => {
    const unread = rules.filter(({ source }) => source.standing === 'professional-knowledge');
    expect(unread.map(({ name, severity }) => [name, severity])).toEqual([
      ['administration-without-drug', 'review'],
      ['visit-with-procedure', 'review'],
    ]);
    expect(ruleSchema.safeParse({ ...unread[0], severity: 'error' }).success).toBe(false);
  });

  test('never proposes a modifier', () => {
    for (const { conditions, evidence } of rules)
      for (const text of [evidence, ...conditions.map(({ message }) => message)])
        expect(text).not.toMatch(/\b(append|add|use|bill with|attach)\b[^.]*\bmodifier/i);
  });
});
