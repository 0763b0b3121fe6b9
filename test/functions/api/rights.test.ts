import { beforeAll, describe, expect, test } from 'vitest';
import { isChange, type Operation } from '../../../functions/api/operation.ts';
import { operations } from '../../../functions/api/operations.ts';
import { fhirOperations } from '../../../functions/fhir/operations.ts';
import { type Role, roles, type Scope, scopes, scopesOf, scopeTable } from '../../../shared/access/scopes.ts';
import { examplesOf, requestOf } from '../../support/api-examples.ts';
import type { RunningApp } from '../../support/medium.ts';
import { apiOf, sampleAccount, sampleApp } from '../../support/sample-world.ts';

let app: RunningApp;
let api: ReturnType<typeof apiOf>;
const keys = new Map<string, string>();
beforeAll(async () => {
  app = await sampleApp();
  api = apiOf(app);
  await app.manageAccess.openAccount('other', {});
  for (const account of [sampleAccount, 'other'])
    for (const role of roles) {
      const { secret } = await app.manageAccess.makeKey(account, { name: role, role, by: 'test' });
      keys.set(`${account} ${role}`, secret);
    }
});

const scoped = operations.filter(({ scope }) => scope !== 'public');

async function ask(operation: Operation, key: string): Promise<number> {
  const { path, ...init } = await requestOf(operation, examplesOf(operation.id)[0]!, api);
  const headers = { ...init.headers, authorization: `Bearer ${key}` };
  return (await api.request(path, { ...init, headers })).status;
}

describe('roles against operations', () => {
  const matrix = scoped.flatMap((operation) => roles.map((role) => ({ operation, role, id: operation.id })));

  test.each(matrix)('$role asks for $id', async ({ operation, role }) => {
    const status = await ask(operation, keys.get(`${sampleAccount} ${role}`)!);
    const allowed = (scopeTable[operation.scope].roles as readonly Role[]).includes(role);
    // What another role's request has used up is not there any more: that is no lack of rights.
    expect([401, 403].includes(status), String(status)).toBe(!allowed);
  });

  test.each(scoped)('a key narrowed to everything but $scope does not get $id', async (operation) => {
    const others = scopes.filter((scope) => scope !== operation.scope);
    const wish = { name: 'narrow', role: 'admin', scopes: others, by: 'test' } as const;
    const { secret } = await app.manageAccess.makeKey(sampleAccount, wish);
    expect(await ask(operation, secret)).toBe(403);
  });
});

/** Parameters of paths that name what is the same for everybody. */
const publicParameters: readonly string[] = ['code', 'release', 'codeSet'];
/** Names that the caller gives to what is his own: in another account the same name is another thing. */
const ownNames: readonly string[] = ['type', 'list', 'item', 'payer'];

describe('what belongs to another account', () => {
  const shared = [...publicParameters, ...ownNames];
  const named = scoped.filter(({ inPath }) => Object.keys(inPath).some((name) => !shared.includes(name)));
  const operator = scoped.filter(({ scope }) => 'operator' in scopeTable[scope]);

  test.each(named.filter((each) => !operator.includes(each)))('$method $path is not there (404)', async (operation) => {
    expect(await ask(operation, keys.get('other admin')!)).toBe(404);
  });

  test.each(operator)('$id is for those alone who operate the deployment', async (operation) => {
    expect(await ask(operation, keys.get('other admin')!)).toBe(403);
  });
});

describe('the terminology service', () => {
  const system = 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets';
  const queries: Readonly<Record<string, string>> = {
    lookup: `?system=${system}&code=J0013`,
    validateCode: `?url=${system}&code=J0013`,
    translate: `?system=${system}&code=S0013&payer=P7`,
    expand: `?url=${system}?fhir_vs&count=1`,
  };
  const reads = fhirOperations.filter(({ method }) => method === 'GET');
  const askFhir = async ({ id, path }: Operation, authorization?: string) => {
    const target = `${path.replace('{id}', 'hcpcs')}${queries[id] ?? ''}`;
    const headers = { host: 'localhost', ...(authorization ? { authorization } : {}) };
    const answer = await api.request(`http://localhost${target}`, { headers });
    return { status: answer.status, text: await answer.text() };
  };

  test.each(reads)(
    '$path is open to nobody in particular and to every role, and to no wrong key',
    async (operation) => {
      expect(fhirOperations.every(({ scope }) => scope === 'public')).toBe(true);
      expect((await askFhir(operation)).status).not.toBeOneOf([401, 403, 500]);
      expect((await askFhir(operation, 'Bearer wrong')).status).toBe(401);
      for (const account of [sampleAccount, 'other'])
        for (const role of roles)
          expect((await askFhir(operation, `Bearer ${keys.get(`${account} ${role}`)}`)).status).not.toBeOneOf([
            401, 403, 500,
          ]);
    },
  );

  test('tells what an account keeps of its payers to that account alone', async () => {
    const window = { payer: 'P7', code: 'S0013', from: null, to: null, document: 'bulletin of the sample account' };
    await app.payerSettings.keepWindows(sampleAccount, [window]);
    const translate = reads.find(({ id }) => id === 'translate')!;
    for (let time = 1; time <= 2; time++)
      for (const account of [sampleAccount, 'other', undefined]) {
        const { text } = await askFhir(translate, account && `Bearer ${keys.get(`${account} reader`)}`);
        expect(text.includes(window.document)).toBe(account === sampleAccount);
      }
  });
});

describe('the table of rights', () => {
  test('has no right that changes something and is named as reading', () => {
    for (const { id, scope } of scoped.filter(isChange)) expect(`${id} ${scope}`).not.toMatch(/:read$/);
  });

  test('gives readers no way to change anything, and admins of their account everything', () => {
    const mayRead = [...scopesOf('reader', { operator: true })];
    expect(mayRead.filter((scope) => /:(write|purge|decide|operate)$/.test(scope))).toEqual([]);
    expect(scopesOf('admin', { operator: true }).size).toBe(scopes.length);
    const operatorOnly = scopes.filter((scope) => !scopesOf('admin', { operator: false }).has(scope));
    expect(operatorOnly).toEqual(scopes.filter((scope) => 'operator' in scopeTable[scope]));
  });

  test('a narrowed key keeps to its rights', () => {
    const only: Scope[] = ['claims:read', 'audit:read'];
    expect([...scopesOf('reader', { operator: true, only })]).toEqual(['claims:read']);
  });
});
