import type { PayerClass } from './claim.ts';

/** Payer classes as people write them, in the middle of a sentence. */
export const payerWords: Readonly<Record<PayerClass, string>> = {
  medicare: 'Medicare',
  'medicare-dme': 'Medicare DME',
  'medicare-advantage': 'Medicare Advantage',
  medicaid: 'Medicaid',
  tricare: 'TRICARE',
  commercial: 'commercial payers',
  other: 'other payers',
  unknown: 'payers not yet classed',
};
