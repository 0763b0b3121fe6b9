import type { SourceFailure } from '../watch/source-site.ts';

export interface ExchangeLimits {
  /** Longest wait for the next sign of life: headers, or another piece of the body. */
  readonly stallMs: number;
  /** Longest wait for the whole answer, so that a slow drip ends too. */
  readonly wholeMs: number;
  /** Counted while it streams in; what the server declares is its word. */
  readonly bytes: number;
  readonly redirects: number;
}

export interface ExchangeRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Headers that let the caller in: for the host of `url`, and for none to which it leads on. */
  readonly credentials?: Readonly<Record<string, string>>;
  /** Host names, each with its subdomains; with a port where it is not the scheme's own. */
  readonly hosts: readonly string[];
  readonly limits: ExchangeLimits;
  /** Stop at the headers: all that a question of reachability needs. */
  readonly headersOnly?: boolean;
}

export interface Answered {
  readonly kind: 'answered';
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array;
  readonly finalUrl: string;
}

export interface BrokenOff {
  readonly kind: 'failed';
  readonly failure: SourceFailure;
  readonly detail: string;
}

type Fetch = typeof globalThis.fetch;

const redirectStatus = new Set([301, 302, 303, 307, 308]);

/** One GET with everything bounded: time, size, redirects and where these may lead. Never throws. */
export async function exchange(fetch: Fetch, request: ExchangeRequest): Promise<Answered | BrokenOff> {
  const { limits } = request;
  const abort = new AbortController();
  const whole = setTimeout(() => abort.abort(`no whole answer in ${limits.wholeMs} ms`), limits.wholeMs);
  const stall = setTimeout(() => abort.abort(`no sign of life for ${limits.stallMs} ms`), limits.stallMs);
  const heard = () => stall.refresh();
  try {
    return await follow(fetch, request, abort.signal, heard);
  } finally {
    clearTimeout(whole);
    clearTimeout(stall);
  }
}

async function follow(
  fetch: Fetch,
  request: ExchangeRequest,
  signal: AbortSignal,
  heard: () => void,
): Promise<Answered | BrokenOff> {
  let url = allowed(request.url, request.hosts);
  const home = url && new URL(url).host;
  for (let hop = 0; ; hop += 1) {
    if (!url) return brokenOff('foreign-host', `${request.url} leads away from ${request.hosts.join(', ')}`);
    let response: Response;
    try {
      const credentials = new URL(url).host === home ? request.credentials : {};
      response = await fetch(url, { headers: { ...request.headers, ...credentials }, redirect: 'manual', signal });
    } catch (cause) {
      return brokenOff(signal.aborted ? 'timed-out' : 'unreachable', wordsOf(cause, signal));
    }
    heard();
    if (!redirectStatus.has(response.status)) return receive(response, url, request, signal, heard);
    await dismiss(response);
    const location = response.headers.get('location');
    if (!location || !URL.canParse(location, url))
      return brokenOff('refused', `${response.status} to nowhere from ${url}`);
    if (hop >= request.limits.redirects) return brokenOff('too-many-redirects', `more than ${hop} redirects`);
    const next = allowed(new URL(location, url).href, request.hosts);
    if (!next) return brokenOff('foreign-host', `${url} leads to ${new URL(location, url).host}`);
    url = next;
  }
}

async function receive(
  response: Response,
  finalUrl: string,
  { limits, headersOnly }: ExchangeRequest,
  signal: AbortSignal,
  heard: () => void,
): Promise<Answered | BrokenOff> {
  const { status, headers } = response;
  const answered = (bytes: Uint8Array): Answered => ({ kind: 'answered', status, headers, bytes, finalUrl });
  if (headersOnly || status !== 200 || !response.body) {
    await dismiss(response);
    return answered(new Uint8Array());
  }
  const tooLarge = `more than ${limits.bytes} bytes`;
  const declared = Number(headers.get('content-length') ?? Number.NaN);
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    if (declared > limits.bytes) return brokenOff('too-large', tooLarge);
    for await (const chunk of response.body) {
      heard();
      size += chunk.byteLength;
      if (size > limits.bytes) return brokenOff('too-large', tooLarge);
      chunks.push(chunk);
    }
  } catch (cause) {
    return brokenOff(signal.aborted ? 'timed-out' : 'truncated', `after ${size} bytes: ${wordsOf(cause, signal)}`);
  } finally {
    await dismiss(response);
  }
  if (!headers.has('content-encoding') && size < declared)
    return brokenOff('truncated', `${size} of ${declared} bytes came`);
  return answered(Buffer.concat(chunks));
}

/** The address if it may be asked, made https unless it is this machine's own; `undefined` for any other place. */
function allowed(address: string, hosts: readonly string[]): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  const known = hosts.some((host) => url.host === host || url.host.endsWith(`.${host}`));
  if (!known || url.username || url.password || !/^https?:$/.test(url.protocol)) return undefined;
  if (url.protocol === 'http:' && !/^(?:127\.0\.0\.1|localhost|\[::1\])$/.test(url.hostname)) url.protocol = 'https:';
  return url.href;
}

/** Lets go of the connection; a body that is already read or broken is gone anyway. */
async function dismiss(response: Response): Promise<void> {
  if (response.body && !response.body.locked) await response.body.cancel().catch(() => undefined);
}

export function brokenOff(failure: SourceFailure, detail: string): BrokenOff {
  return { kind: 'failed', failure, detail };
}

/** What the network said: undici keeps the reason in the cause. */
function wordsOf(error: unknown, signal: AbortSignal): string {
  if (signal.aborted) return String(signal.reason);
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  if (!(cause instanceof Error)) return error.message;
  return ('code' in cause ? String(cause.code) : '') || cause.message || error.message;
}
