import type { CodeSet } from './code.ts';
import type { IsoDate } from './dates.ts';
import type { DecisionKind } from './decision.ts';

/**
 * Every DynamoDB key and every object key of the system, and nothing else. Keys are computed from meaning, so that
 * doing a thing again writes the same item.
 */
export interface Key {
  readonly pk: string;
  readonly sk: string;
}

/** Spread of a very frequent code over partitions, so that an import is not held up by one of them. */
export const openUseShards = 8;

export const objectKeys = {
  /** The raw bytes as they came, for ever. */
  archived: (sha256: string) => `archive/${sha256}/bytes`,
  /** Where they came from and when; `said` tells one name, and what a person said of it, from another. */
  origin: (sha256: string, said: string) => `archive/${sha256}/origin-${said}.json`,
  origins: (sha256: string) => `archive/${sha256}/origin-`,
  /** The records of a release, one JSON line each, by the hash of their content. */
  records: (codeSet: CodeSet, content: string) => `records/${codeSet}/${content}.jsonl`,
  /** CMS's transaction report that came with a release, by the hash of the archived file. */
  report: (codeSet: CodeSet, sha256: string) => `records/${codeSet}/${sha256}.report.json`,
  /** A corrections document as read, by the hash of what it says. */
  corrections: (codeSet: CodeSet, content: string) => `corrections/${codeSet}/${content}.json`,
  /** What a person decided, for ever: whoever builds the code sets anew decides the same. */
  decision: (kind: DecisionKind, id: string) => `decisions/${kind}/${id}.json`,
  decisions: (kind: DecisionKind) => `decisions/${kind}/`,
  /** Why a file was kept out until a person decides. */
  suspicion: (sha256: string) => `decisions/quarantine/${sha256}.json`,
  archive: 'archive/',
  /** All changes of one comparison, by the name of the comparison. */
  changeSet: (codeSet: CodeSet, changeSet: string) => `change-sets/${codeSet}/${changeSet}.json`,
  /** A published state: which releases, in which order, with which change sets. */
  state: (codeSet: CodeSet, hash: string) => `states/${codeSet}/${hash}.json`,
  codeBook: (codeSet: CodeSet, hash: string) => `code-books/${codeSet}/${hash}.json`,
  /** A claim file that was announced, in the bucket from which claims are read. */
  uploadedClaims: (account: string, importId: string) => `claims/${account}/upload/${importId}`,
} as const;

/** Table `codesets`. */
export const codeSetKeys = {
  /** What an address last answered, for conditional requests. */
  source: (url: string): Key => ({ pk: 'SOURCES', sk: url }),
  /** What came of asking CMS last; no address begins with a number sign. */
  watchRun: (): Key => ({ pk: 'SOURCES', sk: '#LAST-RUN' }),
  /** The one pointer that makes a state visible. */
  pointer: (codeSet: CodeSet): Key => ({ pk: `STATE#${codeSet}`, sk: 'CURRENT' }),
  /** Rows of a change set are being written; still there after a crash, it says what to clear away. */
  intent: (codeSet: CodeSet, changeSet: string): Key => ({ pk: `STATE#${codeSet}`, sk: `INTENT#${changeSet}` }),
  intents: (codeSet: CodeSet) => ({ pk: `STATE#${codeSet}`, prefix: 'INTENT#' }),
  /** What was found while reading a release; `of` is the hash of its file, or a correction's change set. */
  release: (codeSet: CodeSet, date: IsoDate, content: string, of: string): Key => ({
    pk: `RELEASES#${codeSet}`,
    sk: `${date}#${content}#${of}`,
  }),
  releases: (codeSet: CodeSet) => ({ pk: `RELEASES#${codeSet}`, prefix: '' }),
  /** A file that a person has to approve, or has rejected. */
  quarantinedRelease: (codeSet: CodeSet, sha256: string): Key => ({
    pk: `QUARANTINE#${codeSet}`,
    sk: `RELEASE#${sha256}`,
  }),
  quarantinedReleases: (codeSet: CodeSet) => ({ pk: `QUARANTINE#${codeSet}`, prefix: 'RELEASE#' }),
  /** An instruction of a correction that a person has to rule on. */
  quarantinedInstruction: (codeSet: CodeSet, changeSet: string, number: number): Key => ({
    pk: `QUARANTINE#${codeSet}`,
    sk: `INSTRUCTION#${changeSet}#${String(number).padStart(4, '0')}`,
  }),
  quarantinedInstructions: (codeSet: CodeSet) => ({ pk: `QUARANTINE#${codeSet}`, prefix: 'INSTRUCTION#' }),
  /** Versions sort by release, not by effective date: that would hide a retroactive deletion. */
  version: (codeSet: CodeSet, code: string, date: IsoDate, changeSet: string): Key => ({
    pk: `${codeSet}#${code}`,
    sk: `VERSION#${date}#${changeSet}`,
  }),
  versions: (codeSet: CodeSet, code: string) => ({ pk: `${codeSet}#${code}`, prefix: 'VERSION#' }),
} as const;

