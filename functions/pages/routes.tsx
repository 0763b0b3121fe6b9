import { Hono } from 'hono';
import { problemKinds, type Refused } from '../api/problems.ts';
import type { HttpEnvironment, Service } from '../api/service.ts';
import { assets } from './assets.ts';
import { addCodeSetPages } from './code-sets/code-set-pages.tsx';
import { errorWords } from './error-words.ts';
import { MessagePage } from './message-page.tsx';
import { frameOf, frameWithout, type PageContext, show } from './page.tsx';
import { addSettings } from './settings/settings-routes.ts';
import { addSignIn, ownPath, signInPage } from './sign-in-pages.tsx';
import { addSubscriptionLinks } from './subscription-links.tsx';
import { addSamplePages } from './today/sample-pages.tsx';
import { addCheckPage } from './work/check-routes.tsx';
import { addReviewPages } from './work/review-routes.tsx';
import { addWorklistPages } from './work/worklist-routes.tsx';

/** The pages: rendered here, readable without a script, made of the same questions as the API. */
export function pageRoutes(service: Service): Hono<HttpEnvironment> {
  const pages = new Hono<HttpEnvironment>();
  for (const { path, type, text } of Object.values(assets))
    pages.get(path, (context) => {
      context.header('Cache-Control', 'public, max-age=31536000, immutable');
      return context.body(text, 200, { 'Content-Type': type });
    });
  addSignIn(pages, service);
  addSubscriptionLinks(pages, service, (context, title) => frameOf(context, service, title));
  addCodeSetPages(pages, service);
  addSettings(pages, service);
  addWorklistPages(pages, service);
  addReviewPages(pages, service);
  addCheckPage(pages, service);
  addSamplePages(pages, service);
  return pages;
}

/** A refusal as a person meets it. */
export async function errorPage(context: PageContext, service: Service, refused: Refused): Promise<Response> {
  const { status, title: usual } = problemKinds[refused.kind];
  if (refused.kind === 'unauthorized')
    return signInPage(context, service, { wrong: false, next: pathOf(context), status: 401 });
  const { title, text, hint } = errorWords(refused, usual, context.get('requestId'));
  // The store itself may be what failed: the page that says so needs nothing of it.
  const frame = await frameOf(context, service, title).catch(() => frameWithout(service, title));
  context.status(status);
  if (refused.retryAfter !== undefined) context.header('Retry-After', String(refused.retryAfter));
  return show(context, <MessagePage frame={frame} text={text} hint={hint} />);
}

/** Where the reader wanted to go; what a form wanted to change is asked for anew. */
function pathOf({ req }: PageContext): string {
  const { pathname, search } = new URL(req.url);
  return ownPath(req.method === 'GET' ? `${pathname}${search}` : '/');
}
