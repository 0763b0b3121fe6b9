import { createHash, timingSafeEqual } from 'node:crypto';
import { Refused } from './problems.ts';

/** Refuses requests addressed by any other name: a foreign page cannot reach one's own machine by DNS rebinding. */
export function refuseForeignHost(hosts: readonly string[] | null, host: string | undefined): void {
  if (!hosts) return;
  const name = (host ?? '').toLowerCase().replace(/:\d+$/, '');
  if (!hosts.includes(name)) throw new Refused('wrong-host', `Address this service as ${hosts.join(' or ')}.`);
}

/** Takes the same time wherever two secrets differ, and whatever their lengths. */
export function isSame(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
