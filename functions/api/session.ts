import { createHmac } from 'node:crypto';
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { Caller } from '../../shared/access/caller.ts';
import { isSame } from './guards.ts';
import { operatorOf } from './identify.ts';
import type { HttpEnvironment, Service } from './service.ts';

const cookieName = 'codeset-session';

/** What a browser keeps instead of the key. It is good for the pages alone, and only while the key stays. */
function ticketOf(apiKey: string): string {
  return createHmac('sha256', apiKey).update('codeset-watch pages').digest('base64url');
}

/** Signs a browser in that shows the key; says whether it was the right one. */
export function signIn(context: Context<HttpEnvironment>, service: Service, key: string): boolean {
  if (!isSame(key.trim(), service.apiKey)) return false;
  setCookie(context, cookieName, ticketOf(service.apiKey), {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: service.hosts === null,
  });
  return true;
}

export function signOut(context: Context<HttpEnvironment>): void {
  deleteCookie(context, cookieName, { path: '/' });
}

/** Who looks at a page; null for a visitor. Nobody need sign in to see the sample: nothing in it is anybody's. */
export async function callerOfPage(context: Context<HttpEnvironment>, service: Service): Promise<Caller | null> {
  if (service.sample) return operatorOf(service);
  const ticket = getCookie(context, cookieName);
  return ticket !== undefined && isSame(ticket, ticketOf(service.apiKey)) ? operatorOf(service) : null;
}
