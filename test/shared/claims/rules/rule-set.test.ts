import { describe, expect, test } from 'vitest';
import { ruleListsOf } from '../../../../shared/claims/rules/lists.ts';
import { builtInRules, ruleSetOf, type WrittenRuleOverrides } from '../../../../shared/claims/rules/rule-set.ts';
import { checkerOf, claimOf, codeBookOf, findingsIn } from '../../../support/check-fixtures.ts';
import { ownRule as own } from '../../../support/own-rule.ts';

const book = codeBookOf([{ release: '2024-01', coveredThrough: '2024-03-31', records: [{ code: 'J1885' }] }]);

const found = (overrides: WrittenRuleOverrides, lines: readonly string[], place = '11', date = '2024-02-01') =>
  findingsIn(checkerOf(book, { rules: ruleSetOf(overrides) }), claimOf({ date, place, lines })).map(
    ({ rule, severity, line }) => `${line} ${rule} ${severity}`,
  );

describe("an account's rules", () => {
  test('switched off and on again', () => {
    expect(found({}, ['96365'])).toEqual(['1 administration-without-drug review']);
    expect(found({ switched: { 'administration-without-drug': { enabled: false } } }, ['96365'])).toEqual([]);
    expect(found({ switched: { 'administration-without-drug': { enabled: true } } }, ['96365'])).toHaveLength(1);
  });

  test('with another severity, but no error that nobody has looked up', () => {
    const lowered: WrittenRuleOverrides = { switched: { 'second-initial-service': { severity: 'review' } } };
    expect(found(lowered, ['96365', '96374', 'J1885'])).toEqual(['2 second-initial-service review']);
    expect(() => ruleSetOf({ switched: { 'administration-without-drug': { severity: 'error' } } })).toThrow();
  });

  test('with rules of its own, added without code', () => {
    expect(found({ own: [own] }, ['99213', '99214-95'], '10')).toEqual(['1 telehealth-in-our-clinic warning']);
    expect(found({ own: [own] }, ['99213'], '11')).toEqual([]);
    expect(found({ own: [own] }, ['99213'], '10', '2025-01-01')).toEqual([]);
  });

  test('an own rule of a built-in name takes its place', () => {
    const replaced: WrittenRuleOverrides = { own: [{ ...own, name: 'administration-without-drug' }] };
    expect(found(replaced, ['96365'])).toEqual([]);
    expect(ruleSetOf(replaced).rules).toHaveLength(builtInRules().rules.length);
  });

  test.each([
    ['an unknown key', { ...own, colour: 'red' }],
    ['a range the wrong way', { ...own, conditions: [{ kind: 'pattern', line: { codes: ['9920'] }, message: '' }] }],
    ['a day that is none', { ...own, from: '2024-02-30' }],
    ['no example', { ...own, examples: [] }],
    [
      'an error on hearsay',
      { ...own, severity: 'error', source: { document: 'x', standing: 'professional-knowledge' } },
    ],
  ])('are refused with %s', (_what, rule) => {
    expect(() => ruleSetOf({ own: [rule] })).toThrow();
  });

  test('the message is filled in, and the source names the document', () => {
    const checker = checkerOf(book, { rules: ruleSetOf({ own: [own] }) });
    const [finding] = findingsIn(checker, claimOf({ date: '2024-02-01', place: '02', lines: ['99213'] }));
    expect(finding).toMatchObject({
      message: '99213 in place 02 with no modifier.',
      source: 'contract of 2024',
      fix: [],
      amount: 100,
    });
    expect(finding?.reason).toContain('Own rule: Our clinic bills telehealth from the office.');
  });
});

describe('loaded lists', () => {
  const medicaid = { programme: 'medicaid', edition: 'outpatient', from: '2024-01-01', to: '2024-03-31' } as const;
  const lists = ruleListsOf({
    unlikely: {
      source: 'Medicaid outpatient MUE, 2024 Q1',
      edits: [
        { ...medicaid, code: '80053', units: 1, adjudication: '1' },
        { ...medicaid, code: '80048', units: 2, adjudication: '2' },
      ],
    },
  });
  const limits = (payer: string, lines: readonly string[], place = '13') =>
    findingsIn(
      checkerOf(book, { lists }),
      claimOf({ claimType: 'institutional', payer, place, date: '2024-02-01', lines }),
    ).map(({ line, severity, source }) => `${line} ${severity} ${source.split(';')[0]}`);

  test('hold for their programme, edition and quarter', () => {
    const source = 'Medicaid outpatient MUE, 2024 Q1: at most 1 of 80053, adjudication indicator 1';
    expect(limits('CAID', ['80053 x2'])).toEqual([`1 warning ${source}`]);
    expect(limits('MED', ['80053 x2'])).toEqual([]);
    expect(limits('COM', ['80053 x2'])).toEqual([]);
    expect(limits('CAID', ['80053 x2 @2024-04-01'])).toEqual([]);
  });

  test('by line or by date', () => {
    expect(limits('CAID', ['80053', '80053'])).toEqual([]);
    expect(limits('CAID', ['80048', '80048', '80048'])).toEqual([
      '3 error Medicaid outpatient MUE, 2024 Q1: at most 2 of 80048, adjudication indicator 2',
    ]);
  });

  test.each([
    [
      'an unknown programme',
      {
        unlikely: {
          source: 'x',
          edits: [{ ...medicaid, programme: 'plan', code: '80053', units: 1, adjudication: '1' }],
        },
      },
    ],
    [
      'a short NDC',
      { products: { source: 'x', codes: [{ ndc: '123', code: 'J1885', from: '2024-01-01', to: null }] } },
    ],
    ['an unknown list', { codes: { favourites: { source: 'x', codes: [] } } }],
  ])('are refused with %s', (_what, written) => {
    expect(() => ruleListsOf(written)).toThrow();
  });
});
