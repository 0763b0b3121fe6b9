import { beforeAll, describe, expect, test } from 'vitest';
import { codeSystemNamed, fhirCodeSystems } from '../../../shared/fhir/code-systems.ts';
import { apiOf, emptyApp, sampleApp } from '../../support/sample-world.ts';

const hcpcs = 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets';
const cpt = 'http://www.ama-assn.org/go/cpt';
const headers = { host: '127.0.0.1:8788' };

let api: ReturnType<typeof apiOf>;
beforeAll(async () => {
  api = apiOf(await sampleApp());
});

interface Part {
  readonly name: string;
  readonly part?: readonly Part[];
  readonly [value: string]: unknown;
}

async function ask(path: string, body?: unknown, status = 200) {
  const init = body
    ? { method: 'POST', headers: { ...headers, 'content-type': 'application/fhir+json' }, body: JSON.stringify(body) }
    : { headers };
  const answer = await api.request(`/fhir/${path}`, init);
  const resource = (await answer.json()) as { resourceType: string; parameter: Part[]; total?: number };
  expect([answer.status, JSON.stringify(resource)]).toEqual([status, expect.anything()]);
  expect(answer.headers.get('content-type')).toBe('application/fhir+json; charset=utf-8');
  return resource;
}

const typed = (part: Part | undefined) => part && Object.entries(part).find(([key]) => key.startsWith('value'))?.[1];
const value = ({ parameter }: { parameter: readonly Part[] }, name: string) =>
  typed(parameter.find((each) => each.name === name));

/** Properties of a concept: code and value. */
function properties({ parameter }: { parameter: readonly Part[] }): Record<string, unknown> {
  const found = parameter.filter(({ name }) => name === 'property').map(({ part }) => part!.map(typed));
  return Object.fromEntries(found as [string, unknown][]);
}

const parameters = (...parameter: readonly object[]) => ({ resourceType: 'Parameters', parameter });

describe('$lookup', () => {
  test('tells a code on a date: texts, standing, life, what replaces it', async () => {
    const found = await ask(`CodeSystem/$lookup?system=${hcpcs}&code=S0013&date=2026-01-05`);
    expect(found.resourceType).toBe('Parameters');
    expect(value(found, 'name')).toBe('HCPCS Level II');
    expect(value(found, 'version')).toBe('2026-01');
    expect(value(found, 'display')).toMatch(/esketamine/i);
    expect(properties(found)).toMatchObject({
      status: 'terminated',
      inactive: true,
      terminationDate: '2025-12-31',
      codeType: 'procedure',
    });
  });

  test('goes by the date, or the version where no date is given', async () => {
    const before = await ask(`CodeSystem/$lookup?system=${hcpcs}&code=S0013&date=2025-12-31`);
    expect(properties(before)).toMatchObject({ status: 'valid', inactive: false });
    expect(value(before, 'version')).toBe('2025-10');
    const byVersion = await ask(`CodeSystem/$lookup?system=${hcpcs}&code=S0013&version=2025-10`);
    expect(properties(byVersion)).toMatchObject({ status: 'valid' });
    const canonical = await ask(`CodeSystem/$lookup?system=${encodeURIComponent(`${hcpcs}|2025-10`)}&code=S0013`);
    expect(canonical).toEqual(byVersion);
  });

  test('is found where the dollar is written as %24', async () => {
    const plain = await ask(`CodeSystem/$lookup?system=${hcpcs}&code=J0013`);
    expect(await ask(`CodeSystem/%24lookup?system=${hcpcs}&code=J0013`)).toEqual(plain);
  });

  test('gives the properties that are asked for', async () => {
    const found = await ask(`CodeSystem/$lookup?system=${hcpcs}&code=J0013&property=status&property=codeType`);
    expect(Object.keys(properties(found))).toEqual(['status', 'codeType']);
  });

  test('takes a Coding by POST, and says the same', async () => {
    const coding = { system: hcpcs, code: 'j0013' };
    const posted = await ask('CodeSystem/$lookup', parameters({ name: 'coding', valueCoding: coding }));
    expect(posted).toEqual(await ask(`CodeSystem/$lookup?system=${hcpcs}&code=J0013`));
  });

  test('takes the names that real systems write', async () => {
    for (const { codeSet, url, aliases } of Object.values(fhirCodeSystems))
      for (const name of [url, ...aliases, `${url}/`, url.toUpperCase()])
        expect(codeSystemNamed(name)?.codeSet, name).toBe(codeSet);
    expect(codeSystemNamed('http://snomed.info/sct')).toBeUndefined();
    const alias = await ask('CodeSystem/$lookup?system=http://terminology.hl7.org/CodeSystem/HCPCS&code=J0013');
    expect(value(alias, 'name')).toBe('HCPCS Level II');
  });

  test('carries an entity tag', async () => {
    const path = `/fhir/CodeSystem/$lookup?system=${hcpcs}&code=J0013`;
    const etag = (await api.request(path, { headers })).headers.get('etag')!;
    expect((await api.request(path, { headers: { ...headers, 'if-none-match': etag } })).status).toBe(304);
  });
});

