import type { LicensedSource } from '../watch/fetch-licensed.ts';
import type { Failed, SourceAnswer, SourceFailure, Validators } from '../watch/source-site.ts';
import { exchange } from './http-exchange.ts';
import { wrongPage } from './received-content.ts';

/** AMA's largest zip has some 60 MB. */
const limits = { stallMs: 30_000, wholeMs: 240_000, bytes: 160 * 1024 * 1024, redirects: 5 } as const;

const statusFailures: readonly (readonly [matches: (status: number) => boolean, SourceFailure])[] = [
  [(status) => [401, 403, 407].includes(status), 'blocked'],
  [(status) => status === 404 || status === 410, 'not-found'],
  [(status) => status === 429, 'throttled'],
  [(status) => status >= 500, 'server-error'],
];

const remedy = 'look at address and credentials in the secret of the licensed source, or drop the files by hand';

/** One file of a licensee's source. What goes wrong is a value; neither address nor header stands in it. */
export function licensedSite(fetch: typeof globalThis.fetch, userAgent: string) {
  return async (url: string, source: LicensedSource, known: Validators = {}): Promise<SourceAnswer> => {
    const answer = await exchange(fetch, {
      url,
      headers: {
        'user-agent': userAgent,
        'accept-encoding': 'identity',
        ...(known.etag ? { 'if-none-match': known.etag } : {}),
        ...(known.lastModified ? { 'if-modified-since': known.lastModified } : {}),
      },
      credentials: source.headers,
      hosts: [new URL(url).host, ...source.hosts],
      limits,
    });
    if (answer.kind === 'failed') return failed(answer.failure, 'no whole answer');
    const { status, headers, bytes, finalUrl } = answer;
    if (status === 304 && (known.etag || known.lastModified)) return { kind: 'unchanged', url };
    if (status !== 200)
      return failed(statusFailures.find(([matches]) => matches(status))?.[1] ?? 'refused', `status ${status}`);
    if (isPage(bytes)) return failed('not-a-zip', 'a page (login or licence) came where a file was due');
    const [etag, lastModified] = [headers.get('etag'), headers.get('last-modified')];
    const validators = { ...(etag ? { etag } : {}), ...(lastModified ? { lastModified } : {}) };
    return { kind: 'fetched', url, finalUrl, bytes, headers: {}, validators };
  };
}

function isPage(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 2048)).toString('latin1');
  return bytes.byteLength === 0 || (!wrongPage(bytes) && /<(?:!doctype html|html|head|body)\b/i.test(start));
}

function failed(failure: SourceFailure, detail: string): Failed {
  return { kind: 'failed', failure, url: 'licensed source', detail, remedy, attempts: 1 };
}
