import { createHmac } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { csrf } from 'hono/csrf';
import * as z from 'zod';
import type { Caller } from '../../shared/access/caller.ts';
import { isSame } from './guards.ts';
import { callerOf, callerWith, firstIdentity, type Identity } from './identify.ts';
import { Refused } from './problems.ts';
import type { HttpEnvironment, Service } from './service.ts';

const cookieName = 'codeset-session';
/** Seconds for which a browser stays signed in. */
const lasting = 12 * 3600;

const ticketForm = z.tuple([z.string(), z.enum(['key', 'user']), z.string(), z.int()]);

/** Signs a browser in that shows a key; says whether it was one that holds. */
export async function signIn(context: Context<HttpEnvironment>, service: Service, key: string): Promise<boolean> {
  const caller = await callerOf(service)
    .prove(`Bearer ${key.trim()}`)
    .catch((error: unknown) => {
      if (error instanceof Refused) return null;
      throw error;
    });
  if (caller) startSession(context, service, caller);
  return caller !== null;
}

/** The cookie names who signed in and until when, sealed; it holds no key, and what it may do is asked every time. */
export function startSession(context: Context<HttpEnvironment>, service: Service, identity: Identity): void {
  const { account, kind, id } = identity;
  const until = Math.floor(Date.parse(service.now()) / 1000) + lasting;
  const words = Buffer.from(JSON.stringify([account, kind, id, until])).toString('base64url');
  setCookie(context, cookieName, `${words}.${sealOf(service, `session ${words}`)}`, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: service.hosts === null,
    maxAge: lasting,
  });
}

export function signOut(context: Context<HttpEnvironment>): void {
  deleteCookie(context, cookieName, { path: '/' });
}

/** Who looks at a page; null for a visitor. Nobody need sign in to see the sample: nothing in it is anybody's. */
export async function callerOfPage(context: Context<HttpEnvironment>, service: Service): Promise<Caller | null> {
  const known = context.get('caller');
  if (known !== undefined) return known;
  const identity = service.sample ? firstIdentity(service) : identityIn(getCookie(context, cookieName), service);
  const caller = identity && (await callerWith(service, identity));
  context.set('caller', caller);
  return caller;
}

/** The token that every form of a page carries as `csrf`, and every script as the header `X-CSRF-Token`. */
export function csrfToken(context: Context<HttpEnvironment>, service: Service): string {
  return sealOf(service, `csrf ${getCookie(context, cookieName) ?? 'visitor'}`);
}

/**
 * For whatever a page changes: the form must come from a page of this service, by its origin, and carry the token of
 * the session. Everything else is refused before it is read further.
 */
export function requireCsrf(service: Service): MiddlewareHandler<HttpEnvironment> {
  const sameOrigin = csrf();
  return async (context, next) =>
    sameOrigin(context, async () => {
      if (!/^(GET|HEAD|OPTIONS)$/.test(context.req.method)) {
        const given = context.req.header('x-csrf-token') ?? (await formSent(context)).csrf;
        if (typeof given !== 'string' || !isSame(given, csrfToken(context, service)))
          throw new Refused('cross-site', 'The form is too old, or of another session: load the page again.');
      }
      await next();
    });
}

/** The fields of a form, and its files. */
export function formSent({ req }: Context<HttpEnvironment>) {
  return req.parseBody().catch((cause: unknown) => {
    throw new Refused('invalid-request', `The form cannot be read: ${(cause as Error).message}`);
  });
}

function identityIn(cookie: string | undefined, service: Service): Identity | null {
  const [words = '', seal = ''] = (cookie ?? '').split('.', 2);
  if (words === '' || !isSame(seal, sealOf(service, `session ${words}`))) return null;
  const [account, kind, id, until] = ticketForm.parse(JSON.parse(Buffer.from(words, 'base64url').toString('utf8')));
  return until * 1000 > Date.parse(service.now()) ? { account, kind, id } : null;
}

/** With another first key, no session of before holds. */
export function sealOf({ apiKey }: Pick<Service, 'apiKey'>, words: string): string {
  const secret = createHmac('sha256', apiKey).update('codeset-watch sessions').digest();
  return createHmac('sha256', secret).update(words).digest('base64url');
}
