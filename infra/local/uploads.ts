import { createHmac } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isSame, refuseForeignHost } from '../../functions/api/guards.ts';
import { problemOf, Refused, refusalOf } from '../../functions/api/problems.ts';
import type { Announced, UploadPlace } from '../../functions/claims/expect-upload.ts';
import type { Arrival } from '../../functions/claims/receive-claims.ts';

export interface UploadHost {
  /** What addresses are signed with. */
  readonly secret: string;
  /** Where this server is reached: `http://127.0.0.1:8788`. */
  readonly base: () => string;
  readonly hosts: readonly string[];
  readonly now: () => string;
  /** Reads the file to its end, and keeps nothing of it but its claims. */
  readonly receive: (arrival: Arrival) => Promise<unknown>;
  /** Told of an import that broke off while nobody waited for it; its report says so, too. */
  readonly report?: (error: Error) => void;
}

export interface Uploads extends UploadPlace {
  /** Takes a file that was announced; false where the request is for something else. */
  take(request: IncomingMessage, response: ServerResponse): boolean;
}

const place = /^\/uploads\/([a-z0-9-]{1,40})\/(import-[\w-]{8,40})\?(.*)$/;

/** What the bucket is in the cloud: addresses that take one file, of one size, for a while, from whoever has them. */
export function localUploads(host: UploadHost): Uploads {
  const signatureOf = ({ account, id, size }: Announced, until: string) =>
    createHmac('sha256', host.secret).update(`upload ${account} ${id} ${size} ${until}`).digest('base64url');

  const announcedIn = (request: IncomingMessage): Announced => {
    refuseForeignHost(host.hosts, request.headers.host);
    const [, account = '', id = '', query] = place.exec(request.url ?? '') ?? [];
    const asked = new URLSearchParams(query);
    const until = asked.get('until') ?? '';
    const announced = { account, id, size: Number(asked.get('size')) };
    if (request.method !== 'PUT') throw new Refused('method-not-allowed', 'Use PUT.');
    if (!isSame(asked.get('signature') ?? '', signatureOf(announced, until)))
      throw new Refused('forbidden', 'The address is not as it was given.');
    if (host.now() > until)
      throw new Refused('forbidden', 'The time of this address is over: announce the file again.');
    if (Number(request.headers['content-length'] ?? -1) !== announced.size)
      throw new Refused('invalid-request', `Send the file that was announced, with Content-Length: ${announced.size}.`);
    return announced;
  };

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    try {
      const { account, id } = announcedIn(request);
      await host.receive({ account, id, chunks: request });
      response.writeHead(200, { 'Content-Length': 0 }).end();
    } catch (error) {
      const refused = refusalOf(error as Error);
      const headers = { 'Content-Type': 'application/problem+json', Connection: 'close' };
      response.writeHead(refused.status, headers).end(JSON.stringify(problemOf(refused, 'upload')));
    }
  };

  return {
    address: async (announced, expires) => {
      const { account, id, size } = announced;
      const until = expires.toISOString();
      const query = new URLSearchParams({ size: `${size}`, until, signature: signatureOf(announced, until) });
      return `${host.base()}/uploads/${account}/${id}?${query}`;
    },
    origin: null,
    put: async ({ account, id }, bytes) => {
      void host.receive({ account, id, chunks: piecesOf(bytes) }).catch((error: Error) => host.report?.(error));
    },
    take: (request, response) => {
      if (!request.url?.startsWith('/uploads/')) return false;
      void answer(request, response);
      return true;
    },
  };
}

/** So many bytes of a file at hand are read at a time, so that its report grows as it is read. */
const pieceSize = 64 * 1024;

async function* piecesOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += pieceSize) yield bytes.subarray(at, at + pieceSize);
}
