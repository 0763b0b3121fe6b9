import { segmentKey } from './segment.ts';

/** What is known of a kind of segment: how long it may be, and what to do with it. */
export interface KnownSegment<Handler> {
  readonly key: number;
  readonly mostElements: number;
  readonly handle: Handler | null;
}

const slots = 32_768;

/** Known segments by `segmentKey`, found with one look: this is asked for every segment of a file. */
export class SegmentTable<Handler> {
  private readonly known: (KnownSegment<Handler> | undefined)[] = new Array(slots).fill(undefined);

  constructor(lengths: ReadonlyMap<string, number>, handlers: Readonly<Record<string, Handler>>) {
    for (const [id, mostElements] of lengths) {
      const key = segmentKey(id);
      if (this.known[slotOf(key)]) throw new Error(`two segment ids share a slot: ${id}`);
      this.known[slotOf(key)] = { key, mostElements, handle: handlers[id] ?? null };
    }
  }

  find(key: number): KnownSegment<Handler> | undefined {
    const found = this.known[slotOf(key)];
    return found !== undefined && found.key === key ? found : undefined;
  }
}

/** Five bits of each character of the id. */
function slotOf(key: number): number {
  return ((key >> 6) & 0x7c00) | ((key >> 3) & 0x3e0) | (key & 0x1f);
}
