import type { WrittenRule } from '../rule.ts';

const medicare = { programme: 'medicare', edition: 'practitioner', from: '2024-01-01', to: null } as const;
const pairs = {
  pairs: {
    source: 'NCCI practitioner edits, 2024 Q1',
    edits: [
      { ...medicare, columnOne: '11042', columnTwo: '97597', modifierIndicator: '1' as const },
      { ...medicare, columnOne: '80053', columnTwo: '80048', modifierIndicator: '0' as const },
    ],
  },
};
const limits = {
  unlikely: {
    source: 'Medicare practitioner MUE, 2024 Q1',
    edits: [
      { ...medicare, code: '80053', units: 1, adjudication: '3' as const },
      { ...medicare, code: '99291', units: 1, adjudication: '2' as const },
    ],
  },
};

/** Rule 20: the National Correct Coding Initiative's tables, where an account has loaded them. */
export const ncciRules: readonly WrittenRule[] = [
  {
    name: 'ncci-edit',
    number: 20,
    title: 'Codes or units that NCCI does not allow together',
    from: '1996-01-01',
    to: null,
    payers: ['medicare', 'medicare-dme', 'medicaid'],
    claimTypes: null,
    severity: 'error',
    source: { document: 'NCCI procedure-to-procedure and medically unlikely edits', standing: 'read' },
    conditions: [
      { kind: 'pair-edit', message: '{code} is not paid beside {other} on {date}' },
      { kind: 'unit-limit', message: '{code} is billed {units} times on {date}' },
    ],
    evidence: 'Separate services: another session, site, lesion or injury; or the units that were given',
    falsePositives: ['the payer uses another edition of the tables than the one loaded'],
    examples: [
      {
        says: 'never together',
        payer: 'medicare',
        date: '2024-03-05',
        lines: ['80053', '80048-59'],
        finds: [2],
        given: { lists: pairs },
      },
      {
        says: 'together when separate',
        payer: 'medicare',
        date: '2024-03-05',
        lines: ['11042', '97597-59'],
        finds: [],
        given: { lists: pairs },
      },
      {
        says: 'separate, and not said',
        payer: 'medicare',
        date: '2024-03-05',
        lines: ['97597', '11042'],
        finds: [1],
        given: { lists: pairs },
      },
      {
        says: 'before the edit',
        payer: 'medicare',
        date: '2023-12-31',
        lines: ['80053', '80048'],
        finds: [],
        given: { lists: pairs },
      },
      {
        says: 'too many a day',
        payer: 'medicare',
        date: '2024-03-05',
        lines: ['99291', '99291'],
        finds: [2],
        given: { lists: limits },
      },
      {
        says: 'another day',
        payer: 'medicare',
        date: '2024-03-05',
        lines: ['80053', '80053 @2024-03-06'],
        finds: [],
        given: { lists: limits },
      },
      { says: 'no tables', payer: 'medicare', date: '2024-03-05', lines: ['80053', '80048'], finds: [] },
    ],
  },
];
