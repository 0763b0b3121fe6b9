import { describe, expect, test } from 'vitest';
import {
  codePattern,
  type FindingTraits,
  type Interest,
  wantsChange,
  wantsFinding,
} from '../../../shared/alerts/interest.ts';
import { subscriptionDefaults } from '../../../shared/alerts/subscription.ts';

const interest = (sketch: Partial<Interest> = {}): Interest => ({
  ...subscriptionDefaults.interest,
  changes: true,
  ...sketch,
});
const finding: FindingTraits = { code: 'J0013', amount: 250, payer: 'BCBS', provider: '1234567893' };

describe('a finding is told', () => {
  test.each<[string, Partial<Interest>, boolean]>([
    ['to who asks for everything', {}, true],
    ['not to who wants no findings', { findings: false }, false],
    ['to who asked for its code', { codes: ['J0013'] }, true],
    ['to who asked for a range around it', { codes: ['J0001-J0099'] }, true],
    ['to who asked for its beginning', { codes: ['J00*'] }, true],
    ['not to who asked for another code', { codes: ['J0014', 'S0013', 'G0000-G9999', 'Q*'] }, false],
    ['to who asked for its section', { sections: ['Q', 'J'] }, true],
    ['not to who asked for another section', { sections: ['Q'] }, false],
    ['not to who asked for another code set', { codeSets: ['CPT'] }, false],
    ['from the least amount on', { minimum: 250 }, true],
    ['not below it', { minimum: 250.01 }, false],
    ['to who follows its payer', { payers: ['AETNA', 'BCBS'] }, true],
    ['not to who follows another payer', { payers: ['AETNA'] }, false],
    ['not to who follows another clinic', { clinics: ['9999999999'] }, false],
  ])('%s', (_, sketch, told) => {
    expect(wantsFinding(interest(sketch), finding)).toBe(told);
  });

  test('a line whose payer nobody named goes to those who follow all payers alone', () => {
    expect(wantsFinding(interest({ payers: ['BCBS'] }), { ...finding, payer: null })).toBe(false);
    expect(wantsFinding(interest(), { ...finding, payer: null })).toBe(true);
  });
});

describe('a change is told', () => {
  const change = { code: 'J0013', kind: 'added' } as const;
  test.each<[string, Partial<Interest>, boolean]>([
    ['to who follows changes', {}, true],
    ['not to who does not', { changes: false }, false],
    ['not to who follows endings', { kinds: ['deleted'] }, false],
    ['to who bills the code', { onlyBilled: true }, true],
  ])('%s', (_, sketch, told) => {
    expect(wantsChange(interest(sketch), change, (code) => code === 'J0013')).toBe(told);
  });

  test('not to who asks for billed codes alone and does not bill it', () => {
    expect(wantsChange(interest({ onlyBilled: true }), change, () => false)).toBe(false);
  });

  test('a modifier is named like a code; it has no section', () => {
    const modifier = { code: 'JW', kind: 'revised' } as const;
    expect(wantsChange(interest({ codes: ['JW'] }), modifier, () => false)).toBe(true);
    expect(wantsChange(interest({ sections: ['J'] }), modifier, () => false)).toBe(false);
  });
});

test.each(['J0013', 'JW', 'J0100-J0199', 'J01*', 'J*'])('%s says which codes', (text) => {
  expect(codePattern.test(text)).toBe(true);
});

test.each(['', '*', 'j0013', 'J0013-', 'J0013-J*', 'J01 3', 'J0013,J0014'])('"%s" does not', (text) => {
  expect(codePattern.test(text)).toBe(false);
});
