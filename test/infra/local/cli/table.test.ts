import { describe, expect, test } from 'vitest';
import { replacementList, replacementText } from '../../../../infra/local/cli/change-text.ts';
import { moneyText } from '../../../../infra/local/cli/finding-text.ts';
import { counted } from '../../../../infra/local/cli/money.ts';
import { noticeTeller } from '../../../../infra/local/cli/notice-text.ts';
import { textTable } from '../../../../infra/local/cli/table.ts';
import { findingOf, replacementOf } from '../../../support/alert-facts.ts';

describe('a table', () => {
  const columns = [{ heading: 'CODE' }, { heading: 'AMOUNT', align: 'right' }, { heading: 'WHY', width: 30 }] as const;
  const rows = [
    ['A4000', '$1.00', 'short'],
    ['Y7', '$1,200.00', 'a reason that goes on for longer than anybody reads'],
  ];

  test('lines its columns up, cuts what is too wide, and leaves no blanks behind', () => {
    expect(textTable(columns, rows)).toBe(
      ['CODE      AMOUNT  WHY', 'A4000      $1.00  short', 'Y7     $1,200.00  a reason that goes on for lon…', ''].join(
        '\n',
      ),
    );
  });

  test('gives the last column what the terminal leaves it, but never less than can be read', () => {
    const width = (wide: number) =>
      Math.max(
        ...textTable(columns, rows, wide)
          .split('\n')
          .map((line) => line.length),
      );
    expect([width(200), width(45), width(10)]).toEqual([48, 45, 42]);
  });

  test('of no rows is its headings', () => {
    expect(textTable(columns, [])).toBe('CODE  AMOUNT  WHY\n');
  });
});

test.each([
  [replacementOf('J0013', { source: 'curated' }), 'J0013 (same units; looked up)'],
  [
    replacementOf('J6011', { units: { numerator: 10, denominator: 1, rounding: 'up' } }),
    'J6011 (1 unit = 10 units; CMS cross reference)',
  ],
  [
    replacementOf('M9241', { units: null, source: 'inferred', status: 'proposed' }),
    'M9241 (proposed, read from the descriptors)',
  ],
  [
    replacementOf('G2082', { units: null, relation: 'restructure', payers: ['medicare'], source: 'curated' }),
    'G2082 (billed in another way; medicare; looked up)',
  ],
  [
    replacementOf('J1', { payers: ['medicare-advantage', 'medicaid', 'tricare', 'commercial', 'other', 'unknown'] }),
    'J1 (same units; not medicare, medicare-dme; CMS cross reference)',
  ],
])('a replacement in words: %#', (replacement, words) => {
  expect(replacementText(replacement)).toBe(words);
});

test('what may simply take the place of a code comes first', () => {
  const list = [replacementOf('G2082', { relation: 'restructure', units: null }), replacementOf('J0013')];
  expect(replacementList(list)).toMatch(/^J0013 .* or G2082/);
});

test("a line's money counts once, and that of lines to look at stands apart", () => {
  const list = [
    findingOf({ claimId: 'A', code: 'J1', amount: 0.1 }),
    findingOf({ claimId: 'A', code: 'J1', amount: 0.1, rule: 'other' }),
    findingOf({ claimId: 'A', line: 2, code: 'J1', amount: 0.2 }),
    findingOf({ claimId: 'A', line: 2, code: 'J1', amount: 0.2, severity: 'review' }),
    findingOf({ claimId: 'B', code: 'J1', amount: 1000, severity: 'review' }),
  ];
  expect(moneyText(list)).toBe('$0.30 at risk, $1,000.00 on 1 line to look at');
  expect(moneyText(list.slice(0, 3))).toBe('$0.30 at risk');
});

test('numbers and nouns agree', () => {
  expect([counted(0, 'line'), counted(1, 'line'), counted(12_345, 'line')]).toEqual([
    '0 lines',
    '1 line',
    '12,345 lines',
  ]);
});

test('of many notices the first are told, the rest counted', () => {
  const said: string[] = [];
  const { tell, end } = noticeTeller((text) => said.push(text));
  for (let segment = 1; segment <= 25; segment++) tell({ file: 'a.837', segment, reason: 'odd' });
  end();
  expect(said).toHaveLength(11);
  expect(said.at(-1)).toBe('note: 15 more notices like these');
});
