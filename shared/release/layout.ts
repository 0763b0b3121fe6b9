import type { CodeRecord } from './record.ts';

/** First and last column, 1-based and inclusive, as CMS's record layout prints them. */
export type Columns = readonly [first: number, last: number];

/** The HCPCS contractor record, 320 bytes. The first record of a code holds every field, its next lines text alone. */
export const hcpcsLayout = {
  code: [1, 5],
  sequence: [6, 10],
  recordId: [11, 11],
  longDescription: [12, 91],
  shortDescription: [92, 119],
  multiplePricingIndicator: [128, 128],
  statute: [171, 180],
  coverage: [230, 230],
  ascGroup: [231, 232],
  ascDate: [233, 240],
  mogGroup: [241, 243],
  mogPolicy: [244, 244],
  mogDate: [245, 252],
  processingNote: [253, 256],
  betos: [257, 259],
  anesthesiaUnits: [266, 268],
  addedOn: [269, 276],
  actionEffectiveOn: [277, 284],
  terminatedOn: [285, 292],
  actionCode: [293, 293],
} as const satisfies Record<string, Columns>;

/** Fields that repeat: where the first stands, how wide each is, and how many there are. */
export const hcpcsRepeats = {
  pricingIndicators: { first: 120, width: 2, times: 4 },
  coverageManualReferences: { first: 129, width: 6, times: 3 },
  carriersManualReferences: { first: 147, width: 8, times: 3 },
  labCertifications: { first: 181, width: 3, times: 8 },
  crossReferences: { first: 205, width: 5, times: 5 },
  typesOfService: { first: 261, width: 1, times: 5 },
} as const;

/** Column 11: 3 a procedure, 4 its next lines, 7 a modifier, 8 its next lines. */
export const recordIds = {
  '3': { codeType: 'procedure', continues: false },
  '4': { codeType: 'procedure', continues: true },
  '7': { codeType: 'modifier', continues: false },
  '8': { codeType: 'modifier', continues: true },
} as const;

export const dateFields = ['ascDate', 'mogDate', 'addedOn', 'actionEffectiveOn', 'terminatedOn'] as const;

export const actionCodes: Readonly<Record<string, string>> = {
  A: 'add',
  B: 'change in administrative data and long description',
  C: 'change in long description',
  D: 'discontinue',
  F: 'change in administrative data',
  N: 'no change',
  P: 'change in payment',
  R: 'reactivated',
  S: 'change in short description',
  T: 'miscellaneous change (BETOS, type of service)',
};

type Single = Exclude<keyof CodeRecord, keyof typeof hcpcsRepeats | 'codeType' | 'line' | 'code' | 'longDescription'>;

/** The workbook's headers. The same 48 in every year seen, in row 1, 8 or 11. */
export const workbookHeaders = {
  code: 'HCPC',
  sequence: 'SEQNUM',
  recordId: 'RECID',
  longDescription: 'LONG DESCRIPTION',
} as const;

export const workbookSingles: Readonly<Record<Single, string>> = {
  shortDescription: 'SHORT DESCRIPTION',
  multiplePricingIndicator: 'MULT_PI',
  statute: 'STATUTE',
  coverage: 'COV',
  ascGroup: 'ASC_GRP',
  ascDate: 'ASC_DT',
  mogGroup: 'OPPS',
  mogPolicy: 'OPPS_PI',
  mogDate: 'OPPS_DT',
  processingNote: 'PROCNOTE',
  betos: 'BETOS',
  anesthesiaUnits: 'ANEST_BU',
  addedOn: 'ADD DT',
  actionEffectiveOn: 'ACT EFF DT',
  terminatedOn: 'TERM DT',
  actionCode: 'ACTION CD',
};

export const workbookRepeats = {
  pricingIndicators: ['PRICE1', 'PRICE2', 'PRICE3', 'PRICE4'],
  coverageManualReferences: ['CIM1', 'CIM2', 'CIM3'],
  carriersManualReferences: ['MCM1', 'MCM2', 'MCM3'],
  labCertifications: [1, 2, 3, 4, 5, 6, 7, 8].map((n) => `LABCERT${n}`),
  crossReferences: [1, 2, 3, 4, 5].map((n) => `XREF${n}`),
  typesOfService: [1, 2, 3, 4, 5].map((n) => `TOS${n}`),
} as const;
