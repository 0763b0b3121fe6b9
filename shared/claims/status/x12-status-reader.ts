import type { IsoDate } from '../../dates.ts';
import { ownEntry } from '../../own-entry.ts';
import { centsOf } from '../amounts.ts';
import { EnvelopeReader, envelopeMeanings, pushReaderOf } from '../x12/envelope-reader.ts';
import { nameOfTransaction } from '../x12/guides.ts';
import type { Segment } from '../x12/segment.ts';
import type { SegmentSink } from '../x12/segment-scanner.ts';
import { SegmentTable } from '../x12/segment-table.ts';
import type { ValueReader } from '../x12/values.ts';
import { predetermination, remittanceStates, unprocessable } from './category-codes.ts';
import type { ClaimState, StatusCounts, StatusReader, StatusSink } from './claim-status.ts';
import { numberOf, StatusDraft } from './status-draft.ts';
import { StatusLedger } from './status-ledger.ts';
import { statusSegmentLengths } from './status-segments.ts';

/** 835, 277CA (005010X214) and 277 (005010X212). */
type Transaction = 'remittance' | 'acknowledgement' | 'response';

const guides: readonly (readonly [pattern: RegExp, transaction: Transaction])[] = [
  [/^005010X221/, 'remittance'],
  [/^005010X214/, 'acknowledgement'],
  [/^005010X212/, 'response'],
];
/** Levels of a 277 at which a TRN begins a claim; above them it begins a batch. */
const claimLevels: ReadonlySet<string> = new Set(['PT', '22', '23']);

/** One claim of a file of statuses while it is being read. */
interface Open {
  claimId: string | null;
  payerClaimNumber: string | null;
  clearinghouseNumber: string | null;
  /** CLP02. */
  readonly code: string;
  readonly paid: number | null;
  readonly segment: number;
  readonly whole: StatusDraft;
  readonly services: StatusDraft[];
  refused: boolean;
}

/** Reads what payers say of claims; of the people in it nothing is taken. */
class StatusSegments implements SegmentSink {
  readonly ledger: StatusLedger;
  readonly envelopes: EnvelopeReader;
  readonly values: ValueReader;
  private transaction: Transaction | null = null;
  private level = '';
  private said: IsoDate | null = null;
  private payer: string | null = null;
  private claim: Open | null = null;

  constructor(file: string, sink: StatusSink) {
    this.ledger = new StatusLedger(file, sink);
    this.envelopes = new EnvelopeReader(this.ledger, this);
    this.values = this.envelopes.values;
  }

  segment(segment: Segment): boolean {
    const known = segments.find(segment.key);
    if (known && segment.elementCount <= known.mostElements) known.handle?.(this, segment);
    else this.damage(segment);
    return known !== undefined;
  }

  hidden(segment: Segment): void {
    this.refuseClaim(segment.number, 'the claim has run together with the next');
    this.ledger.refuse(
      'claim',
      segment.number,
      'the claim begins inside another segment',
      numberOf(segment.element(1)),
    );
  }

  begin(segment: Segment, groupVersion: string): void {
    this.level = '';
    this.said = null;
    this.payer = null;
    const version = segment.element(3) || groupVersion;
    this.transaction = guides.find(([pattern]) => pattern.test(version))?.[1] ?? null;
    if (this.transaction === null) this.ledger.refuse('input', segment.number, reasonFor(segment));
  }

  finish(): void {
    this.finishClaim();
    this.transaction = null;
  }

  cutOff(number: number): void {
    this.refuseClaim(number, 'the transaction breaks off inside the claim');
    this.claim = null;
  }

  hierarchy(segment: Segment): void {
    this.finishClaim();
    this.level = segment.element(3);
  }

  /** BPR16, or DTM*405 where that is empty. */
  saidOn(date: IsoDate | undefined): void {
    this.said ??= date ?? null;
  }

  /** CLP of an 835. */
  remittance(segment: Segment): void {
    if (this.transaction !== 'remittance') return;
    const paid = centsOf(segment.element(4).replace(/^-/, ''));
    this.open(segment, { claimId: segment.element(1), code: segment.element(2).trim(), paid: paid ?? null });
    if (this.claim) this.claim.payerClaimNumber = numberOf(segment.element(7));
    if (paid === undefined) this.refuseClaim(segment.number, 'the amount paid (CLP04) cannot be read');
  }

  /** TRN of a 277: TRN02 is the claim's number in a 277CA, the question's in a 277. */
  trace(segment: Segment): void {
    if (this.transaction === null || this.transaction === 'remittance' || !claimLevels.has(this.level)) return;
    const claimId = this.transaction === 'acknowledgement' ? segment.element(2) : '';
    this.open(segment, { claimId, code: '', paid: null });
  }

  /** N1 of an 835, NM1 of a 277: who says it. */
  party(segment: Segment, place: number): void {
    if (segment.is(1, 'PR') && !this.claim) this.payer = numberOf(segment.element(place)) ?? this.payer;
  }

  reference(segment: Segment): void {
    const service = this.claim?.services.at(-1);
    if (service && (segment.is(1, '6R') || segment.is(1, 'FJ'))) service.controlNumber = numberOf(segment.element(2));
    // 2U: the payer's id where N104 has none.
    if (!this.claim && segment.is(1, '2U')) this.payer ??= numberOf(segment.element(2));
    if (!this.claim || this.claim.services.length > 0) return;
    if (segment.is(1, '1K')) this.claim.payerClaimNumber = numberOf(segment.element(2));
    if (segment.is(1, 'D9')) this.claim.clearinghouseNumber = numberOf(segment.element(2));
    if (segment.is(1, 'EJ') && this.transaction === 'response') this.claim.claimId = numberOf(segment.element(2));
  }

