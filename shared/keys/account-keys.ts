import type { CodeSet } from '../code.ts';
import type { IsoDate } from '../dates.ts';
import { type Bill, billOf, type ClaimIdentity, type ClaimNumber, lineNumber, unnamedBill } from './claim-identity.ts';
import type { Key } from './key.ts';

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
