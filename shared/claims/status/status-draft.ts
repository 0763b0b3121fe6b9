import type { IsoDate } from '../../dates.ts';
import { centsOf } from '../amounts.ts';
import type { Segment } from '../x12/segment.ts';
import { keptText } from '../x12/text.ts';
import type { ValueReader } from '../x12/values.ts';
import { graver, stateOfCategory } from './category-codes.ts';
import type { ClaimState, ClaimStatus, ReportedService } from './claim-status.ts';

const carcForm = /^[0-9A-Z]{1,5}$/;
const rarcForm = /^(?:M|MA|N)\d{1,4}$/;
const longestNumber = 50;
/** CARC 45: the charge exceeds the fee schedule; every paid line has it. */
const contractual = '45';
const noDetails = { code: '', modifiers: [], otherCodeSet: false, foreignSeparator: false } as const;

/** What one loop (a claim's, or a service's in it) has said so far. */
export class StatusDraft {
  state: ClaimState | null = null;
  date: IsoDate | null = null;
  paid: number | null = null;
  service: ReportedService | null = null;
  controlNumber: string | null = null;
  /** A reason other than the patient's share and the contract's write-off was given. */
  payersReason = false;
  readonly carc: string[] = [];
  readonly rarc: string[] = [];

  /** STC: a category and the day of it; several may stand for one claim. */
  category(segment: Segment, values: ValueReader): void {
    for (const n of [1, 10, 11]) {
      const state = stateOfCategory(segment.element(n).split(values.component)[0] ?? '');
      if (state !== undefined) this.state = graver(this.state, state);
    }
    this.date = values.day(segment.element(2)) ?? this.date;
  }

  /** CAS: a group code, then up to six reasons with amount and quantity. */
  adjust(segment: Segment): void {
    for (let n = 2; n <= 17; n += 3) {
      const reason = segment.element(n).trim();
      if (!carcForm.test(reason)) continue;
      if (!this.carc.includes(reason)) this.carc.push(reason);
      if (!segment.is(1, 'PR') && reason !== contractual) this.payersReason = true;
    }
  }

  /** Remark codes in LQ02, or among the elements of MIA and MOA. */
  remark(segment: Segment, ...places: readonly number[]): void {
    for (const n of places) {
      const remark = segment.element(n).trim();
      if (rarcForm.test(remark) && !this.rarc.includes(remark)) this.rarc.push(remark);
    }
  }

  /** SVC; answers what cannot be read. */
  begin(segment: Segment, values: ValueReader): string | undefined {
    const submitted = segment.element(6) || segment.element(1);
    const procedure = /^(?:NU|RB)/.test(submitted) ? noDetails : values.procedure(submitted);
    if (typeof procedure === 'string') return procedure;
    const paid = segment.element(3);
    this.paid = paid === '' ? null : (centsOf(paid.replace(/^-/, '')) ?? null);
    const amount = centsOf(segment.element(2).replace(/^-/, '')) ?? null;
    this.service = { code: procedure.code, modifiers: procedure.modifiers, amount, dateOfService: null };
    return undefined;
  }

  served(date: IsoDate | undefined): void {
    if (this.service && date !== undefined && this.service.dateOfService === null)
      this.service = { ...this.service, dateOfService: date };
  }

  /** Reasons that were given for the whole claim hold for each of its lines. */
  status(
    of: Pick<ClaimStatus, 'claimId' | 'clearinghouseNumber' | 'payerClaimNumber' | 'payer' | 'state' | 'date'>,
    whole?: StatusDraft,
  ): ClaimStatus {
    const { service, controlNumber } = this;
    const carc = [...new Set([...this.carc, ...(whole?.carc ?? [])])];
    return {
      ...of,
      line: null,
      service,
      controlNumber,
      carc,
      rarc: this.rarc,
    };
  }
}

/** A claim's number, or the payer's; null where there is none that could be kept. */
export function numberOf(text: string): string | null {
  const number = keptText(text);
  return number === '' || number.length > longestNumber ? null : number;
}
