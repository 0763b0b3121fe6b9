import { addDays, addYear, type IsoDate } from '../dates.ts';
import type { ClaimLine, ClaimType, PayerClass } from './claim.ts';
import type { PayerProfile } from './payers.ts';

/** From which date of the line a payer counts, by kind of claim. */
interface FilingRule {
  readonly countsFrom: Readonly<Record<ClaimType, 'from' | 'through'>>;
  readonly lastDay: (counted: IsoDate) => IsoDate;
  readonly source: string;
}

/** A stay counts from its last day, as CMS has it and payers follow. */
const countsFrom: FilingRule['countsFrom'] = { professional: 'from', institutional: 'through' };

const medicare: FilingRule = {
  countsFrom,
  lastDay: addYear,
  source: '42 CFR 424.44; Medicare Claims Processing Manual 1 §70',
};

/** Only payers whose rule is known: a deadline that nobody set is not invented. */
const filingRules: Readonly<Partial<Record<PayerClass, FilingRule>>> = {
  medicare,
  'medicare-dme': medicare,
};

/**
 * Last day on which the line may be filed; null where the payer's rule, or the date of service, is not known. What the
 * account knows of the payer itself, from its contract or manual, goes before the rule of the payer's class.
 */
export function filingDeadline(
  { dateOfService, throughDate }: Pick<ClaimLine, 'dateOfService' | 'throughDate'>,
  claimType: ClaimType,
  payerClass: PayerClass,
  profile: Pick<PayerProfile, 'timelyFilingDays'> | null = null,
): IsoDate | null {
  const rule = profile?.timelyFilingDays ? within(profile.timelyFilingDays) : filingRules[payerClass];
  const counted = rule?.countsFrom[claimType] === 'through' ? (throughDate ?? dateOfService) : dateOfService;
  return rule && counted !== null ? rule.lastDay(counted) : null;
}

function within(days: number): Pick<FilingRule, 'countsFrom' | 'lastDay'> {
  return { countsFrom, lastDay: (counted) => addDays(counted, days) };
}
