import { describe, expect, test } from 'vitest';
import { createFhirClaimReader } from '../../../../shared/claims/fhir/claim-reader.ts';
import { chunksOf, type ReadClaims, readParts } from '../../../support/x12-file.ts';

type Resource = Readonly<Record<string, unknown>>;

const hcpcs = 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets';
const cpt = 'http://www.ama-assn.org/go/cpt';
const npi = 'http://hl7.org/fhir/sid/us-npi';

const concept = (code: string, system?: string): Resource => ({ coding: [{ ...(system && { system }), code }] });
const item = (parts: Resource = {}): Resource => ({
  sequence: 1,
  productOrService: concept('J0013', hcpcs),
  servicedDate: '2026-01-05',
  quantity: { value: 84 },
  net: { value: 1250.5, currency: 'USD' },
  ...parts,
});
const claim = (parts: Resource = {}): Resource => ({
  resourceType: 'Claim',
  id: 'abc',
  identifier: [{ system: 'urn:claims', value: 'C1' }],
  status: 'active',
  use: 'claim',
  type: concept('professional', 'http://terminology.hl7.org/CodeSystem/claim-type'),
  patient: { reference: 'Patient/1', display: 'Jane Smith' },
  insurer: { identifier: { value: '00435' }, display: 'Insurer' },
  provider: { identifier: { system: npi, value: '1234567893' } },
  diagnosis: [{ diagnosisCodeableConcept: { text: 'a secret' } }],
  item: [item()],
  ...parts,
});

function readFhir(text: string, chunk = 65_536): ReadClaims {
  return readParts(
    (sink) => createFhirClaimReader({ file: 'claims.json', ...sink }),
    chunksOf(new TextEncoder().encode(text), chunk),
  );
}

const readOne = (parts: Resource): ReadClaims => readFhir(JSON.stringify(claim(parts)));

