export interface RetrySettings {
  /** Times that a request is sent at most. */
  readonly attempts: number;
  /** First pause in milliseconds; each further one is twice as long, and no two clients pause alike. */
  readonly pauseMs: number;
  readonly longestPauseMs: number;
  readonly sleep: (ms: number) => Promise<void>;
  readonly random: () => number;
  readonly now: () => number;
}

const usual: RetrySettings = {
  attempts: 4,
  pauseMs: 250,
  longestPauseMs: 30_000,
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  random: Math.random,
  now: Date.now,
};

/** Answers after which trying again may help: too much at once, or a failure that may pass. */
const passing = new Set([429, 500, 502, 503, 504]);

/** Sends again where that may help, after as long as the service asks for. */
export function retrying(settings: Partial<RetrySettings>) {
  const { attempts, sleep, ...rest } = { ...usual, ...settings };
  return async (send: () => Promise<Response>): Promise<Response> => {
    for (let attempt = 1; ; attempt++) {
      const sent = await send().catch((error: unknown) => {
        if (attempt >= attempts || isAborted(error)) throw error;
        return null;
      });
      const wished = sent && wishedPause(sent, rest.now());
      const mayHelp = sent === null || passing.has(sent.status) || (sent.status === 409 && wished !== null);
      if (sent && (!mayHelp || attempt >= attempts)) return sent;
      await sent?.body?.cancel();
      await sleep(Math.min(wished ?? pauseAfter(attempt, rest), rest.longestPauseMs));
    }
  };
}

function pauseAfter(attempt: number, { pauseMs, random }: Pick<RetrySettings, 'pauseMs' | 'random'>): number {
  return pauseMs * 2 ** (attempt - 1) * (0.5 + random() / 2);
}

/** `Retry-After` in seconds or as a date, in milliseconds from now. */
function wishedPause(answer: Response, now: number): number | null {
  const wish = answer.headers.get('retry-after');
  if (wish === null) return null;
  const seconds = Number(wish);
  const ms = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(wish) - now;
  return Number.isFinite(ms) ? Math.max(0, ms) : null;
}

function isAborted(error: unknown): boolean {
  return error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError');
}
