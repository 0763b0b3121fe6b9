import { describe, expect, test } from 'vitest';
import { typedLines } from '../../../shared/claims/typed-lines.ts';

const today = '2026-01-20';

describe('lines that a person types', () => {
  test.each([
    ['J0013', { code: 'J0013', modifiers: [], dateOfService: today }],
    [
      'j0013-jz x84 1/5/2026 $1,470.00',
      { code: 'J0013', modifiers: ['JZ'], units: 84, amount: 1470, dateOfService: '2026-01-05' },
    ],
    ['99213 25 2026-01-05 120.50', { code: '99213', modifiers: ['25'], amount: 120.5, dateOfService: '2026-01-05' }],
    ['J1100,10,20260105', { code: 'J1100', modifiers: [], units: 10, dateOfService: '2026-01-05' }],
    ['J1100,100,2026-01-05', { code: 'J1100', modifiers: [], units: 100, dateOfService: '2026-01-05' }],
    ['A4253:KX:NU | 2x', { code: 'A4253', modifiers: ['KX', 'NU'], units: 2, dateOfService: today }],
  ])('%s', (text, line) => {
    expect(typedLines(text, today)).toEqual({ lines: [{ line: 1, ...line }], unread: [] });
  });

  test('keep the number of their row; what is not understood is told by it', () => {
    const { lines, unread } = typedLines('\nJ0013 x1\nJ0013 what\r\n\r\nA4253 LT RT 50 51 52\nQ4081 x3', today)!;
    expect(lines.map(({ line, code }) => [line, code])).toEqual([
      [2, 'J0013'],
      [6, 'Q4081'],
    ]);
    expect(unread).toEqual([3, 5]);
  });

  test.each([
    '',
    'ISA*00*          *00*',
    'claim_id,code,date\n1,J0013,2026-01-05',
    '{"resourceType":"Claim"}',
    'hello',
  ])('are something else: %j', (text) => {
    expect(typedLines(text, today)).toBeNull();
  });
});
