import { type Delimiters, type HeaderReading, readInterchangeHeader } from './delimiters.ts';
import { dataByte, elementByte, lineBreakByte, Segment, terminatorByte } from './segment.ts';
import { bytesToText, textToBytes } from './text.ts';

/** Where segments go. A segment belongs to the scanner and is good only during the call. */
export interface SegmentSink {
  /** Answers whether the segment is one that the guides know. */
  segment(segment: Segment): boolean;
  /** An opener (see `SegmentScanner`) in the middle of other text: the terminator before it is missing or damaged. */
  hidden(segment: Segment): void;
}

/** Where it is told how interchanges begin, and what stands between them. */
export interface InterchangeSink {
  interchange(header: Extract<HeaderReading, { kind: 'read' }>, number: number): void;
  /** Characters other than blanks outside any interchange, before the segment `number`. */
  junk(number: number, characters: number): void;
  unreadableHeader(number: number, reason: string): void;
}

/** A terminator that never comes must not fill the memory; the longest segment of the guides is far shorter. */
const longestSegment = 65_536;
const largestStep = 32_768;
const longestOpener = 400;
/** The beginning of a header that may be cut by the end of a chunk. */
const longestStart = 8;
const blank = 32;
const letterI = 73;
/** Records of fixed length may break anywhere, even inside the id. */
const headerStart = /I[\r\n]*S[\r\n]*A[\r\n]*[^0-9A-Za-z \r\n]/g;
/** Where the ISA itself is damaged, its functional group still tells the delimiters. */
const headerOrGroup = new RegExp(`${headerStart.source}|GS([^0-9A-Za-z \r\n])H[A-Z]\\1`, 'g');
const headerHere = /I[\r\n]*S[\r\n]*A[\r\n]*(?:[^0-9A-Za-z \r\n]|$)/y;

/**
 * Splits X12, pushed in chunks of any size, into segments: several interchanges, each with its own delimiters, line
 * breaks behind terminators or anywhere else, text before, between and behind. Memory does not grow with the file.
 * `opener` is the id of the segment that begins a record (CLM of a claim): none is ever passed over in silence.
 */
export class SegmentScanner {
  /** Segments so far, ISA included. */
  number = 0;
  private state: 'seeking' | 'header' | 'reading' = 'seeking';
  /** Bytes that are not read yet, at the beginning of `buffer`, and the same as characters. */
  private readonly buffer = new Uint8Array(longestSegment + 2 * largestStep);
  private filled = 0;
  private text = '';
  private junk = 0;
  private readonly kinds = new Uint8Array(256);
  private terminator = -1;
  private openerText = '';
  private openerAt = 0;
  private readonly current = new Segment();
  private readonly inner = new Segment();
  private readonly interchanges: InterchangeSink;
  private readonly sink: SegmentSink;
  private readonly opener: string;

  constructor(interchanges: InterchangeSink, sink: SegmentSink, opener: string) {
    this.interchanges = interchanges;
    this.sink = sink;
    this.opener = opener;
  }

  write(chunk: Uint8Array | string): void {
    const bytes = typeof chunk === 'string' ? textToBytes(chunk) : chunk;
    for (let at = 0; at < bytes.length; at += largestStep) this.add(bytes.subarray(at, at + largestStep));
  }

  end(): void {
    this.run(true);
    this.reportJunk();
  }

  private add(bytes: Uint8Array): void {
    this.buffer.set(bytes, this.filled);
    this.filled += bytes.length;
    const waits = this.state === 'reading' && this.filled < longestSegment && !bytes.includes(this.terminator);
    if (!waits) this.run(false);
  }

  private run(final: boolean): void {
    this.text = bytesToText(this.buffer.subarray(0, this.filled));
    let at = 0;
    for (;;) {
      const { state } = this;
      const next = this.step(at, final);
      if (next === at && state === this.state) break;
      at = next;
    }
    this.buffer.copyWithin(0, at, this.filled);
    this.filled -= at;
  }

  /** Reads on from `at` and answers how far it came: no further, in the same state, means that more text is needed. */
  private step(at: number, final: boolean): number {
    switch (this.state) {
      case 'seeking':
        return this.seek(at, final);
      case 'header':
        return this.readHeader(at, final);
      case 'reading':
        return this.readSegments(at, final);
      default:
        return this.state satisfies never;
    }
  }

