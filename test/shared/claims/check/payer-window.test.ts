import { describe, expect, test } from 'vitest';
import type { AcceptanceWindow } from '../../../../shared/claims/acceptance-window.ts';
import { payerMapOf } from '../../../../shared/claims/payers.ts';
import { brief, checkerOf, claimOf, codeBookOf, findingsIn, payerIds } from '../../../support/check-fixtures.ts';

const esketamine = { longDescription: 'Esketamine, nasal spray, 1 mg', coverage: 'I' };
const book = codeBookOf([
  {
    release: '2025-10',
    coveredThrough: '2025-12-31',
    records: [
      { code: 'S0013', addedOn: '2020-10-01', ...esketamine },
      { code: 'G2082', addedOn: '2020-01-01' },
      { code: 'G2083', addedOn: '2020-01-01' },
      { code: 'S9500', addedOn: '2002-01-01', coverage: 'I' },
    ],
  },
  {
    release: '2026-01',
    coveredThrough: '2026-03-31',
    records: [
      { code: 'S0013', addedOn: '2020-10-01', terminatedOn: '2025-12-31', actionCode: 'D', ...esketamine },
      { code: 'J0013', addedOn: '2026-01-01', actionCode: 'A', ...esketamine },
      { code: 'G2082', addedOn: '2020-01-01' },
      { code: 'G2083', addedOn: '2020-01-01' },
      { code: 'S9500', addedOn: '2002-01-01', coverage: 'I' },
    ],
  },
]);

const window = (code: string, span: Partial<AcceptanceWindow> = {}): AcceptanceWindow => ({
  payer: 'com',
  code,
  from: null,
  to: null,
  document: 'bulletin 7',
  ...span,
});
const until = (code: string, to: string) => window(code, { to });
const since = (code: string, from: string) => window(code, { from });
const swapped = (code: string) => [{ code, units: 84, confirm: false }];
const outside = 'code-outside-payer-window';

interface Case {
  readonly name: string;
  readonly windows: readonly AcceptanceWindow[];
  readonly payer?: string;
  readonly lines: readonly string[];
  readonly finds: readonly object[];
}

const cases: readonly Case[] = [
  {
    name: 'takes the old code for longer',
    windows: [until('S0013', '2026-03-31')],
    lines: ['S0013 x84 @2026-01-01', 'S0013 x84 @2026-03-31'],
    finds: [],
  },
  {
    name: 'no longer than it says, and the new code follows',
    windows: [until('S0013', '2026-02-28')],
    lines: ['S0013 x84 @2026-03-01'],
    finds: [{ line: 1, code: 'S0013', rule: outside, fix: swapped('J0013') }],
  },
  {
    name: 'takes the new code later: the old one serves until then',
    windows: [until('S0013', '2026-03-31'), since('J0013', '2026-04-01')],
    lines: ['J0013 x84 @2026-03-31'],
    finds: [{ line: 1, code: 'J0013', rule: outside, fix: swapped('S0013') }],
  },
  {
    name: 'takes the new code later and says nothing of the old one: no fix is invented',
    windows: [since('J0013', '2026-04-01')],
    lines: ['J0013 x84 @2026-02-01', 'S0013 x84 @2026-02-01'],
    finds: [
      { line: 1, code: 'J0013', rule: outside, fix: [] },
      { line: 2, code: 'S0013', rule: 'code-terminated', fix: [] },
    ],
  },
  {
    name: 'takes the new code earlier',
    windows: [since('J0013', '2025-11-01')],
    lines: ['J0013 x84 @2025-11-01'],
    finds: [],
  },
  {
    name: 'names what to bill instead',
    windows: [window('S0013', { takes: false, instead: ['J0013'], from: '2025-11-01' })],
    lines: ['S0013 x84 @2025-10-31', 'S0013 x84 @2025-11-01'],
    finds: [{ line: 2, code: 'S0013', rule: outside, fix: swapped('J0013') }],
  },
  {
    name: 'pays the bundled visit, as Medicare does: by dose, for a person to decide',
    windows: [window('S0013', { takes: false, instead: ['G2082', 'G2083'] })],
    lines: ['S0013 x84 @2025-12-01'],
    finds: [{ line: 1, code: 'S0013', rule: outside, fix: [{ code: 'G2083', units: 1, confirm: true }] }],
  },
  {
    name: 'stops within a span of days: the line is split there',
    windows: [until('S9500', '2026-01-15')],
    lines: ['S9500 @2026-01-14..2026-01-16'],
    finds: [{ line: 1, code: 'S9500', rule: 'span-crosses-change', fix: [] }],
  },
  {
    name: "a plan's word goes before what Medicare's record says of the price",
    windows: [window('S9500', { payer: 'MED' })],
    payer: 'MED',
    lines: ['S9500 @2026-01-14'],
    finds: [],
  },
  {
    name: 'another payer has not said it',
    windows: [until('S9500', '2026-01-01')],
    payer: 'CAID',
    lines: ['S9500 @2026-01-14'],
    finds: [],
  },
];

