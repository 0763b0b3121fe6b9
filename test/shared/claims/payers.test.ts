import { describe, expect, test } from 'vitest';
import type { PayerClass } from '../../../shared/claims/claim.ts';
import { noPayers, payerClassOf, payerMapOf } from '../../../shared/claims/payers.ts';
import { wayBackOf } from '../../../shared/claims/way-back.ts';

describe('the class of a payer', () => {
  const map = payerMapOf({ '66783': 'commercial', ' medicare ': 'medicare-advantage', SMTX0: 'medicare' });

  test.each<[string, string | null, string | null, PayerClass]>([
    ['the map decides', '66783', 'MB', 'commercial'],
    ['whatever the letters', 'smtx0', null, 'medicare'],
    ['even over a name', 'MEDICARE', 'MB', 'medicare-advantage'],
    ['SBR09 alone never does', '00435', 'MB', 'unknown'],
    ['without a payer nothing is known', null, 'MB', 'unknown'],
    ['another programme by its name', 'Medicaid', 'MC', 'medicaid'],
    ["a contractor's number with SBR09", '12502', 'MB', 'medicare'],
    ["a contractor's number alone", '12502', 'CI', 'unknown'],
    ['an equipment contractor', '18003', 'MB', 'medicare-dme'],
  ])('%s', (_what, payer, filingIndicator, payerClass) => {
    expect(payerClassOf({ payer, filingIndicator }, map)).toBe(payerClass);
  });

  test.each<[string, string | null, PayerClass]>([
    ['MEDICARE', null, 'medicare'],
    ['Medicare Part B', 'MB', 'medicare'],
    ['MEDICARE', '16', 'unknown'],
    ['MEDICARE', 'CI', 'unknown'],
    ['Medicare Advantage', '16', 'medicare-advantage'],
    ['toString', null, 'unknown'],
  ])('%s with SBR09 %s is %s', (payer, filingIndicator, payerClass) => {
    expect(payerClassOf({ payer, filingIndicator }, noPayers)).toBe(payerClass);
  });

  test('a map of other classes is refused', () => {
    expect(() => payerMapOf({ '66783': 'friend' })).toThrow();
  });

  test.each(['', '#', '💥'])('a map with the id %j, of which nothing would be left, is refused', (id) => {
    expect(() => payerMapOf({ [id]: 'commercial' })).toThrow();
  });
});

describe('the way back', () => {
  test.each([
    ['medicare', 'professional', 'broken', /MA130.*send a new claim/],
    ['medicare', 'professional', 'mended', /new claim.*reopening/],
    ['medicare', 'institutional', 'mended', /Resubmit.*reopened/],
    ['medicare', 'professional', 'paid-wrongly', /refund.*60 days/],
    ['commercial', 'professional', 'broken', /CLM05-3 = 7/],
    ['other', 'professional', 'broken', /own rules/],
  ] as const)('%s %s %s', (payerClass, claimType, situation, words) => {
    expect(wayBackOf(payerClass, claimType, situation)).toMatch(words);
  });

  test('is not invented for a payer that nobody knows', () => {
    expect(wayBackOf('unknown', 'professional')).toBeNull();
  });
});
