/** Runs tasks one at a time, in the order in which they came. */
export interface Turns {
  take<Result>(task: () => Promise<Result>): Promise<Result>;
  /** Ends when no task runs or waits, those included that come meanwhile. */
  idle(): Promise<void>;
}

export function createTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve();
  return {
    take(task) {
      const turn = last.then(task);
      last = turn.catch(() => {});
      return turn;
    },
    async idle() {
      for (let seen: unknown; seen !== last; ) {
        seen = last;
        await seen;
      }
    },
  };
}
