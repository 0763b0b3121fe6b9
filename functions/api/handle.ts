import { randomUUID } from 'node:crypto';
import type { Caller } from '../../shared/access/caller.ts';
import { fhirOperations } from '../fhir/operations.ts';
import { answering, askedAs, isTheirs, ready } from './answer.ts';
import { audit } from './audit.ts';
import type { ApiHandler, ApiRequest, ApiResponse, Exchange } from './exchange.ts';
import { refuseForeignHost } from './guards.ts';
import { callerOf } from './identify.ts';
import type { Method, Operation } from './operation.ts';
import { operations } from './operations.ts';
import { permit } from './permit.ts';
import { Refused, refusalOf } from './problems.ts';
import { snapshots } from './published.ts';
import { rateLimiter } from './rate-limit.ts';
import { refusalIn } from './refusal-document.ts';
import { type Matched, routesOf } from './routes.ts';
import type { Service } from './service.ts';

/**
 * Answers everything that the table of operations knows, and nothing else. It is bound to no server: the one of one's
 * own machine calls it straight, hono calls it in the cloud, and the rules are the same.
 *
 * What was answered of this published state already is answered at once. It passes the same guards: host, key, right,
 * rate; only the way to the answer is shorter.
 */
export function createHandler(service: Service): ApiHandler {
  const find = routesOf([...operations, ...fhirOperations]);
  const callers = callerOf(service);
  const published = snapshots(service);
  const count = rateLimiter(service.rateLimit);
  const answer = answering(service, published);
  const begin = beginning(service);

  const admit = (exchange: Exchange, operation: Operation, caller: Caller | null): void => {
    count(exchange, caller);
    permit(operation, caller);
  };

  const recalled = (request: ApiRequest): ApiResponse | undefined => {
    const now = request.method === 'GET' ? published.current() : undefined;
    const caller = now && callers.remembered(request.header('authorization'));
    const known = caller === undefined ? undefined : now?.answers.get(askedAs(request, caller));
    if (!known || caller === undefined || isTheirs(known.operation, caller)) return undefined;
    const exchange = begin(request);
    try {
      refuseForeignHost(service.hosts, request.header('host'));
      admit(exchange, known.operation, caller);
      return ready(exchange, known);
    } catch (error) {
      return refuse(exchange, service, error as Error);
    }
  };

  const worked = async (request: ApiRequest, matched: Matched): Promise<ApiResponse> => {
    const exchange = begin(request);
    try {
      refuseForeignHost(service.hosts, request.header('host'));
      const operation = chosen(exchange, matched);
      if (!operation) return { status: 204, headers: exchange.headers, body: null };
      const caller = await callers.prove(request.header('authorization'));
      admit(exchange, operation, caller);
      const asked = { operation, inPath: matched.inPath, caller };
      const answered = await answer(exchange, asked);
      await audit(service, exchange, asked, answered);
      return request.method === 'HEAD' ? { ...answered, body: null } : answered;
    } catch (error) {
      return refuse(exchange, service, error as Error);
    }
  };

  return (request) => {
    const at = recalled(request);
    if (at) return at;
    const matched = find(pathOf(request.target));
    return matched && worked(request, matched);
  };
}

function pathOf(target: string): string {
  const query = target.indexOf('?');
  return query < 0 ? target : target.slice(0, query);
}

/** With what stands on every answer to a program. */
function beginning({ hosts }: Service): (request: ApiRequest) => Exchange {
  const https = hosts === null;
  return (request) => {
    const requestId = requestIdOf(request);
    const headers: Record<string, string> = {
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
      'X-Request-Id': requestId,
    };
    if (https) headers['Strict-Transport-Security'] = 'max-age=15552000; includeSubDomains';
    return { request, requestId, headers };
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