describe('a Claim resource', () => {
  test('without a charge is read, with a notice; a factor multiplies the price of a unit', () => {
    const plain = { net: undefined, quantity: { value: 2 } };
    const unpriced = readOne({ item: [item(plain)] });
    expect(unpriced.claims[0]!.lines[0]).toMatchObject({ amount: 0, units: 2 });
    expect(unpriced.refused).toMatchObject([{ kind: 'notice', claimId: 'C1' }]);
    const priced = readOne({ item: [item({ ...plain, unitPrice: { value: 12.5, currency: 'USD' }, factor: 0.5 })] });
    expect(priced.claims[0]!.lines[0]).toMatchObject({ amount: 1_250 });
    expect(readOne({ item: [item({ net: { value: 'ten' } })] }).refused).toMatchObject([{ kind: 'claim' }]);
  });

  test('without an insurer goes to the payor of the coverage that it is sent under', () => {
    const coverage = (id: string, value: string) => ({
      resource: { resourceType: 'Coverage', id, payor: [{ identifier: { value } }] },
    });
    const insurance = [
      { sequence: 1, focal: false, coverage: { reference: 'Coverage/other' } },
      { sequence: 2, focal: true, coverage: { reference: 'Coverage/own' } },
    ];
    const self = { resource: { resourceType: 'Coverage', id: 'self', payor: [{ reference: 'Patient/77' }] } };
    const entry = [coverage('other', '66783'), coverage('own', '00435'), self];
    const of = (parts: Resource) =>
      readFhir(
        JSON.stringify({
          resourceType: 'Bundle',
          entry: [{ resource: claim({ ...parts, insurer: undefined }) }, ...entry],
        }),
      ).claims[0]!.payer;
    expect(of({ insurance })).toBe('00435');
    expect(of({ insurance: [{ coverage: { reference: 'Coverage/other' } }] })).toBe('66783');
    expect(of({ insurance: insurance.map((each) => ({ ...each, focal: false })) })).toBeNull();
    expect(of({})).toBeNull();
    expect(of({ insurance: [{ coverage: { reference: 'Coverage/self' } }] })).toBeNull();
  });

  test('is read with nothing of the patient', () => {
    const { claims, refused } = readOne({});
    expect(refused).toEqual([]);
    expect(claims).toEqual([
      {
        claimId: 'C1',
        claimType: 'professional',
        frequency: '1',
        payerClaimNumber: null,
        payer: '00435',
        filingIndicator: null,
        provider: '1234567893',
        place: null,
        lines: [
          {
            line: 1,
            code: 'J0013',
            modifiers: [],
            units: 84,
            unitOfMeasure: 'UN',
            amount: 125_050,
            dateOfService: '2026-01-05',
            throughDate: '2026-01-05',
            placeOfService: null,
            revenueCode: null,
            drug: null,
          },
        ],
      },
    ]);
  });

  test.each<[string, Resource, Resource]>([
    [
      'a span',
      { servicedDate: undefined, servicedPeriod: { start: '2026-01-05T23:00:00-05:00', end: '2026-01-07' } },
      { dateOfService: '2026-01-05', throughDate: '2026-01-07' },
    ],
    ['a price a unit', { net: undefined, unitPrice: { value: 2.5 }, quantity: { value: 4 } }, { amount: 1_000 }],
    ['modifiers', { modifier: [concept('JZ', hcpcs), concept('25', cpt)] }, { modifiers: ['JZ', '25'] }],
    ['CPT under an alias', { productOrService: concept('99213', 'urn:oid:2.16.840.1.113883.6.12') }, { code: '99213' }],
    ['no system', { productOrService: concept('99213') }, { code: '99213' }],
    [
      'a drug',
      {
        productOrService: {
          coding: [
            { system: hcpcs, code: 'J0013' },
            { system: 'http://hl7.org/fhir/sid/ndc', code: '50458-0028-02' },
          ],
        },
      },
      { drug: { ndc: '50458002802', quantity: null, unit: null } },
    ],
    ['a place', { locationCodeableConcept: concept('22') }, { placeOfService: '22' }],
  ])('has a line with %s', (_, parts, line) => {
    const { claims, refused } = readOne({ item: [item(parts)] });
    expect(refused).toEqual([]);
    expect(claims[0]?.lines).toMatchObject([line]);
  });

  test('of another list of codes is counted', () => {
    const exam = concept('exam', 'http://terminology.hl7.org/CodeSystem/ex-USCLS');
    const { claims, counts } = readOne({ item: [item({ productOrService: exam })] });
    expect(claims[0]?.lines[0]?.code).toBe('');
    expect(counts.otherCodeSets).toBe(1);
  });

  test('of an institution takes dates from the billing period and its place from the type of bill', () => {
    const { claims } = readOne({
      type: concept('institutional'),
      billablePeriod: { start: '2026-01-05', end: '2026-01-07' },
      supportingInfo: [{ category: concept('typeofbill'), code: concept('0137') }],
      item: [item({ servicedDate: undefined, revenue: concept('636') })],
    });
    expect(claims).toMatchObject([
      {
        claimType: 'institutional',
        place: '13',
        frequency: '7',
        lines: [{ revenueCode: '0636', throughDate: '2026-01-07' }],
      },
    ]);
  });

  test('that takes the place of another names it', () => {
    const related = [{ relationship: concept('prior'), claim: { identifier: { value: 'ICN7' } } }];
    expect(readOne({ related }).claims).toMatchObject([{ frequency: '7', payerClaimNumber: 'ICN7' }]);
  });

  test.each<[string, Resource, string]>([
    ['use', { use: 'preauthorization' }, 'request for authorisation'],
    ['status', { status: 'entered-in-error' }, 'entered in error'],
    ['type', { type: concept('oral') }, 'neither professional nor institutional'],
    ['no items', { item: [] }, 'has no item'],
    ['no date', { item: [item({ servicedDate: undefined })] }, 'line 1: has no date of service'],
    ['bad date', { item: [item({ servicedDate: '2026-02-30' })] }, 'line 1: has no date of service'],
    ['code', { item: [item({ productOrService: concept('J 0013', hcpcs) })] }, 'line 1: the code'],
    ['no code', { item: [item({ productOrService: {} })] }, 'line 1: has no code'],
    ['modifier', { item: [item({ modifier: [concept('RTX')] })] }, 'line 1: a modifier'],
    ['charge', { item: [item({ net: { value: 'ten' } })] }, 'line 1: the charge'],
    ['part of a cent', { item: [item({ net: { value: 1.005 } })] }, 'line 1: the charge'],
    ['currency', { item: [item({ net: { value: 1, currency: 'EUR' } })] }, 'line 1: the charge'],
    ['details', { item: [item({ detail: [{}] })] }, 'line 1: details'],
    ['numbers', { item: [item(), item()] }, 'line 2: its number stands twice'],
  ])('is refused for its %s', (_, parts, reason) => {
    const { claims, refused, counts } = readOne(parts);
    expect(claims).toEqual([]);
    expect(refused).toMatchObject([
      { kind: 'claim', segment: 1, claimId: 'C1', reason: expect.stringContaining(reason) },
    ]);
    expect(counts).toMatchObject({ claims: 1, refused: 1 });
  });
});