/** Table `accounts`: everything of an account has the account in its leading key. */
export const accountKeys = {
  accounts: () => ({ pk: 'ACCOUNTS', prefix: '' }),
  account: (account: string): Key => ({ pk: 'ACCOUNTS', sk: account }),
  /** What an account is: its name, its licence. */
  profile: (account: string): Key => ({ pk: `ACCOUNT#${account}`, sk: 'PROFILE' }),
  user: (account: string, id: string): Key => ({ pk: `ACCOUNT#${account}`, sk: `USER#${id}` }),
  users: (account: string) => ({ pk: `ACCOUNT#${account}`, prefix: 'USER#' }),
  apiKey: (account: string, id: string): Key => ({ pk: `ACCOUNT#${account}`, sk: `KEY#${id}` }),
  apiKeys: (account: string) => ({ pk: `ACCOUNT#${account}`, prefix: 'KEY#' }),
  /** A change that came with a key of its own, so that it is done once. */
  request: (account: string, id: string): Key => ({ pk: `ACCOUNT#${account}`, sk: `REQUEST#${id}` }),
  requests: (account: string) => ({ pk: `ACCOUNT#${account}`, prefix: 'REQUEST#' }),
  /** A month a partition; the latest sorts first. */
  auditEvent: (account: string, month: string, place: string): Key => ({
    pk: `ACCOUNT#${account}#AUDIT#${month}`,
    sk: place,
  }),
  auditEvents: (account: string, month: string) => ({ pk: `ACCOUNT#${account}#AUDIT#${month}`, prefix: '' }),
  /** Whose the key of this hash is. */
  keyHash: (hash: string): Key => ({ pk: `KEY#${hash}`, sk: 'KEY' }),
  /** Whose the proven identity of this hash is. */
  identity: (hash: string): Key => ({ pk: `IDENTITY#${hash}`, sk: 'IDENTITY' }),
  /** Payer ids and their classes, as the account keeps them. */
  payers: (account: string): Key => ({ pk: `ACCOUNT#${account}`, sk: 'PAYERS' }),
  /** Everything that an account keeps of payers' windows, rules and lists, so that one query reads what judging needs. */
  kept: (account: string) => ({ pk: `ACCOUNT#${account}`, prefix: 'KEPT#' }),
  keptVersion: (account: string): Key => ({ pk: `ACCOUNT#${account}`, sk: 'KEPT#VERSION' }),
  window: (account: string, { payer, code, from }: WindowIdentity): Key => ({
    pk: `ACCOUNT#${account}`,
    sk: `KEPT#WINDOW#${code}#${payer}#${from ?? ''}`,
  }),
  windows: (account: string) => ({ pk: `ACCOUNT#${account}`, prefix: 'KEPT#WINDOW#' }),
  ruleSwitches: (account: string): Key => ({ pk: `ACCOUNT#${account}`, sk: 'KEPT#SWITCHED' }),
  ownRule: (account: string, name: string): Key => ({ pk: `ACCOUNT#${account}`, sk: `KEPT#RULE#${name}` }),
  /** A list of a rule, or a table, in pieces. */
  ruleList: (account: string, name: string, piece: number): Key => ({
    pk: `ACCOUNT#${account}`,
    sk: `KEPT#LIST#${name}#${lineNumber(piece)}`,
  }),
  ruleListPieces: (account: string, name: string) => ({ pk: `ACCOUNT#${account}`, prefix: `KEPT#LIST#${name}#` }),
  /** Stored lines are to be judged again, since the account changed what they are judged by. */
  rejudging: (account: string, scope: string): Key => ({ pk: `ACCOUNT#${account}`, sk: `REJUDGING#${scope}` }),
  subscription: (account: string, id: string): Key => ({ pk: alertPartition(account), sk: `SUBSCRIPTION#${id}` }),
  subscriptions: (account: string) => ({ pk: alertPartition(account), prefix: 'SUBSCRIPTION#' }),
  alert: (account: string, id: string): Key => ({ pk: alertPartition(account), sk: `ALERT#${id}` }),
  alerts: (account: string) => ({ pk: alertPartition(account), prefix: 'ALERT#' }),
  /** Up to where a subscription has been told of a code set's publications. */
  noticed: (account: string, subscription: string, codeSet: CodeSet): Key => ({
    pk: alertPartition(account),
    sk: `NOTICED#${subscription}#${codeSet}`,
  }),
  /** Since when something has waited for a subscription's hour. */
  held: (account: string, subscription: string, what: string): Key => ({
    pk: alertPartition(account),
    sk: `HELD#${subscription}#${what}`,
  }),
  /** How much a subscription was sent in the hour under way. */
  sentLately: (account: string, subscription: string): Key => ({
    pk: alertPartition(account),
    sk: `LATELY#${subscription}`,
  }),
  /** A finding that went from a subscription to the next person. */
  escalated: (account: string, subscription: string, finding: string): Key => ({
    pk: alertPartition(account),
    sk: `ESCALATED#${subscription}#${finding}`,
  }),
  /** A message to an endpoint, by its sequence number. */
  outgoing: (account: string, subscription: string, sequence: number): Key => ({
    pk: alertPartition(account),
    sk: `OUTGOING#${subscription}#${String(sequence).padStart(10, '0')}`,
  }),
  outgoings: (account: string, subscription: string) => ({
    pk: alertPartition(account),
    prefix: `OUTGOING#${subscription}#`,
  }),
  /** Which sequence number an alert has for a subscription. */
  outgoingOf: (account: string, subscription: string, alert: string): Key => ({
    pk: alertPartition(account),
    sk: `SENDING#${subscription}#${alert}`,
  }),
  /** The last sequence number given to a subscription's messages. */
  lastOutgoing: (account: string, subscription: string): Key => ({
    pk: alertPartition(account),
    sk: `LASTSENDING#${subscription}`,
  }),
  /** Which findings an alert covers, in pieces; each attempt to begin one names them by their hash. */
  covered: (account: string, alert: string, coverage: string, piece: number): Key => ({
    pk: alertPartition(account),
    sk: `COVERED#${alert}#${coverage}#${lineNumber(piece)}`,
  }),
  coveredBy: (account: string, alert: string, coverage?: string) => ({
    pk: alertPartition(account),
    prefix: coverage === undefined ? `COVERED#${alert}#` : `COVERED#${alert}#${coverage}#`,
  }),
  /** Since when findings of a sweep have waited for its end. */
  waiting: (account: string, changeSet: string): Key => ({ pk: alertPartition(account), sk: `WAITING#${changeSet}` }),
  waitings: (account: string) => ({ pk: alertPartition(account), prefix: 'WAITING#' }),
  /** For how long closed claims are kept. */
  retention: (account: string): Key => ({ pk: `ACCOUNT#${account}`, sk: 'RETENTION' }),
  import: (account: string, id: string): Key => ({ pk: `ACCOUNT#${account}`, sk: `IMPORT#${id}` }),
  /** What an import refused, apart from its report: lists of imports read reports alone. */
  refusals: (account: string, id: string): Key => ({ pk: `ACCOUNT#${account}`, sk: `REFUSED#${id}` }),
  /** Imports in the order of their beginning; `place` sorts later ones first. */
  importPlace: (account: string, place: string): Key => ({ pk: `ACCOUNT#${account}`, sk: `IMPORTED#${place}` }),
  claim: (account: string, claim: ClaimIdentity): Key => ({
    pk: claimPartition(account, claim.claimId),
    sk: `CLAIM#${billOf(claim)}`,
  }),
  /** All that payers have said of a claim, whether or not it is stored. */
  statuses: (account: string, claimId: string): Key => ({ pk: claimPartition(account, claimId), sk: 'STATUSES' }),
  /** A claim that bears a number which others gave it, or that replaces whichever bears it; answers that name no other. */
  numbered: (account: string, number: ClaimNumber, as: 'OF' | 'BY', claimId: string): Key => ({
    ...numberPartition(account, number),
    sk: `${as}#${claimId}`,
  }),
  numberedClaims: (account: string, number: ClaimNumber) => ({ ...numberPartition(account, number), prefix: '' }),
  numberedStatuses: (account: string, number: ClaimNumber): Key => ({
    ...numberPartition(account, number),
    sk: 'STATUSES',
  }),
  /** Every bill under one claim id. */
  claimsOf: (account: string, claimId: string) => ({ pk: claimPartition(account, claimId), prefix: 'CLAIM#' }),
  usesOfClaim: (account: string, claim: ClaimIdentity) => ({
    pk: claimPartition(account, claim.claimId),
    prefix: `USE#${billOf(claim)}#`,
  }),
  use: (account: string, claim: ClaimIdentity, line: number, code: string): Key => ({
    pk: claimPartition(account, claim.claimId),
    sk: `USE#${billOf(claim)}#${lineNumber(line)}#${code}`,
  }),
  /** What the rules of whole claims say of a claim. */
  claimRules: (account: string, claim: ClaimIdentity): Key => ({
    pk: claimPartition(account, claim.claimId),
    sk: `RULES#${billOf(claim)}`,
  }),
  finding: (account: string, finding: FindingIdentity, bill: Bill = unnamedBill): Key => ({
    pk: claimPartition(account, finding.claimId),
    sk: `FINDING#${billOf(bill)}#${lineNumber(finding.line)}#${finding.rule}#${finding.code}`,
  }),
  findingsOfClaim: (account: string, claim: ClaimIdentity) => ({
    pk: claimPartition(account, claim.claimId),
    prefix: `FINDING#${billOf(claim)}#`,
  }),
  /** A code of lines that were stored while nothing of its code set was held; nothing of the lines. */
  unheld: (codeSet: CodeSet, code: string): Key => ({ pk: `UNHELD#${codeSet}`, sk: code }),
  unheldCodes: (codeSet: CodeSet) => ({ pk: `UNHELD#${codeSet}`, prefix: '' }),
  /** How far the account has come with a release, and each payer that loads it on a day of its own. */
  signoff: (account: string, release: string): Key => ({ pk: `ACCOUNT#${account}`, sk: `SIGNOFF#${release}` }),
  payerLoad: (account: string, release: string, payer: string): Key => ({
    pk: `ACCOUNT#${account}`,
    sk: `PAYERLOAD#${release}#${payer}`,
  }),
  payerLoads: (account: string, release?: string) => ({
    pk: `ACCOUNT#${account}`,
    prefix: release === undefined ? 'PAYERLOAD#' : `PAYERLOAD#${release}#`,
  }),
  /** A list that is held beside claims (a chargemaster, authorisations), and each code on each of its lines. */
  holdingList: (account: string, type: string, list: string): Key => ({
    pk: `ACCOUNT#${account}`,
    sk: `HOLDING#${type}#${list}`,
  }),
  holdingLists: (account: string) => ({ pk: `ACCOUNT#${account}`, prefix: 'HOLDING#' }),
  holdingRow: (account: string, type: string, list: string, line: string, code: string): Key => ({
    pk: `ACCOUNT#${account}#HOLDING#${type}#${list}`,
    sk: `USE#${line}#${code}`,
  }),
  holdingRows: (account: string, type: string, list: string) => ({
    pk: `ACCOUNT#${account}#HOLDING#${type}#${list}`,
    prefix: 'USE#',
  }),
  sweep: (codeSet: CodeSet, changeSet: string): Key => ({ pk: `SWEEP#${codeSet}#${changeSet}`, sk: 'SWEEP' }),
  pending: (codeSet: CodeSet, changeSet: string, code: string): Key => ({
    pk: `SWEEP#${codeSet}#${changeSet}`,
    sk: `PENDING#${code}`,
  }),
  pendings: (codeSet: CodeSet, changeSet: string) => ({ pk: `SWEEP#${codeSet}#${changeSet}`, prefix: 'PENDING#' }),
} as const;

