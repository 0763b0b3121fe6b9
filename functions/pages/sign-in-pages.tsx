import type { Hono } from 'hono';
import { csrf } from 'hono/csrf';
import { addOidcSignIn } from '../api/oidc-sign-in.ts';
import type { HttpEnvironment, Service } from '../api/service.ts';
import { formSent, requireCsrf, signIn, signOut } from '../api/session.ts';
import { SignInPage } from './message-page.tsx';
import { frameOf, type PageContext, show } from './page.tsx';

/** In and out. Whoever was stopped at a page comes back to it. Nobody has a session yet whose token signing in could show. */
export function addSignIn(pages: Hono<HttpEnvironment>, service: Service): void {
  pages.use('/sign-in', csrf());
  pages.use('/sign-out', requireCsrf(service));
  addOidcSignIn(pages, service);
  pages.get('/sign-in', (context) => signInBy(context, service, context.req.query()));
  pages.post('/sign-in', async (context) => signInBy(context, service, await formSent(context)));
  pages.post('/sign-out', (context) => {
    signOut(context);
    return context.redirect('/', 303);
  });
}

async function signInBy(
  context: PageContext,
  service: Service,
  { key, to }: Readonly<Record<string, unknown>>,
): Promise<Response> {
  const next = ownPath(to);
  if (typeof key === 'string' && (await signIn(context, service, key))) return context.redirect(next, 303);
  return signInPage(context, service, { wrong: key !== undefined, next, status: key === undefined ? 200 : 401 });
}

export async function signInPage(
  context: PageContext,
  service: Service,
  { wrong, next, status }: { wrong: boolean; next: string; status: 200 | 401 },
): Promise<Response> {
  const frame = await frameOf(context, service, 'Sign in');
  const page = <SignInPage frame={frame} wrong={wrong} next={next} provider={service.oidc !== undefined} />;
  return show(context, page, status);
}

/** A page of this service; whatever leads elsewhere is the first page. */
export function ownPath(path: unknown): string {
  return typeof path === 'string' && /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(path) ? path : '/';
}
