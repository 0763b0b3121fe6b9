import type { RefusalKind } from '../claim.ts';
import type { HeaderReading } from './delimiters.ts';
import { EnvelopeCheck } from './envelope.ts';
import type { Segment } from './segment.ts';
import { type InterchangeSink, SegmentScanner, type SegmentSink } from './segment-scanner.ts';
import { ValueReader } from './values.ts';

/** What stands in the envelopes: the claims, or what is said of claims, of transactions of one kind. */
interface EnvelopeContents {
  /** ST; `groupVersion` is what GS08 says of the guide. */
  begin(segment: Segment, groupVersion: string): void;
  /** SE, in the segment `number`: what is open is whole. */
  finish(number: number): void;
  /** Another envelope begins or ends instead: what is open may lack parts. */
  cutOff(number: number): void;
}

interface Refusals {
  refuse(kind: RefusalKind, segment: number, reason: string): void;
}

/** Reads interchanges, functional groups and transactions around whatever they hold. */
export class EnvelopeReader implements InterchangeSink {
  /** Values as the interchange being read writes them. */
  readonly values = new ValueReader();
  groupVersion = '';
  private interchanges = 0;
  private readonly check: EnvelopeCheck;
  private readonly ledger: Refusals;
  private readonly contents: EnvelopeContents;

  constructor(ledger: Refusals, contents: EnvelopeContents) {
    this.ledger = ledger;
    this.contents = contents;
    this.check = new EnvelopeCheck((segment, reason) => ledger.refuse('notice', segment, reason));
  }

  get inTransaction(): boolean {
    return this.check.inTransaction;
  }

  interchange(header: Extract<HeaderReading, { kind: 'read' }>, number: number): void {
    this.contents.cutOff(number);
    this.interchanges++;
    this.check.openInterchange(number, header.controlNumber);
    this.values.use(header.delimiters.component);
    this.groupVersion = '';
    if (header.notice !== null) this.ledger.refuse('notice', number, header.notice);
  }

  junk(number: number, characters: number): void {
    this.ledger.refuse('notice', number, `${characters} characters outside an interchange were passed over`);
  }

  unreadableHeader(number: number, reason: string): void {
    this.ledger.refuse('input', number, reason);
  }

  group(segment: Segment): void {
    this.contents.cutOff(segment.number);
    this.check.openGroup(segment);
    this.groupVersion = segment.element(8).slice(0, 12);
  }

  transaction(segment: Segment): void {
    this.contents.cutOff(segment.number);
    this.check.openTransaction(segment);
    this.contents.begin(segment, this.groupVersion);
  }

  transactionEnd(segment: Segment): void {
    this.contents.finish(segment.number);
    this.check.closeTransaction(segment);
  }

  groupEnd(segment: Segment): void {
    this.contents.cutOff(segment.number);
    this.check.closeGroup(segment);
  }

  interchangeEnd(segment: Segment): void {
    this.contents.cutOff(segment.number);
    this.check.closeInterchange(segment);
  }

  /** The file is over. */
  end(number: number): void {
    this.check.end(number);
    if (this.interchanges === 0) this.ledger.refuse('input', 1, 'the file holds no X12 interchange that could be read');
  }
}

interface InEnvelopes {
  readonly envelopes: EnvelopeReader;
}

/** What the segments of the envelopes mean to every reader. */
export const envelopeMeanings: Readonly<Record<string, (to: InEnvelopes, segment: Segment) => void>> = {
  GS: ({ envelopes }, segment) => envelopes.group(segment),
  ST: ({ envelopes }, segment) => envelopes.transaction(segment),
  SE: ({ envelopes }, segment) => envelopes.transactionEnd(segment),
  GE: ({ envelopes }, segment) => envelopes.groupEnd(segment),
  IEA: ({ envelopes }, segment) => envelopes.interchangeEnd(segment),
};

interface RecordReader<Counts> extends SegmentSink, InEnvelopes {
  /** The file is over at the segment `number`. */
  end(number: number): Counts;
}

/** Reads files pushed in chunks of any size; `opener` is the id of the segment that begins a record. */
export function pushReaderOf<Counts>(records: RecordReader<Counts>, opener: string) {
  const scanner = new SegmentScanner(records.envelopes, records, opener);
  return {
    write: (chunk: Uint8Array | string) => scanner.write(chunk),
    end: (): Counts => {
      scanner.end();
      return records.end(scanner.number);
    },
  };
}
