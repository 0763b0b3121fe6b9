import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { createApi } from '../../functions/api/app.ts';
import type { ApiRequest, ApiResponse } from '../../functions/api/exchange.ts';
import { createHandler } from '../../functions/api/handle.ts';
import type { Service } from '../../functions/api/service.ts';
import type { Uploads } from './uploads.ts';

/** A file of claims comes as fast as it is read. */
const longestRequestMs = 60 * 60_000;

export type Answering = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * API and pages on a port. What programs ask goes straight from Node's request to the API's handler: turning it into a
 * web request and back would cost three times what answering costs. The handler is the one that hono calls, too.
 */
export function answering(service: Service, uploads?: Pick<Uploads, 'take'>): Answering {
  const handle = createHandler(service);
  const pages = getRequestListener(createApi(service, handle).fetch);
  return (request, response) => {
    if (uploads?.take(request, response)) return;
    const answered = handle(requestOf(request));
    if (answered === null) void pages(request, response);
    else if (answered instanceof Promise) void answered.then((later) => send(later, request, response));
    else send(answered, request, response);
  };
}

/** A port's server, whoever answers. */
export function serverOf(answer: Answering): Server {
  return createServer({ requestTimeout: longestRequestMs }, answer);
}

export function createHttpServer(service: Service, uploads?: Pick<Uploads, 'take'>): Server {
  return serverOf(answering(service, uploads));
}

function send({ status, headers, body }: ApiResponse, request: IncomingMessage, response: ServerResponse): void {
  // A list of names and values goes out quicker than an object, and these are all our own.
  const lines: string[] = [];
  for (const name in headers) lines.push(name, headers[name]!);
  if (body !== null) lines.push('Content-Length', String(Buffer.byteLength(body)));
  // A body that nobody wanted to read would be taken for the next request.
  if (!request.complete && request.method !== 'GET' && request.method !== 'HEAD') lines.push('Connection', 'close');
  response.writeHead(status, lines);
  if (body === null) response.end();
  else response.end(body);
}

function requestOf(request: IncomingMessage): ApiRequest {
  const { method = 'GET', url = '/', headers } = request;
  return {
    method,
    target: url,
    from: request.socket.remoteAddress,
    header: (name) => {
      const value = headers[name];
      return Array.isArray(value) ? value.join(', ') : value;
    },
    body: async (longest) => {
      if (Number(headers['content-length'] ?? 0) > longest) return undefined;
      const chunks: Buffer[] = [];
      let size = 0;
      for await (const chunk of request) {
        size += chunk.length;
        if (size > longest) return undefined;
        chunks.push(chunk);
      }
      return Buffer.concat(chunks);
    },
  };
}
