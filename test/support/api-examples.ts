import type { createApi } from '../../functions/api/app.ts';
import type { Operation } from '../../functions/api/operation.ts';
import { ownRule } from './own-rule.ts';
import { sampleAccount, sampleKey } from './sample-world.ts';

type Api = ReturnType<typeof createApi>;

/** A right request to an operation, over the sample's store. */
export interface Example {
  /** What stands for the parameters of its path; asked of the API first where it is an id that is not known before. */
  readonly inPath?: Record<string, string> | ((ask: Ask) => Promise<Record<string, string>>);
  /** Without `?`. */
  readonly query?: string;
  /** A function where two equal ones would be in each other's way. */
  readonly body?: unknown | (() => unknown);
  /** Media type of a body that is a file: it is sent as it stands. */
  readonly type?: string;
  readonly accept?: string;
  /** Where it is another than the operation's own. */
  readonly status?: number;
}

type Ask = <T>(method: string, path: string, body?: unknown) => Promise<T>;

let names = 0;
const aName = () => `clinic-${++names}`;
const aUser = async (ask: Ask) => {
  const body = { email: `${aName()}@clinic.example`, name: 'Ben', role: 'biller' };
  return { userId: (await ask<{ id: string }>('POST', '/v1/users', body)).id };
};
const aSubscription = async (ask: Ask) => {
  const destination = { type: 'webhook', url: 'https://receiver.example/hooks' };
  const made = await ask<{ subscription: { id: string } }>('POST', '/v1/subscriptions', { name: aName(), destination });
  return { subscriptionId: made.subscription.id };
};
const aDelivery = async (ask: Ask) => {
  const { subscriptionId } = await aSubscription(ask);
  const { id } = await ask<{ id: string }>('POST', `/v1/subscriptions/${subscriptionId}/test`);
  return { subscriptionId, alert: id };
};
const aFeed = async (ask: Ask) => {
  const body = { name: aName(), destination: { type: 'feed' } };
  const made = await ask<{ subscription: { destination: { to: string } } }>('POST', '/v1/subscriptions', body);
  return { token: made.subscription.destination.to.split('/').at(-1)! };
};
const aKey = async (ask: Ask) => {
  const made = await ask<{ key: { id: string } }>('POST', '/v1/keys', { name: 'k', role: 'reader' });
  return { keyId: made.key.id };
};

const payerFile = { 'P-7': { class: 'commercial', takesSCodes: true, source: 'manual' } };
const aPayer = async (ask: Ask) => {
  await ask('PUT', '/v1/payers', payerFile);
  return { payer: 'P-7' };
};
const payerWindow = { payer: 'P-7', code: 'S0013', from: null, to: '2026-03-31', document: 'bulletin 7' };
const aWindow = async (ask: Ask) => {
  await ask('PUT', '/v1/payers/windows', [payerWindow]);
  return { payer: 'P-7', code: 'S0013' };
};
const aRule = async (ask: Ask) => {
  await ask('PUT', '/v1/rules', ownRule);
  return { name: ownRule.name };
};
const ruleLists = { codes: { unclassified: { source: 'NOC', codes: ['J3490'] } } };
const aRuleList = async (ask: Ask) => {
  await ask('PUT', '/v1/rule-lists', ruleLists);
  return { name: 'unclassified' };
};

/**
 * Right requests, by operation. The contract tests make all others from them: wrong ones, ones without rights, ones for
 * what belongs to another account. The first is the one that they vary.
 */
