import {
  cmsHosts,
  type EventLog,
  type Failed,
  hcpcsQuarterlyPage,
  type KeptHeaders,
  remedies,
  type SourceAnswer,
  type SourceFailure,
  type SourceSite,
  type Validators,
} from '../watch/source-site.ts';
import { type Answered, type BrokenOff, brokenOff, exchange } from './http-exchange.ts';
import { wrongFile, wrongPage } from './received-content.ts';

export interface CmsSitePorts {
  readonly fetch: typeof globalThis.fetch;
  readonly clock: { now(): Date };
  /** 0 inclusive to 1 exclusive: spreads back-off, so that many watchers do not return at once. */
  readonly random: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly log: EventLog;
  /** Names the project and where its people are found. */
  readonly userAgent: string;
  readonly hosts?: readonly string[];
  /** The page by which `reachable` judges. */
  readonly front?: string;
  readonly limits?: Partial<SiteLimits>;
}

export interface SiteLimits {
  readonly stallMs: number;
  readonly wholeMs: number;
  readonly pageBytes: number;
  readonly fileBytes: number;
  readonly redirects: number;
  /** Between the end of one request and the start of the next. */
  readonly pauseMs: number;
  /** First back-off; each further one is twice as long, up to the longest. */
  readonly backOffMs: number;
  readonly longestBackOffMs: number;
}

/** CMS's largest zip holds some 2 MB. */
const siteLimits: SiteLimits = {
  stallMs: 20_000,
  wholeMs: 120_000,
  pageBytes: 8 * 1024 * 1024,
  fileBytes: 64 * 1024 * 1024,
  redirects: 5,
  pauseMs: 1_000,
  backOffMs: 2_000,
  longestBackOffMs: 60_000,
};

/** How often a request is made that fails in this way; once where asking again cannot help. */
const attemptsFor: Readonly<Partial<Record<SourceFailure, number>>> = {
  'server-error': 4,
  throttled: 4,
  truncated: 4,
  unreachable: 3,
  'timed-out': 2,
};

const statusFailures: readonly (readonly [matches: (status: number) => boolean, SourceFailure])[] = [
  [(status) => [401, 403, 407, 451].includes(status), 'blocked'],
  [(status) => status === 404 || status === 410, 'not-found'],
  [(status) => status === 429, 'throttled'],
  [(status) => status >= 500 || status === 408, 'server-error'],
];

const keptHeaders = ['content-type', 'content-length', 'content-disposition', 'etag', 'last-modified', 'date'] as const;

type Wanted = 'page' | 'file';
type Trouble = BrokenOff & { readonly retryAfterMs?: number };

