import { type Context, Hono } from 'hono';
import { csrf } from 'hono/csrf';
import { html } from 'hono/html';
import * as z from 'zod';
import { changeKinds } from '../../shared/api/change-forms.ts';
import type { CodeBook } from '../../shared/codebook/code-book.ts';
import { knownCode } from '../api/known-code.ts';
import { seenBy } from '../api/licensed-answer.ts';
import { addOidcSignIn } from '../api/oidc-sign-in.ts';
import { openApi } from '../api/open-api.ts';
import { operations } from '../api/operations.ts';
import { problemKinds, Refused } from '../api/problems.ts';
import type { HttpEnvironment, Service } from '../api/service.ts';
import { callerOfPage, signIn, signOut } from '../api/session.ts';
import { comingDates } from '../queries/coming-dates.ts';
import { describeSources } from '../queries/describe-sources.ts';
import { listChanges } from '../queries/list-changes.ts';
import { describeRelease, listReleases } from '../queries/list-releases.ts';
import { moneyAtRisk } from '../queries/money-at-risk.ts';
import { askedCode } from '../queries/question.ts';
import { replacementsFor } from '../queries/replacements-for.ts';
import { whereUsed } from '../queries/where-used.ts';
import { assets } from './assets.ts';
import { ChangesPage } from './changes-page.tsx';
import { CodePage } from './code-page.tsx';
import { releaseTitle } from './format.ts';
import type { Frame } from './layout.tsx';
import { MessagePage, SignInPage } from './message-page.tsx';
import { ReferencePage } from './reference-page.tsx';
import { SourcesPage } from './sources-page.tsx';
import { addSubscriptionLinks } from './subscription-links.tsx';
import { TodayPage } from './today-page.tsx';

type PageContext = Context<HttpEnvironment>;
type Page = ReturnType<typeof MessagePage>;

/** So many ended codes stand on the first page, and so many changes on a page of changes. */
const endedShown = 12;
const changesShown = 200;

/** The pages: rendered here, readable without a script, made of the same questions as the API. */
export function pageRoutes(service: Service): Hono<HttpEnvironment> {
  const pages = new Hono<HttpEnvironment>();
  for (const { path, type, text } of Object.values(assets))
    pages.get(path, (context) => {
      context.header('Cache-Control', 'public, max-age=31536000, immutable');
      return context.body(text, 200, { 'Content-Type': type });
    });
  pages.use('/sign-in', csrf());
  pages.use('/sign-out', csrf());
  pages.get('/', (context) => todayPage(context, service));
  pages.get('/releases/:release/changes', (context) => changesPage(context, service, context.req.param('release')));
  pages.get('/docs', (context) => referencePage(context, service));
  pages.get('/v1/reference', (context) => context.redirect('/docs', 308));
  pages.get('/sources', (context) => sourcesPage(context, service));
  pages.get('/codes', (context) =>
    context.redirect(`/codes/${encodeURIComponent(askedCode(context.req.query('code') ?? '').code)}`, 303),
  );
  pages.get('/codes/:code', (context) => codePage(context, service, context.req.param('code')));
  addSubscriptionLinks(pages, service, (context, title) => frameOf(context, service, title));
  addOidcSignIn(pages, service);
  pages.get('/sign-in', (context) => signInBy(context, service, context.req.query('key')));
  pages.post('/sign-in', async (context) => signInBy(context, service, String((await context.req.parseBody()).key)));
  pages.post('/sign-out', (context) => {
    signOut(context);
    return context.redirect('/', 303);
  });
  return pages;
}

/** A refusal as a person meets it. */
export async function errorPage(context: PageContext, service: Service, refused: Refused): Promise<Response> {
  const { status, title } = problemKinds[refused.kind];
  // The store itself may be what failed: the page that says so needs nothing of it.
  const frame = await frameOf(context, service, title).catch(() => frameWithout(service, title));
  const hint = refused.kind === 'internal' ? `Request ${context.get('requestId')}` : undefined;
  context.header('Cache-Control', 'no-store');
  return context.html(document(<MessagePage frame={frame} text={refused.detail} hint={hint} />), status);
}

