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

/** What may happen to a request on its way. */
export type Trouble =
  /** The service turns it down for now. */
  | 'throttled'
  /** The service fails before it has done anything. */
  | 'server-error'
  /** Half of a batch of writes is left undone. */
  | 'half-done'
  /** It is done, and the answer never arrives. */
  | 'answer-lost';

/** AWS on a loopback port: each request is held against the rights of its caller, whose name is its access key. */
export async function startFakeAws(
  services: Readonly<Record<string, FakeService>>,
  allows: (asked: Asked) => boolean,
  trouble: (asked: Asked) => Trouble | null = () => null,
): Promise<FakeAws> {
  const denied: Asked[] = [];
  const requests: Asked[] = [];

  async function answer(incoming: IncomingMessage): Promise<Answer | 'answer-lost'> {
    const request = await requestOf(incoming);
    // In the header, or, of a request that was signed for somebody else, in the address.
    const credential = request.headers.authorization ?? `Credential=${request.query.get('X-Amz-Credential')}`;
    const signed = /Credential=([^/]+)\/\d+\/[^/]+\/([^/]+)\//.exec(credential);
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
    return troubled(name, service, request, asked[0] ? trouble(asked[0]) : null);
  }

  const server = createServer((incoming, outgoing) => {
    void answer(incoming)
      .catch((error): Answer => ({ status: 500, body: String(error) }))
      .then((answered) => {
        if (answered === 'answer-lost') return incoming.socket.destroy();
        const { status, headers = {}, body } = answered;
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

async function troubled(
  name: string,
  service: FakeService,
  request: Request,
  trouble: Trouble | null,
): Promise<Answer | 'answer-lost'> {
  if (trouble === 'throttled' && name === 's3') return { status: 503, body: '<Error><Code>SlowDown</Code></Error>' };
  if (trouble === 'throttled') return { status: 400, body: JSON.stringify({ __type: 'ThrottlingException' }) };
  if (trouble === 'server-error') return { status: 500, body: '{}' };
  if (trouble === 'half-done') return halfDone(service, request);
  const answered = await service.answer(request);
  return trouble === 'answer-lost' ? 'answer-lost' : answered;
}

/** DynamoDB may leave part of a batch of writes undone, and says which. */
async function halfDone(service: FakeService, request: Request): Promise<Answer> {
  const input = JSON.parse(request.body.toString('utf8'));
  const [[table, asked]] = Object.entries<unknown[]>(input.RequestItems) as [[string, unknown[]]];
  const half = Math.ceil(asked.length / 2);
  const [done, undone] = [asked.slice(0, half), asked.slice(half)];
  const body = Buffer.from(JSON.stringify({ ...input, RequestItems: { [table]: done } }));
  const answered = await service.answer({ ...request, body });
  const said = JSON.parse(Buffer.from(answered.body).toString('utf8'));
  return { ...answered, body: JSON.stringify({ ...said, UnprocessedItems: { [table]: undone } }) };
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
