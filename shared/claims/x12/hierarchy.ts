import type { Parties } from './claim-draft.ts';
import type { Segment } from './segment.ts';
import { keptText } from './text.ts';

/** Where the reader is: above a claim, in loops 2300/2310, in 2320/2330 (other payers), in 2400 and below. */
type Loop = 'above' | 'claim' | 'other-payer' | 'line';

const npiForm = /^\d{10}$/;
const longestPayer = 80;
const indicatorForm = /^[0-9A-Z]{1,2}$/;

/**
 * The levels of a transaction (HL 20 billing provider, 22 subscriber, 23 patient) and what a claim inherits from
 * them. Other payers' loops use the same segments; they come behind CLM and are never taken for the payer.
 */
export class Hierarchy {
  readonly parties: Parties = { provider: null, payer: null, filingIndicator: null };
  loop: Loop = 'above';
  private providerLevel = '';
  private subscriberLevel = '';
  /** A level whose HL is missing was seen: provider or payer of the claims below it are not known. */
  private providerInDoubt = false;
  private subscriberInDoubt = false;

  /** ST. */
  begin(): void {
    this.loop = 'above';
    this.providerLevel = '';
    this.forgetProvider();
  }

  /** HL; answers what is wrong with it. */
  level(segment: Segment): string | undefined {
    this.loop = 'above';
    const parent = segment.element(2).trim();
    if (segment.is(3, '20')) {
      this.forgetProvider();
      this.providerLevel = segment.element(1).trim();
      return undefined;
    }
    if (segment.is(3, '22')) {
      this.forgetSubscriber();
      this.subscriberLevel = segment.element(1).trim();
      return belongs(parent, this.providerLevel);
    }
    return segment.is(3, '23') ? belongs(parent, this.subscriberLevel) : 'HL03 names no level of a claim';
  }

  /** SBR: in 2000B the destination payer's, behind CLM the beginning of another payer's loop 2320. */
  subscriber(segment: Segment): void {
    if (this.loop === 'line') this.subscriberInDoubt = true;
    else if (this.loop !== 'above') this.loop = 'other-payer';
    else {
      const indicator = segment.element(9).trim();
      this.parties.filingIndicator = indicatorForm.test(indicator) ? indicator : null;
    }
  }

  /** NM1: 85 is the billing provider (2010AA), PR above a claim the destination payer (2010BB). Answers a problem. */
  party(segment: Segment): string | undefined {
    if (segment.is(1, '85')) return this.billingProvider(segment);
    if (this.loop !== 'above' || !segment.is(1, 'PR')) return undefined;
    const payer = keptText(segment.element(9));
    this.parties.payer = payer === '' || payer.length > longestPayer ? null : payer;
    return undefined;
  }

  /** CLM; answers why the claim cannot be given. */
  claim(): string | undefined {
    this.loop = 'claim';
    return this.providerInDoubt || this.subscriberInDoubt
      ? 'the level (HL) above the claim is missing or damaged: its provider or payer is not known'
      : undefined;
  }

  /** Only an NPI (NM108 is XX) is kept: the other numbers of a provider may be a person's social security number. */
  private billingProvider(segment: Segment): string | undefined {
    if (this.loop === 'line') this.providerInDoubt = true;
    if (this.loop !== 'above') return undefined;
    const npi = segment.is(8, 'XX') ? segment.element(9).trim() : '';
    this.parties.provider = npiForm.test(npi) ? npi : null;
    return segment.is(8, 'XX') && this.parties.provider === null
      ? "the billing provider's NPI is not 10 digits long"
      : undefined;
  }

  private forgetProvider(): void {
    this.parties.provider = null;
    this.providerInDoubt = false;
    this.forgetSubscriber();
  }

  private forgetSubscriber(): void {
    this.parties.payer = null;
    this.parties.filingIndicator = null;
    this.subscriberLevel = '';
    this.subscriberInDoubt = false;
  }
}

function belongs(parent: string, level: string): string | undefined {
  return parent === level || parent === '' ? undefined : 'HL02 names another level than the one above';
}
