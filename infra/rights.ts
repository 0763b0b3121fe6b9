import type { FunctionName, Queued } from './functions.ts';

export type BucketName = 'archive' | 'releases' | 'inbox' | 'claims' | 'licensed' | 'vault';
export type TableName = 'codesets' | 'accounts';

/** What a function may do, and to what; nothing else is granted. */
export type Right =
  /** Items whose partition key is, or starts with (`*`), one of these. */
  | { readonly table: TableName; readonly partitions: readonly string[]; readonly may: 'read' | 'write' }
  | { readonly index: string; readonly of: TableName }
  | { readonly bucket: BucketName; readonly under: string; readonly may: readonly ('get' | 'put' | 'delete')[] }
  /** Its listing; with it, an object that is not there is told from one that is forbidden. */
  | { readonly bucket: BucketName; readonly may: 'list' }
  | { readonly queue: Queued; readonly may: readonly ('send' | 'look')[] }
  | { readonly mail: 'send' }
  /** The topic of those who subscribed by SNS. */
  | { readonly topic: 'publish' }
  | { readonly secret: 'apiKey' | 'licensedSource' }
  /** The key of the vault, for objects whose names begin so. */
  | { readonly vaultKey: readonly ('seal' | 'open')[]; readonly under: string };

const publishedState: readonly Right[] = [
  { table: 'codesets', partitions: ['STATE#*'], may: 'read' },
  { bucket: 'releases', under: 'states/', may: ['get'] },
];
const codeBook: readonly Right[] = [...publishedState, { bucket: 'releases', under: 'code-books/', may: ['get'] }];
/** What a release brings, and what a person has to decide about it. */
const published = ['STATE#*', 'RELEASES#*', 'QUARANTINE#*', 'HCPCS#*', 'CPT#*'] as const;
/** Accounts and all that is theirs, and under hashes whose a key or a proven person is. */
const access = ['ACCOUNTS', 'ACCOUNT#*', 'ALERTS#*', 'KEY#*', 'IDENTITY#*'] as const;
const publishedCpt = ['STATE#CPT', 'RELEASES#CPT', 'QUARANTINE#CPT', 'CPT#*'] as const;
/** Where AMA's files are dropped, and where they lie in the vault. */
const licensed = 'licensed/';
const sweeps = ['SWEEP#*'] as const;
/** Codes of lines that came while nothing of their code set was held; nothing of the lines. */
const unheld = ['UNHELD#*'] as const;

/**
 * The rights of each function, as narrow as its work. Files from outside are opened by functions that cannot read a
 * claim; functions that read claims open no file and reach no site.
 */