  private seek(at: number, final: boolean): number {
    headerOrGroup.lastIndex = at;
    const found = headerOrGroup.exec(this.text)?.index;
    const until = found ?? Math.max(at, final ? this.filled : this.filled - longestStart);
    for (let i = at; i < until; i++) if (this.buffer[i]! > blank) this.junk++;
    if (found !== undefined) this.state = 'header';
    return until;
  }

  private readHeader(at: number, final: boolean): number {
    const header = readInterchangeHeader(this.text, at, final);
    if (header.kind === 'more') return at;
    this.state = this.terminator < 0 ? 'seeking' : 'reading';
    if (header.kind === 'none') {
      this.junk += 3;
      return at + 3;
    }
    this.reportJunk();
    this.number++;
    if (header.kind === 'unreadable') {
      this.interchanges.unreadableHeader(this.number, header.reason);
      return at + 3;
    }
    this.state = 'reading';
    this.use(header.delimiters);
    this.interchanges.interchange(header, this.number);
    return at + header.length;
  }

  private use({ element, segment }: Delimiters): void {
    this.terminator = segment.charCodeAt(0);
    this.kinds.fill(dataByte);
    for (const lineBreak of '\r\n') this.kinds[lineBreak.charCodeAt(0)] = lineBreakByte;
    this.kinds[element.charCodeAt(0)] = elementByte;
    this.kinds[this.terminator] = terminatorByte;
    this.openerText = this.opener + element;
  }

  private readSegments(from: number, final: boolean): number {
    const { buffer, text, kinds, filled, current } = this;
    this.openerAt = indexFrom(text, this.openerText, from);
    let at = from;
    for (;;) {
      while (at < filled && buffer[at]! <= blank) at++;
      if (at >= filled) return at;
      if (buffer[at] === letterI && startsHeader(text, at)) return this.turnToHeader(at);
      let end = current.read(buffer, text, at, filled, kinds);
      if (end === filled && !final) {
        if (filled - at < longestSegment) return at;
        end = current.read(buffer, text, at, this.cut(), kinds);
      }
      const known = current.broken ? this.takeBroken(at, end) : this.take(at, end);
      const header = known ? -1 : hiddenHeader(text, at, end);
      if (header >= 0) return this.turnToHeader(header);
      at = buffer[end] === this.terminator && end < filled ? end + 1 : end;
    }
  }

  private turnToHeader(at: number): number {
    this.state = 'header';
    return at;
  }

  /** Passes on the segment just read, and the openers inside it. */
  private take(start: number, end: number): boolean {
    this.current.number = ++this.number;
    const known = this.sink.segment(this.current);
    if (this.openerAt < end) this.takeHidden(this.buffer, this.text, start, end);
    return known;
  }

  private takeHidden(bytes: Uint8Array, text: string, start: number, end: number): void {
    for (; this.openerAt < end; this.openerAt = indexFrom(text, this.openerText, this.openerAt + 1)) {
      if (this.openerAt === start) continue;
      this.inner.read(bytes, text, this.openerAt, end, this.kinds);
      this.inner.number = this.number;
      this.sink.hidden(this.inner);
    }
  }

  /** A segment with line breaks inside: records of fixed length, as some mainframes write them. */
  private takeBroken(start: number, end: number): boolean {
    const text = this.text.slice(start, end).replace(/[\r\n]+/g, '');
    const bytes = textToBytes(text);
    this.current.read(bytes, text, 0, bytes.length, this.kinds);
    this.current.number = ++this.number;
    const known = this.sink.segment(this.current);
    this.openerAt = indexFrom(text, this.openerText, 0);
    this.takeHidden(bytes, text, 0, bytes.length);
    this.openerAt = indexFrom(this.text, this.openerText, end);
    return known;
  }

  /** Where to cut text that has no terminator: before an opener that may not be whole yet. */
  private cut(): number {
    const opener = this.text.lastIndexOf(this.openerText);
    return opener > this.filled - longestOpener ? opener : this.filled;
  }

  private reportJunk(): void {
    if (this.junk > 0) this.interchanges.junk(this.number + 1, this.junk);
    this.junk = 0;
  }
}

function indexFrom(text: string, wanted: string, from: number): number {
  const found = text.indexOf(wanted, from);
  return found < 0 ? text.length : found;
}

function startsHeader(text: string, at: number): boolean {
  headerHere.lastIndex = at;
  return headerHere.test(text);
}

/** An interchange that begins behind text without a terminator, such as a file that was cut off before the next. */
function hiddenHeader(text: string, start: number, end: number): number {
  headerStart.lastIndex = start + 1;
  const found = headerStart.exec(text)?.index ?? text.length;
  return found < end ? found : -1;
}
