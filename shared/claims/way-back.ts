import type { ClaimType, PayerClass } from './claim.ts';

/**
 * What has come over a line: `broken`, it is wrong as billed; `mended`, a later release made right what was denied;
 * `paid-wrongly`, it was paid and a later release says that it should not have been.
 */
export type Situation = 'broken' | 'mended' | 'paid-wrongly';

type Ways = Readonly<Record<Situation, string>>;

const refund = 'Review it for a refund';
const medicareRefund = `${refund}: an overpayment is to be reported and returned within 60 days of being identified (42 CFR 401.305)`;

/** Medicare Part B and DME: Claims Processing Manual 1 §80.3.2 (unprocessable claims), 34 §10 (reopenings). */
const unprocessable: Ways = {
  broken:
    'Correct it before it is sent. Once returned as unprocessable (MA130) it has no appeal and cannot be reopened: send a new claim',
  mended: 'Returned as unprocessable (MA130): send a new claim. Denied with appeal rights: ask for a reopening',
  'paid-wrongly': medicareRefund,
};

/** Medicare Part A systems: Claims Processing Manual 1 §80.3 and §130 (return to provider, adjustments). */
const returnedToProvider: Ways = {
  broken:
    'Correct it before it is sent, or in the return-to-provider file; a claim that is finalised is adjusted (type of bill xx7 with its document control number)',
  mended:
    'Resubmit the returned claim; one that is finalised is adjusted (type of bill xx7 with its document control number) or reopened',
  'paid-wrongly': medicareRefund,
};

const replacement: Ways = {
  broken:
    "Correct it before it is sent; a claim that the payer has taken in is replaced (CLM05-3 = 7 with the payer's claim number in REF*F8)",
  mended: "Send it again, or replace it (CLM05-3 = 7 with the payer's claim number in REF*F8) for reprocessing",
  'paid-wrongly': `${refund}: replace the claim (CLM05-3 = 7) or follow the payer's overpayment procedure`,
};

const stateProgramme: Ways = {
  broken: `${replacement.broken}, or with the state's own adjustment form where its manual asks for one`,
  mended: `${replacement.mended}, or ask for an adjustment as the state's manual says`,
  'paid-wrongly': medicareRefund,
};

/** Workers' compensation, automobile, liability: no HIPAA payers, no common way. */
const carrierRules: Ways = {
  broken: "Bill it again under the carrier's own rules",
  mended: "Bill it again under the carrier's own rules",
  'paid-wrongly': `${refund} under the carrier's own rules`,
};

/** `unknown` has no entry: a way back that nobody knows is not invented. */
const waysBack: Readonly<Partial<Record<PayerClass, Readonly<Record<ClaimType, Ways>>>>> = {
  medicare: { professional: unprocessable, institutional: returnedToProvider },
  'medicare-dme': { professional: unprocessable, institutional: returnedToProvider },
  'medicare-advantage': { professional: replacement, institutional: replacement },
  medicaid: { professional: stateProgramme, institutional: stateProgramme },
  tricare: { professional: replacement, institutional: replacement },
  commercial: { professional: replacement, institutional: replacement },
  other: { professional: carrierRules, institutional: carrierRules },
};

/** How a line is set right with this payer; null where it is not known. */
export function wayBackOf(
  payerClass: PayerClass,
  claimType: ClaimType,
  situation: Situation = 'broken',
): string | null {
  return waysBack[payerClass]?.[claimType][situation] ?? null;
}
