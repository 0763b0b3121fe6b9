/** No segment of the guides has more elements; one that has run together with the next may. */
const mostElements = 31;

/** What a byte is to the scanner; a table of 256 of these tells the delimiters of an interchange. */
/** Nearly all of them; compared as a plain 0 in the loop that sees every byte. */
export const dataByte = 0;
export const elementByte = 1;
export const terminatorByte = 2;
/** Anything else in the table. */
export const lineBreakByte = 3;

/** A segment id of two or three characters as one number, so that a segment is dispatched without copying its text. */
export function segmentKey(id: string): number {
  return keyOf(id.charCodeAt(0), id.charCodeAt(1), id.length > 2 ? id.charCodeAt(2) : 0);
}

/**
 * One segment, seen through the text in which it lies: nothing is copied until an element is asked for.
 * The scanner uses one of these for a whole file, so nobody else may keep it.
 */
export class Segment {
  /** From 1, counted through the file. */
  number = 0;
  /** `segmentKey` of the id; 0 where no id stands. */
  key = 0;
  /** Elements behind the id; may be more than any segment has. */
  elementCount = 0;
  /** A line break stands inside. */
  broken = false;
  private text = '';
  private readonly starts = new Int32Array(mostElements + 2);

  /**
   * Reads the segment that begins at `start` of `bytes`; `text` holds the same bytes as characters, `kinds` tells the
   * delimiters. Answers where its terminator stands, or `limit` where there is none before.
   */
  read(bytes: Uint8Array, text: string, start: number, limit: number, kinds: Uint8Array): number {
    const { starts } = this;
    const element = elementByte;
    const terminator = terminatorByte;
    let count = 0;
    let broken = false;
    let at = start;
    for (; at < limit; at++) {
      const kind = kinds[bytes[at]!]!;
      if (kind === 0) continue;
      if (kind === element) {
        if (++count <= mostElements) starts[count] = at + 1;
      } else if (kind === terminator) break;
      else broken = true;
    }
    this.text = text;
    this.broken = broken;
    this.elementCount = count;
    starts[Math.min(count, mostElements) + 1] = at + 1;
    const length = (count === 0 ? at : starts[1]! - 1) - start;
    const third = length === 3 ? bytes[start + 2]! : 0;
    this.key = length === 3 || length === 2 ? keyOf(bytes[start]!, bytes[start + 1]!, third) : 0;
    return at;
  }

  /** Element `n` from 1, as X12 counts them; empty where the segment ends before it. */
  element(n: number): string {
    return n > this.elementCount || n > mostElements ? '' : this.text.slice(this.starts[n], this.starts[n + 1]! - 1);
  }

  /** Whether element `n` is `value`, without copying it. */
  is(n: number, value: string): boolean {
    if (n > this.elementCount || n > mostElements) return false;
    const start = this.starts[n]!;
    return this.starts[n + 1]! - 1 - start === value.length && this.text.startsWith(value, start);
  }
}

function keyOf(first: number, second: number, third: number): number {
  return (first << 16) | (second << 8) | third;
}
