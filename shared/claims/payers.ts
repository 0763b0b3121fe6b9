import * as z from 'zod';
import type { PayerClass } from './claim.ts';

export const payerClasses = [
  'medicare',
  'medicare-dme',
  'medicare-advantage',
  'medicaid',
  'tricare',
  'commercial',
  'other',
  'unknown',
] as const satisfies readonly PayerClass[];

/** What an account knows of a payer; its contract or manual is the `source`. */
export const payerProfileSchema = z.strictObject({
  class: z.enum(payerClasses),
  name: z.string().min(1).max(200).optional(),
  /** Bound by HIPAA to the code sets of the date of service. Where it is not said, all classes but `other` are. */
  hipaa: z.boolean().optional(),
  /** False: codes that begin with S are not taken, whatever their dates. */
  takesSCodes: z.boolean().optional(),
  /** Days from the date of service in which a claim has to be filed. */
  timelyFilingDays: z.int().positive().max(3660).optional(),
  source: z.string().min(1).max(500).optional(),
});

export type PayerProfile = Readonly<z.infer<typeof payerProfileSchema>>;

/** Payer id (NM109 of 2010BB, or as a CSV has it) to profile. Kept for each account; keys are made by `payerIdOf`. */
export type PayerMap = ReadonlyMap<string, PayerProfile>;

/** As people write it: only its letters and digits tell it, so that it has to have one. */
export const writtenPayerId = z
  .string()
  .min(1)
  .max(80)
  .refine((written) => payerIdOf(written) !== '', 'it has neither a letter nor a digit');

/** As people write it: `{ "66783": "commercial", "12345": { "class": "commercial", "takesSCodes": false } }`. */
export const payersSchema = z.record(writtenPayerId, z.union([z.enum(payerClasses), payerProfileSchema]));

export type WrittenPayers = Readonly<z.input<typeof payersSchema>>;

/** Reads a payer map as an account keeps it, `{ "66783": "commercial" }`; throws a ZodError where it is none. */
export function payerMapOf(json: unknown): PayerMap {
  return new Map(
    Object.entries(payersSchema.parse(json)).map(([id, said]) => [
      payerIdOf(id),
      typeof said === 'string' ? { class: said } : said,
    ]),
  );
}

export const noPayers: PayerMap = new Map();

/** What people and clearing houses write where the id itself is the name of a programme. */
const aliases: Readonly<Record<string, PayerClass>> = {
  MEDICARE: 'medicare',
  MEDICAREA: 'medicare',
  MEDICAREB: 'medicare',
  MEDICAREPARTA: 'medicare',
  MEDICAREPARTB: 'medicare',
  MEDICAREFFS: 'medicare',
  MEDICAREDME: 'medicare-dme',
  DMEMAC: 'medicare-dme',
  MEDICAREADVANTAGE: 'medicare-advantage',
  MEDICAID: 'medicaid',
  TRICARE: 'tricare',
  COMMERCIAL: 'commercial',
};

/** Filing indicators (SBR09) that do not contradict a class. One that does makes the class unknown. */
const agreeing: Partial<Record<PayerClass, ReadonlySet<string>>> = {
  medicare: new Set(['MA', 'MB', 'ZZ']),
  'medicare-dme': new Set(['MB', 'ZZ']),
  'medicare-advantage': new Set(['16', 'HM', 'MA', 'MB', 'CI', 'ZZ']),
  medicaid: new Set(['MC', 'TV', 'ZZ']),
  tricare: new Set(['CH', 'ZZ']),
  commercial: new Set(['12', '13', '14', '15', 'BL', 'CI', 'HM', 'FI', 'ZZ']),
};

/** Workload numbers of CMS's A/B contractors, states by jurisdiction; the last digit tells part A (1) from B (2). */
const contractorStates =
  '0111 0118 0121 0131 0210 0220 0230 0240 0310 0320 0330 0340 0350 0360 0411 0421 0431 0441 0510 0520 0530 0540 ' +
  '0610 0620 0630 0710 0720 0730 0810 0820 0910 0920 1011 1021 1031 1120 1130 1140 1150 1210 1220 1230 1240 1250 ' +
  '1310 1320 1328 1329 1411 1421 1431 1441 1451 1510 1520';
const contractors = new Set(contractorStates.split(' ').flatMap((state) => [`${state}1`, `${state}2`]));
/** DME contractors of the jurisdictions A to D. */
const equipmentContractors: ReadonlySet<string> = new Set(['16003', '16013', '17003', '17013', '18003', '19003']);
const medicareIndicators: ReadonlySet<string> = new Set(['MA', 'MB']);

/** What the payer class is read from. */
export interface PayerEvidence {
  readonly payer: string | null;
  readonly filingIndicator: string | null;
  /** As the file of claims itself has it. */
  readonly payerClass?: PayerClass;
}

/**
 * The class of a claim's destination payer. The account's map decides. Without an entry an id that names a programme
 * is taken at its word unless SBR09 contradicts it, and a contractor's number where SBR09 says Medicare too. SBR09
 * alone never decides.
 */
export function payerClassOf({ payer, filingIndicator, payerClass }: PayerEvidence, map: PayerMap): PayerClass {
  if (payer === null) return payerClass ?? 'unknown';
  const id = payerIdOf(payer);
  const mapped = map.get(id);
  if (mapped !== undefined) return mapped.class;
  if (payerClass !== undefined) return payerClass;
  const named = aliases[id];
  if (named !== undefined) return agrees(named, filingIndicator) ? named : 'unknown';
  if (filingIndicator === null || !medicareIndicators.has(filingIndicator)) return 'unknown';
  if (equipmentContractors.has(id)) return 'medicare-dme';
  return contractors.has(id) ? 'medicare' : 'unknown';
}

/** What the account knows of a payer; null where it keeps nothing of it. */
export function profileOf(payer: string | null, map: PayerMap): PayerProfile | null {
  return (payer === null ? undefined : map.get(payerIdOf(payer))) ?? null;
}

function agrees(payerClass: PayerClass, filingIndicator: string | null): boolean {
  return !filingIndicator || (agreeing[payerClass]?.has(filingIndicator) ?? true);
}

/** Whether the payer has to go by the code sets of the date of service. */
export function isBoundByHipaa(payerClass: PayerClass, profile: PayerProfile | null): boolean {
  return profile?.hipaa ?? payerClass !== 'other';
}

/** One spelling of a payer id, whatever its case and punctuation. */
export function payerIdOf(payer: string): string {
  return payer.toUpperCase().replace(/[^0-9A-Z]+/g, '');
}
