import type { Context } from 'hono';
import { html } from 'hono/html';
import * as z from 'zod';
import type { Caller } from '../../shared/access/caller.ts';
import type { CodeBook } from '../../shared/codebook/code-book.ts';
import { Refused } from '../api/problems.ts';
import type { HttpEnvironment, Service } from '../api/service.ts';
import { callerOfPage, csrfToken } from '../api/session.ts';
import type { Frame } from './layout.tsx';
import type { MessagePage } from './message-page.tsx';
import type { Here } from './navigation.ts';

export type PageContext = Context<HttpEnvironment>;
export type Page = ReturnType<typeof MessagePage>;
export type PageStatus = 200 | 400 | 401 | 403 | 404 | 409;

/** Pages may hold what is the reader's own: nothing on the way keeps them. */
export function show(context: PageContext, page: Page, status?: PageStatus): Response | Promise<Response> {
  context.header('Cache-Control', 'private, no-store');
  return context.html(whole(page), status);
}

export function whole(page: Page) {
  return html`<!doctype html>${page}`;
}

export async function frameOf(context: PageContext, service: Service, title: string, here?: Here): Promise<Frame> {
  const caller = await callerOfPage(context, service);
  const asked = context.req.query();
  const frame = { ...frameWithout(service, title), caller, csrf: csrfToken(context, service), asked };
  return here ? { ...frame, here } : frame;
}

/** Of a page that knows nobody and reads nothing. */
export function frameWithout({ sample, version }: Service, title: string): Frame {
  return { title, sample, version, caller: null, csrf: '' };
}

/** Who looks at a page that is shown to nobody else; a visitor is asked to sign in. */
export async function signedIn(context: PageContext, service: Service): Promise<Caller> {
  const caller = await callerOfPage(context, service);
  if (caller) return caller;
  throw new Refused('unauthorized', 'Sign in to see this page.');
}

/** Short descriptors as the newest release has them. */
export async function codeNames({ codeSets }: Pick<Service, 'codeSets'>): Promise<(code: string) => string> {
  const book: CodeBook | undefined = await codeSets.codeBook(await codeSets.state('HCPCS'));
  return (code) => book?.entry(code)?.versions.at(-1)?.shortDescription ?? '';
}

/** Reads what a form sent with GET. */
export function readQuery<Form extends z.ZodType>(form: Form, context: PageContext): z.output<Form> {
  return readForm(form, context.req.query());
}

/** Throws where what was sent is not of the form, naming the field. */
export function readForm<Form extends z.ZodType>(form: Form, sent: unknown): z.output<Form> {
  const parsed = form.safeParse(sent);
  if (parsed.success) return parsed.data;
  const said = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
  throw new Refused('invalid-request', said);
}

/** A form sends an empty field as empty text. */
export function orEmpty<Form extends z.ZodType>(form: Form) {
  return z.preprocess((text) => (text === '' ? undefined : text), form.optional());
}
