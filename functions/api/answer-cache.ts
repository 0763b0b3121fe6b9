import type { Operation } from './operation.ts';

/** An answer of a published state, ready to be sent to whoever may have it. */
export interface MadeAnswer {
  readonly operation: Operation;
  readonly tag: string;
  /** Its media type. */
  readonly type: string;
  readonly link: string | null;
  readonly body: string | null;
}

/** Characters that answers may hold together, and one of them alone. */
const mostTogether = 24 * 2 ** 20;
const mostAlone = 256 * 2 ** 10;

/** The answers of one published state, by what was asked; the oldest go first when room is short. */
export class AnswerCache {
  private readonly made = new Map<string, MadeAnswer>();
  private size = 0;

  get(asked: string): MadeAnswer | undefined {
    return this.made.get(asked);
  }

  put(asked: string, answer: MadeAnswer): void {
    const size = sizeOf(asked, answer);
    if (size > mostAlone || this.made.has(asked)) return;
    this.made.set(asked, answer);
    this.size += size;
    for (const [oldest, each] of this.made) {
      if (this.size <= mostTogether) return;
      this.made.delete(oldest);
      this.size -= sizeOf(oldest, each);
    }
  }
}

function sizeOf(asked: string, { body }: MadeAnswer): number {
  return asked.length + (body?.length ?? 0);
}
