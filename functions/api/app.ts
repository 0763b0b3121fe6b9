import { createHash } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { requestId } from 'hono/request-id';
import { secureHeaders } from 'hono/secure-headers';
import { errorPage, pageRoutes } from '../pages/routes.tsx';
import { entityTag, isHeld } from './entity-tag.ts';
import { needsKey, onlyHosts } from './guards.ts';
import { openApi } from './open-api.ts';
import type { Operation } from './operation.ts';
import { operations } from './operations.ts';
import { problemOf, Refused, refusalOf } from './problems.ts';
import type { HttpEnvironment, Service } from './service.ts';

/** In bytes; nothing that is sent today is longer than a key. */
const longestBody = 64 * 1024;

/** The one HTTP app, API and pages, for a port of one's own machine as for the cloud's gateway. */
export function createApi(service: Service): Hono<HttpEnvironment> {
  const app = new Hono<HttpEnvironment>();
  const refuse = (context: Context<HttpEnvironment>, refused: Refused) =>
    isForPrograms(context.req.path) ? problem(context, refused) : errorPage(context, service, refused);
  app.use(requestId(), secureHeaders(headersFor(service)), onlyHosts(service.hosts));
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: (context, methods) => {
        context.header('Allow', methods.join(', '));
        return refuse(context, new Refused('method-not-allowed', `Use ${methods.join(' or ')}.`));
      },
    }),
  );
  app.use(bodyLimit({ maxSize: longestBody, onError: (context) => refuse(context, tooLarge) }));
  for (const operation of operations) addOperation(app, service, operation);
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

const tooLarge = new Refused('too-large', `At most ${longestBody} bytes are read.`);

/** Pages answer people in words of their own; everything else gets a problem document. */
function isForPrograms(path: string): boolean {
  return /^\/(v1|health|fhir|feeds)(\/|$)/.test(path);
}

function problem(context: Context<HttpEnvironment>, refused: Refused): Response {
  const said = problemOf(refused, context.get('requestId'));
  context.header('Cache-Control', 'no-store');
  return context.body(JSON.stringify(said), refused.status, { 'Content-Type': 'application/problem+json' });
}

function addOperation(app: Hono<HttpEnvironment>, service: Service, operation: Operation): void {
  const path = operation.path.replaceAll(/\{(\w+)\}/g, ':$1');
  if (operation.access === 'key') app.get(path, needsKey(service.apiKey));
  app.get(path, async (context) => {
    context.header('Cache-Control', operation.lasts === 'state' ? 'no-cache' : 'no-store');
    if (operation.lasts === 'state') {
      const tag = await entityTag(service, context.req.url.replace(/^https?:\/\/[^/]*/, ''));
      context.header('ETag', tag);
      if (isHeld(context.req.header('if-none-match'), tag)) return context.body(null, 304);
    }
    return context.json((await operation.answer(service, context.req.param(), context.req.query())) as object);
  });
}

/** The document follows from the program alone. */
function addDocument(app: Hono<HttpEnvironment>, { version }: Service): void {
  const text = JSON.stringify(openApi(operations, version));
  const tag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
  app.get('/v1/openapi.json', (context) => {
    context.header('Cache-Control', 'public, max-age=300');
    context.header('ETag', tag);
    if (isHeld(context.req.header('if-none-match'), tag)) return context.body(null, 304);
    return context.body(text, 200, { 'Content-Type': 'application/json' });
  });
}

/** Pages load their own style sheet and nothing else; no script runs. */
function headersFor({ hosts }: Service): Parameters<typeof secureHeaders>[0] {
  const self = ["'self'"];
  return {
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      styleSrc: self,
      imgSrc: self,
      formAction: self,
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
    xFrameOptions: 'DENY',
    strictTransportSecurity: hosts === null,
  };
}
