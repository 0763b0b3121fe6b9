import type { Hono } from 'hono';
import * as z from 'zod';
import { refusalOf } from '../api/problems.ts';
import type { HttpEnvironment, Service } from '../api/service.ts';
import { requireCsrf } from '../api/session.ts';
import { addImports } from './import-routes.ts';
import { type PageContext, type PageStatus, show, signedIn } from './page.tsx';
import { askOperation, refusalText } from './page-operation.ts';
import { type Deed, deeds } from './settings-deeds.ts';
import { settingsPages } from './settings-pages.tsx';

/** The settings: pages to read, and forms that go through the API's own operations. */
export function addSettings(pages: Hono<HttpEnvironment>, service: Service): void {
  pages.use('/settings/*', requireCsrf(service));
  pages.get('/settings', (context) => context.redirect('/settings/subscriptions', 303));
  for (const [path, page] of Object.entries(settingsPages))
    pages.get(path, async (context) => {
      await signedIn(context, service);
      return show(context, await page(context, service, { done: doneBy(context) }));
    });
  addImports(pages, service);
  for (const deed of deeds) pages.post(deed.path, (context) => act(context, service, deed));
}

/** Done, the page is loaded anew, so that loading it again does nothing twice; a secret is shown at once instead. */
async function act(context: PageContext, service: Service, deed: Deed): Promise<Response> {
  await signedIn(context, service);
  const page = settingsPages[deed.page]!;
  const form = await context.req.parseBody();
  try {
    const sent = await deed.sent(form, context.req.param());
    const answer = await askOperation(context, service, deed.operation, sent);
    const secret = secretIn(answer);
    if (deed.secretOf !== undefined && secret !== undefined)
      return show(
        context,
        await page(context, service, { done: deed.done, secret: { of: deed.secretOf, text: secret } }),
      );
    const back = deed.page.replace(':id', encodeURIComponent(context.req.param('id') ?? ''));
    return context.redirect(`${back}?done=${deed.operation}`, 303);
  } catch (error) {
    const problem = refusalText(error);
    return show(context, await page(context, service, { problem }), refusalOf(error as Error).status as PageStatus);
  }
}

/** What is told of the form before is chosen from the table: no address puts words of its own on a page. */
function doneBy(context: PageContext): string | undefined {
  const operation = context.req.query('done');
  return operation === undefined ? undefined : deeds.find((deed) => deed.operation === operation)?.done;
}

const withSecret = z.object({ secret: z.string() });

function secretIn(answer: unknown): string | undefined {
  return withSecret.safeParse(answer).data?.secret;
}
