import { centsOf } from '../amounts.ts';
import { type ClaimSink, type IntakeCounts, IntakeLedger, type PushReader } from '../intake-ledger.ts';
import { ClaimDraft, claimIdOf } from './claim-draft.ts';
import { EnvelopeReader, envelopeMeanings, pushReaderOf } from './envelope-reader.ts';
import { type Guide, guideOf, nameOfTransaction } from './guides.ts';
import { Hierarchy } from './hierarchy.ts';
import type { Segment } from './segment.ts';
import { segmentLengths } from './segment-lengths.ts';
import type { SegmentSink } from './segment-scanner.ts';
import { SegmentTable } from './segment-table.ts';
import { readFacility } from './values.ts';

/** Reads 837P and 837I. Nothing of a person is taken: `claim.ts` lists all that is. */
class ClaimSegments implements SegmentSink {
  readonly ledger: IntakeLedger;
  readonly hierarchy = new Hierarchy();
  readonly envelopes: EnvelopeReader;
  readonly draft: ClaimDraft;
  private guide: Guide | null = null;
  /** What is told once, until things are in order again. */
  private readonly told = { damage: false, stray: false, type: false, outside: false };

  constructor(file: string, sink: ClaimSink) {
    this.ledger = new IntakeLedger(file, sink);
    this.envelopes = new EnvelopeReader(this.ledger, this);
    this.draft = new ClaimDraft(this.envelopes.values, this.ledger);
  }

  segment(segment: Segment): boolean {
    const known = segments.find(segment.key);
    if (known === undefined || (segment.elementCount > known.mostElements && !endsEmpty(segment, known.mostElements))) {
      this.damage(segment, known !== undefined);
      return false;
    }
    this.told.damage = false;
    known.handle?.(this, segment);
    return true;
  }

  hidden(segment: Segment): void {
    const { component } = this.envelopes.values;
    const whole = centsOf(segment.element(2)) !== undefined && readFacility(segment.element(5), component);
    if (!whole) return;
    this.draft.refuse(segment.number, 'a segment of the claim has run together with the next claim');
    this.draft.state = 'refused';
    const reason = 'the claim begins inside another segment: the terminator before it is missing';
    this.ledger.refuse('claim', segment.number, reason, claimIdOf(segment));
  }

  begin(segment: Segment, groupVersion: string): void {
    this.hierarchy.begin();
    this.told.type = false;
    this.told.stray = false;
    const id = segment.element(1);
    if (id === '837') this.guide = guideOf(segment.element(3), groupVersion) ?? unknownGuide;
    else {
      this.guide = { kind: 'refused', reason: `stands in ${nameOfTransaction(id)}` };
      this.ledger.refuse('input', segment.number, `the transaction is ${nameOfTransaction(id)}`);
    }
  }

  finish(number: number): void {
    this.finishClaim(number);
    this.guide = null;
  }

  /** A claim that is still open when its transaction breaks off may lack lines. */
  cutOff(number: number): void {
    this.draft.refuse(number, 'the transaction breaks off inside the claim: lines may be missing');
    this.draft.state = 'none';
    this.guide = null;
  }

  level(segment: Segment): void {
    this.finishClaim(segment.number);
    this.told.stray = false;
    this.notice(segment, this.hierarchy.level(segment));
  }

  party(segment: Segment): void {
    this.notice(segment, this.hierarchy.party(segment));
  }

  claim(segment: Segment): void {
    this.finishClaim(segment.number);
    this.told.stray = false;
    if (this.guide === null) this.outsideTransaction(segment.number);
    const doubt = this.hierarchy.claim();
    this.draft.begin(segment);
    if (this.guide?.kind === 'refused') this.draft.refuse(segment.number, `the claim ${this.guide.reason}`);
    if (doubt !== undefined) this.draft.refuse(segment.number, doubt);
  }

  /** Whether a part of a service line belongs to an open claim; where there is no claim at all that is reported. */
  inLine(segment: Segment): boolean {
    const { state } = this.draft;
    if (state !== 'none') this.hierarchy.loop = 'line';
    else if (!this.told.stray) {
      this.told.stray = true;
      this.ledger.refuse('input', segment.number, 'service lines stand without a claim (CLM) before them');
    }
    return state === 'open';
  }

