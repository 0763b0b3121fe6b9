import type { WrittenRule } from '../rule.ts';
import { inpatientBills } from './code-groups.ts';

/** Items that the equipment contractors' articles want by side, as far as one of them serves one side alone. */
const oneSidedItems = ['L1810-L1860', 'L1900-L2136', 'L4350-L4398', 'L4631', 'A5500-A5501', 'V2100-V2499'];
/** Contents that are not equipment: bought or rented says nothing of them. */
const oxygenContents = ['E0441-E0444', 'E0447'];

/** Rules 11 to 14: orthoses, therapy and equipment. */
export const orthosisRules: readonly WrittenRule[] = [
  {
    name: 'orthosis-training-with-orthosis',
    number: 11,
    title: 'Orthotic training on the day of the orthosis',
    from: '2018-01-01',
    to: null,
    payers: null,
    claimTypes: null,
    severity: 'review',
    source: {
      document: "Medicare contractors' articles on outpatient physical and occupational therapy (97760 and L codes)",
      standing: 'quoted',
    },
    conditions: [
      {
        kind: 'pattern',
        line: { codes: ['97760'] },
        with: [{ codes: ['L*'] }],
        message: '{code} stands beside the orthosis {other} on {date}, whose price includes measuring and fitting',
      },
    ],
    evidence: 'Minutes of training alone, apart from measuring, making and fitting',
    falsePositives: ['the minutes of training are recorded separately'],
    examples: [
      { says: 'with a brace', payer: 'commercial', date: '2024-03-05', lines: ['97760-GP', 'L1833-RT'], finds: [1] },
      {
        says: 'another day',
        payer: 'commercial',
        date: '2024-03-05',
        lines: ['97760-GP', 'L1833-RT @2024-03-01'],
        finds: [],
      },
      {
        says: 'a later encounter',
        payer: 'commercial',
        date: '2024-03-05',
        lines: ['97763-GP', 'L1833-RT'],
        finds: [],
      },
    ],
  },
  {
    name: 'therapy-without-plan',
    number: 12,
    title: 'Therapy that does not name its plan of care',
    from: '2018-01-01',
    to: null,
    payers: ['medicare'],
    claimTypes: null,
    typesOfBill: { except: inpatientBills },
    severity: 'error',
    source: {
      document:
        'Medicare Claims Processing Manual, chapter 5 §10.4 and §20; Change Request 10176 ("always therapy" services)',
      standing: 'read',
    },
    conditions: [
      {
        kind: 'pattern',
        line: { codes: ['97760', '97761', '97763'], modifiers: { none: ['GO', 'GP'] } },
        message: '{code} is always therapy, and the line does not say under which plan of care (GP or GO)',
      },
    ],
    evidence: 'The plan of care under which the service was given, and the discipline',
    falsePositives: ['a stay paid under Part A'],
    examples: [
      { says: 'no plan', payer: 'medicare', date: '2024-03-05', lines: ['97760', '97763-KX'], finds: [1, 2] },
      { says: 'physical therapy', payer: 'medicare', date: '2024-03-05', lines: ['97760-GP'], finds: [] },
      { says: 'not Medicare', payer: 'commercial', date: '2024-03-05', lines: ['97760'], finds: [] },
    ],
  },
  {
    name: 'equipment-neither-bought-nor-rented',
    number: 13,
    title: 'Equipment that is neither bought nor rented',
    from: '2005-01-01',
    to: null,
    payers: ['medicare-dme', 'medicare'],
    claimTypes: ['professional'],
    severity: 'error',
    source: {
      document:
        'Medicare Claims Processing Manual, chapter 20 §30 (as the equipment contractors quote it: codes and modifiers, 2013-05-30)',
      standing: 'quoted',
    },
    conditions: [
      {
        kind: 'pattern',
        line: {
          except: oxygenContents,
          pricing: ['31', '32', '33', '36'],
          modifiers: { none: ['NU', 'UE', 'RR', 'RB', 'RP', 'MS'] },
        },
        message: '{code} is priced as equipment, and the line does not say whether it is new, used or rented',
      },
    ],
    evidence: 'The delivery: bought new, bought used, or rented, and for which month',
    falsePositives: ['a repair', 'an institutional claim'],
    examples: [
      {
        says: 'nothing said',
        payer: 'medicare-dme',
        place: '12',
        date: '2024-03-05',
        lines: ['E0260'],
        finds: [1],
        given: { pricing: { E0260: '36' } },
      },
      {
        says: 'rented',
        payer: 'medicare-dme',
        place: '12',
        date: '2024-03-05',
        lines: ['E0260-RR-KH', 'E0100-NU'],
        finds: [],
        given: { pricing: { E0260: '36', E0100: '32' } },
      },
      {
        says: 'oxygen contents',
        payer: 'medicare-dme',
        place: '12',
        date: '2024-03-05',
        lines: ['E0441'],
        finds: [],
        given: { pricing: { E0441: '33' } },
      },
      {
        says: 'a repair',
        payer: 'medicare-dme',
        place: '12',
        date: '2024-03-05',
        lines: ['E2601-RB'],
        finds: [],
        given: { pricing: { E2601: '32' } },
      },
    ],
  },
  {
    name: 'both-sides-on-one-line',
    number: 14,
    title: 'Items for both sides on one line',
    from: '2019-03-01',
    to: null,
    payers: ['medicare-dme', 'medicare'],
    claimTypes: ['professional'],
    severity: 'error',
    source: {
      document: 'DME MAC joint publication "Correct Coding - RT and LT Modifier Usage Change", 2018-12-06',
      standing: 'read',
    },
    conditions: [
      {
        kind: 'pattern',
        line: { codes: ['A*', 'E*', 'K*', 'L*', 'V*'], modifiers: { all: ['LT', 'RT'] } },
        message: '{code} has right and left on one line: each side wants a line of its own',
      },
      {
        kind: 'pattern',
        line: { codes: oneSidedItems, units: 2, modifiers: { none: ['LT', 'RT'] } },
        message: '{code} is billed twice without sides: each side wants a line of its own',
      },
    ],
    evidence: 'For which side each item was delivered',
    falsePositives: ['a pair for one side'],
    examples: [
      {
        says: 'both sides',
        payer: 'medicare-dme',
        place: '12',
        date: '2024-03-05',
        lines: ['L1833-RT-LT x2'],
        finds: [1],
      },
      {
        says: 'a pair of shoes',
        payer: 'medicare-dme',
        place: '12',
        date: '2024-03-05',
        lines: ['A5500 x2'],
        finds: [1],
      },
      {
        says: 'two lines',
        payer: 'medicare-dme',
        place: '12',
        date: '2024-03-05',
        lines: ['L1833-RT', 'L1833-LT'],
        finds: [],
      },
      {
        says: 'a pair for one side',
        payer: 'medicare-dme',
        place: '12',
        date: '2024-03-05',
        lines: ['A5512-RT x3'],
        finds: [],
      },
      {
        says: 'before the change',
        payer: 'medicare-dme',
        place: '12',
        date: '2019-02-28',
        lines: ['L1833-RT-LT x2'],
        finds: [],
      },
    ],
  },
];
