import type { Caller } from '../../shared/access/caller.ts';
import type { Exchange } from './exchange.ts';
import { Refused } from './problems.ts';

/** So many requests in so many seconds, for each key or person, and for each address that shows none. */
export interface RateLimit {
  readonly requests: number;
  readonly seconds: number;
}

interface Window {
  readonly until: number;
  used: number;
}

/** At most so many are counted at a time; then those whose window is over are forgotten. */
const mostCounted = 20_000;

/**
 * Counts requests and says so on each answer (`RateLimit-Policy` and `RateLimit`, draft-ietf-httpapi-ratelimit-headers).
 * Each process counts for itself; what stands before it limits the whole.
 */
export function rateLimiter({ requests, seconds }: RateLimit, clock = () => performance.now()) {
  const windows = new Map<string, Window>();
  const policy = `"default";q=${requests};w=${seconds}`;
  return ({ request, headers }: Pick<Exchange, 'request' | 'headers'>, caller: Caller | null): void => {
    const now = clock();
    const who = caller ? `${caller.account} ${caller.id}` : `from ${request.from ?? ''}`;
    let window = windows.get(who);
    if (!window || window.until <= now) {
      if (windows.size >= mostCounted) forget(windows, now);
      window = { until: now + seconds * 1000, used: 0 };
      windows.set(who, window);
    }
    window.used++;
    const left = Math.max(0, requests - window.used);
    const wait = Math.ceil((window.until - now) / 1000);
    headers['RateLimit-Policy'] = policy;
    headers.RateLimit = `"default";r=${left};t=${wait}`;
    if (window.used <= requests) return;
    throw new Refused('too-many-requests', `At most ${requests} requests in ${seconds} s.`, undefined, wait);
  };
}

function forget(windows: Map<string, Window>, now: number): void {
  for (const [who, { until }] of windows) if (until <= now) windows.delete(who);
  if (windows.size >= mostCounted) windows.clear();
}
