/** Where CMS lists its quarterly files, back to January 2023; earlier ones on pages that this one or older links name. */
export const hcpcsQuarterlyPage =
  'https://www.cms.gov/medicare/coding-billing/healthcare-common-procedure-system/quarterly-update';

/** CMS's own hosts; each stands for its subdomains too. A link or redirect that leaves them is not followed. */
export const cmsHosts = ['cms.gov', 'cms.hhs.gov'] as const;

/** What happens, told to whoever listens: event name and facts. `console` will do. */
export interface EventLog {
  info(event: string, facts?: Readonly<Record<string, unknown>>): void;
  warn(event: string, facts?: Readonly<Record<string, unknown>>): void;
}

/** What makes a request conditional: CMS answers 304 where the file is still the same. */
export interface Validators {
  readonly etag?: string;
  readonly lastModified?: string;
}

/** The response headers that are kept beside the archived bytes. */
export type KeptHeaders = Readonly<Record<string, string>>;

export type SourceFailure =
  | 'blocked'
  | 'not-a-zip'
  | 'not-a-page'
  | 'not-found'
  | 'foreign-host'
  | 'too-many-redirects'
  | 'too-large'
  | 'timed-out'
  | 'truncated'
  | 'throttled'
  | 'server-error'
  | 'refused'
  | 'unreachable';

export interface Failed {
  readonly kind: 'failed';
  readonly failure: SourceFailure;
  readonly url: string;
  readonly detail: string;
  /** What a person can do now. */
  readonly remedy: string;
  readonly attempts: number;
}

export interface Fetched {
  readonly kind: 'fetched';
  /** The address asked for. */
  readonly url: string;
  /** The address that answered, after redirects. */
  readonly finalUrl: string;
  readonly bytes: Uint8Array;
  readonly headers: KeptHeaders;
  readonly validators: Validators;
}

export interface Unchanged {
  readonly kind: 'unchanged';
  readonly url: string;
}

export type SourceAnswer = Fetched | Unchanged | Failed;

/** A publisher's site as the watcher sees it. Everything that can go wrong out there is a value, nothing is thrown. */
export interface SourceSite {
  page(url: string, known?: Validators): Promise<SourceAnswer>;
  file(url: string, known?: Validators): Promise<SourceAnswer>;
  /** Decides within the time given, whatever the network does. */
  reachable(withinMs: number): Promise<{ readonly kind: 'reachable' } | Failed>;
}

const byHand =
  'download the file with a browser and drop it into the inbox, or run `codeset ingest FILE`; it takes the same way through gate and archive';

/** What to do about each failure, in the words that alarm, command line and runbook share. */
export const remedies: Readonly<Record<SourceFailure, string>> = {
  blocked: `CMS refuses programs from this network; ${byHand}`,
  'not-a-zip': `CMS sent a page (login, licence, maintenance) where a file was due; ${byHand}`,
  'not-a-page': 'CMS sent a file where a page was due: open the address in a browser and ingest what it gives',
  'not-found': `the file was moved or withdrawn; look for it on the quarterly page, then ${byHand}`,
  'foreign-host': `the link leads away from CMS and was not followed; if the address is right, ${byHand}`,
  'too-many-redirects': `the link leads in circles; ${byHand}`,
  'too-large': 'the file is larger than any release was; look at it by hand before you raise the limit',
  'timed-out': 'CMS answers too slowly; the next scheduled run tries again',
  truncated: `the download broke off each time; the next scheduled run tries again, or ${byHand}`,
  throttled: 'CMS asks us to come back later; the next scheduled run does',
  'server-error': 'CMS has an error of its own; the next scheduled run tries again',
  refused: `CMS does not answer this request; ${byHand}`,
  unreachable: `no connection to CMS from here: check network and proxy; meanwhile ${byHand}`,
};