const examples: Readonly<Record<string, readonly Example[]>> = {
  getHealth: [{}],
  listReleases: [{}, { query: 'codeSet=CPT' }, { accept: 'text/csv' }],
  getRelease: [{ inPath: { release: '2026-01' } }, { inPath: { release: '2025-10' } }],
  listChanges: [
    {},
    { query: 'release=2026-01&kind=deleted&limit=3' },
    { query: 'code=s0013' },
    { query: 'since=start&limit=5' },
    { query: 'since=start&limit=5&section=J&kind=added' },
    { query: 'range=J0000-J9999&effectiveFrom=2026-01-01&knownTo=2026-12-31&codeType=procedure&prefix=J' },
    { accept: 'text/csv' },
  ],
  getCode: [
    { inPath: { code: 'J0013' } },
    { inPath: { code: 'y1' }, query: 'on=2025-12-31' },
    { inPath: { code: 'S0013' }, query: 'on=2026-01-01&asKnown=2025-12-31' },
    { inPath: { code: 'J0013' }, accept: 'text/csv' },
  ],
  getReplacements: [
    { inPath: { code: 'S0013' }, query: 'on=2026-01-01&payer=commercial' },
    { inPath: { code: '99213' } },
    { inPath: { code: 'S0013' }, accept: 'text/csv' },
  ],
  followChangesByFeed: [{}, { query: 'section=J&kind=added&limit=5' }, { query: 'code=S0013' }],
  followAlertsByFeed: [{ inPath: aFeed }],
  followDatesByCalendar: [{}, { query: 'kind=deleted' }],
  listQuarantine: [{}],
  decideRelease: [{ inPath: { release: '2026-01' }, body: { verdict: 'reject', reason: 'half of it' } }],
  settleInstruction: [{ inPath: { release: '2018-01.v2', row: '7' }, body: { reason: 'by hand' } }],
  listWaitingReplacements: [{}],
  listReplacementDecisions: [{}],
  decideReplacement: [
    { inPath: { code: 'S0013', replacement: 'J0013' }, body: { verdict: 'accept', note: 'the same text' } },
    {
      inPath: { code: 'S0013', replacement: 'J0013' },
      body: { verdict: 'edit', units: { numerator: 1, denominator: 1 } },
    },
  ],
  lookUpCodes: [
    { body: { codes: ['J0013', { code: 's0013', on: '2025-12-31' }, 'XX'], on: '2026-01-20' } },
    { body: { codes: ['J0013'] }, accept: 'text/csv' },
  ],
  translateCodes: [
    { body: { codes: ['S0013', { code: 'J0013', on: '2026-01-02' }], payer: 'commercial' } },
    { body: { codes: ['S0013', 'J0013'] }, accept: 'text/csv' },
  ],
  checkClaims: [
    {
      body: {
        claims: [{ claimId: 'A1', lines: [{ code: 'S0013', units: 56, amount: 900, dateOfService: '2026-01-05' }] }],
      },
    },
    { body: 'claim id,code,date of service,amount\nA1,S0013,2026-01-05,900.00\n', type: 'text/csv' },
    {
      body: 'claim id,code,date of service,amount\nA1,S0013,2026-01-05,900.00\n',
      type: 'text/csv',
      accept: 'text/csv',
    },
  ],
  listComingDates: [{}, { accept: 'text/csv' }],
  listSources: [{}],
  listFindings: [{}, { accept: 'text/csv' }, { query: 'status=cleared&severity=error&code=J0013&limit=1' }],
  getMoneyAtRisk: [{}],
  listSweeps: [{}],
  announceImport: [
    { body: { size: 4_096 } },
    { body: { size: 100, holds: 'claims', columns: { code: 'HCPCS used' } } },
  ],
  listImports: [{}],
  getImport: [{ inPath: { id: 'import-sample' } }],
  steerSweep: [{ inPath: { release: '2026-01', deed: 'cancel' } }],
  purgeClaims: [{ body: { closedBefore: '2020-01-01' } }, { body: { closedBefore: null } }],
  getFinding: [{ inPath: { id: 'X9E7GJKK' } }, { inPath: { id: 'x9e7g' } }],
  decideFindings: [
    { body: { act: 'assign', ids: ['X9E7GJKK'], to: 'maria' } },
    { body: { act: 'dismiss', ids: ['X9E7GJKK', 'G1F2YDYV'], reason: 'taken until March' } },
    { body: { act: 'reopen', ids: ['X9E7GJKK', 'G1F2YDYV'] } },
    { body: { act: 'done', ids: ['G1F2YDYV'] } },
  ],
  getWorklist: [{}, { query: 'by=deadline&limit=5' }, { query: 'type=chargemaster' }, { accept: 'text/csv' }],
  auditFindings: [{}, { query: 'status=all' }],
  listHoldings: [{}, { query: 'type=chargemaster&wrong=true&limit=5' }],
  importHoldings: [
    { inPath: { type: 'order', list: 'clinic' }, body: { csv: 'order,code\nSO-1,S0013\n' }, query: 'asOf=2025-12-15' },
    { inPath: { type: 'chargemaster', list: 'clinic' }, body: 'cdm,code,price\nC-1,S0013,17.50\n', type: 'text/csv' },
  ],
  getSignoff: [{ inPath: { release: '2026-01' } }],
  signItem: [{ inPath: { release: '2026-01', item: 'staff' }, body: { note: 'told in the morning' } }],
  undoSignature: [{ inPath: { release: '2026-01', item: 'staff' } }],
  listHolds: [{}, { query: 'release=2026-01' }],
  holdForPayer: [{ inPath: { release: '2026-01', payer: 'SAMPLE-HEALTH' }, body: { loadedOn: '2026-01-26' } }],
  releaseHold: [{ inPath: { release: '2026-01', payer: 'SAMPLE-HEALTH' } }],
  getCodeUse: [{ inPath: { code: 'S0013' } }],
  getClaim: [{ inPath: { claimId: 'SAMPLE-1003' } }],
  listSubscriptions: [{}],
  addSubscription: [
    { body: { name: 'Ann', destination: { type: 'email', address: 'ann@clinic.example' } } },
    {
      body: {
        name: 'EHR',
        kind: 'system',
        interest: { changes: true, codes: ['J0013', 'J01*', 'G0000-G9999'] },
        timing: { cadence: 'daily', hour: 6, timeZone: 'America/Chicago' },
        destination: { type: 'webhook', url: 'https://ehr.example/hooks' },
      },
    },
  ],
  getSubscription: [{ inPath: aSubscription }],
  changeSubscription: [{ inPath: aSubscription, body: { timing: { quiet: { from: '19:00', to: '07:00' } } } }],
  removeSubscription: [{ inPath: aSubscription }],
  pauseSubscription: [{ inPath: aSubscription }],
  resumeSubscription: [{ inPath: aSubscription }],
  rotateSubscriptionSecret: [{ inPath: aSubscription }],
  testSubscription: [{ inPath: aSubscription }],
  previewSubscription: [{ inPath: aSubscription }],
  listDeliveries: [
    { inPath: aSubscription, query: 'from=1&limit=10' },
    { inPath: aSubscription, query: 'before=100&limit=10' },
  ],
  getDelivery: [{ inPath: aDelivery }],
  replayDeliveries: [{ inPath: aSubscription, body: { from: 1 } }],
  listPayers: [{}],
  keepPayers: [{ body: payerFile }],
  removePayer: [{ inPath: aPayer }],
  listWindows: [{}, { query: 'code=J0013' }],
  keepWindows: [{ body: [payerWindow] }],
  removeWindows: [{ inPath: aWindow }],
  listRules: [{}],
  explainRule: [{ inPath: aRule }, { inPath: { name: 'discarded-drug' } }],
  switchRule: [{ inPath: aRule, body: { enabled: false } }],
  addRule: [{ body: ownRule }],
  removeRule: [{ inPath: aRule }],
  keepRuleLists: [{ body: ruleLists }],
  removeRuleList: [{ inPath: aRuleList }],
  getAccount: [{}],
  listAccounts: [{}],
  openAccount: [{ body: () => ({ account: aName(), name: 'A clinic', licensedCpt: true }) }],
  changeAccount: [{ inPath: { account: sampleAccount }, body: { name: 'The sample' } }],
  listUsers: [{}],
  addUser: [{ body: () => ({ email: `${aName()}@clinic.example`, name: 'Ann', role: 'biller' }) }],
  getUser: [{ inPath: aUser }],
  changeUser: [
    { inPath: aUser, body: { role: 'reader' } },
    { inPath: aUser, body: { disabled: true } },
  ],
  listKeys: [{}],
  makeKey: [
    { body: { name: 'nightly', role: 'system' } },
    { body: { name: 'asks', role: 'reader', scopes: ['claims:read'], expiresAt: '2030-01-01T00:00:00Z' } },
  ],
  getKey: [{ inPath: aKey }],
  changeKey: [{ inPath: aKey, body: { name: 'EHR of the desk', expiresAt: null } }],
  rotateKey: [{ inPath: aKey, body: {} }],
  revokeKey: [{ inPath: aKey }],
  listAuditEvents: [
    {},
    { query: 'by=first&effect=change' },
    { query: 'from=2026-01-01&to=2026-12-31&object=SAMPLE-1003&limit=5' },
  ],
};

