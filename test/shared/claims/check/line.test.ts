import { describe, expect, test } from 'vitest';
import type { AcceptanceWindow } from '../../../../shared/claims/acceptance-window.ts';
import { ruleSetOf } from '../../../../shared/claims/rules/rule-set.ts';
import { bookOf } from '../../../../shared/codebook/compile.ts';
import {
  checkerOf,
  checkOf,
  claimOf,
  codeBookOf,
  findingsIn,
  headOf,
  payers,
} from '../../../support/check-fixtures.ts';

const records2019 = [
  { code: 'J7311', longDescription: 'Fluocinolone acetonide, intravitreal implant' },
  { code: 'J1000', longDescription: 'Injection of something, 5 mg' },
  { code: 'S9999', longDescription: 'Something of plans', coverage: 'I' },
  { code: 'Q4000', longDescription: 'A thing that vanishes' },
  { code: 'ZX', addedOn: '2010-01-01', terminatedOn: '2019-12-31' },
  { code: 'ZY', addedOn: '2020-01-01' },
  { code: 'NU', addedOn: '1990-01-01' },
];
const book = codeBookOf([
  { release: '2019-10', coveredThrough: '2019-12-31', records: records2019 },
  {
    release: '2020-01',
    coveredThrough: '2020-03-31',
    records: [
      { code: 'J7311', longDescription: 'Fluocinolone acetonide, intravitreal implant, 0.01 mg' },
      { code: 'J1000', longDescription: 'Injection of something, 5 mg', terminatedOn: '2019-12-31', actionCode: 'D' },
      { code: 'J2000', longDescription: 'Injection of something else', addedOn: '2020-01-01', actionCode: 'A' },
      { code: 'S9999', longDescription: 'Something of plans', coverage: 'I' },
      { code: 'ZX', addedOn: '2010-01-01', terminatedOn: '2019-12-31' },
      { code: 'ZY', addedOn: '2020-01-01' },
      { code: 'NU', addedOn: '1990-01-01' },
    ],
  },
]);

const rulesFound = (sketch: Parameters<typeof claimOf>[0], config: Parameters<typeof checkerOf>[1] = {}) =>
  findingsIn(checkerOf(book, config), claimOf(sketch)).map(({ rule, code }) => `${rule} ${code}`);