  end(number: number): IntakeCounts {
    this.draft.refuse(number, 'the file ends inside the claim');
    this.envelopes.end(number);
    return this.ledger.counts;
  }

  private notice(segment: Segment, problem: string | undefined): void {
    if (problem !== undefined) this.ledger.refuse('notice', segment.number, problem);
  }

  private finishClaim(number: number): void {
    if (this.draft.state === 'none') return;
    const claimType = this.draft.finish(this.hierarchy.parties);
    if (claimType === undefined || this.told.type || this.guide?.kind !== 'claims') return;
    if (claimType === this.guide.claimType) return;
    this.told.type = true;
    this.ledger.refuse(
      'notice',
      number,
      `the transaction is for ${this.guide.claimType} claims, but its lines are ${claimType}`,
    );
  }

  private outsideTransaction(number: number): void {
    this.guide = guideOf('', this.envelopes.groupVersion) ?? null;
    if (this.told.outside) return;
    this.told.outside = true;
    this.ledger.refuse('notice', number, 'claims stand outside a transaction (ST)');
  }

  private damage(segment: Segment, tooLong: boolean): void {
    if (this.guide?.kind === 'refused') return;
    const reason = tooLong
      ? 'a segment has more elements than its guide gives it: a terminator is missing'
      : 'a segment cannot be recognised';
    if (this.draft.state === 'open') this.draft.refuse(segment.number, reason);
    else if (!this.told.damage && this.draft.state === 'none') {
      this.told.damage = true;
      this.ledger.refuse('notice', segment.number, reason);
    }
  }
}

const unknownGuide: Guide = { kind: 'refused', reason: 'is of an implementation guide that is not known' };

/** Separators behind the last element of a segment are sloppy, but nothing was swallowed. */
function endsEmpty(segment: Segment, most: number): boolean {
  for (let n = most + 1; n <= segment.elementCount; n++) if (segment.element(n) !== '') return false;
  return true;
}

/** What each segment means to a claim; the segments of the guides that are not here say nothing that is kept. */
const meanings: Readonly<Record<string, (to: ClaimSegments, segment: Segment) => void>> = {
  ...envelopeMeanings,
  HL: (to, segment) => to.level(segment),
  SBR: (to, segment) => to.hierarchy.subscriber(segment),
  NM1: (to, segment) => to.party(segment),
  CLM: (to, segment) => to.claim(segment),
  DTP: (to, segment) => {
    if (to.draft.state !== 'open') return;
    if (to.hierarchy.loop === 'line' && segment.is(1, '472')) to.draft.served(segment);
    else if (to.hierarchy.loop === 'claim' && segment.is(1, '434')) to.draft.statementDates(segment);
  },
  REF: (to, segment) => {
    if (to.hierarchy.loop === 'line' && segment.is(1, '6R') && to.draft.state === 'open') to.draft.controlled(segment);
    else if (to.hierarchy.loop === 'claim' && segment.is(1, 'F8')) to.draft.replaces(segment);
    else if (to.hierarchy.loop === 'claim' && segment.is(1, 'D9')) to.draft.forwarded(segment);
  },
  LX: (to, segment) => {
    if (to.inLine(segment)) to.draft.beginLine(segment);
  },
  SV1: (to, segment) => {
    if (to.inLine(segment)) to.draft.service(segment, 'professional');
  },
  SV2: (to, segment) => {
    if (to.inLine(segment)) to.draft.service(segment, 'institutional');
  },
  SV3: (to, segment) => {
    if (to.inLine(segment)) to.draft.refuse(segment.number, 'the claim has dental service lines');
  },
  LIN: (to, segment) => {
    if (to.inLine(segment)) to.draft.drug(segment, 'product');
  },
  CTP: (to, segment) => {
    if (to.inLine(segment)) to.draft.drug(segment, 'quantity');
  },
};

const segments = new SegmentTable(segmentLengths, meanings);

/** Reads the claims of X12 files pushed in chunks of any size; memory does not grow with the file. */
export function createX12ClaimReader(options: { readonly file: string } & ClaimSink): PushReader {
  return pushReaderOf(new ClaimSegments(options.file, options), 'CLM');
}