/** The examples of an operation; throws with what to add where there are none. */
export function examplesOf(id: string): readonly Example[] {
  const found = examples[id];
  if (found?.length) return found;
  throw new Error(
    `operation ${id} has no example: add "${id}: [{ inPath: …, query: …, body: … }]" to test/support/api-examples.ts`,
  );
}

/** The request that an example stands for. */
export async function requestOf({ method, path }: Operation, example: Example, api: Api) {
  const { inPath = {}, query, body, type, accept } = example;
  const ask: Ask = async (verb, address, sent) =>
    (await (await api.request(address, initOf(verb, sent, `Bearer ${sampleKey}`))).json()) as never;
  const values = typeof inPath === 'function' ? await inPath(ask) : inPath;
  const address = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name]!));
  const init = initOf(method, typeof body === 'function' ? body() : body);
  if (type) Object.assign(init, { body, headers: { ...init.headers, 'content-type': type } });
  if (accept) init.headers.accept = accept;
  return { path: query ? `${address}?${query}` : address, ...init };
}

function initOf(method: string, body: unknown, authorization?: string) {
  const headers: Record<string, string> = { host: '127.0.0.1:8788' };
  if (authorization) headers.authorization = authorization;
  if (body === undefined) return { method, headers };
  headers['content-type'] = 'application/json';
  return { method, headers, body: JSON.stringify(body) };
}
