/** An answer that was made already, ready to be sent. */
export interface MadeAnswer {
  readonly body: string;
  readonly tag: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Characters that answers may hold together, and one of them alone. */
const mostTogether = 24 * 2 ** 20;
const mostAlone = 256 * 2 ** 10;

/** The answers of one published state, by what was asked; those asked for longest ago go first when room is short. */
export class AnswerCache {
  private readonly made = new Map<string, MadeAnswer>();
  private size = 0;

  get(asked: string): MadeAnswer | undefined {
    return this.made.get(asked);
  }

  put(asked: string, answer: MadeAnswer): void {
    const size = asked.length + answer.body.length;
    if (size > mostAlone || this.made.has(asked)) return;
    this.made.set(asked, answer);
    this.size += size;
    for (const [oldest, { body }] of this.made) {
      if (this.size <= mostTogether) return;
      this.made.delete(oldest);
      this.size -= oldest.length + body.length;
    }
  }
}
