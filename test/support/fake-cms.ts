import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FakeResource {
  readonly body: Uint8Array | string;
  readonly type?: string;
  /** Left out: the hash of the body. Null: the server sends none. */
  readonly etag?: string | null;
  readonly lastModified?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What can go wrong on the way; each is a thing that CMS's site or a proxy has done. */
export type Fault =
  | { readonly kind: 'status'; readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  | { readonly kind: 'redirect'; readonly to: string; readonly status?: number }
  /** A page with status 200 where something else was asked for: login, licence, maintenance. */
  | { readonly kind: 'page'; readonly html: string }
  /** Closes the connection before the declared length has come. */
  | { readonly kind: 'truncate'; readonly at: number }
  /** Sends a shortened body as if it were the whole. */
  | { readonly kind: 'shorten'; readonly at: number }
  | { readonly kind: 'drip'; readonly everyMs: number }
  | { readonly kind: 'endless' }
  | { readonly kind: 'hang' }
  | { readonly kind: 'reset' };

export interface FakeRequest {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  /** Status sent; 0 where none was. */
  status: number;
  /** Bytes of body sent. */
  sent: number;
}

export interface FakeCms {
  readonly origin: string;
  /** Host with port, as the site's list of hosts wants it. */
  readonly host: string;
  readonly requests: FakeRequest[];
  /** The most requests that were ever open at one time. */
  mostAtOnce(): number;
  put(path: string, resource: FakeResource): void;
  remove(path: string): void;
  /** The next requests to this path meet these faults, one each. */
  fail(path: string, ...faults: readonly Fault[]): void;
  failAlways(path: string, fault: Fault): void;
  close(): Promise<void>;
}

/** A local server that plays CMS: pages and zips with validators, and faults on demand. */
export async function startFakeCms(): Promise<FakeCms> {
  const resources = new Map<string, FakeResource>();
  const faults = new Map<string, Fault[]>();
  const lasting = new Map<string, Fault>();
  const requests: FakeRequest[] = [];
  const waiting = new Set<FakeRequest>();
  let most = 0;

  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    const seen: FakeRequest = { path, headers: request.headers, status: 0, sent: 0 };
    requests.push(seen);
    const over = () => waiting.delete(seen);
    waiting.add(seen);
    most = Math.max(most, waiting.size);
    response.once('finish', over).once('close', over);
    const fault = faults.get(path)?.shift() ?? lasting.get(path);
    const resource = resources.get(path);
    if (fault) misbehave(fault, resource, response, seen);
    else if (resource) serve(resource, request, response, seen);
    else send(response, seen, 404, { 'content-type': 'text/html' }, Buffer.from('<h1>Page not found</h1>'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin: `http://${host}`,
    host,
    requests,
    mostAtOnce: () => most,
    put: (path, resource) => void resources.set(path, resource),
    remove: (path) => void resources.delete(path),
    fail: (path, ...more) => void faults.set(path, [...(faults.get(path) ?? []), ...more]),
    failAlways: (path, fault) => void lasting.set(path, fault),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function serve(resource: FakeResource, request: IncomingMessage, response: ServerResponse, seen: FakeRequest): void {
  const body = Buffer.from(resource.body);
  const headers = headersOf(resource, body);
  const { 'if-none-match': match, 'if-modified-since': since } = request.headers;
  const same = match === undefined ? since !== undefined && since === headers['last-modified'] : match === headers.etag;
  if (same) send(response, seen, 304, headers, Buffer.alloc(0));
  else send(response, seen, 200, headers, body);
}

function headersOf(resource: FakeResource, body: Uint8Array): Record<string, string> {
  const { type, lastModified, headers } = resource;
  const etag =
    resource.etag === undefined ? `"${createHash('sha256').update(body).digest('hex').slice(0, 16)}"` : resource.etag;
  return {
    'content-type': type ?? (typeof resource.body === 'string' ? 'text/html; charset=utf-8' : 'application/zip'),
    ...(etag === null ? {} : { etag }),
    ...(lastModified ? { 'last-modified': lastModified } : {}),
    ...headers,
  };
}

function send(
  response: ServerResponse,
  seen: FakeRequest,
  status: number,
  headers: Readonly<Record<string, string>>,
  body: Uint8Array,
): void {
  seen.status = status;
  seen.sent = body.byteLength;
  response.writeHead(status, { ...headers, ...(status === 304 ? {} : { 'content-length': body.byteLength }) });
  response.end(body);
}

function misbehave(
  fault: Fault,
  resource: FakeResource | undefined,
  response: ServerResponse,
  seen: FakeRequest,
): void {
  const body = Buffer.from(resource?.body ?? 'nothing');
  const headers = resource ? headersOf(resource, body) : {};
  switch (fault.kind) {
    case 'status':
      send(response, seen, fault.status, fault.headers ?? {}, Buffer.from(`<h1>${fault.status}</h1>`));
      break;
    case 'redirect':
      send(response, seen, fault.status ?? 302, { location: fault.to }, Buffer.alloc(0));
      break;
    case 'page':
      send(response, seen, 200, { 'content-type': 'text/html' }, Buffer.from(fault.html));
      break;
    case 'shorten':
      send(response, seen, 200, headers, body.subarray(0, fault.at));
      break;
    case 'truncate':
      seen.status = 200;
      seen.sent = fault.at;
      response.writeHead(200, { ...headers, 'content-length': body.byteLength });
      response.write(body.subarray(0, fault.at), () => response.destroy());
      break;
    case 'drip': {
      const declared = { ...headers, 'content-length': `${body.byteLength}` };
      repeat(response, seen, declared, fault.everyMs, (at) => body.subarray(at, at + 1));
      break;
    }
    case 'endless':
      repeat(response, seen, headers, 0, () => Buffer.alloc(64 * 1024, 'PK'));
      break;
    case 'hang':
      break;
    case 'reset':
      response.destroy();
      break;
    default:
      fault satisfies never;
  }
}

/** Writes piece after piece until the other side has had enough. */
function repeat(
  response: ServerResponse,
  seen: FakeRequest,
  headers: Readonly<Record<string, string>>,
  everyMs: number,
  piece: (at: number) => Uint8Array,
): void {
  seen.status = 200;
  response.writeHead(200, headers);
  const next = (): void => {
    if (response.destroyed) return;
    const bytes = piece(seen.sent);
    if (bytes.byteLength === 0) {
      response.end();
      return;
    }
    seen.sent += bytes.byteLength;
    response.write(bytes, () => setTimeout(next, everyMs));
  };
  next();
}
