import { describe, expect, test } from 'vitest';
import type { FunctionName } from '../../infra/functions.ts';
import { type Right, rights } from '../../infra/rights.ts';
import { codeSetKeys } from '../../shared/keys/code-set-keys.ts';
import { objectKeys } from '../../shared/keys/object-keys.ts';
import { isAllowed, type Statement } from '../support/cloud/permissions.ts';
import { cloudOf, type Placed, statementsOf } from '../support/cloud-templates.ts';

const cloud = cloudOf('prod', { mailFrom: 'alerts@hospital.example' });

const policies = cloud.ofType('AWS::IAM::Policy');

function wordsOf(policy: Placed): readonly Statement[] {
  const stack = cloud.stacks[policy.path.split('/')[0] as keyof typeof cloud.stacks].stackName;
  return cloud.inWords(policy.Properties.PolicyDocument.Statement, stack) as Statement[];
}

function listed(value: string | readonly string[]): readonly string[] {
  return typeof value === 'string' ? [value] : value;
}

/** `pipeline/watch-sources/Role/DefaultPolicy` becomes `watch-sources`. */
function holderOf({ path }: Placed): string {
  return path
    .split('/')
    .slice(1, -1)
    .filter((part) => part !== 'Role')
    .join('/');
}

/** One right as a reviewer reads it. */
function sentenceOf({ Action, Resource, Condition = {} }: Statement): string {
  const conditions = Object.entries(Condition).flatMap(([operator, tests]) =>
    Object.entries(tests as object).map(([key, wanted]) => `${key} ${operator} ${[wanted].flat().join(' | ')}`),
  );
  const only = conditions.length > 0 ? `, only if ${conditions.join(' and ')}` : '';
  return `${listed(Action).join(', ')} on ${listed(Resource).join(', ')}${only}`;
}

