import type { WrittenRule } from '../rule.ts';
import {
  deviceMaintenance,
  distinctServiceModifiers,
  drugAdministration,
  drugCodes,
  drugRevenueCodes,
  hydration,
  initialInfusions,
  initialServices,
} from './code-groups.ts';

/** Vaccine administrations that count as the first of a date; Medicare's own are among them. */
const firstImmunisations = ['90460', '90471', '90473', '90480', '96380-96381', 'G0008-G0010', 'M0201', '0001A-0174A'];

/** Add-on codes and the codes that they may be added to; generous where payers differ. */
const additions = [
  { added: ['96361'], to: initialInfusions },
  { added: ['96366'], to: [...initialInfusions, '96367'] },
  { added: ['96367', '96375'], to: initialInfusions },
  { added: ['96368'], to: [...initialInfusions, '96366', '96415'] },
  { added: ['96415', '96417'], to: ['96413', '96416', 'C8957'] },
  { added: ['90461'], to: ['90460'] },
  { added: ['90472', '90474'], to: firstImmunisations },
] as const;

/** Rules 1 to 4: drugs, their administration, and what it is added to. */
export const infusionRules: readonly WrittenRule[] = [
  {
    name: 'administration-without-drug',
    number: 1,
    title: 'A drug was administered and no drug is billed',
    from: '2009-01-01',
    to: null,
    payers: null,
    claimTypes: null,
    placesOfService: { except: ['19', '21', '22', '23', '24'] },
    typesOfBill: { except: ['11', '18', '21'] },
    severity: 'review',
    source: { document: 'Medicare Claims Processing Manual, chapter 17 §10', standing: 'professional-knowledge' },
    conditions: [
      {
        kind: 'pattern',
        line: { codes: [...drugAdministration], except: [...deviceMaintenance] },
        without: [{ codes: drugCodes }, { revenueCodes: drugRevenueCodes }, { carriesNdc: true }],
        once: true,
        scope: 'date-or-encounter',
        message: '{code} administers a drug, and the claim bills none for {date}',
      },
    ],
    evidence: 'The order and the medication record name the drug, its dose and who supplied it',
    falsePositives: [
      'the payer, a pharmacy or the patient supplied the drug',
      'the drug stands on another claim',
      'in a facility the hospital bills the drug',
    ],
    examples: [
      { says: 'nothing given', payer: 'commercial', date: '2024-03-05', lines: ['96365', '99213-25'], finds: [1] },
      {
        says: 'one finding a date',
        payer: 'unknown',
        date: '2024-03-05',
        lines: ['96413', '96415', '96417'],
        finds: [1],
      },
      { says: 'the drug is there', payer: 'commercial', date: '2024-03-05', lines: ['96365', 'J1885 x2'], finds: [] },
      { says: 'hydration has no drug', payer: 'commercial', date: '2024-03-05', lines: ['96360', '96361'], finds: [] },
      { says: 'a port was flushed', payer: 'commercial', date: '2024-03-05', lines: ['96523'], finds: [] },
      { says: 'immune globulin', payer: 'commercial', date: '2024-03-05', lines: ['96372', '90384'], finds: [] },
      {
        says: 'packaged by the hospital',
        payer: 'commercial',
        claimType: 'institutional',
        place: '13',
        date: '2024-03-05',
        lines: ['96365 rev=0260', 'none rev=0258'],
        finds: [],
      },
      {
        says: 'the hospital bills the drug',
        payer: 'commercial',
        place: '22',
        date: '2024-03-05',
        lines: ['96372'],
        finds: [],
      },
    ],
  },
  {
    name: 'administration-in-facility',
    number: 2,
    title: "A hospital's injection or infusion billed by a physician",
    from: '2009-01-01',
    to: null,
    payers: ['medicare'],
    claimTypes: ['professional'],
    placesOfService: { only: ['19', '21', '22', '23', '24'] },
    severity: 'error',
    source: { document: 'NCCI Policy Manual for Medicare Services, chapter XI §B', standing: 'quoted' },
    conditions: [
      {
        kind: 'pattern',
        line: { codes: ['96360-96379', '96401-96425', ...deviceMaintenance] },
        message: '{code} is not paid to a physician in place of service {place}: the facility bills it',
      },
    ],
    evidence: 'The place where the drug was given',
    falsePositives: ['the place of service is wrong: it was the office (11)'],
    examples: [
      { says: 'outpatient hospital', payer: 'medicare', place: '22', date: '2024-03-05', lines: ['96372'], finds: [1] },
      { says: 'the office', payer: 'medicare', place: '11', date: '2024-03-05', lines: ['96372', 'J1885'], finds: [] },
      { says: 'not Medicare', payer: 'commercial', place: '22', date: '2024-03-05', lines: ['96413'], finds: [] },
    ],
  },
  {
    name: 'second-initial-service',
    number: 3,
    title: 'More than one initial infusion or injection on a date',
    from: '2009-01-01',
    to: null,
    payers: null,
    claimTypes: null,
    severity: 'warning',
    source: {
      document: 'NCCI Policy Manual for Medicare Services, chapter XI §N; Claims Processing Manual, chapter 12 §30.5',
      standing: 'quoted',
    },
    conditions: [
      {
        kind: 'pattern',
        line: { codes: initialServices, modifiers: { none: distinctServiceModifiers } },
        most: 1,
        message: '{code} is a second initial service on {date}',
      },
    ],
    evidence: 'Two access sites that were needed, or two encounters; otherwise the later service is a subsequent one',
    falsePositives: ['two access sites', 'two encounters on one day'],
    examples: [
      { says: 'two initial codes', payer: 'commercial', date: '2024-03-05', lines: ['96413', '96365'], finds: [2] },
      { says: 'two units', payer: 'unknown', date: '2024-03-05', lines: ['96365 x2'], finds: [1] },
      { says: 'another site', payer: 'commercial', date: '2024-03-05', lines: ['96413', '96365-XS'], finds: [] },
      { says: 'then a push', payer: 'commercial', date: '2024-03-05', lines: ['96413', '96375'], finds: [] },
      { says: 'two days', payer: 'commercial', date: '2024-03-05', lines: ['96365', '96365 @2024-03-06'], finds: [] },
      {
        says: 'a week on one line',
        payer: 'commercial',
        date: '2024-03-05',
        lines: ['96365 x2 @2024-03-05..2024-03-11'],
        finds: [],
      },
    ],
  },
  {
    name: 'add-on-without-primary',
    number: 4,
    title: 'An add-on code without the code that it is added to',
    from: '2013-04-01',
    to: null,
    payers: ['medicare', 'medicaid'],
    claimTypes: null,
    severity: 'error',
    source: {
      document: 'CMS add-on code edits, type 1 (Change Request 7501, transmittal 2636)',
      standing: 'read',
    },
    conditions: additions.map(({ added, to }) => ({
      kind: 'pattern',
      line: { codes: [...added] },
      without: [{ codes: [...to] }],
      scope: 'date-or-encounter',
      message: '{code} is added to another service, and none that it may be added to is billed for {date}',
    })),
    evidence: 'The first service, with its times, by the same practitioner on the same date',
    falsePositives: ['the primary service stands on another claim'],
    examples: [
      { says: 'an hour more of nothing', payer: 'medicare', date: '2024-03-05', lines: ['96361'], finds: [1] },
      { says: 'another infusion', payer: 'medicaid', date: '2024-03-05', lines: ['96366', 'J1885'], finds: [1] },
      { says: 'with its primary', payer: 'medicare', date: '2024-03-05', lines: ['96413', '96415'], finds: [] },
      {
        says: 'hydration after chemotherapy',
        payer: 'medicare',
        date: '2024-03-05',
        lines: ['96413', '96361'],
        finds: [],
      },
      { says: 'a second vaccine', payer: 'medicaid', date: '2024-03-05', lines: ['90472', '90471'], finds: [] },
      { says: 'after an influenza shot', payer: 'medicare', date: '2024-03-05', lines: ['G0008', '90472'], finds: [] },
      { says: 'before the edits', payer: 'medicare', date: '2013-03-31', lines: ['96361'], finds: [] },
      { says: 'not these payers', payer: 'commercial', date: '2024-03-05', lines: ['96361'], finds: [] },
      {
        says: 'observation past midnight',
        payer: 'medicare',
        claimType: 'institutional',
        place: '13',
        date: '2024-03-05',
        lines: ['96365', '96366 @2024-03-06'],
        finds: [],
      },
    ],
  },
];

/** Every administration, hydration too: what a visit on the same date has to be told apart from. */
export const anyAdministration = [...hydration, ...drugAdministration];
