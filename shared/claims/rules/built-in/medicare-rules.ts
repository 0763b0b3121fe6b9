import type { WrittenRule } from '../rule.ts';
import {
  hepatitisBVaccines,
  influenzaVaccines,
  inpatientBills,
  pneumococcalVaccines,
  vaccines,
} from './code-groups.ts';

/** Where an ambulance took a patient up (CMS's letters), and where it set the patient down: X is a stop on the way. */
const origins = [...'DEGHIJNPRS'];
const destinations = [...origins, 'X'];
/** Medicare's modifiers of a trip, each an origin and a destination: RH is residence to hospital. */
const tripModifiers = origins.flatMap((origin) => destinations.map((destination) => origin + destination));

const medicareVaccines = [...influenzaVaccines, ...pneumococcalVaccines];
const immunisations = ['90471-90474'];
const medicareImmunisations = ['G0008-G0010'];
const vaccineManual = 'Medicare Claims Processing Manual, chapter 18 §10.2.1';

/** Rules 10, 15, 16, 17 and 18: what Medicare fee-for-service pays, and under which codes. */
export const medicareRules: readonly WrittenRule[] = [
  {
    name: 'not-payable-by-medicare',
    number: 10,
    title: 'A code that Medicare does not pay',
    from: '2005-01-01',
    to: null,
    payers: ['medicare', 'medicare-dme'],
    claimTypes: null,
    severity: 'error',
    source: { document: 'HCPCS record, coverage (I not payable, M non-covered, S by statute)', standing: 'read' },
    conditions: [
      {
        kind: 'pattern',
        line: { coverage: ['I', 'M', 'S'], modifiers: { none: ['GA', 'GX', 'GY', 'GZ'] } },
        fix: 'what-medicare-pays',
        message: '{code} is not paid by Medicare on {date}: its record has coverage {coverage}',
      },
    ],
    evidence: 'What was done, under a code that Medicare pays; or that a denial is wanted for another payer',
    falsePositives: [
      'billed for a denial (GY, GZ, GA)',
      'Medicare Advantage, Medicaid and TRICARE have lists of their own',
    ],
    examples: [
      {
        says: 'not payable',
        payer: 'medicare',
        date: '2025-12-31',
        lines: ['S0013 x84'],
        finds: [1],
        given: { coverage: { S0013: 'I' } },
      },
      {
        says: 'billed for a denial',
        payer: 'medicare',
        date: '2025-12-31',
        lines: ['S0013-GY x84'],
        finds: [],
        given: { coverage: { S0013: 'I' } },
      },
      {
        says: 'payable by its record, S code or not',
        payer: 'medicare',
        date: '2025-12-31',
        lines: ['S3620'],
        finds: [],
        given: { coverage: { S3620: 'D' } },
      },
      {
        says: 'an Advantage plan',
        payer: 'medicare-advantage',
        date: '2025-12-31',
        lines: ['S0013 x84'],
        finds: [],
        given: { coverage: { S0013: 'I' } },
      },
    ],
  },
  {
    name: 'vaccine-administration-for-medicare',
    number: 15,
    title: "A vaccine's administration under a code that is not Medicare's",
    from: '2011-01-01',
    to: null,
    payers: ['medicare'],
    claimTypes: null,
    typesOfBill: { except: inpatientBills },
    severity: 'error',
    source: { document: vaccineManual, standing: 'quoted' },
    conditions: [
      {
        kind: 'pattern',
        line: { codes: immunisations },
        with: [{ codes: medicareVaccines }],
        without: [{ codes: vaccines, except: medicareVaccines }, { codes: medicareImmunisations }],
        message: '{code} administers {other}: Medicare takes G0008 for influenza and G0009 for pneumococcal vaccine',
      },
      {
        kind: 'pattern',
        line: { codes: immunisations },
        with: [{ codes: hepatitisBVaccines }],
        without: [{ codes: vaccines, except: hepatitisBVaccines }, { codes: medicareImmunisations }],
        claimTypes: ['professional'],
        message: '{code} administers {other}: Medicare takes G0010 for hepatitis B vaccine',
      },
    ],
    evidence: 'The vaccine given',
    falsePositives: ['another vaccine was given at the same visit'],
    examples: [
      { says: 'influenza', payer: 'medicare', date: '2024-10-05', lines: ['90662', '90471'], finds: [2] },
      { says: 'hepatitis B', payer: 'medicare', date: '2024-10-05', lines: ['90746', '90471'], finds: [2] },
      { says: "Medicare's code", payer: 'medicare', date: '2024-10-05', lines: ['90662', 'G0008'], finds: [] },
      {
        says: 'tetanus too',
        payer: 'medicare',
        date: '2024-10-05',
        lines: ['90662', 'G0008', '90714', '90471'],
        finds: [],
      },
      { says: 'tetanus alone', payer: 'medicare', date: '2024-10-05', lines: ['90714', '90471'], finds: [] },
      { says: 'not Medicare', payer: 'commercial', date: '2024-10-05', lines: ['90662', '90471'], finds: [] },
    ],
  },
  {
    name: 'ambulance-without-trip',
    number: 16,
    title: 'An ambulance trip without origin and destination',
    from: '2002-04-01',
    to: null,
    payers: ['medicare'],
    claimTypes: null,
    severity: 'error',
    source: { document: 'Medicare Claims Processing Manual, chapter 15 §30', standing: 'quoted' },
    conditions: [
      {
        kind: 'pattern',
        line: { codes: ['A0425-A0436'], modifiers: { none: tripModifiers } },
        message: '{code} does not say from where to where: a modifier of origin and destination is missing',
      },
    ],
    evidence: 'The trip record: where the patient was taken up and set down',
    falsePositives: ['an institutional adjustment that carries the trip on its base line alone'],
    examples: [
      {
        says: 'no trip',
        payer: 'medicare',
        place: '41',
        date: '2024-03-05',
        lines: ['A0427', 'A0425-QN x12'],
        finds: [1, 2],
      },
      {
        says: 'home to hospital',
        payer: 'medicare',
        place: '41',
        date: '2024-03-05',
        lines: ['A0427-RH', 'A0425-RH x12'],
        finds: [],
      },
      {
        says: 'a stop at a physician',
        payer: 'medicare',
        place: '41',
        date: '2024-03-05',
        lines: ['A0428-GY-RX'],
        finds: [],
      },
      { says: 'not Medicare', payer: 'commercial', place: '41', date: '2024-03-05', lines: ['A0427'], finds: [] },
    ],
  },
  {
    name: 'second-drug-test',
    number: 17,
    title: 'More than one drug test of a kind on a date',
    from: '2017-01-01',
    to: null,
    payers: ['medicare'],
    claimTypes: null,
    severity: 'error',
    source: {
      document: 'HCPCS descriptors of G0480-G0483 and G0659 ("per day") and of G0477-G0479 ("per date of service")',
      standing: 'read',
    },
    conditions: [
      {
        kind: 'pattern',
        line: { codes: ['80305-80307'] },
        most: 1,
        message: '{code} is a second presumptive drug test on {date}: one is paid a date',
      },
      {
        kind: 'pattern',
        line: { codes: ['G0480-G0483', 'G0659'] },
        most: 1,
        message: '{code} is a second definitive drug test on {date}: one is paid a date, by the number of classes',
      },
    ],
    evidence: 'All drug classes tested on the date, under one code',
    falsePositives: ['two laboratories'],
    examples: [
      {
        says: 'two presumptive',
        payer: 'medicare',
        place: '81',
        date: '2024-03-05',
        lines: ['80305', '80307'],
        finds: [2],
      },
      { says: 'by the class', payer: 'medicare', place: '81', date: '2024-03-05', lines: ['G0480 x3'], finds: [1] },
      { says: 'one of each', payer: 'medicare', place: '81', date: '2024-03-05', lines: ['80307', 'G0483'], finds: [] },
      {
        says: 'not Medicare',
        payer: 'commercial',
        place: '81',
        date: '2024-03-05',
        lines: ['80305', '80307'],
        finds: [],
      },
    ],
  },
  {
    name: 'hospital-code-on-professional-claim',
    number: 18,
    title: 'A code of the hospital outpatient system on a professional claim',
    from: '2006-10-01',
    to: null,
    payers: ['medicare'],
    claimTypes: ['professional'],
    placesOfService: { except: ['24'] },
    severity: 'error',
    source: {
      document: 'Medicare Claims Processing Manual, chapter 4 §20.7 (Change Request 5027)',
      standing: 'read',
    },
    conditions: [
      {
        kind: 'pattern',
        line: { codes: ['C*'] },
        message: '{code} is for hospital outpatient claims, not for a professional claim in place of service {place}',
      },
    ],
    evidence: 'Who bills, and where the service was',
    falsePositives: ['an ambulatory surgical centre (place of service 24)'],
    examples: [
      { says: 'an office', payer: 'medicare', date: '2024-03-05', lines: ['C9399'], finds: [1] },
      { says: 'a surgical centre', payer: 'medicare', place: '24', date: '2024-03-05', lines: ['C1713'], finds: [] },
      {
        says: 'a hospital',
        payer: 'medicare',
        claimType: 'institutional',
        place: '13',
        date: '2024-03-05',
        lines: ['C1713'],
        finds: [],
      },
    ],
  },
];