/** What is wrong with a request: its path, the status, and the type of the issue. */
const refused: readonly (readonly [path: string, status: number, issue: string])[] = [
  [`CodeSystem/$lookup?system=${hcpcs}&code=J9999`, 404, 'not-found'],
  [`CodeSystem/$lookup?system=${cpt}&code=99213`, 404, 'not-found'],
  [`CodeSystem/$lookup?system=${hcpcs}&code=J0013&version=2031-01`, 404, 'not-found'],
  ['CodeSystem/$lookup?system=http://snomed.info/sct&code=1', 404, 'not-found'],
  ['CodeSystem/$lookup?code=J0013', 400, 'invalid'],
  [`CodeSystem/$lookup?system=${hcpcs}`, 400, 'invalid'],
  [`CodeSystem/$lookup?system=${hcpcs}&code=J0013&date=2026`, 400, 'invalid'],
  [`CodeSystem/$lookup?system=${hcpcs}&code=J0013&dat=2026-01-01`, 400, 'invalid'],
  [`CodeSystem/$lookup?system=${hcpcs}&code=J0013&_format=xml`, 406, 'not-supported'],
  ['ConceptMap/$translate?code=S0013', 400, 'invalid'],
  [`ConceptMap/$translate?code=S0013&system=${hcpcs}&url=http://example.org/map`, 404, 'not-found'],
  ['ValueSet/$expand', 400, 'invalid'],
  ['ValueSet/$expand?url=http://example.org/vs', 404, 'not-found'],
  [`ValueSet/$expand?url=${hcpcs}?fhir_vs&count=-1`, 400, 'invalid'],
  [`ValueSet/$expand?url=${cpt}?fhir_vs`, 404, 'not-found'],
  ['CodeSystem/snomed', 404, 'not-found'],
  ['Patient/1', 404, 'not-found'],
];

test.each(refused)('%s is refused with an OperationOutcome: %i, %s', async (path, status, issue) => {
  const outcome = await ask(path, undefined, status);
  expect(outcome).toMatchObject({ resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: issue }] });
});

test('a posted parameter that does not exist, or of another type, is refused', async () => {
  for (const parameter of [
    { name: 'cod', valueCode: 'J0013' },
    { name: 'coding', valueCoding: { system: hcpcs } },
    { name: 'code', valueInteger: 7 },
  ])
    expect((await ask('CodeSystem/$lookup', parameters(parameter), 400)).resourceType).toBe('OperationOutcome');
});

describe('$validate-code', () => {
  test.each([
    ['code=S0013&date=2025-12-31', true],
    ['code=S0013&date=2026-01-01', false],
    ['code=J0013&date=2025-12-31', false],
    ['code=J0013&date=2026-01-01', true],
    ['code=J9999&date=2026-01-01', false],
  ])('%s is %s', async (query, result) => {
    const found = await ask(`CodeSystem/$validate-code?url=${hcpcs}&${query}`);
    expect(value(found, 'result')).toBe(result);
    if (!result) expect(value(found, 'message')).toMatch(/\w{5} (ended|is not valid)|lists/);
  });

  test('what the releases held cannot prove is not called invalid, and says so', async () => {
    const found = await ask(`CodeSystem/$validate-code?url=${hcpcs}&code=J0013&date=2031-01-01`);
    expect([value(found, 'result'), value(found, 'message')]).toEqual([true, expect.stringContaining('say nothing')]);
  });

  test('a display that is none of the code’s is named with the right one', async () => {
    const display = String(value(await ask(`CodeSystem/$lookup?system=${hcpcs}&code=J0013`), 'display'));
    const url = `CodeSystem/$validate-code?url=${hcpcs}&code=J0013&display=`;
    expect(value(await ask(url + encodeURIComponent(display.toUpperCase())), 'result')).toBe(true);
    const wrong = await ask(`${url}aspirin`);
    expect([value(wrong, 'result'), value(wrong, 'display')]).toEqual([false, display]);
  });

  test('a concept is valid where one of its codings is', async () => {
    const coding = [
      { system: 'http://snomed.info/sct', code: '1' },
      { system: hcpcs, code: 'S0013' },
      { system: hcpcs, code: 'J0013' },
    ];
    const given = { name: 'codeableConcept', valueCodeableConcept: { coding } };
    const date = { name: 'date', valueDateTime: '2026-01-01T10:00:00Z' };
    expect(value(await ask('CodeSystem/$validate-code', parameters(given, date)), 'result')).toBe(true);
  });
});