/** Attributes that place an item in a sparse index of table `accounts`; leaving them out takes it out again. */
export const accountIndexes = {
  openUse: (codeSet: CodeSet, code: string, shard: number) => ({ openCode: `${codeSet}#${code}#${shard}` }),
  /** A line that needs nothing more; a change that reaches back finds it here. */
  closedUse: (codeSet: CodeSet, code: string, shard: number) => ({ openCode: `CLOSED#${codeSet}#${code}#${shard}` }),
  openSort: (date: IsoDate, account: string, claimId: string, line: number) => ({
    openSort: `${date}#${account}#${claimId}#${lineNumber(line)}`,
  }),
  awaiting: (codeSet: CodeSet, shard: number) => ({ awaiting: `${codeSet}#${shard}` }),
  finding: (
    account: string,
    status: string,
    cents: number,
    claimId: string,
    line: number,
    deadline: IsoDate | null = null,
  ) => {
    const findingSort = `${String(999_999_999_999 - cents).padStart(12, '0')}#${claimId}#${lineNumber(line)}`;
    // Where no deadline is known the line comes last, the most money first.
    const deadlineSort = `${deadline ?? '9999-12-31'}#${findingSort}`;
    return { findingStatus: `ACCOUNT#${account}#${status}`, findingSort, deadlineSort };
  },
  /** Spread by the first digit, so that a sweep is not held up by one partition. */
  findingId: (account: string, id: string) => ({ findingIds: `ACCOUNT#${account}#${id.charAt(0)}`, findingId: id }),
  holdingFindings: (account: string, type: string) => ({ findingStatus: `ACCOUNT#${account}#HOLDING#${type}` }),
  /** `since`: the day from which the line is wrong, by which it has to be changed. */
  holdingFinding: (account: string, type: string, cents: number, item: string, since: IsoDate) => {
    const findingSort = `${String(999_999_999_999 - cents).padStart(12, '0')}#${item}`;
    return { ...accountIndexes.holdingFindings(account, type), findingSort, deadlineSort: `${since}#${findingSort}` };
  },
  /** Claims, and what was said of them, by the day since which nothing is open: those that are open come last. */
  kept: (account: string, shard: number, claimId: string, closedOn: IsoDate | null) => ({
    kept: `ACCOUNT#${account}#${shard}`,
    keptSort: `${closedOn ?? '9999-12-31'}#${claimId}`,
  }),
  undelivered: (account: string) => ({ undelivered: `ACCOUNT#${account}` }),
  /** Every stored claim of an account. */
  claimOfAccount: (account: string, claim: ClaimIdentity, shard: number) => ({
    claimsOf: `ACCOUNT#${account}#${shard}`,
    claimsSort: `${claim.claimId}#${billOf(claim)}`,
  }),
  due: (kind: 'SWEEP' | 'IMPORT' | 'ALERT' | 'OUTGOING' | 'REJUDGING', sort: string) => ({ due: kind, dueSort: sort }),
} as const;

