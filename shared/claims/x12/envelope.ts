import type { Segment } from './segment.ts';

type Notice = (segment: number, reason: string) => void;

/** One level of the envelope: how its trailer must look. */
interface Level {
  readonly name: string;
  readonly trailer: string;
  open: boolean;
  controlNumber: string;
  /** What the trailer counts: groups in an interchange, transactions in a group, segments in a transaction. */
  count: number;
}

/**
 * Checks that the envelopes add up: ISA/IEA, GS/GE and ST/SE in pairs, with the counts and control numbers that
 * they state. What does not add up is a notice: it tells that something may be missing, the claims are read all the same.
 */
export class EnvelopeCheck {
  private readonly interchange: Level = level('the interchange', 'IEA');
  private readonly group: Level = level('the functional group', 'GE');
  private readonly transaction: Level = level('the transaction', 'SE');
  private transactionStart = 0;
  private readonly notice: Notice;

  constructor(notice: Notice) {
    this.notice = notice;
  }

  get inTransaction(): boolean {
    return this.transaction.open;
  }

  openInterchange(segment: number, controlNumber: string): void {
    this.expectClosed(segment, this.transaction, this.group, this.interchange);
    begin(this.interchange, controlNumber);
  }

  openGroup(segment: Segment): void {
    this.expectClosed(segment.number, this.transaction, this.group);
    this.interchange.count++;
    begin(this.group, segment.element(6));
  }

  openTransaction(segment: Segment): void {
    this.expectClosed(segment.number, this.transaction);
    this.group.count++;
    begin(this.transaction, segment.element(2));
    this.transactionStart = segment.number;
  }

  closeTransaction(segment: Segment): void {
    this.transaction.count = segment.number - this.transactionStart + 1;
    this.close(segment, this.transaction);
  }

  closeGroup(segment: Segment): void {
    this.expectClosed(segment.number, this.transaction);
    this.close(segment, this.group);
  }

  closeInterchange(segment: Segment): void {
    this.expectClosed(segment.number, this.transaction, this.group);
    this.close(segment, this.interchange);
  }

  /** The file is over: whatever is still open was cut off. */
  end(segment: number): void {
    this.expectClosed(segment, this.transaction, this.group, this.interchange);
  }

  private close(segment: Segment, of: Level): void {
    if (!of.open) this.notice(segment.number, `${of.trailer} closes ${of.name}, which was not open`);
    else {
      if (Number(segment.element(1)) !== of.count)
        this.notice(
          segment.number,
          `${of.trailer}01 does not state the ${of.count} ${counted[of.trailer]} that were read`,
        );
      if (!sameNumber(segment.element(2), of.controlNumber))
        this.notice(segment.number, `${of.trailer}02 is not the control number with which ${of.name} began`);
    }
    of.open = false;
  }

  private expectClosed(segment: number, ...levels: readonly Level[]): void {
    for (const of of levels) {
      if (of.open) this.notice(segment, `${of.name} is not closed: its ${of.trailer} is missing`);
      of.open = false;
    }
  }
}

const counted: Readonly<Record<string, string>> = { IEA: 'functional groups', GE: 'transactions', SE: 'segments' };

function level(name: string, trailer: string): Level {
  return { name, trailer, open: false, controlNumber: '', count: 0 };
}

function begin(of: Level, controlNumber: string): void {
  of.open = true;
  of.controlNumber = controlNumber.slice(0, 20);
  of.count = 0;
}

/** Leading zeros and blanks are padding. */
function sameNumber(a: string, b: string): boolean {
  return bare(a) === bare(b);
}

function bare(controlNumber: string): string {
  return controlNumber.trim().replace(/^0+(?=.)/, '');
}