/** CMS's site, asked politely: one request at a time, with pauses, conditional, bounded, and patient in failure. */
export function cmsSite(ports: CmsSitePorts): SourceSite {
  const { fetch, clock, random, sleep, log, userAgent, hosts = cmsHosts, front = hcpcsQuarterlyPage } = ports;
  const limits = { ...siteLimits, ...ports.limits };
  let queue: Promise<unknown> = Promise.resolve();
  let lastEnd = Number.NEGATIVE_INFINITY;

  const headersFor = (known: Validators = {}): Record<string, string> => ({
    'user-agent': userAgent,
    accept: '*/*',
    // Sizes are compared with what was declared, which counts compressed bytes where there are any.
    'accept-encoding': 'identity',
    ...(known.etag ? { 'if-none-match': known.etag } : {}),
    ...(known.lastModified ? { 'if-modified-since': known.lastModified } : {}),
  });

  async function pause(): Promise<void> {
    const due = lastEnd + limits.pauseMs * (1 + random() / 2) - clock.now().getTime();
    if (due > 0) await sleep(due);
  }

  async function once(wanted: Wanted, url: string, known?: Validators): Promise<SourceAnswer | Trouble> {
    await pause();
    const bytes = wanted === 'page' ? limits.pageBytes : limits.fileBytes;
    const answer = await exchange(fetch, { url, headers: headersFor(known), hosts, limits: { ...limits, bytes } });
    lastEnd = clock.now().getTime();
    return answer.kind === 'failed' ? answer : judge(wanted, url, answer, known);
  }

  async function patiently(wanted: Wanted, url: string, known?: Validators): Promise<SourceAnswer> {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await once(wanted, url, known);
      if (answer.kind !== 'failed') {
        log.info('cms-answered', { url, answer: answer.kind, attempt });
        return answer;
      }
      const wait = Math.max(backOff(attempt), 'retryAfterMs' in answer ? (answer.retryAfterMs ?? 0) : 0);
      const again = attempt < (attemptsFor[answer.failure] ?? 1) && wait <= limits.longestBackOffMs;
      log.warn('cms-failed', { url, failure: answer.failure, detail: answer.detail, attempt, again });
      if (!again) return failure(answer, url, attempt);
      await sleep(wait);
    }
  }

  /** Half of the time fixed, half of it by chance. */
  function backOff(attempt: number): number {
    return Math.min(limits.backOffMs * 2 ** (attempt - 1), limits.longestBackOffMs) * (0.5 + random() / 2);
  }

  function judge(wanted: Wanted, url: string, answer: Answered, known?: Validators): SourceAnswer | Trouble {
    const { status, headers, bytes, finalUrl } = answer;
    if (status === 304 && (known?.etag || known?.lastModified)) return { kind: 'unchanged', url };
    if (status !== 200) {
      const failed = statusFailures.find(([matches]) => matches(status))?.[1] ?? 'refused';
      return { ...brokenOff(failed, `status ${status}`), ...retryAfter(headers, clock.now()) };
    }
    const wrong = wanted === 'page' ? wrongPage(bytes) : wrongFile(bytes, headers, [url, finalUrl]);
    return (
      wrong ?? { kind: 'fetched', url, finalUrl, bytes, headers: kept(headers), validators: validatorsIn(headers) }
    );
  }

  return {
    page: (url, known) => enqueue(() => patiently('page', url, known)),
    file: (url, known) => enqueue(() => patiently('file', url, known)),
    async reachable(withinMs) {
      const within = { ...limits, stallMs: withinMs, wholeMs: withinMs, bytes: 0 };
      const answer = await exchange(fetch, {
        url: front,
        headers: headersFor(),
        hosts,
        limits: within,
        headersOnly: true,
      });
      if (answer.kind === 'failed') return failure(answer, front, 1);
      const refusal = statusFailures.find(([matches]) => matches(answer.status))?.[1];
      if (refusal && refusal !== 'not-found') return failure(brokenOff(refusal, `status ${answer.status}`), front, 1);
      return { kind: 'reachable' };
    },
  };

  function enqueue<T>(work: () => Promise<T>): Promise<T> {
    const result = queue.then(work);
    queue = result.catch(() => undefined);
    return result;
  }
}

function failure({ failure, detail }: BrokenOff, url: string, attempts: number): Failed {
  return { kind: 'failed', failure, url, detail, remedy: remedies[failure], attempts };
}

function kept(headers: Headers): KeptHeaders {
  return Object.fromEntries(keptHeaders.flatMap((name) => (headers.has(name) ? [[name, headers.get(name)!]] : [])));
}

function validatorsIn(headers: Headers): Validators {
  const etag = headers.get('etag');
  const lastModified = headers.get('last-modified');
  return { ...(etag ? { etag } : {}), ...(lastModified ? { lastModified } : {}) };
}

/** Seconds or a date, as RFC 9110 allows. */
function retryAfter(headers: Headers, now: Date): { retryAfterMs?: number } {
  const value = headers.get('retry-after')?.trim();
  if (!value) return {};
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now.getTime();
  return Number.isFinite(ms) ? { retryAfterMs: Math.max(0, ms) } : {};
}
