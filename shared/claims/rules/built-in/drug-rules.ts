import type { WrittenRule } from '../rule.ts';

const discardedDrugPolicy =
  'Medicare Claims Processing Manual, chapter 17 §40; CMS FAQ on discarded drugs and biologicals, JW and JZ';
const separatelyPaidDrugs = ['J*', 'Q*', 'C9*', 'A95*', 'A96*', 'P*', '90281-90399'];
const singleDose = { codes: { 'single-dose': { source: 'list of an account', codes: ['J9035'] } } };

/** Rules 7, 8 and 19: drugs, their waste, and their codes. */
export const drugRules: readonly WrittenRule[] = [
  {
    name: 'single-dose-drug-without-waste-modifier',
    number: 7,
    title: 'A single-dose drug that says nothing of waste',
    from: '2023-07-01',
    to: null,
    payers: ['medicare'],
    claimTypes: null,
    typesOfBill: { except: ['11', '18', '21'] },
    severity: 'error',
    source: { document: discardedDrugPolicy, standing: 'read' },
    conditions: [
      {
        kind: 'pattern',
        line: { list: 'single-dose', modifiers: { none: ['JW', 'JZ'] } },
        without: [{ modifiers: { any: ['JW'] } }],
        same: 'code',
        message:
          '{code} comes in single-dose containers, and the claim says neither what was discarded nor that nothing was',
      },
    ],
    evidence: 'The dose given, the container used, and the amount discarded or that there was none',
    falsePositives: ['a multi-dose container', 'a packaged drug', 'a vaccine'],
    examples: [
      {
        says: 'silent',
        payer: 'medicare',
        date: '2023-07-01',
        lines: ['J9035 x10', '96413'],
        finds: [1],
        given: { lists: singleDose },
      },
      {
        says: 'before it was asked for',
        payer: 'medicare',
        date: '2023-06-30',
        lines: ['J9035 x10'],
        finds: [],
        given: { lists: singleDose },
      },
      {
        says: 'waste on a line of its own',
        payer: 'medicare',
        date: '2024-03-05',
        lines: ['J9035 x35', 'J9035-JW x5'],
        finds: [],
        given: { lists: singleDose },
      },
      {
        says: 'none discarded',
        payer: 'medicare',
        date: '2024-03-05',
        lines: ['J9035-JZ x40'],
        finds: [],
        given: { lists: singleDose },
      },
      { says: 'no list is loaded', payer: 'medicare', date: '2024-03-05', lines: ['J9035 x40'], finds: [] },
    ],
  },
  {
    name: 'discarded-drug',
    number: 8,
    title: 'Waste that does not fit the drug given',
    from: '2017-01-01',
    to: null,
    payers: ['medicare'],
    claimTypes: null,
    severity: 'error',
    source: { document: discardedDrugPolicy, standing: 'read' },
    conditions: [
      {
        kind: 'pattern',
        line: { codes: separatelyPaidDrugs, modifiers: { any: ['JW'], none: ['JZ'] } },
        without: [{ codes: separatelyPaidDrugs, modifiers: { none: ['JW'] } }],
        same: 'code',
        scope: 'date-or-encounter',
        message: '{code} with JW is waste of a drug that the claim does not bill as given on {date}',
      },
      {
        kind: 'pattern',
        line: { codes: separatelyPaidDrugs, modifiers: { all: ['JW', 'JZ'] } },
        message: '{code} says on one line that some was discarded and that none was',
      },
      {
        kind: 'pattern',
        line: { codes: separatelyPaidDrugs, modifiers: { any: ['JW'], none: ['JZ'] } },
        with: [{ codes: separatelyPaidDrugs, modifiers: { any: ['JZ'], none: ['JW'] } }],
        same: 'drug',
        message: '{code} is billed with waste (JW) and without any (JZ) on {date}',
      },
      {
        kind: 'pattern',
        line: { codes: separatelyPaidDrugs, modifiers: { any: ['JW'] }, lessThanOneUnit: true },
        message: 'less than one unit of {code} was discarded: rounding the given dose up has paid for it',
      },
    ],
    evidence: 'Dose given and amount discarded, from one container',
    falsePositives: ['two containers of different sizes (two NDCs), one used up and one not'],
    examples: [
      { says: 'waste alone', payer: 'medicare', date: '2024-03-05', lines: ['J9035-JW x5'], finds: [1] },
      {
        says: 'given and discarded',
        payer: 'medicare',
        date: '2024-03-05',
        lines: ['J9035 x35', 'J9035-JW x5'],
        finds: [],
      },
      { says: 'both on one line', payer: 'medicare', date: '2024-03-05', lines: ['J9035-JW-JZ x5'], finds: [1] },
      {
        says: 'both of one drug',
        payer: 'medicare',
        date: '2024-03-05',
        lines: ['J9035-JZ x35', 'J9035-JW x5'],
        finds: [2],
      },
      {
        says: 'two vial sizes',
        payer: 'medicare',
        date: '2024-03-05',
        lines: ['J9035-JZ x40 ndc=50242006101/16ML', 'J9035-JW x5 ndc=50242006001/4ML'],
        finds: [],
      },
      {
        says: '7 of 10 mg in a code of 10 mg',
        payer: 'medicare',
        date: '2024-03-05',
        lines: ['J1745 x1 ndc=57894003001/7ME', 'J1745-JW x1 ndc=57894003001/3ME'],
        finds: [2],
        given: { dose: { J1745: '10 mg' } },
      },
      { says: 'not Medicare', payer: 'commercial', date: '2024-03-05', lines: ['J9035-JW x5'], finds: [] },
    ],
  },
  {
    name: 'unclassified-code-with-own-code',
    number: 19,
    title: 'An unclassified code for a drug that has its own',
    from: '2009-01-01',
    to: null,
    payers: null,
    claimTypes: null,
    severity: 'review',
    source: { document: "CMS's list of not-otherwise-classified codes and the product list loaded", standing: 'read' },
    conditions: [
      {
        kind: 'own-code',
        line: { list: 'unclassified' },
        message: '{code} is unclassified, and the product billed has a code of its own on {date}',
      },
    ],
    evidence: 'The product given (NDC) and its dose',
    falsePositives: ['the payer has not loaded the new code yet', 'the NDC on the line is not the product given'],
    examples: [
      {
        says: 'the product has a code',
        payer: 'commercial',
        date: '2026-02-01',
        lines: ['J3490 ndc=50458002803/84ME', '99214-25'],
        finds: [1],
        given: {
          lists: {
            codes: { unclassified: { source: 'NOC codes', codes: ['J3490', 'J3590', 'J9999', 'C9399'] } },
            products: {
              source: 'products of an account',
              codes: [{ ndc: '50458002803', code: 'J0013', from: '2026-01-01', to: null }],
            },
          },
        },
      },
      {
        says: 'it had none then',
        payer: 'commercial',
        date: '2025-12-31',
        lines: ['J3490 ndc=50458002803/84ME'],
        finds: [],
        given: {
          lists: {
            codes: { unclassified: { source: 'NOC codes', codes: ['J3490'] } },
            products: {
              source: 'products of an account',
              codes: [{ ndc: '50458002803', code: 'J0013', from: '2026-01-01', to: null }],
            },
          },
        },
      },
      { says: 'no list is loaded', payer: 'commercial', date: '2026-02-01', lines: ['J3490'], finds: [] },
    ],
  },
];
