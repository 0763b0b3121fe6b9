import type { Hono } from 'hono';
import * as z from 'zod';
import { refusalOf } from '../../api/problems.ts';
import type { HttpEnvironment, Service } from '../../api/service.ts';
import { requireCsrf } from '../../api/session.ts';
import { type PageContext, type PageStatus, show, signedIn } from '../page.tsx';
import { askOperation, permitted } from '../page-operation.ts';
import { refusedForm } from '../refused-form.ts';
import type { SentForm } from '../sent-form.ts';
import { confirmPage } from './confirm-page.tsx';
import type { Deed } from './deed.ts';
import { addImports } from './import-routes.ts';
import { deeds } from './settings-deeds.ts';
import { refuseSample } from './settings-page.ts';
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

async function act(context: PageContext, service: Service, deed: Deed): Promise<Response> {
  await signedIn(context, service);
  const form = await context.req.parseBody({ all: true });
  try {
    if (deed.asks && form.sure !== 'yes') {
      await permitted(context, service, deed.operation);
      return show(context, await confirmPage(context, service, { deed, form }));
    }
    return await doIt(context, service, deed, form);
  } catch (error) {
    const refused = refusalOf(error as Error);
    if (refused.kind === 'internal' || refused.kind === 'unauthorized') throw error;
    const said = { refused: refusedForm(context.req.path, form, refused, deed.document) };
    return show(context, await settingsPages[deed.page]!(context, service, said), refused.status as PageStatus);
  }
}

/** Done, the page is loaded anew, so that loading it again does nothing twice; a secret is shown at once instead. */
async function doIt(context: PageContext, service: Service, deed: Deed, form: SentForm): Promise<Response> {
  if (deed.storesFiles) refuseSample(service);
  const sent = await deed.sent(form, context.req.param(), service.now());
  const answer = await askOperation(context, service, deed.operation, sent);
  const also = deed.after?.(form, sent);
  if (also) await askOperation(context, service, also.operation, also.sent);
  const outcome = deed.outcome?.(answer as never);
  const back = deed.onTo ?? deed.page;
  const secret = deed.secretOf === undefined ? undefined : withSecret.safeParse(answer).data?.secret;
  if (secret !== undefined) {
    const said = { done: toldOf(deed, outcome), secret: { of: deed.secretOf!, text: secret } };
    return show(context, await settingsPages[back]!(context, service, said));
  }
  const path = back.replace(/:(\w+)/, (_, name) => encodeURIComponent(context.req.param(name) ?? ''));
  return context.redirect(`${path}?done=${nameOf(deed)}${outcome === undefined ? '' : `.${outcome}`}`, 303);
}

/** What is told of the form before is chosen from the table: no address puts words of its own on a page. */
function doneBy(context: PageContext): string | undefined {
  const [name, outcome] = context.req.query('done')?.split('.') ?? [];
  const deed = deeds.find((each) => nameOf(each) === name);
  return deed && toldOf(deed, outcome);
}

function nameOf({ name, operation }: Deed): string {
  return name ?? operation;
}

function toldOf({ done }: Deed, outcome: string | undefined): string | undefined {
  return typeof done === 'string' ? done : Object.entries(done).find(([name]) => name === outcome)?.[1];
}

const withSecret = z.object({ secret: z.string() });
