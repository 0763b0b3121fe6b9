import { DateTime } from 'luxon';

/** Pauses between tries of a delivery, in seconds: two days in all, as the Standard Webhooks specification proposes. */
const pauses = [5, 60, 5 * 60, 30 * 60, 2 * 3600, 5 * 3600, 8 * 3600, 12 * 3600, 20 * 3600] as const;

/** A receiver may ask for more time by Retry-After (RFC 9110, 10.2.3), up to a day. */
const longestAskedSeconds = 24 * 3600;

/** So much of a pause is left to chance, so that what failed together does not come back together. */
const jitter = 0.2;

/**
 * The moment of the next try after so many (ISO 8601, UTC); undefined when there is to be none. `random` is from 0 to 1.
 */
export function nextTry(
  tries: number,
  now: string,
  random: number,
  askedSeconds: number | null = null,
): string | undefined {
  const pause = pauses[tries - 1];
  if (pause === undefined) return undefined;
  const spread = pause * (1 + jitter * (2 * random - 1));
  const seconds = Math.max(spread, Math.min(askedSeconds ?? 0, longestAskedSeconds));
  return DateTime.fromISO(now)
    .plus({ milliseconds: Math.round(seconds * 1000) })
    .toUTC()
    .toISO()!;
}
