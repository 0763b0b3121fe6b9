import { createHash } from 'node:crypto';
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { requestId } from 'hono/request-id';
import { secureHeaders } from 'hono/secure-headers';
import { errorPage, pageRoutes } from '../pages/routes.tsx';
import { claimsPaths } from '../pages/settings/claims-form.tsx';
import type { ApiHandler, ApiRequest } from './exchange.ts';
import { refuseForeignHost } from './guards.ts';
import { createHandler } from './handle.ts';
import { openApi } from './open-api.ts';
import { longestClaimFile } from './operations/claims.ts';
import { operations } from './operations.ts';
import { Refused, refusalOf } from './problems.ts';
import { isHeld } from './published.ts';
import { rateLimiter } from './rate-limit.ts';
import { refusalIn } from './refusal-document.ts';
import type { HttpEnvironment, Service } from './service.ts';
import { callerOfPage } from './session.ts';

/** Of a form that a page sends, in bytes; of one with a file, what the API takes of claims, and its wrapping. */
const longestForm = 64 * 1024;
const longestCheck = longestClaimFile + longestForm;
const importsPage = '/settings/imports';
/** Pages with the form that sends files; the second shows it again where it was not taken. */
const sendingPages: ReadonlySet<string> = new Set([importsPage, claimsPaths.whole]);
const formsWithFiles: ReadonlySet<string> = new Set([
  '/check',
  importsPage,
  claimsPaths.whole,
  '/settings/rules/lists/tables',
]);

/**
 * The one HTTP app, API and pages, for a port of one's own machine as for the cloud's gateway. What programs ask is
 * answered by `handle`, which a server may also call straight.
 */
export function createApi(service: Service, handle = createHandler(service)): Hono<HttpEnvironment> {
  const app = new Hono<HttpEnvironment>();
  const refuse = (context: Context<HttpEnvironment>, refused: Refused) =>
    isForPrograms(context.req.path) ? problem(context, refused) : errorPage(context, service, refused);
  const usualHeaders = secureHeaders(headersFor(service, null));
  const sendingHeaders = secureHeaders(headersFor(service, service.uploads.origin));
  const protect: typeof usualHeaders = (context, next) =>
    (sendingPages.has(context.req.path) ? sendingHeaders : usualHeaders)(context, next);
  app.use(programs(handle), requestId(), protect, async (context, next) => {
    refuseForeignHost(service.hosts, context.req.header('host'));
    await next();
  });
  app.use(limitPages(service));
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: (context, methods) => {
        context.header('Allow', methods.join(', '));
        return refuse(context, new Refused('method-not-allowed', `Use ${methods.join(' or ')}.`));
      },
    }),
  );
  const limit = (maxSize: number) =>
    bodyLimit({
      maxSize,
      onError: (context) =>
        refuse(context, new Refused('too-large', `At most ${Math.floor(maxSize / 1024)} KiB are read here.`)),
    });
  const [usual, withFile] = [limit(longestForm), limit(longestCheck)];
  app.use((context, next) => (formsWithFiles.has(context.req.path) ? withFile : usual)(context, next));
  addDocument(app, service);
  app.route('/', pageRoutes(service));
  app.notFound((context) =>
    refuse(context, new Refused('not-found', `${context.req.path} is no address of this service.`)),
  );
  app.onError((error, context) => {
    const refused = refusalOf(error);
    if (refused.kind === 'internal') service.report?.(error, context.get('requestId'));
    return refuse(context, refused);
  });
  return app;
}

/** Pages answer people in words of their own; everything else gets a problem document. */
function isForPrograms(path: string): boolean {
  return /^\/(v1|health|fhir|feeds)(\/|$)/.test(path);
}

/** Pages are counted as requests of programs are, each reader and each visitor's address for itself. */
function limitPages(service: Service): MiddlewareHandler<HttpEnvironment> {
  const count = rateLimiter(service.rateLimit);
  return async (context, next) => {
    const { path, raw } = context.req;
    const request = requestOf(raw, context.env?.event?.requestContext?.http?.sourceIp);
    const headers = {};
    if (!path.startsWith('/assets/')) count({ request, headers }, await callerOfPage(context, service));
    for (const [name, value] of Object.entries(headers)) context.header(name, value as string);
    await next();
  };
}

/** Whatever stands in the table of operations goes its own way, past everything that pages need. */
function programs(handle: ApiHandler) {
  return async ({ req, env }: Context<HttpEnvironment>, next: () => Promise<void>): Promise<Response | undefined> => {
    const answer = await handle(requestOf(req.raw, env?.event?.requestContext?.http?.sourceIp));
    if (answer) return new Response(answer.body, { status: answer.status, headers: answer.headers });
    await next();
    return undefined;
  };
}

function requestOf(raw: Request, from: string | undefined): ApiRequest {
  return {
    from,
    method: raw.method,
    target: raw.url.replace(/^https?:\/\/[^/?]*/, ''),
    header: (name) => raw.headers.get(name) ?? undefined,
    body: async (longest) => {
      if (Number(raw.headers.get('content-length') ?? 0) > longest) return undefined;
      const chunks: Uint8Array[] = [];
      let size = 0;
      for await (const chunk of raw.body ?? []) {
        size += chunk.byteLength;
        if (size > longest) return undefined;
        chunks.push(chunk);
      }
      return Buffer.concat(chunks);
    },
  };
}

function problem(context: Context<HttpEnvironment>, refused: Refused): Response {
  const { type, document } = refusalIn(context.req.path, refused, context.get('requestId'));
  context.header('Cache-Control', 'no-store');
  return context.body(JSON.stringify(document), refused.status, { 'Content-Type': type });
}

/** The document follows from the program alone. It is made for the first who asks: that takes longer than a start. */
function addDocument(app: Hono<HttpEnvironment>, { version }: Service): void {
  let made: { readonly text: string; readonly tag: string } | undefined;
  app.get('/v1/openapi.json', (context) => {
    made ??= documentOf(version);
    const { text, tag } = made;
    context.header('Cache-Control', 'public, max-age=300');
    context.header('ETag', tag);
    if (isHeld(context.req.header('if-none-match'), tag)) return context.body(null, 304);
    return context.body(text, 200, { 'Content-Type': 'application/json' });
  });
}

function documentOf(version: string) {
  const text = JSON.stringify(openApi(operations, version));
  return { text, tag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"` };
}

/**
 * Pages load and ask what this service has and nothing else, save for one that sends files to the place for them;
 * nothing that stands in a page itself runs.
 */
function headersFor({ hosts }: Service, uploads: string | null): Parameters<typeof secureHeaders>[0] {
  const self = ["'self'"];
  return {
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      styleSrc: self,
      scriptSrc: self,
      connectSrc: uploads === null ? self : [...self, uploads],
      imgSrc: self,
      formAction: self,
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
    xFrameOptions: 'DENY',
    strictTransportSecurity: hosts === null,
  };
}
