import { describe, expect, test } from 'vitest';
import { checkerOf, claimOf, codeBookOf, findingsIn } from '../../../support/check-fixtures.ts';

const epinephrine = 'Injection, adrenalin, epinephrine, 0.1 mg';
const book = codeBookOf([
  {
    release: '2025-10',
    coveredThrough: '2025-12-31',
    records: [
      { code: 'J3358', longDescription: 'Ustekinumab, for intravenous injection, 1 mg', crossReferences: ['Q9989'] },
      { code: 'Q9989', longDescription: 'Ustekinumab, for intravenous injection, 1 mg', terminatedOn: '2017-12-31' },
      {
        code: 'E0971',
        longDescription: 'Manual wheelchair accessory, anti-tipping device',
        crossReferences: ['K0021'],
      },
      { code: 'J0172', longDescription: 'Injection, aducanumab-avwa, 2 mg', addedOn: '2022-01-01' },
      { code: 'J0174', longDescription: 'Injection, lecanemab-irmb, 1 mg', addedOn: '2023-07-06' },
      { code: 'J0175', longDescription: 'Injection, donanemab-azbt, 2 mg', addedOn: '2024-07-02' },
      { code: 'J0171', longDescription: epinephrine, addedOn: '2011-01-01', terminatedOn: '2025-06-30' },
      {
        code: 'J0165',
        longDescription: 'Injection, epinephrine, not otherwise specified, 0.1 mg',
        addedOn: '2025-07-01',
      },
      { code: 'A0427', longDescription: 'Ambulance service, invented words' },
      { code: 'A0425', longDescription: 'Ground mileage, per statute mile' },
      { code: 'H2015', longDescription: 'Community support, invented words' },
      { code: 'T1019', longDescription: 'Personal care, invented words' },
      { code: 'RT', addedOn: '1990-01-01' },
      { code: 'RP', addedOn: '1990-01-01', terminatedOn: '2008-12-31' },
      { code: 'GD', addedOn: '1990-01-01', terminatedOn: '2019-12-31' },
      { code: 'P1', addedOn: '2025-12-01' },
      { code: 'U9', addedOn: '2001-01-01', terminatedOn: '2002-12-31' },
    ],
  },
  {
    release: '2026-01',
    coveredThrough: '2026-03-31',
    records: [
      { code: 'J3358', longDescription: 'Ustekinumab, for intravenous injection, 1 mg', crossReferences: ['Q9989'] },
      {
        code: 'E0971',
        longDescription: 'Manual wheelchair accessory, anti-tipping device',
        crossReferences: ['K0021'],
      },
      {
        code: 'J0172',
        longDescription: 'Injection, aducanumab-avwa, 2 mg',
        addedOn: '2022-01-01',
        terminatedOn: '2025-12-31',
        actionCode: 'D',
      },
      { code: 'J0174', longDescription: 'Injection, lecanemab-irmb, 1 mg', addedOn: '2023-07-06' },
      { code: 'J0175', longDescription: 'Injection, donanemab-azbt, 2 mg', addedOn: '2024-07-02' },
      {
        code: 'J0162',
        longDescription: 'Injection, epinephrine (fresenius), not therapeutically equivalent to j0165, 0.1 mg',
        addedOn: '2026-01-01',
        actionCode: 'A',
      },
      { code: 'J0171', longDescription: epinephrine, addedOn: '2011-01-01', terminatedOn: '2025-06-30' },
      {
        code: 'J0165',
        longDescription: 'Injection, epinephrine, not otherwise specified, 0.1 mg',
        addedOn: '2025-07-01',
      },
      { code: 'A0427', longDescription: 'Ambulance service, invented words' },
      { code: 'A0425', longDescription: 'Ground mileage, per statute mile' },
      { code: 'H2015', longDescription: 'Community support, invented words' },
      { code: 'T1019', longDescription: 'Personal care, invented words' },
      { code: 'RT', addedOn: '1990-01-01' },
    ],
  },
]);

describe('no finding may arise', () => {
  test.each([
    ['for a trip of an ambulance', 'MED', '2025-11-01', ['A0427-RH', 'A0425-RH x12']],
    ['for a trip that looks like an ended modifier', 'MED', '2025-11-01', ['A0427-RP', 'A0425-GD x3']],
    ['for physical status', 'COM', '2025-11-01', ['00142-P1-QS', '00142-P6']],
    ["for a state's modifier", 'CAID', '2025-11-01', ['H2015-U1-UA', 'T1019-U9 x4']],
    ['for a modifier of CPT', 'COM', '2025-11-01', ['99213-25', '11042-59-RT']],
    ['for a living code whose cross reference points back', 'COM', '2025-11-01', ['J3358 x130']],
    ['for Medicare and that code', 'MED', '2025-11-01', ['J3358 x130']],
    ['for an active code with a cross reference', 'COM', '2025-11-01', ['E0971-NU']],
    ['for a code on its last day', 'COM', '2025-12-31', ['J0172 x10']],
    ['for dental, local and foreign codes', 'COM', '2025-11-01', ['D0120', 'Z9999', '1AFKS']],
    ['beyond what the releases cover', 'COM', '2026-05-01', ['J3358 x130', 'J9999']],
  ])('%s', (_what, payer, date, lines) => {
    expect(findingsIn(checkerOf(book), claimOf({ payer, date, lines, place: '12' }))).toEqual([]);
  });

  test('of another antibody: J0172 has no replacement', () => {
    const [finding, ...others] = findingsIn(checkerOf(book), claimOf({ date: '2026-01-01', lines: ['J0172 x10'] }));
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ rule: 'code-terminated', fix: [] });
    expect(finding?.message).toContain('CMS names no replacement of J0172');
  });

  test('that sends J0171 to a code which came half a year later', () => {
    const [finding] = findingsIn(checkerOf(book), claimOf({ date: '2025-07-01', lines: ['J0171 x3'] }));
    expect(finding?.rule).toBe('code-terminated');
    expect(finding?.fix.map(({ code }) => code)).not.toContain('J0162');
  });

  test('where a void takes the claim back as it was', () => {
    const claim = claimOf({ date: '2026-01-01', frequency: '8', lines: ['J0172 x10', '96365'] });
    expect(findingsIn(checkerOf(book), claim)).toEqual([]);
  });
});

describe('what is not judged is counted', () => {
  test.each([
    ['a code set that is not held', '2025-11-01', ['99213', '0042T', 'D0120', 'W1234', '1AFKS'], 5, 0],
    ['a date before the releases', '2015-03-01', ['J9999'], 0, 1],
    ['a date after them', '2026-05-01', ['J3358', 'J9999'], 0, 2],
    ['nothing of a line without a code', '2025-11-01', ['none rev=0250'], 0, 0],
    ['no modifier', '2025-11-01', ['J3358-P1-U1-25'], 0, 0],
  ])('%s', (_what, date, lines, noCodeSet, outside) => {
    const checker = checkerOf(book);
    expect(findingsIn(checker, claimOf({ date, lines }))).toEqual([]);
    expect(checker.unchecked).toEqual({ 'no-code-set': noCodeSet, 'outside-coverage': outside });
  });

  test('a line without a date', () => {
    const checker = checkerOf(book);
    const claim = claimOf({ date: '2025-11-01', lines: ['J0172'] });
    const undated = {
      ...claim,
      lines: claim.lines.map((line) => ({ ...line, dateOfService: null, throughDate: null })),
    };
    expect(findingsIn(checker, undated)).toEqual([]);
    expect(checker.unchecked).toEqual({ 'no-code-set': 0, 'outside-coverage': 1 });
  });
});