describe('a line on its date', () => {
  test.each([
    ['ended', '2020-01-01', 'J1000', ['code-terminated J1000']],
    ['not begun', '2019-12-31', 'J2000', ['code-not-yet-effective J2000']],
    ['vanished alive', '2020-01-01', 'Q4000', ['code-withdrawn Q4000']],
    ['vanished later', '2019-12-31', 'Q4000', []],
    ['in no release', '2019-12-31', 'J9876', ['code-unknown J9876']],
    ['an ended modifier', '2020-01-01', 'J2000-ZX', ['modifier-terminated ZX']],
    ['a modifier not begun', '2019-12-31', 'J1000-ZY', ['modifier-not-yet-effective ZY']],
    ['a modifier of no file', '2019-12-31', 'J1000-Z7', []],
    ['the dose of the unit is new', '2020-01-15', 'J7311 x1', ['unit-revised J7311']],
    ['the dose was another one', '2019-12-31', 'J7311 x1', []],
    ['over the end of a code', '2019-12-30', 'J1000 x4 @2019-12-30..2020-01-02', ['span-crosses-change J1000']],
    ['over the start of a code', '2019-12-30', 'J2000 x4 @2019-12-30..2020-01-02', ['span-crosses-change J2000']],
  ])('%s', (_what, date, line, found) => {
    expect(rulesFound({ date, lines: [line] })).toEqual(found);
  });

  test('a modifier where a code belongs', () => {
    const claim = claimOf({ date: '2020-01-01', lines: ['J2000'] });
    const wrong = { ...claim, lines: [{ ...claim.lines[0]!, code: 'NU' }] };
    expect(findingsIn(checkerOf(book), wrong).map(({ rule }) => rule)).toEqual(['code-is-a-modifier']);
  });

  test('a hospital line of several days may lie on either side of a change', () => {
    const hospital = { claimType: 'institutional', place: '13' } as const;
    const over = (code: string) => ({ ...hospital, date: '2019-12-30', lines: [`${code} x4 @2019-12-30..2020-01-02`] });
    expect(rulesFound(over('J1000'))).toEqual([]);
    expect(rulesFound(over('J2000'))).toEqual([]);
    expect(rulesFound(over('J2000-ZY'))).toEqual([]);
    expect(rulesFound({ ...hospital, date: '2020-01-02', lines: ['J1000 @2020-01-02..2020-01-03'] })).toEqual([
      'code-terminated J1000',
    ]);
  });

  test('and is counted as not judged, whatever turns within it: the code or what the payer says of it', () => {
    const hospital = { claimType: 'institutional', place: '13', payer: 'P7', date: '2019-12-30' } as const;
    const unchecked = (line: string, windows: readonly AcceptanceWindow[] = []) => {
      const checked = checkOf(claimOf({ ...hospital, lines: [line] }), { codeBooks: { HCPCS: book }, windows });
      return [checked.findings.length, checked.unchecked['outside-coverage']];
    };
    expect(unchecked('J1000 x4 @2019-12-30..2020-01-02')).toEqual([0, 1]);
    expect(unchecked('J2000 x4 @2019-12-30..2020-01-02')).toEqual([0, 1]);
    expect(unchecked('J1000 x4 @2019-12-30')).toEqual([0, 0]);
    const window = { payer: 'P7', code: 'J1000', from: '2019-12-31', to: null, document: 'bulletin 7' };
    expect(unchecked('J1000 x4 @2019-12-30..2020-01-02', [window])).toEqual([0, 1]);
    expect(unchecked('J1000 x4 @2019-12-31..2020-01-02', [window])).toEqual([0, 0]);
    expect(unchecked('J1000 x4 @2019-12-28..2019-12-30', [{ ...window, takes: false }])).toEqual([0, 0]);
    expect(unchecked('J1000 x4 @2019-12-28..2019-12-31', [{ ...window, takes: false }])).toEqual([0, 1]);
  });

  test('a professional line that runs into days on which the payer does not take the code has to be split', () => {
    const window = { payer: 'COM', code: 'J1000', from: '2019-12-31', to: null, takes: false, document: 'bulletin 7' };
    const over = claimOf({ date: '2019-12-28', lines: ['J1000 x4 @2019-12-28..2019-12-31'] });
    const { findings } = checkOf(over, { codeBooks: { HCPCS: book }, windows: [window] });
    expect(findings).toMatchObject([
      { rule: 'span-crosses-change', message: expect.stringContaining('until 2019-12-30') },
    ]);
  });

  test('payers outside HIPAA have dates of their own: a person decides', () => {
    const [finding] = findingsIn(checkerOf(book), claimOf({ payer: 'AUTO', date: '2020-01-01', lines: ['J1000'] }));
    expect(finding).toMatchObject({ rule: 'code-terminated', severity: 'review' });
  });

  test('CPT is judged where it is held', () => {
    const life = { from: 20_100_101, to: 20_191_231, release: 0, withdrawn: false };
    const version = {
      from: 20_100_101,
      release: 0,
      coverage: null,
      pricingIndicators: [],
      shortDescription: '',
      dose: null,
    };
    const entry = {
      code: '99201',
      codeType: 'procedure',
      lives: [life],
      versions: [version],
      unproven: null,
      replacements: [],
    } as const;
    const release = { release: '2020', file: 'cpt', sha256: '', date: '2020-01-01', knownSince: '2019-09-01' };
    const cpt = bookOf('CPT', [release], [{ from: '2020-01-01', to: '2020-12-31' }], new Map([['99201', entry]]));
    const config = { codeBooks: { CPT: cpt } };
    expect(rulesFound({ date: '2020-01-01', lines: ['99201', '99999', '99213-25'] }, config)).toEqual([
      'code-terminated 99201',
      'code-unknown 99999',
      'code-unknown 99213',
    ]);
  });
});

