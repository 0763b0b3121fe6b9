import { randomUUID } from 'node:crypto';
import { type Caller, may } from '../../shared/access/caller.ts';
import { scopeTable } from '../../shared/access/scopes.ts';
import { fhirOperations } from '../fhir/operations.ts';
import type { ApiHandler, ApiRequest, ApiResponse, Exchange } from './exchange.ts';
import { refuseForeignHost } from './guards.ts';
import { callerOf } from './identify.ts';
import { answerFor, copyrightHeader } from './licensed-answer.ts';
import { bareType, chooseMedia } from './media.ts';
import { type Method, type Operation, SentFile } from './operation.ts';
import { operations } from './operations.ts';
import { pageLinks } from './page-links.ts';
import { Refused, refusalOf } from './problems.ts';
import { entityTag, isHeld, type Snapshot, snapshots } from './published.ts';
import { queryOf } from './query-of.ts';
import { refusalIn } from './refusal-document.ts';
import { type Matched, routesOf } from './routes.ts';
import type { Service } from './service.ts';

/** In bytes, where an operation says nothing else. */
const longestBody = 64 * 1024;

/** What stands on every answer to a program. */
const always = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
} as const;

/**
 * Answers everything that the table of operations knows, and nothing else. It is bound to no server: the one of one's
 * own machine calls it straight, hono calls it in the cloud, and the rules are the same.
 */
export function createHandler(service: Service): ApiHandler {
  const find = routesOf([...operations, ...fhirOperations]);
  const identify = callerOf(service);
  const snapshot = snapshots(service);
  const https: Record<string, string> =
    service.hosts === null ? { 'Strict-Transport-Security': 'max-age=15552000; includeSubDomains' } : {};
  const answerOf = answering(service, snapshot);
  return async (request) => {
    const queryAt = request.target.indexOf('?');
    const path = queryAt < 0 ? request.target : request.target.slice(0, queryAt);
    const matched = find(path);
    if (!matched) return null;
    const requestId = requestIdOf(request);
    const exchange: Exchange = { request, requestId, headers: { ...always, ...https, 'X-Request-Id': requestId } };
    try {
      refuseForeignHost(service.hosts, request.header('host'));
      const operation = chosen(exchange, matched);
      if (!operation) return { status: 204, headers: exchange.headers, body: null };
      const caller = await identify(request.header('authorization'));
      permit(operation, caller);
      const query = queryAt < 0 ? '' : request.target.slice(queryAt + 1);
      const answer = await answerOf(exchange, { operation, inPath: matched.inPath, query, caller });
      return request.method === 'HEAD' ? { ...answer, body: null } : answer;
    } catch (error) {
      return refuse(exchange, service, error as Error);
    }
  };
}

/** The operation meant; undefined where only the methods are asked for. */
function chosen({ request, headers }: Exchange, { route }: Matched): Operation | undefined {
  const { method } = request;
  const operation = route.byMethod.get((method === 'HEAD' ? 'GET' : method) as Method);
  if (operation) return operation;
  headers.Allow = route.allowed;
  if (method === 'OPTIONS') return undefined;
  throw new Refused('method-not-allowed', `Use ${route.allowed.replaceAll(', ', ' or ')}.`);
}

function permit({ scope }: Operation, caller: Caller | null): void {
  if (may(caller, scope)) return;
  if (!caller) throw new Refused('unauthorized', 'Send the key as "Authorization: Bearer KEY".');
  throw new Refused('forbidden', `It needs the right ${scope} (${scopeTable[scope].lets}), which this key lacks.`);
}

/** What is to be answered, and to whom. */
export interface Asked {
  readonly operation: Operation;
  readonly inPath: Readonly<Record<string, string>>;
  readonly query: string;
  readonly caller: Caller | null;
}

