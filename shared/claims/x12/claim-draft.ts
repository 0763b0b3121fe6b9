import { centsOf } from '../amounts.ts';
import type { Cents, Claim, ClaimLine, ClaimType } from '../claim.ts';
import type { IntakeLedger } from '../intake-ledger.ts';
import { LineDraft } from './line-draft.ts';
import type { Segment } from './segment.ts';
import { keptText } from './text.ts';
import type { DateSpan, Facility, ValueReader } from './values.ts';

/** Who bills (2010AA) and who is to pay (2000B, 2010BB): inherited by every claim below them. */
export interface Parties {
  provider: string | null;
  payer: string | null;
  filingIndicator: string | null;
}

/** CLM01 is at most 38 characters long in the guides, 50 in the standard. */
const longestClaimId = 50;
/** The guides allow 50 lines (837P) and 999 (837I); a claim that never ends must not fill the memory. */
const mostLines = 10_000;

/**
 * Loop 2300 with its lines while it is being read. The first thing that cannot be read refuses the whole claim:
 * a claim is never given in part. One draft serves all claims of a file.
 */
export class ClaimDraft {
  state: 'none' | 'open' | 'refused' = 'none';
  private claimId: string | null = null;
  private segment = 0;
  private charge: Cents = 0;
  private facility: Facility | null = null;
  private payerClaimNumber: string | null = null;
  private clearinghouseNumber: string | null = null;
  private statement: DateSpan | null = null;
  private claimType: ClaimType | null = null;
  private lines: ClaimLine[] = [];
  private numbersRepeat = false;
  private lineOpen = false;
  /** Lines whose code is of a list that is not followed here. */
  private otherCodeSets = 0;
  private readonly line: LineDraft;
  private readonly values: ValueReader;
  private readonly ledger: IntakeLedger;

  constructor(values: ValueReader, ledger: IntakeLedger) {
    this.values = values;
    this.ledger = ledger;
    this.line = new LineDraft(values);
  }

  /** CLM. */
  begin(segment: Segment): void {
    this.state = 'open';
    this.claimId = claimIdOf(segment);
    this.segment = segment.number;
    this.payerClaimNumber = null;
    this.clearinghouseNumber = null;
    this.statement = null;
    this.claimType = null;
    this.lines = [];
    this.numbersRepeat = false;
    this.otherCodeSets = 0;
    this.lineOpen = false;
    const charge = centsOf(segment.element(2));
    const facility = this.values.facility(segment.element(5));
    if (this.claimId === null) this.refuse(segment.number, 'the claim has no number (CLM01) that could be kept');
    else if (charge === undefined) this.refuse(segment.number, 'the charge of the claim (CLM02) cannot be read');
    else if (!facility) this.refuse(segment.number, 'place and frequency of the claim (CLM05) cannot be read');
    else {
      this.charge = charge;
      this.facility = facility;
      if (facility.foreignSeparator) this.tellSeparator(segment.number);
    }
  }

  refuse(segment: number, reason: string): void {
    if (this.state !== 'open') return;
    this.state = 'refused';
    this.lines = [];
    this.ledger.refuse('claim', segment, reason, this.claimId);
  }

  /** DTP*434. */
  statementDates(segment: Segment): void {
    const span = this.values.span(segment, 2);
    if (!span) this.refuse(segment.number, "the statement's dates (DTP*434) cannot be read");
    else this.statement = span;
  }

  /** REF*F8. */
  replaces(segment: Segment): void {
    this.payerClaimNumber = keptText(segment.element(2)) || null;
  }

  /** REF*D9. One that is longer than the guides allow is left out: nobody can give it back. */
  forwarded(segment: Segment): void {
    const number = keptText(segment.element(2));
    this.clearinghouseNumber = number === '' || number.length > longestClaimId ? null : number;
  }

  /** LX. */
  beginLine(segment: Segment): void {
    this.finishLine();
    const number = lineNumberOf(segment.element(1));
    if (number > 0) this.openLine(number, segment.number);
    else this.refuse(segment.number, 'the number of a service line (LX01) cannot be read');
  }

  /** SV1 or SV2. A service without an LX of its own begins a line too. */
  service(segment: Segment, claimType: ClaimType): void {
    const { line } = this;
    if (this.lineOpen && line.claimType !== null) this.finishLine();
    if (!this.lineOpen) this.openLine(0, segment.number);
    if (this.claimType !== null && this.claimType !== claimType)
      this.refuse(segment.number, 'the claim has professional and institutional service lines');
    this.claimType = claimType;
    this.judge(segment.number, line.service(segment, claimType));
    if (line.procedure.foreignSeparator) this.tellSeparator(segment.number);
  }

