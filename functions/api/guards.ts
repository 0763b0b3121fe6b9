import { createHash, timingSafeEqual } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { Refused } from './problems.ts';
import type { HttpEnvironment } from './service.ts';

/** Refuses requests addressed by any other name: a foreign page cannot reach one's own machine by DNS rebinding. */
export function onlyHosts(hosts: readonly string[] | null): MiddlewareHandler<HttpEnvironment> {
  return async (context, next) => {
    const name = (context.req.header('host') ?? '').toLowerCase().replace(/:\d+$/, '');
    if (hosts && !hosts.includes(name))
      throw new Refused('wrong-host', `Address this service as ${hosts.join(' or ')}.`);
    await next();
  };
}

/** Asks for `Authorization: Bearer KEY`. */
export function needsKey(apiKey: string): MiddlewareHandler<HttpEnvironment> {
  return async (context, next) => {
    const given = /^Bearer +(.+)$/i.exec(context.req.header('authorization') ?? '')?.[1];
    if (!given || !isSame(given.trim(), apiKey)) {
      context.header('WWW-Authenticate', 'Bearer realm="codeset-watch"');
      throw new Refused('unauthorized', 'Send the key as "Authorization: Bearer KEY".');
    }
    await next();
  };
}

/** Takes the same time wherever two secrets differ, and whatever their lengths. */
export function isSame(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