function answering(service: Service, snapshot: () => Promise<Snapshot>) {
  return async (exchange: Exchange, asked: Asked): Promise<ApiResponse> => {
    const { operation, caller } = asked;
    const { request } = exchange;
    const media = mediaOf(operation, request);
    if (operation.lasts === 'moment' || operation.method !== 'GET') {
      exchange.headers['Cache-Control'] = 'no-store';
      return made(exchange, asked, media, service);
    }
    const now = await snapshot();
    const address = `${media} ${caller?.licensedCpt ?? false} ${request.target}`;
    const known = now.answers.get(address);
    const tag = known?.tag ?? entityTag(now, address);
    Object.assign(exchange.headers, { 'Cache-Control': 'no-cache', Vary: 'Accept, Authorization', ETag: tag });
    if (isHeld(request.header('if-none-match'), tag)) return { status: 304, headers: exchange.headers, body: null };
    if (known) return { status: 200, headers: Object.assign(exchange.headers, known.headers), body: known.body };
    const answer = await made(exchange, asked, media, { ...service, codeSets: now.codeSets });
    const kept = ['Content-Type', 'Link', copyrightHeader].filter((name) => answer.headers[name] !== undefined);
    const headers = Object.fromEntries(kept.map((name) => [name, answer.headers[name]!]));
    now.answers.put(address, { body: answer.body!, tag, headers });
    return answer;
  };
}

async function made(exchange: Exchange, asked: Asked, media: string, service: Service): Promise<ApiResponse> {
  const { operation, inPath, query, caller } = asked;
  const given = { path: inPath, query: queryOf(query), body: await bodyOf(operation, exchange.request) };
  const { answer, copyright } = await answerFor(operation, service, given, caller);
  const { headers } = exchange;
  if (copyright !== null) headers[copyrightHeader] = copyright;
  if (operation.status === 204) return { status: 204, headers, body: null };
  const links = pageLinks(exchange.request.target, answer);
  if (links) headers.Link = links;
  headers['Content-Type'] = media === 'application/json' ? media : `${media}; charset=utf-8`;
  const write = operation.formats?.[media] as ((answer: unknown) => string) | undefined;
  return { status: operation.status, headers, body: write ? write(answer) : JSON.stringify(answer) };
}

function mediaOf({ response, formats = {} }: Operation, request: ApiRequest): string {
  const offered = [...(response === null ? [] : ['application/json']), ...Object.keys(formats)];
  if (offered.length === 0) return '';
  const media = chooseMedia(request.header('accept'), offered);
  if (media) return media;
  throw new Refused('not-acceptable', `It is answered as ${offered.join(' or ')}.`);
}

async function bodyOf(operation: Operation, request: ApiRequest): Promise<unknown> {
  if (!operation.body) return undefined;
  const { files = {} } = operation;
  const type = bareType(request.header('content-type'));
  if (type !== 'application/json' && !type.endsWith('+json') && !(type in files))
    throw new Refused(
      'unsupported-media-type',
      `Send it as ${['application/json', ...Object.keys(files)].join(', ')}.`,
    );
  const longest = operation.longestBody ?? longestBody;
  const bytes = await request.body(longest);
  if (!bytes) throw new Refused('too-large', `At most ${longest} bytes are read.`);
  if (type in files) return new SentFile(type, bytes);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new Refused('invalid-request', 'The body is no JSON in UTF-8.');
  }
}

/** What a caller names itself is taken over where it is an id and nothing else. */
function requestIdOf(request: ApiRequest): string {
  const given = request.header('x-request-id');
  return given !== undefined && given.length <= 255 && /^[\w=-]+$/.test(given) ? given : randomUUID();
}

function refuse({ request, headers, requestId }: Exchange, service: Service, error: Error): ApiResponse {
  const refused = refusalOf(error);
  if (refused.kind === 'internal') service.report?.(error, requestId);
  if (refused.kind === 'unauthorized') headers['WWW-Authenticate'] = 'Bearer realm="codeset-watch"';
  if (refused.retryAfter !== undefined) headers['Retry-After'] = String(refused.retryAfter);
  for (const name of ['ETag', 'Link']) delete headers[name];
  headers['Cache-Control'] = 'no-store';
  const { type, document } = refusalIn(request.target, refused, requestId);
  headers['Content-Type'] = type;
  return { status: refused.status, headers, body: JSON.stringify(document) };
}