/** Two providers may use the same claim id, and a second payer is billed under the first bill's: each is its own. */
export interface Bill {
  readonly provider: string | null;
  readonly payer: string | null;
}

export interface ClaimIdentity extends Bill {
  readonly claimId: string;
}

/** A claim file need name neither. */
const unnamedBill: Bill = { provider: null, payer: null };

/** A number that a payer (REF*1K, CLP07) or a clearing house (REF*D9) gave a claim. */
export interface ClaimNumber {
  readonly by: 'payer' | 'clearinghouse';
  readonly number: string;
}

interface WindowIdentity {
  readonly payer: string;
  readonly code: string;
  readonly from: IsoDate | null;
}

interface FindingIdentity {
  readonly claimId: string;
  readonly line: number;
  readonly rule: string;
  readonly code: string;
}

function billOf({ provider, payer }: Bill): string {
  return `${provider ?? ''}~${payer ?? ''}`;
}

/** Apart from claims: what calls endpoints reads this and nothing else of an account. */
function alertPartition(account: string): string {
  return `ALERTS#${account}`;
}

function claimPartition(account: string, claimId: string): string {
  return `ACCOUNT#${account}#CLAIM#${claimId}`;
}

function numberPartition(account: string, { by, number }: ClaimNumber): { pk: string } {
  return { pk: `ACCOUNT#${account}#NUMBER#${by}#${number}` };
}

function lineNumber(line: number): string {
  return String(line).padStart(4, '0');
}