describe('$translate', () => {
  const matches = ({ parameter }: { parameter: readonly Part[] }) =>
    parameter
      .filter(({ name }) => name === 'match')
      .map(({ part }) => Object.fromEntries(part!.map((each) => [each.name, typed(each)])));

  test('gives what is billed instead on a date, to whom', async () => {
    const url = `ConceptMap/$translate?system=${hcpcs}&code=S0013&date=2026-01-05`;
    const found = await ask(`${url}&payer=commercial`);
    expect(value(found, 'result')).toBe(true);
    expect(matches(found)).toContainEqual({
      equivalence: 'equivalent',
      concept: { system: hcpcs, code: 'J0013', display: expect.stringMatching(/esketamine/i) },
      source: 'urn:codeset-watch:conceptmap:replacements',
    });
    expect(value(found, 'message')).toContain('unit for unit');
    expect(matches(await ask(`${url}&payer=commercial&targetsystem=${cpt}`))).toEqual([]);
  });

  test('nothing named is an answer', async () => {
    const found = await ask(`ConceptMap/$translate?system=${hcpcs}&code=A0425&date=2026-01-05`);
    expect([value(found, 'result'), value(found, 'message')]).toEqual([false, expect.stringContaining('is valid')]);
  });

  test('reads backwards', async () => {
    const found = await ask(`ConceptMap/$translate?system=${hcpcs}&code=J0013&reverse=true`);
    expect(matches(found).map(({ concept }) => (concept as { code: string }).code)).toContain('S0013');
  });
});

describe('$expand', () => {
  const all = `ValueSet/$expand?url=${encodeURIComponent(`${hcpcs}?fhir_vs`)}`;
  interface Expanded {
    readonly expansion: {
      total: number;
      offset: number;
      contains?: { code: string; display: string; inactive?: true }[];
    };
  }
  const codesOf = ({ expansion }: Expanded) => (expansion.contains ?? []).map(({ code }) => code);

  test('pages that follow each other make the whole', async () => {
    const whole = (await ask(all)) as unknown as Expanded;
    expect(whole.expansion.total).toBe(codesOf(whole).length);
    const read: string[] = [];
    for (let offset = 0; offset < whole.expansion.total; offset += 13)
      read.push(...codesOf((await ask(`${all}&offset=${offset}&count=13`)) as unknown as Expanded));
    expect(read).toEqual(codesOf(whole));
    const none = (await ask(`${all}&count=0`)) as unknown as Expanded;
    expect([none.expansion.total, none.expansion.contains]).toEqual([whole.expansion.total, undefined]);
  });

  test('follows the date and the filter', async () => {
    const on = async (date: string) =>
      codesOf((await ask(`${all}&filter=ESKET nasal&date=${date}`)) as unknown as Expanded);
    const [before, after] = [await on('2025-12-31'), await on('2026-01-01')];
    expect([before.includes('S0013'), before.includes('J0013')]).toEqual([true, false]);
    expect([after.includes('S0013'), after.includes('J0013')]).toEqual([false, true]);
    const withOld = (await ask(`${all}&filter=S0013&date=2026-01-01&activeOnly=false`)) as unknown as Expanded;
    expect(withOld.expansion.contains).toMatchObject([{ code: 'S0013', inactive: true }]);
  });

  test('takes a value set of the caller’s own', async () => {
    const valueSet = {
      resourceType: 'ValueSet',
      compose: {
        include: [
          { system: hcpcs, concept: [{ code: 'J0013' }, { code: 'J9999' }, { code: 'RT' }] },
          { system: hcpcs, filter: [{ property: 'modifier', op: '=', value: 'true' }] },
        ],
        exclude: [{ system: hcpcs, concept: [{ code: 'RT' }] }],
      },
    };
    const codes = codesOf(
      (await ask('ValueSet/$expand', parameters({ name: 'valueSet', resource: valueSet }))) as unknown as Expanded,
    );
    expect(codes[0]).toBe('J0013');
    expect(codes).not.toContain('RT');
    expect(codes.slice(1).every((code) => code.length === 2)).toBe(true);
  });

  test('knows HL7’s own name of the whole of HCPCS', async () => {
    const name = 'http://terminology.hl7.org/ValueSet/v3-HealthCareCommonProcedureCodingSystem';
    const found = (await ask(`ValueSet/$expand?url=${name}`)) as unknown as Expanded;
    expect(codesOf(found)).toEqual(codesOf((await ask(all)) as unknown as Expanded));
  });
});