describe('files of resources', () => {
  const bundle = (entry: readonly Resource[]): Resource => ({ resourceType: 'Bundle', type: 'collection', entry });

  test('NDJSON is read line by line, whatever the chunks', () => {
    const lines = [claim(), claim({ identifier: [{ value: 'C2' }] }), claim({ status: 'cancelled' })].map((one) =>
      JSON.stringify(one),
    );
    for (const chunk of [1, 50, 65_536]) {
      const { claims, refused } = readFhir(`\ufeff${lines[0]}\n\n${lines[1]}\r\n{"broken\n${lines[2]}`, chunk);
      expect(claims.map((read) => read.claimId)).toEqual(['C1', 'C2']);
      expect(refused.map(({ kind, segment }) => [kind, segment])).toEqual([
        ['input', 4],
        ['claim', 5],
      ]);
    }
  });

  test('a Bundle is read whole, its references followed', () => {
    const entries = [
      { fullUrl: 'urn:uuid:1', resource: { resourceType: 'Organization', identifier: [{ value: '66783' }] } },
      { resource: { resourceType: 'Practitioner', id: 'p', identifier: [{ system: npi, value: '1111111112' }] } },
      { resource: claim({ insurer: { reference: 'urn:uuid:1' }, provider: { reference: 'Practitioner/p' } }) },
    ];
    for (const text of [JSON.stringify(bundle(entries)), JSON.stringify(bundle(entries), null, 2)]) {
      const { claims, refused } = readFhir(text, 100);
      expect(refused).toEqual([]);
      expect(claims).toMatchObject([{ payer: '66783', provider: '1111111112' }]);
    }
  });

  test.each([
    ['a resource over several lines', JSON.stringify(claim(), null, 2)],
    ['a list of resources', JSON.stringify([claim()], null, 2)],
    [
      'a contained payer',
      JSON.stringify(
        claim({
          insurer: { reference: '#o' },
          contained: [{ resourceType: 'Organization', id: 'o', identifier: [{ value: '00435' }] }],
        }),
      ),
    ],
  ])('%s', (_, text) => expect(readFhir(text).claims).toMatchObject([{ claimId: 'C1', payer: '00435' }]));

  test.each([
    ['nothing', '', 'the file is empty'],
    ['broken JSON', '{"resourceType": "Claim",\n "id": ', 'is no JSON'],
    ['a Bundle without claims', JSON.stringify(bundle([])), 'the Bundle holds no Claim'],
    ['another resource', '{"resourceType":"Patient","id":"Qz-Secret"}', 'is no Claim resource'],
    ['a list of numbers', '[1]', 'is no Claim resource'],
  ])('%s is refused', (_, text, reason) => {
    const { refused, counts } = readFhir(text);
    expect(refused).toMatchObject([{ kind: 'input', segment: 1, reason: expect.stringContaining(reason) }]);
    expect(counts.claims).toBe(0);
  });

  test('a document too large for the memory is refused, a line too long passed over', () => {
    const long = 'x'.repeat(1024 * 1024);
    const reader = (parts: Iterable<string>): ReadClaims =>
      readParts((sink) => createFhirClaimReader({ file: 'claims.json', ...sink }), parts);
    const many = function* (before: string, after: string): Generator<string> {
      yield before;
      for (let n = 0; n < 50; n++) yield long;
      yield after;
    };
    expect(reader(many('{\n"a": "', '"}')).refused).toMatchObject([
      { kind: 'input', reason: expect.stringContaining('send the claims as NDJSON') },
    ]);
    const read = reader(many(`${JSON.stringify(claim())}\n`, `\n${JSON.stringify(claim())}\n`));
    expect(read.claims).toHaveLength(2);
    expect(read.refused).toMatchObject([{ kind: 'input', segment: 2 }]);
  });

  test('no member of a Claim that is not needed leaves a trace', () => {
    const secret = 'Qz-Secret';
    const text = JSON.stringify(claim());
    const members = [...text.matchAll(/"(\w+)":/g)].map((match) => match[1]!);
    const kept = new Set(['value', 'id']);
    for (const name of new Set(members)) {
      if (kept.has(name)) continue;
      const planted = JSON.stringify(claim(), (key, value: unknown) => (key === name ? secret : value));
      const { claims, refused } = readFhir(planted);
      expect(claims.length + refused.length, name).toBe(1);
      expect(JSON.stringify([claims, refused]), name).not.toContain(secret);
    }
  });
});
