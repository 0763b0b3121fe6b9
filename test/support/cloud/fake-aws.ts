import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Answer, FakeService, Request } from './fake-services.ts';
import type { Asked } from './permissions.ts';

export interface FakeAws {
  readonly address: string;
  /** Requests that the caller's policy does not allow. */
  readonly denied: readonly Asked[];
  readonly requests: readonly Asked[];
  close(): Promise<void>;
}

/** AWS on a loopback port: each request is held against the rights of its caller, whose name is its access key. */
export async function startFakeAws(
  services: Readonly<Record<string, FakeService>>,
  allows: (asked: Asked) => boolean,
): Promise<FakeAws> {
  const denied: Asked[] = [];
  const requests: Asked[] = [];

  async function answer(incoming: IncomingMessage): Promise<Answer> {
    const request = await requestOf(incoming);
    const signed = /Credential=([^/]+)\/\d+\/[^/]+\/([^/]+)\//.exec(request.headers.authorization ?? '');
    const [, caller = '', name = ''] = signed ?? [];
    const service = services[name];
    if (!service) throw new Error(`no service ${name}`);
    const asked = service.wanted(request).map(({ context = {}, action, resource }) => {
      return { caller, action, context, resource: resource.toLowerCase() };
    });
    requests.push(...asked);
    const refused = asked.filter((each) => !allows(each));
    denied.push(...refused);
    if (refused.length > 0) return accessDenied(name);
    return service.answer(request);
  }

  const server = createServer((incoming, outgoing) => {
    void answer(incoming)
      .catch((error): Answer => ({ status: 500, body: String(error) }))
      .then(({ status, headers = {}, body }) => {
        outgoing.writeHead(status, { 'content-type': 'application/x-amz-json-1.0', ...headers });
        outgoing.end(body);
      });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { address: `http://127.0.0.1:${port}`, denied, requests, close };
}

function accessDenied(service: string): Answer {
  if (service === 's3') return { status: 403, body: '<Error><Code>AccessDenied</Code></Error>' };
  return { status: 400, body: JSON.stringify({ __type: 'AccessDeniedException', message: 'not allowed' }) };
}

async function requestOf(incoming: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const { pathname, searchParams } = new URL(incoming.url ?? '/', 'http://local');
  return {
    method: incoming.method ?? '',
    path: pathname,
    query: searchParams,
    headers: incoming.headers as Record<string, string>,
    body: Buffer.concat(chunks),
  };
}