test('a batch answers each request by itself', async () => {
  const entry = [
    { request: { method: 'GET', url: `CodeSystem/$lookup?system=${hcpcs}&code=J0013` } },
    { request: { method: 'GET', url: `/CodeSystem/$lookup?system=${hcpcs}&code=J9999` } },
    {
      request: { method: 'POST', url: 'ConceptMap/$translate' },
      resource: parameters({ name: 'coding', valueCoding: { system: hcpcs, code: 'S0013' } }),
    },
    { request: { method: 'GET', url: 'Patient/1' } },
  ];
  const found = (await ask('', { resourceType: 'Bundle', type: 'batch', entry })) as unknown as {
    type: string;
    entry: { resource?: { resourceType: string }; response: { status: string; outcome?: object } }[];
  };
  expect(found.type).toBe('batch-response');
  expect(found.entry.map(({ response }) => response.status)).toEqual(['200 OK', '404', '200 OK', '404']);
  expect(found.entry[0]!.resource).toEqual(await ask(`CodeSystem/$lookup?system=${hcpcs}&code=J0013`));
  expect(found.entry[1]!.response.outcome).toMatchObject({ resourceType: 'OperationOutcome' });
  const transaction = await ask('', { resourceType: 'Bundle', type: 'transaction', entry }, 400);
  expect(transaction.resourceType).toBe('OperationOutcome');
});

describe('metadata', () => {
  test('tells what there is, and every operation told of answers', async () => {
    const statement = (await ask('metadata')) as unknown as {
      resourceType: string;
      fhirVersion: string;
      rest: { resource: { type: string; operation: { name: string }[] }[] }[];
    };
    expect([statement.resourceType, statement.fhirVersion]).toEqual(['CapabilityStatement', '4.0.1']);
    for (const { type, operation } of statement.rest[0]!.resource)
      for (const { name } of operation)
        expect((await api.request(`/fhir/${type}/$${name}`, { headers })).status, `${type}/$${name}`).toBe(400);
  });

  test('lists code systems and versions', async () => {
    expect(await ask('metadata?mode=terminology')).toMatchObject({
      resourceType: 'TerminologyCapabilities',
      codeSystem: [{ uri: hcpcs, version: [{ code: '2026-01', isDefault: true }, { code: '2025-10' }] }],
    });
  });

  test('a code system is found by its name and read by its id', async () => {
    const found = (await ask(`CodeSystem?url=${hcpcs}`)) as unknown as { total: number; entry: { resource: object }[] };
    expect(found.total).toBe(1);
    expect(found.entry[0]!.resource).toEqual(await ask('CodeSystem/hcpcs-level-ii'));
    expect((await ask(`CodeSystem?url=${cpt}`)).total).toBe(0);
  });

  test('an empty store says that nothing is held', async () => {
    const empty = apiOf(await emptyApp());
    expect((await empty.request('/fhir/metadata?mode=terminology', { headers })).status).toBe(200);
    const lookup = await empty.request(`/fhir/CodeSystem/$lookup?system=${hcpcs}&code=J0013`, { headers });
    expect(lookup.status).toBe(404);
  });
});