  /** DTP*472. */
  served(segment: Segment): void {
    if (this.lineOpen) this.judge(segment.number, this.line.served(segment));
  }

  /** REF*6R. */
  controlled(segment: Segment): void {
    if (this.lineOpen) this.line.controlled(segment);
  }

  /** LIN and CTP. What is wrong with them is a notice: the drug only helps to find the dose. */
  drug(segment: Segment, part: 'product' | 'quantity'): void {
    const problem = this.lineOpen ? this.line[part](segment) : 'a drug stands before the lines';
    if (problem !== undefined)
      this.ledger.refuse('notice', segment.number, `line ${this.line.number}: ${problem}`, this.claimId);
  }

  /** The claim is over: it is given if all of it was read. Answers the type that its lines have. */
  finish(parties: Readonly<Parties>): ClaimType | undefined {
    this.finishLine();
    if (this.lines.length === 0) this.refuse(this.segment, 'the claim has no service line');
    this.compareCharges();
    const { state, claimId, claimType, facility, lines } = this;
    this.state = 'none';
    if (state !== 'open' || claimId === null || claimType === null || facility === null) return undefined;
    const claim: Claim = {
      claimId,
      claimType,
      frequency: facility.frequency,
      payerClaimNumber: this.payerClaimNumber,
      ...(this.clearinghouseNumber === null ? {} : { clearinghouseNumber: this.clearinghouseNumber }),
      payer: parties.payer,
      filingIndicator: parties.filingIndicator,
      provider: parties.provider,
      place: facility.place,
      lines,
    };
    this.ledger.claim(claim, this.otherCodeSets);
    return claimType;
  }

  private openLine(number: number, segment: number): void {
    const last = this.lines.at(-1)?.line ?? 0;
    if (this.lines.length >= mostLines) this.refuse(segment, 'the claim has more lines than a claim can have');
    if (number !== 0 && number <= last) this.numbersRepeat = true;
    this.line.begin(number > last ? number : last + 1, segment);
    this.lineOpen = true;
  }

  private finishLine(): void {
    if (!this.lineOpen || this.state !== 'open') return;
    const { line, facility } = this;
    this.lineOpen = false;
    if (line.claimType === null) {
      this.judge(line.segment, 'has no service (SV1 or SV2)');
      return;
    }
    const finished = line.finish(this.statement, facility?.qualifier === 'B' ? facility.place : null);
    if (!finished) {
      this.judge(line.segment, 'has no date of service (DTP*472)');
      return;
    }
    this.lines.push(finished);
    if (line.procedure.otherCodeSet) this.otherCodeSets++;
  }

  private judge(segment: number, problem: string | undefined): void {
    if (problem !== undefined) this.refuse(segment, `line ${this.line.number}: ${problem}`);
  }

  /** CLM02 is the sum of the lines. Lines that begin again at 1 and do not add up belong to two claims. */
  private compareCharges(): void {
    if (this.state !== 'open') return;
    let total = 0;
    for (const line of this.lines) total += line.amount;
    if (total === this.charge) return;
    if (this.numbersRepeat) this.refuse(this.segment, 'the lines are numbered twice and do not add up to the claim');
    else
      this.ledger.refuse(
        'notice',
        this.segment,
        'the charges of the lines do not add up to that of the claim',
        this.claimId,
      );
  }

  private tellSeparator(segment: number): void {
    if (this.values.foreignSeparatorTold) return;
    this.values.foreignSeparatorTold = true;
    this.ledger.refuse(
      'notice',
      segment,
      'composites use another separator than ISA16 declares; they were read by it',
      null,
    );
  }
}

/** LX01; 0 where it cannot be read. */
function lineNumberOf(text: string): number {
  if (text.length === 1) return Math.max(0, '0123456789'.indexOf(text));
  return /^\s*\d{1,6}\s*$/.test(text) ? Number(text) : 0;
}

/** CLM01; null where there is none, or none that could be a claim's number. */
export function claimIdOf(segment: Segment): string | null {
  const claimId = keptText(segment.element(1));
  return claimId === '' || claimId.length > longestClaimId ? null : claimId;
}