async function todayPage(context: PageContext, service: Service): Promise<Response> {
  const today = service.today();
  const [frame, held, cpt, coming] = await Promise.all([
    frameOf(context, service, 'Today', 'today'),
    listReleases(service)(),
    service.codeSets.state('CPT'),
    comingDates(service)(today),
  ]);
  const newest = held.releases.at(-1) ?? null;
  const ended = newest
    ? await listChanges(service)({ release: newest.release, kind: 'deleted', limit: endedShown })
    : { changes: [] };
  const caller = await callerOfPage(context, service);
  const risk = caller ? await moneyAtRisk(service)(caller.account) : null;
  const nameOf = await codeNames(service);
  const cptHeld = cpt.releases.length > 0;
  const view = { today, held, cptHeld, newest, ended: ended.changes, coming, risk, nameOf };
  return show(context, <TodayPage frame={frame} view={view} />);
}

async function sourcesPage(context: PageContext, service: Service): Promise<Response> {
  const frame = await frameOf(context, service, 'Sources', 'sources');
  return show(context, <SourcesPage frame={frame} standing={await describeSources(service)(service.today())} />);
}

async function referencePage(context: PageContext, service: Service): Promise<Response> {
  const frame = await frameOf(context, service, 'API reference');
  return show(context, <ReferencePage frame={frame} document={openApi(operations, service.version)} />);
}

const changesQuery = z.object({ kind: z.enum(changeKinds).optional(), cursor: z.string().max(500).optional() });

async function changesPage(context: PageContext, service: Service, name: string): Promise<Response> {
  const asked = readQuery(changesQuery, context);
  const release = await describeRelease(service)(name);
  const frame = await frameOf(context, service, `Changes of ${releaseTitle(release.release)}`, 'changes');
  const seen = seenBy(await callerOfPage(context, service), service);
  const page = await listChanges(seen.service)({ ...asked, release: name, limit: changesShown });
  const view = { release, kind: asked.kind, ...page, nameOf: await codeNames(service), notices: seen.notices() };
  return show(context, <ChangesPage frame={frame} view={view} />);
}

/** A form sends an empty field as empty text. */
const dayAsked = z.preprocess((text) => text || undefined, z.iso.date().optional());
const codeQuery = z.object({ on: dayAsked, asKnown: dayAsked });

async function codePage(context: PageContext, service: Service, code: string): Promise<Response> {
  const { on = service.today(), asKnown } = readQuery(codeQuery, context);
  const caller = await callerOfPage(context, service);
  const seen = seenBy(caller, service);
  const answer = await knownCode(seen.service, { code, on, asKnown: asKnown ?? null });
  const frame = await frameOf(context, service, answer.code);
  const instead = await replacementsFor(service)({ code, on });
  const use = caller ? await whereUsed(service)(caller.account, code, service.today()) : null;
  return show(context, <CodePage frame={frame} view={{ answer, instead, use, notices: seen.notices() }} />);
}

async function signInBy(context: PageContext, service: Service, key: string | undefined): Promise<Response> {
  if (key !== undefined && (await signIn(context, service, key))) return context.redirect('/', 303);
  const frame = await frameOf(context, service, 'Sign in');
  context.header('Cache-Control', 'no-store');
  return context.html(
    document(<SignInPage frame={frame} wrong={key !== undefined} provider={service.oidc !== undefined} />),
    key === undefined ? 200 : 401,
  );
}

/** Pages may hold what is the reader's own: nothing on the way keeps them. */
function show(context: PageContext, page: Page): Response | Promise<Response> {
  context.header('Cache-Control', 'private, no-store');
  return context.html(document(page));
}

function document(page: Page) {
  return html`<!doctype html>${page}`;
}

async function frameOf(context: PageContext, service: Service, title: string, here?: Frame['here']): Promise<Frame> {
  const { releases } = await service.codeSets.state('HCPCS');
  const signedIn = (await callerOfPage(context, service)) !== null;
  const frame = { ...frameWithout(service, title), signedIn, newest: releases.at(-1)?.release ?? null };
  return here ? { ...frame, here } : frame;
}

function frameWithout({ sample, version }: Service, title: string): Frame {
  return { title, sample, version, signedIn: false, newest: null };
}

/** Short descriptors as the newest release has them. */
async function codeNames({ codeSets }: Service): Promise<(code: string) => string> {
  const book: CodeBook | undefined = await codeSets.codeBook(await codeSets.state('HCPCS'));
  return (code) => book?.entry(code)?.versions.at(-1)?.shortDescription ?? '';
}

function readQuery<Form extends z.ZodType>(form: Form, context: PageContext): z.output<Form> {
  const parsed = form.safeParse(context.req.query());
  if (parsed.success) return parsed.data;
  const said = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
  throw new Refused('invalid-request', said);
}