export const rights: Readonly<Record<FunctionName, readonly Right[]>> = {
  'watch-sources': [
    ...publishedState,
    { table: 'codesets', partitions: ['SOURCES', 'QUARANTINE#*'], may: 'read' },
    { table: 'codesets', partitions: ['SOURCES'], may: 'write' },
    { bucket: 'archive', under: 'archive/', may: ['put'] },
    { bucket: 'inbox', may: 'list' },
    { queue: 'publish-release', may: ['send'] },
  ],
  'publish-release': [
    { table: 'codesets', partitions: published, may: 'read' },
    { table: 'codesets', partitions: published, may: 'write' },
    { index: 'changesByRelease', of: 'codesets' },
    { table: 'accounts', partitions: sweeps, may: 'read' },
    { table: 'accounts', partitions: sweeps, may: 'write' },
    { bucket: 'archive', under: 'archive/', may: ['get', 'put'] },
    { bucket: 'archive', under: 'decisions/', may: ['get', 'put'] },
    { bucket: 'archive', may: 'list' },
    { bucket: 'releases', under: 'records/', may: ['get', 'put'] },
    { bucket: 'releases', under: 'corrections/', may: ['get', 'put'] },
    { bucket: 'releases', under: 'change-sets/', may: ['get', 'put'] },
    { bucket: 'releases', under: 'states/', may: ['get', 'put'] },
    { bucket: 'releases', under: 'code-books/', may: ['get', 'put'] },
    { bucket: 'inbox', may: 'list' },
    { bucket: 'inbox', under: 'inbox/', may: ['get', 'delete'] },
    { bucket: 'inbox', under: 'refused/', may: ['put'] },
    { queue: 'plan-recheck', may: ['send'] },
  ],
  'plan-recheck': [
    ...publishedState,
    // ACCOUNTS says whether any account holds claims, and nothing of them.
    { table: 'accounts', partitions: [...sweeps, 'ACCOUNTS', ...unheld], may: 'read' },
    { table: 'accounts', partitions: sweeps, may: 'write' },
    { index: 'dueWork', of: 'accounts' },
    { queue: 'recheck-code', may: ['send', 'look'] },
  ],
  'recheck-code': [
    ...codeBook,
    { table: 'accounts', partitions: [...sweeps, 'ACCOUNTS', 'ACCOUNT#*'], may: 'read' },
    { table: 'accounts', partitions: [...sweeps, 'ACCOUNT#*'], may: 'write' },
    { index: 'openUsesByCode', of: 'accounts' },
    { index: 'findingsByStatus', of: 'accounts' },
    { index: 'claimsKept', of: 'accounts' },
    { index: 'awaitingCodeSet', of: 'accounts' },
  ],
  'deliver-alerts': [
    ...codeBook,
    { bucket: 'releases', under: 'change-sets/', may: ['get'] },
    { table: 'accounts', partitions: [...sweeps, 'ACCOUNTS', 'ACCOUNT#*', 'ALERTS#*'], may: 'read' },
    { table: 'accounts', partitions: ['ACCOUNT#*', 'ALERTS#*'], may: 'write' },
    { index: 'findingsByStatus', of: 'accounts' },
    { index: 'undelivered', of: 'accounts' },
    { index: 'openUsesByCode', of: 'accounts' },
    { index: 'dueWork', of: 'accounts' },
    { mail: 'send' },
  ],
  // It calls addresses that others chose: it sees messages, and neither claims nor findings.
  'send-outgoing': [
    { table: 'accounts', partitions: ['ALERTS#*'], may: 'read' },
    { table: 'accounts', partitions: ['ALERTS#*'], may: 'write' },
    { index: 'dueWork', of: 'accounts' },
    { topic: 'publish' },
  ],
  'import-claims': [
    ...codeBook,
    { table: 'accounts', partitions: ['ACCOUNTS', 'ALERTS#*', 'ACCOUNT#*'], may: 'read' },
    { table: 'accounts', partitions: ['ACCOUNTS', 'ALERTS#*', 'ACCOUNT#*', ...unheld], may: 'write' },
    { index: 'claimsKept', of: 'accounts' },
    { bucket: 'claims', may: 'list' },
    { bucket: 'claims', under: 'claims/', may: ['get', 'delete'] },
  ],
  api: [
    ...codeBook,
    { bucket: 'releases', under: 'records/', may: ['get'] },
    { bucket: 'releases', under: 'corrections/', may: ['get'] },
    { bucket: 'releases', under: 'change-sets/', may: ['get'] },
    { bucket: 'archive', under: 'decisions/replacement/', may: ['put'] },
    { bucket: 'archive', under: 'decisions/release/', may: ['put'] },
    { bucket: 'archive', under: 'decisions/instruction/', may: ['get', 'put'] },
    { bucket: 'archive', may: 'list' },
    { table: 'codesets', partitions: [...published, 'SOURCES'], may: 'read' },
    { table: 'accounts', partitions: [...access, ...sweeps], may: 'read' },
    // A sweep is cancelled and resumed by people.
    { table: 'accounts', partitions: [...access, ...sweeps, ...unheld], may: 'write' },
    { index: 'claimsKept', of: 'accounts' },
    { index: 'openUsesByCode', of: 'accounts' },
    { index: 'findingsByStatus', of: 'accounts' },
    { index: 'findingsByDeadline', of: 'accounts' },
    { index: 'findingsById', of: 'accounts' },
    { secret: 'apiKey' },
    // Addresses are signed in its name; it reads nothing of what is sent there.
    { bucket: 'claims', under: 'claims/', may: ['put'] },
    // For callers of accounts with a licence.
    { bucket: 'vault', may: 'list' },
    { bucket: 'vault', under: licensed, may: ['get'] },
    { vaultKey: ['open'], under: licensed },
  ],
  'publish-licensed': [
    { table: 'codesets', partitions: [...publishedCpt, 'SOURCES'], may: 'read' },
    { table: 'codesets', partitions: [...publishedCpt, 'SOURCES'], may: 'write' },
    { index: 'changesByRelease', of: 'codesets' },
    { table: 'accounts', partitions: sweeps, may: 'read' },
    { table: 'accounts', partitions: sweeps, may: 'write' },
    { bucket: 'releases', under: 'records/', may: ['get', 'put'] },
    { bucket: 'releases', under: 'change-sets/', may: ['get', 'put'] },
    { bucket: 'releases', under: 'states/', may: ['get', 'put'] },
    { bucket: 'releases', under: 'code-books/', may: ['get', 'put'] },
    // People's words about a year; no text.
    { bucket: 'archive', under: 'decisions/release/', may: ['get'] },
    { bucket: 'archive', under: 'decisions/quarantine/', may: ['get', 'put'] },
    { bucket: 'archive', may: 'list' },
    { bucket: 'licensed', may: 'list' },
    { bucket: 'licensed', under: licensed, may: ['get', 'put', 'delete'] },
    { bucket: 'licensed', under: 'refused/', may: ['put'] },
    { bucket: 'vault', may: 'list' },
    { bucket: 'vault', under: licensed, may: ['get', 'put'] },
    { vaultKey: ['seal', 'open'], under: licensed },
    { secret: 'licensedSource' },
    { queue: 'plan-recheck', may: ['send'] },
  ],
};
