import { lookup } from 'node:dns/promises';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import type { EndpointAnswer, EndpointPost } from '../alerts/endpoint-post.ts';

export interface EndpointPolicy {
  /** Whether calls into one's own network are let through: for a receiver on this machine, never in the cloud. */
  readonly allowPrivate: boolean;
  readonly timeoutMs: number;
  readonly userAgent: string;
}

/** So much of an answer is read at most; nobody looks at it. */
const mostAnswerBytes = 64 * 1024;

/**
 * Posts to an address that somebody else chose: only to public addresses, asked after the name was resolved and for the
 * very connection that is made, so that no name can be turned round in between. Redirects are not followed.
 */
export function endpointPost({ allowPrivate, timeoutMs, userAgent }: EndpointPolicy): EndpointPost {
  return async ({ url, headers, body }) => {
    const target = new URL(url);
    const refusal = refusalOf(target, allowPrivate);
    if (refusal !== null) return { status: null, error: refusal, retryAfterSeconds: null };
    return new Promise<EndpointAnswer>((resolve) => {
      const send = target.protocol === 'https:' ? httpsRequest : httpRequest;
      const call = send(target, {
        method: 'POST',
        headers: { ...headers, 'user-agent': userAgent, 'content-length': Buffer.byteLength(body) },
        agent: false,
        lookup: publicLookup(allowPrivate),
      });
      // A slow drip keeps a socket busy for ever: the time is for the whole call.
      const timer = setTimeout(() => call.destroy(new Error(`no answer within ${timeoutMs / 1000} s`)), timeoutMs);
      const end = (answer: EndpointAnswer) => {
        clearTimeout(timer);
        resolve(answer);
      };
      call.on('error', (error) => end({ status: null, error: error.message, retryAfterSeconds: null }));
      call.on('response', (response) => {
        const status = response.statusCode ?? null;
        const answer = {
          status,
          error: errorOf(status),
          retryAfterSeconds: secondsOf(response.headers['retry-after']),
        };
        let read = 0;
        response.on('data', (chunk: Buffer) => {
          read += chunk.length;
          if (read > mostAnswerBytes) response.destroy();
        });
        response.on('error', () => end(answer));
        response.on('close', () => end(answer));
      });
      call.end(body);
    });
  };
}

function refusalOf({ protocol, hostname, username, password }: URL, allowPrivate: boolean): string | null {
  const host = hostname.replace(/^\[|\]$/g, '');
  if (protocol !== 'https:' && !(allowPrivate && protocol === 'http:')) return 'only https addresses are called';
  if (username !== '' || password !== '') return 'an address with a name and password in it is not called';
  if (isIP(host) !== 0 && !allowPrivate && !isPublic(host)) return privateWords(host);
  return null;
}

/** Resolves a name and gives back public addresses alone; the connection is made to those and no others. */
function publicLookup(allowPrivate: boolean): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { all: true, family: options.family === 4 || options.family === 6 ? options.family : 0 }).then(
      (found) => {
        const wrong = allowPrivate ? undefined : found.find(({ address }) => !isPublic(address));
        const first = found[0];
        if (wrong) callback(new Error(privateWords(wrong.address)), '', 4);
        else if (!first) callback(new Error(`${hostname} has no address`), '', 4);
        else if (options.all) (callback as unknown as (error: null, all: typeof found) => void)(null, found);
        else callback(null, first.address, first.family);
      },
      (error: Error) => callback(error, '', 4),
    );
  };
}

/** Not loopback, private, link-local, carrier-grade, reserved or multicast; an IPv4 address in an IPv6 one is unwrapped. */
export function isPublic(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast';
}

function privateWords(address: string): string {
  return `${address} is no public address: calls into private networks are refused`;
}

function errorOf(status: number | null): string | null {
  if (status !== null && status >= 200 && status < 300) return null;
  return status !== null && status >= 300 && status < 400
    ? `HTTP ${status}: redirects are not followed`
    : `HTTP ${status}`;
}

/** RFC 9110, 10.2.3: seconds, or a date. */
function secondsOf(retryAfter: string | undefined): number | null {
  if (retryAfter === undefined) return null;
  if (/^\d+$/.test(retryAfter.trim())) return Number(retryAfter);
  const until = Date.parse(retryAfter);
  return Number.isNaN(until) ? null : Math.max(0, Math.ceil((until - Date.now()) / 1000));
}