describe("a payer's own dates", () => {
  const window = (payer: string, code: string, from: string | null, to: string | null) => ({
    payer,
    code,
    from,
    to,
    document: 'bulletin 7',
  });

  test.each([
    ['takes an ended code longer', [window('COM', 'J1000', null, '2020-03-31')], 'J1000', []],
    ['or no longer', [window('COM', 'J1000', null, '2019-12-15')], 'J1000', ['code-outside-payer-window J1000']],
    [
      'takes a new code later',
      [window('COM', 'J2000', '2020-04-01', null)],
      'J2000',
      ['code-outside-payer-window J2000'],
    ],
    ['by its class', [window('commercial', 'J1000', null, '2020-03-31')], 'J1000', []],
    ['is another payer', [window('P9', 'J1000', null, '2020-03-31')], 'J1000', ['code-terminated J1000']],
  ])('%s', (_what, windows, line, found) => {
    expect(rulesFound({ date: '2020-01-10', lines: [line] }, { windows })).toEqual(found);
  });

  test('its own window goes before that of its class', () => {
    const windows = [window('commercial', 'J1000', null, null), window('COM', 'J1000', null, '2019-12-31')];
    const [finding] = findingsIn(checkerOf(book, { windows }), claimOf({ date: '2020-01-10', lines: ['J1000'] }));
    expect(finding).toMatchObject({ rule: 'code-outside-payer-window', source: 'bulletin 7' });
  });
});

describe('a stored line is judged again by the same function', () => {
  const checker = checkerOf(book);

  test.each([
    ['the line', undefined, ['code-terminated', 'modifier-terminated']],
    ['its code', 'J1000', ['code-terminated']],
    ['one modifier', 'ZX', ['modifier-terminated']],
    ['another modifier', 'NU', []],
  ])('%s', (_what, use, rules) => {
    const claim = claimOf({ date: '2020-01-02', lines: ['J1000-ZX-NU'] });
    const { findings } = checker.assessLine(headOf(claim), claim.lines[0]!, use);
    expect(findings.map(({ rule }) => rule)).toEqual(rules);
  });

  test('with the rules that rest on the record', () => {
    const claim = claimOf({ payer: 'MED', date: '2020-01-02', lines: ['S9999', '96365'] });
    const again = claim.lines.map((line) => checker.assessLine(headOf(claim), line).findings.map(({ rule }) => rule));
    expect(again).toEqual([['not-payable-by-medicare'], []]);
  });

  test('and says what it could not judge, without counting it', () => {
    const claim = claimOf({ date: '2020-08-01', lines: ['J2000', '99213'] });
    expect(claim.lines.map((line) => checker.assessLine(headOf(claim), line).unchecked)).toEqual([
      'outside-coverage',
      'no-code-set',
    ]);
    expect(checker.unchecked).toEqual({ 'no-code-set': 0, 'outside-coverage': 0 });
  });

  test('a modifier waits for a release that can judge it', () => {
    const claim = claimOf({ date: '2020-08-01', lines: ['J2000-ZY-Z7-25-P1'] });
    const reasons = (...asked: string[]) =>
      asked.map((use) => checker.assessLine(headOf(claim), claim.lines[0]!, use).unchecked);
    expect(reasons('ZY', 'Z7', '25', 'P1')).toEqual(['outside-coverage', 'outside-coverage', 'no-code-set', null]);
    const covered = claimOf({ date: '2020-02-01', lines: ['J2000-ZY-Z7'] });
    expect(checker.assessLine(headOf(covered), covered.lines[0]!, 'Z7').unchecked).toBeNull();
  });

  test('to the same findings as the claim', () => {
    for (const lines of [['J1000-ZX x3'], ['S9999'], ['J7311'], ['J9876']])
      for (const payer of ['COM', 'MED', 'AUTO', 'NOBODY']) {
        const claim = claimOf({ payer, date: '2020-01-20', lines });
        const { findings } = checkOf(claim, { codeBooks: { HCPCS: book }, payers });
        expect(checker.assessLine(headOf(claim), claim.lines[0]!).findings).toEqual(findings);
      }
  });
});

describe("an account's own rules", () => {
  test('switch a check off, or lower it', () => {
    const rules = ruleSetOf({
      switched: { 'code-terminated': { enabled: false }, 'modifier-terminated': { severity: 'review' } },
    });
    const claim = claimOf({ date: '2020-01-02', lines: ['J1000-ZX'] });
    const found = findingsIn(checkerOf(book, { rules }), claim);
    expect(found.map(({ rule, severity }) => [rule, severity])).toEqual([['modifier-terminated', 'review']]);
  });
});
