import { describe, expect, test } from 'vitest';
import { cloudOf, type Placed } from '../support/cloud-templates.ts';

const cloud = cloudOf('prod', { mailFrom: 'alerts@hospital.example' });

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: object;
}

const policies = cloud.ofType('AWS::IAM::Policy');

function statementsOf(policy: Placed): readonly Statement[] {
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
    const grants = Object.fromEntries(
      policies.map((policy) => [holderOf(policy), statementsOf(policy).map(sentenceOf)]),
    );
    await expect(`${JSON.stringify(grants, null, 2)}\n`).toMatchFileSnapshot('grants.golden.json');
  });

  const all = policies.flatMap((policy) =>
    statementsOf(policy).map((statement) => ({ holder: holderOf(policy), ...statement })),
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
        expect(resources.every((resource) => /^data\/\w+\/[a-z-]+\/\*$/.test(resource))).toBe(true);
      if (listed(Action).some((action) => action.startsWith('dynamodb:')))
        expect(resources.every((resource) => resource.includes('/index/')) || Condition).toBeTruthy();
    }
  });

  test('every use of a key goes through its service', () => {
    for (const { Action, Condition } of all.filter((each) =>
      listed(each.Action).some((action) => action.startsWith('kms:')),
    ))
      expect(Condition, listed(Action).join()).toHaveProperty(['StringEquals', 'kms:ViaService']);
  });

  test('who opens files from outside cannot read a claim', () => {
    for (const holder of ['watch-sources', 'publish-release']) {
      const partitions = all
        .filter((each) => each.holder === holder && listed(each.Resource).includes('data/accounts'))
        .flatMap(({ Condition }) => Object.values(Condition as Record<string, Record<string, string[]>>))
        .flatMap((condition) => condition['dynamodb:LeadingKeys'] ?? []);
      expect(partitions.filter((partition) => !['SWEEP#*', 'false'].includes(partition))).toEqual([]);
    }
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