describe('what each function may do', () => {
  test('is what the reviewed list says', async () => {
    const grants = policies.map((policy) => [holderOf(policy), ...wordsOf(policy).map(sentenceOf)].join('\n  '));
    await expect(`${grants.join('\n\n')}\n`).toMatchFileSnapshot('grants.golden.txt');
  });

  const all = policies.flatMap((policy) =>
    wordsOf(policy).map((statement) => ({ holder: holderOf(policy), ...statement })),
  );

  test('no action is a wildcard', () => {
    expect(all.flatMap(({ Action }) => listed(Action)).filter((action) => action.includes('*'))).toEqual([]);
  });

  test('nothing but traces is granted on everything', () => {
    const everywhere = all.filter(({ Resource }) => listed(Resource).includes('*'));
    const actions = new Set(everywhere.flatMap(({ Action }) => listed(Action)));
    expect([...actions].sort()).toEqual(['xray:PutTelemetryRecords', 'xray:PutTraceSegments']);
  });

  test('objects are granted under a named beginning, items under named keys', () => {
    for (const { Action, Resource, Condition } of all) {
      const resources = listed(Resource);
      if (listed(Action).some((action) => /^s3:.*Object$/.test(action)))
        expect(resources.every((resource) => /^data\/\w+\/[a-z-]+(?:\/[a-z-]+)?\/\*$/.test(resource))).toBe(true);
      if (listed(Action).some((action) => action.startsWith('dynamodb:')))
        expect(resources.every((resource) => resource.includes('/index/')) || Condition).toBeTruthy();
    }
  });

  test('every use of a key goes through its service, or is for licensed objects of their own names', () => {
    for (const { Action, Resource, Condition } of all.filter((each) =>
      listed(each.Action).some((action) => action.startsWith('kms:')),
    )) {
      const named = (Condition as Record<string, object>).StringLike !== undefined;
      const bound = named ? ['StringLike', 'kms:EncryptionContext:object'] : ['StringEquals', 'kms:ViaService'];
      expect(Condition, listed(Action).join()).toHaveProperty(bound);
      if (named) expect(Resource).toBe('data/LicensedKey');
    }
  });

  test('licensed texts are opened by their publisher and the API alone', () => {
    const holders = all.filter(({ Resource }) => listed(Resource).some((each) => /Licensed|Vault/.test(each)));
    expect([...new Set(holders.map(({ holder }) => holder))].sort()).toEqual(['api', 'publish-licensed']);
    const writers = holders.filter(({ Action }) => listed(Action).some((action) => /Put|Generate/.test(action)));
    expect([...new Set(writers.map(({ holder }) => holder))]).toEqual(['publish-licensed']);
  });

  test('who opens files from outside cannot read a claim', () => {
    for (const holder of ['watch-sources', 'publish-release', 'publish-licensed']) {
      const partitions = all
        .filter((each) => each.holder === holder && listed(each.Resource).includes('data/accounts'))
        .flatMap(({ Condition }) => Object.values(Condition as Record<string, Record<string, string[]>>))
        .flatMap((condition) => condition['dynamodb:LeadingKeys'] ?? []);
      expect(partitions.filter((partition) => !['SWEEP#*', 'false'].includes(partition))).toEqual([]);
    }
  });

  test('an index of claims is asked by those alone that may read claims', () => {
    // What is due names sweeps, alerts and messages, which hold codes, counts and money.
    const ofClaims = (right: Right) => 'index' in right && right.of === 'accounts' && right.index !== 'dueWork';
    const readsClaims = (right: Right) =>
      'table' in right && right.may === 'read' && right.table === 'accounts' && right.partitions.includes('ACCOUNT#*');
    const asking = Object.entries(rights).filter(([, mine]) => mine.some(ofClaims));
    expect(asking.length).toBeGreaterThan(2);
    expect(asking.filter(([, mine]) => !mine.some(readsClaims))).toEqual([]);
  });

  test('every key that the publisher writes is among its rights', () => {
    const mine = rights['publish-release'];
    const beginnings = Object.values(objectKeys).flatMap((key) =>
      typeof key === 'string' ? [] : [(key as (...parts: string[]) => string)('HCPCS', 'a')],
    );
    const under = mine.flatMap((right) =>
      'bucket' in right && 'under' in right && right.may.includes('put') ? [right.under] : [],
    );
    // What accounts drop lies apart, and the publisher has no part in it.
    const own = beginnings.filter((key) => !key.startsWith('claims/'));
    expect(own.filter((key) => !under.some((prefix) => key.startsWith(prefix)))).toEqual([]);
    const partitions = mine.flatMap((right) =>
      'table' in right && right.table === 'codesets' ? right.partitions : [],
    );
    const keys = Object.entries(codeSetKeys).filter(([name]) => name !== 'source' && name !== 'watchRun');
    const written = keys.map(([, key]) => (key as (...parts: string[]) => { pk: string })('HCPCS', 'a', 'b', 'c').pk);
    expect(written.filter((pk) => !partitions.some((each) => pk.startsWith(each.replace('*', ''))))).toEqual([]);
  });

  const account = (key: string) => ({ 'dynamodb:LeadingKeys': [key] });

  test.each<[FunctionName, string, string, Record<string, string[]>, boolean]>([
    ['publish-release', 'dynamodb:PutItem', 'data/accounts', account('SWEEP#HCPCS#1'), true],
    ['publish-release', 'dynamodb:GetItem', 'data/accounts', account('ACCOUNT#main#CLAIM#1'), false],
    ['publish-release', 'dynamodb:Query', 'data/accounts/index/openusesbycode', account('HCPCS#J0013#0'), false],
    ['recheck-code', 'dynamodb:GetItem', 'data/accounts', account('ACCOUNT#main#CLAIM#1'), true],
    ['recheck-code', 'dynamodb:Scan', 'data/accounts', {}, false],
    ['recheck-code', 's3:GetObject', 'data/archive/archive/1/bytes', {}, false],
    ['api', 'dynamodb:GetItem', 'data/accounts', account('ACCOUNT#main#CLAIM#1'), true],
    ['api', 'dynamodb:PutItem', 'data/accounts', account('KEY#1'), true],
    ['api', 'dynamodb:PutItem', 'data/accounts', account('SWEEP#HCPCS#1'), true],
    ['api', 'dynamodb:PutItem', 'data/codesets', account('STATE#HCPCS'), false],
    ['import-claims', 'dynamodb:GetItem', 'data/accounts', account('KEY#1'), false],
    ['import-claims', 's3:DeleteObject', 'data/claimsdrop/claims/main/a.837', {}, true],
    ['import-claims', 's3:DeleteObject', 'data/archive/archive/1/bytes', {}, false],
    ['deliver-alerts', 's3:GetObject', 'data/claimsdrop/claims/main/a.837', {}, false],
    ['watch-sources', 's3:PutObject', 'data/releases/states/HCPCS/1.json', {}, false],
    ['publish-licensed', 's3:GetObject', 'data/licenseddrop/licensed/cpt/2026/a.zip', {}, true],
    ['publish-licensed', 'dynamodb:PutItem', 'data/codesets', account('STATE#HCPCS'), false],
    ['publish-release', 's3:GetObject', 'data/vault/licensed/cpt/2026/1/0001', {}, false],
    ['api', 's3:PutObject', 'data/vault/licensed/cpt/2026/1/0001', {}, false],
  ])('%s %s on %s %j: %s', (caller, action, resource, context, allowed) => {
    expect(isAllowed(statementsOf(cloud, caller), { caller, action, resource, context })).toBe(allowed);
  });

  test('no policy of a resource lets anybody in', () => {
    const open = cloud.resources.filter(({ Type, Properties }) => {
      const document = Properties?.PolicyDocument ?? Properties?.KeyPolicy;
      if (!document || Type === 'AWS::IAM::Policy') return false;
      const allowed = document.Statement.filter(({ Effect }: Statement) => Effect === 'Allow');
      return allowed.some(({ Principal }: { Principal: unknown }) => /"\*"/.test(JSON.stringify(Principal)));
    });
    expect(open.map(({ path }) => path)).toEqual([]);
  });
});