describe("a payer's own dates", () => {
  test.each(cases)('$name', ({ windows, payer = 'COM', lines, finds }) => {
    const findings = findingsIn(checkerOf(book, { windows }), claimOf({ payer, date: '2026-01-01', lines }));
    expect(findings.map(brief)).toEqual(finds);
  });

  test('the finding says whose word it is', () => {
    const windows = [until('S0013', '2026-01-31')];
    const [finding] = findingsIn(checkerOf(book, { windows }), claimOf({ date: '2026-02-01', lines: ['S0013 x84'] }));
    expect(finding).toMatchObject({
      source: 'bulletin 7',
      reason: expect.stringContaining('com takes S0013 until 2026-01-31'),
      message: 'The payer does not take S0013 on 2026-02-01. Bill J0013, 84 units, instead.',
    });
  });
});

describe("a payer's profile", () => {
  const found = (profile: object, payer: string, line: string) => {
    const payers = payerMapOf({ ...payerIds, [payer]: profile });
    return findingsIn(checkerOf(book, { payers }), claimOf({ payer, date: '2025-12-31', lines: [line] })).map(
      ({ rule, severity, source }) => ({ rule, severity, source }),
    );
  };

  test('takes no S codes', () => {
    const profile = { class: 'commercial', takesSCodes: false, source: 'provider manual 2025, page 12' };
    expect(found(profile, 'P-7', 'S0013 x84')).toEqual([
      { rule: 's-code-not-taken', severity: 'error', source: 'provider manual 2025, page 12' },
    ]);
    expect(found({ class: 'commercial', takesSCodes: true }, 'P-7', 'S0013 x84')).toEqual([]);
    expect(found({ class: 'commercial' }, 'P-7', 'S0013 x84')).toEqual([]);
  });

  test('that takes no S codes is offered none, not even for the time in which no other was there', () => {
    const fixes = (profile: object) =>
      findingsIn(
        checkerOf(book, { payers: payerMapOf({ ...payerIds, 'P-7': profile }) }),
        claimOf({ payer: 'P-7', date: '2025-12-31', lines: ['J0013 x84'] }),
      ).map(({ fix }) => fix.map(({ code }) => code));
    expect(fixes({ class: 'commercial' })).toEqual([['S0013']]);
    expect(fixes({ class: 'commercial', takesSCodes: false })).toEqual([[]]);
  });

  test.each([
    [{ class: 'other' }, 'review'],
    [{ class: 'other', hipaa: true }, 'error'],
    [{ class: 'commercial', hipaa: false }, 'review'],
  ])('%o: a code of another date is %s', (profile, severity) => {
    expect(found(profile, 'P-8', 'J0013 x84')).toMatchObject([{ rule: 'code-not-yet-effective', severity }]);
  });
});