  service(segment: Segment): void {
    if (!this.claim || this.claim.refused) return;
    const draft = new StatusDraft();
    const problem = draft.begin(segment, this.values);
    if (problem === undefined) this.claim.services.push(draft);
    else this.refuseClaim(segment.number, problem);
  }

  /** The loop that a segment belongs to: the last service, else the claim. */
  get draft(): StatusDraft | undefined {
    return this.claim?.services.at(-1) ?? this.claim?.whole;
  }

  end(number: number): StatusCounts {
    this.refuseClaim(number, 'the file ends inside the claim');
    this.envelopes.end(number);
    return this.ledger.counts;
  }

  private open(
    segment: Segment,
    of: { readonly claimId: string; readonly code: string; readonly paid: number | null },
  ): void {
    this.finishClaim();
    // A payer that does not know the number of the provider sends 0.
    const claimId = of.claimId.trim() === '0' ? null : numberOf(of.claimId);
    const empty = {
      payerClaimNumber: null,
      clearinghouseNumber: null,
      whole: new StatusDraft(),
      services: [],
      refused: false,
    };
    this.claim = { ...empty, claimId, code: of.code, paid: of.paid, segment: segment.number };
  }

  private finishClaim(): void {
    const { claim } = this;
    const named = claim?.claimId ?? claim?.clearinghouseNumber ?? claim?.payerClaimNumber;
    if (claim && !claim.refused && !named) this.refuseClaim(claim.segment, 'the status names no claim');
    this.claim = null;
    if (!claim || claim.refused || !named) return;
    if (claim.code === predetermination) return;
    const { claimId, clearinghouseNumber, payerClaimNumber, whole, services } = claim;
    const numbers = { claimId, clearinghouseNumber, payerClaimNumber };
    const { payer } = this;
    const remitted = this.transaction === 'remittance';
    const state = remitted ? paidState(claim, [whole, ...services], claim.paid) : whole.state;
    if (state === null) {
      this.ledger.refuse('claim', claim.segment, 'the status says nothing of where the claim stands', claimId);
      return;
    }
    this.ledger.give(whole.status({ ...numbers, payer, state, date: whole.date ?? this.said }));
    for (const service of services) {
      const lineState = remitted ? paidState(claim, [service, whole], service.paid) : (service.state ?? state);
      const date = service.date ?? whole.date ?? this.said;
      this.ledger.give(service.status({ ...numbers, payer, state: lineState, date }, whole));
    }
  }

  private refuseClaim(number: number, reason: string): void {
    if (!this.claim || this.claim.refused) return;
    this.claim.refused = true;
    this.ledger.refuse('claim', number, reason, this.claim.claimId);
  }

  private damage(segment: Segment): void {
    if (this.transaction === null && this.envelopes.inTransaction) return;
    const reason = 'a segment cannot be recognised';
    if (this.claim) this.refuseClaim(segment.number, reason);
    else this.ledger.refuse('notice', segment.number, reason);
  }
}

/** What the money says: reversed or forwarded by CLP02, unprocessable by its remark, paid, or paid nothing and why. */
function paidState(claim: Open, loops: readonly StatusDraft[], paid: number | null): ClaimState {
  const decided = ownEntry(remittanceStates, claim.code);
  if (decided) return decided;
  if ([claim.whole, ...loops].some((loop) => loop.rarc.includes(unprocessable))) return 'returned';
  if (claim.code === '4') return 'denied';
  return (paid ?? 0) > 0 || !loops.some((loop) => loop.payersReason) ? 'paid' : 'paid-zero';
}

function reasonFor(segment: Segment): string {
  const id = segment.element(1);
  if (id === '837') return 'the transaction is a claim (837): import it as claims';
  if (id === '835' || id === '277') return 'the transaction is of a version or guide that is not read';
  return `the transaction is ${nameOfTransaction(id).replace('no claim (837)', 'no status of claims')}`;
}

const meanings: Readonly<Record<string, (to: StatusSegments, segment: Segment) => void>> = {
  ...envelopeMeanings,
  BPR: (to, segment) => to.saidOn(to.values.day(segment.element(16))),
  HL: (to, segment) => to.hierarchy(segment),
  N1: (to, segment) => to.party(segment, 4),
  NM1: (to, segment) => to.party(segment, 9),
  CLP: (to, segment) => to.remittance(segment),
  TRN: (to, segment) => to.trace(segment),
  STC: (to, segment) => to.draft?.category(segment, to.values),
  REF: (to, segment) => to.reference(segment),
  SVC: (to, segment) => to.service(segment),
  CAS: (to, segment) => to.draft?.adjust(segment),
  LQ: (to, segment) => to.draft?.remark(segment, 2),
  MIA: (to, segment) => to.draft?.remark(segment, 5, 20, 21, 22, 23),
  MOA: (to, segment) => to.draft?.remark(segment, 3, 4, 5, 6, 7),
  DTM: (to, segment) => {
    if (segment.is(1, '405')) to.saidOn(to.values.day(segment.element(2)));
    if (segment.is(1, '472') || segment.is(1, '150')) to.draft?.served(to.values.day(segment.element(2)));
  },
  DTP: (to, segment) => {
    if (segment.is(1, '472')) to.draft?.served(to.values.span(segment, 2)?.from);
  },
};

const segments = new SegmentTable(statusSegmentLengths, meanings);

/** Reads 835, 277CA and 277 files pushed in chunks of any size; memory does not grow with the file. */
export function createX12StatusReader(options: { readonly file: string } & StatusSink): StatusReader {
  return pushReaderOf(new StatusSegments(options.file, options), 'CLP');
}
