import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { importClaimFile } from '../../functions/claims/import-claim-file.ts';
import { listFindings } from '../../functions/queries/list-findings.ts';
import { listImports } from '../../functions/queries/list-imports.ts';
import { openLocalApp } from '../../infra/local/local-app.ts';
import type { RefusedClaim } from '../../shared/claims/claim.ts';
import { type ClaimColumn, claimColumns } from '../../shared/claims/csv-columns.ts';
import { createIntakeReader } from '../../shared/claims/intake.ts';
import type { ClaimStatus } from '../../shared/claims/status/claim-status.ts';
import { createStatusReader } from '../../shared/claims/status/status-reader.ts';
import { generateClaims } from '../support/claim-generator.ts';
import { account, january, october } from '../support/claim-world.ts';
import { ingestFile } from '../support/release-chain.ts';
import { tempFolder } from '../support/temp-folder.ts';

const mark = 'Qz-Secret';
const lines = (...segments: readonly string[]) => `${segments.join('~')}~`;
const isa = 'ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260120*0800*^*00501*000000001*0*P*:';

const remittance = lines(
  isa,
  'GS*HP*S*R*20260120*0800*1*X*005010X221A1',
  'ST*835*0001',
  'BPR*I*60*C*CHK************20260120',
  `TRN*1*${mark}*1999999999`,
  `N1*PR*${mark}*XV*66783`,
  `N3*${mark}`,
  `PER*BL*${mark}*TE*${mark}`,
  `N1*PE*${mark}*XX*1999990011`,
  'LX*1',
  'CLP*C1*1*200*60*0*12*ICN1*11*1',
  `NM1*QC*1*${mark}*${mark}****MI*${mark}`,
  `NM1*82*1*${mark}****XX*${mark}`,
  `REF*EA*${mark}`,
  `REF*SY*${mark}`,
  'SVC*HC:E1001*100*0**1',
  'DTM*472*20260105',
  'CAS*CO*181*100',
  `REF*HPI*${mark}`,
  'SE*17*0001',
  'GE*1*1',
  'IEA*1*000000001',
);
const acknowledgement = lines(
  isa,
  'GS*HN*S*R*20260120*0800*1*X*005010X214',
  'ST*277*0001',
  `BHT*0085*08*${mark}*20260120*0800*TH`,
  'HL*1**20*1',
  `NM1*PR*2*${mark}*****PI*66783`,
  'HL*2*1*21*1',
  `NM1*41*2*${mark}*****46*${mark}`,
  'HL*3*2*19*1',
  `NM1*85*1*${mark}****XX*1999990011`,
  'HL*4*3*PT',
  `NM1*QC*1*${mark}*${mark}****MI*${mark}`,
  'TRN*2*C1',
  `STC*A7:562:85*20260120*U*200********${mark}`,
  'REF*1K*ICN1',
  'REF*D9*CHC1',
  'SE*14*0001',
  'GE*1*1',
  'IEA*1*000000001',
);
const response = lines(
  isa,
  'GS*HN*S*R*20260120*0800*1*X*005010X212',
  'ST*277*0001*005010X212',
  `BHT*0010*08*${mark}*20260120*0800*DG`,
  'HL*1**20*1',
  `NM1*PR*2*${mark}*****PI*66783`,
  `PER*IC*${mark}*TE*${mark}`,
  'HL*2*1*21*1',
  `NM1*41*2*${mark}*****46*${mark}`,
  'HL*3*2*19*1',
  `NM1*1P*2*${mark}*****XX*1999990011`,
  'HL*4*3*22*0',
  `NM1*IL*1*${mark}*${mark}****MI*${mark}`,
  `TRN*2*${mark}`,
  `STC*F2:88*20260120**200*0****${mark}`,
  'REF*1K*ICN1',
  'REF*EJ*C1',
  `REF*XZ*${mark}`,
  'DTP*472*D8*20260105',
  'SVC*HC:E1001*100*0****1',
  'STC*F2:88*20260120',
  'SE*19*0001',
  'GE*1*1',
  'IEA*1*000000001',
);
const csv = [
  'claim id,code,date of service,charge,status,patient name,member id,birth date,diagnosis,notes,address',
  `C7,E1001,2026-01-05,100,rejected,${Array(6).fill(mark).join(',')}`,
  `C8,E1001,not a date ${mark},100,rejected ${mark},${Array(6).fill(mark).join(',')}`,
].join('\n');
const fhir = JSON.stringify({
  resourceType: 'Claim',
  id: 'C9',
  identifier: [{ value: 'C9' }],
  status: 'active',
  text: { div: mark },
  type: { coding: [{ code: 'professional' }] },
  use: 'claim',
  patient: { reference: `Patient/${mark}`, display: mark },
  contained: [{ resourceType: 'Patient', name: [{ family: mark }], birthDate: mark, address: [{ text: mark }] }],
  diagnosis: [{ sequence: 1, diagnosisCodeableConcept: { coding: [{ code: mark, display: mark }], text: mark } }],
  supportingInfo: [{ sequence: 1, valueString: mark }],
  insurance: [{ sequence: 1, focal: true, coverage: { display: mark } }],
  item: [
    {
      sequence: 1,
      productOrService: { coding: [{ code: 'E1001', display: mark }], text: mark },
      servicedDate: '2026-01-05',
      quantity: { value: 1 },
      net: { value: 100 },
      note: mark,
    },
  ],
});

const files: Readonly<Record<string, string>> = {
  '837P': generateClaims({ seed: 1, claims: 40, mark }).text,
  '837I': generateClaims({ seed: 2, claims: 40, claimType: 'institutional', mark }).text,
  '837P, damaged': generateClaims({ seed: 3, claims: 20, mark }).text.replaceAll('DTP*472', 'DTQ*472'),
  '835': remittance,
  '277CA': acknowledgement,
  '277': response,
  CSV: csv,
  FHIR: fhir,
  'no format at all': `${mark}\n${mark},${mark}\n`,
};

/** Files under a folder that hold the text. */
function traceOf(text: string, folder: string): readonly string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return traceOf(text, path);
    return readFileSync(path).includes(text) ? [path] : [];
  });
}

/** Columns that tell which claim and which payer it is: numbers by which billing systems know them. */
const keptColumns: ReadonlySet<string> = new Set(['claimId', 'payer', 'payerClaimNumber']);
const row = {
  claimId: 'C7',
  code: 'E1001',
  dateOfService: '2026-01-05',
  amount: '100',
  payer: '66783',
} as const satisfies Partial<Record<ClaimColumn, string>>;

/** A claim with an element of each kind that R4 has for a person, for what ails them, and for what is said of both. */
const richClaim = {
  ...JSON.parse(fhir.replaceAll(mark, 'X')),
  insurer: { reference: 'Organization/o', identifier: { value: '66783' }, display: 'X' },
  provider: { reference: 'Practitioner/p', identifier: { system: 'X', value: 'X' }, display: 'X' },
  enterer: { reference: 'Practitioner/e', display: 'X' },
  facility: { reference: 'Location/l', display: 'X' },
  payee: { type: { text: 'X' }, party: { reference: 'Patient/1', display: 'X' } },
  referral: { reference: 'ServiceRequest/r', display: 'X' },
  prescription: { display: 'X' },
  careTeam: [{ sequence: 1, provider: { reference: 'Practitioner/c', display: 'X' }, role: { text: 'X' } }],
  procedure: [{ sequence: 1, procedureCodeableConcept: { text: 'X', coding: [{ code: 'X', display: 'X' }] } }],
  accident: { date: '2026-01-01', type: { text: 'X' }, locationAddress: { line: ['X'], city: 'X', postalCode: 'X' } },
  related: [
    { claim: { display: 'X' }, relationship: { coding: [{ code: 'X' }], text: 'X' }, reference: { value: 'X' } },
  ],
  insurance: [
    {
      sequence: 1,
      focal: true,
      identifier: { value: 'X' },
      coverage: { reference: 'Coverage/v', display: 'X' },
      businessArrangement: 'X',
      preAuthRef: ['X'],
    },
  ],
  extension: [{ url: 'X', valueString: 'X' }],
};

type Spot = { readonly path: string; readonly marked: unknown };

/** The document with the mark in the place of each text in turn, and beside the members of each object. */
function* planted(value: unknown, path = ''): Generator<Spot> {
  if (typeof value === 'string') yield { path, marked: mark };
  if (Array.isArray(value))
    for (const [at, each] of value.entries())
      for (const spot of planted(each, `${path}[]`)) yield { ...spot, marked: value.with(at, spot.marked) };
  else if (typeof value === 'object' && value !== null) {
    yield { path: `${path}.note`, marked: { ...value, note: mark, [mark]: mark } };
    for (const [name, each] of Object.entries(value))
      for (const spot of planted(each, `${path}.${name}`)) yield { ...spot, marked: { ...value, [name]: spot.marked } };
  }
}

/** Numbers of the claim, of the payer, and of the claim that it replaces. */
const keptPaths: ReadonlySet<string> = new Set(['.identifier[].value', '.insurer.identifier.value']);

describe('names, ids, addresses, birth dates, diagnoses and free texts', () => {
  test('of no kind of file get into store, objects, mails, reports, findings or messages', {
    timeout: 30_000,
  }, async () => {
    const folder = tempFolder();
    const app = await openLocalApp(folder);
    await ingestFile(app, october);
    const said: string[] = [];
    for (const [name, text] of Object.entries(files)) {
      expect(text, name).toContain(mark);
      const into = app.importInto(account, `import-${name}`, '2026-02-01');
      const chunks = (async function* () {
        yield new TextEncoder().encode(text);
      })();
      const report = await importClaimFile(into, {
        name,
        chunks,
        onNotice: (notice) => said.push(JSON.stringify(notice)),
      });
      await app.imports.keep(account, name, { report });
      said.push(JSON.stringify(report));
    }
    await ingestFile(app, january);
    await app.sweep();
    said.push(JSON.stringify(await app.deliver()));
    const { findings } = await listFindings(app)({ account, limit: 1_000 });
    expect(findings.length).toBeGreaterThan(0);
    said.push(
      JSON.stringify(findings),
      JSON.stringify(await listImports({ ...app, now: () => '2026-02-01T00:00:00.000Z' })({ account, limit: 100 })),
    );
    await app.close();
    expect(said.filter((text) => text.includes(mark))).toEqual([]);
    expect(traceOf(mark, folder)).toEqual([]);
  });

  test('of any cell of a CSV file are neither kept nor told, in columns that are read and in others', () => {
    for (const column of Object.keys(claimColumns) as ClaimColumn[]) {
      if (keptColumns.has(column)) continue;
      const cells: Readonly<Partial<Record<ClaimColumn, string>>> = { ...row, [column]: mark };
      const names = Object.keys(cells) as ClaimColumn[];
      const head = [...names.map((name) => claimColumns[name]?.[0] ?? name), 'patient', mark];
      const text = `${head}\n${[...names.map((name) => cells[name]), mark, mark]}\n`;
      expect(text).toContain(mark);
      expect(claimsIn(text), column).not.toContain(mark);
    }
  });

  test('of any element of a FHIR claim are neither kept nor told', () => {
    const spots = [...planted(richClaim)].filter(({ path }) => !keptPaths.has(path));
    expect(spots.length).toBeGreaterThan(100);
    for (const { path, marked } of spots) expect(claimsIn(JSON.stringify(marked)), path).not.toContain(mark);
  });

  /** What is kept of an answer: numbers of claim and line, the payer's number and id. */
  const kept = new Set(['CLP-1', 'CLP-7', 'TRN-2', 'REF-2', 'N1-4', 'NM1-9', 'ISA-13', 'GS-6']);

  test.each([
    ['835', remittance],
    ['277CA', acknowledgement],
    ['277', response],
  ])('of any element of an %s are neither kept nor told', (_, text) => {
    const segments = text.replaceAll(mark, 'X').split('~');
    let planted = 0;
    for (const [n, segment] of segments.entries()) {
      const elements = segment.split('*');
      if (elements[0] === 'ISA') continue;
      for (let at = 0; at <= elements.length; at++) {
        if (kept.has(`${elements[0]}-${at}`)) continue;
        const marked = segments.with(n, elements.toSpliced(at, 1, mark).join('*')).join('~');
        expect(JSON.stringify(read(marked)), `${elements[0]}-${at}`).not.toContain(mark);
        planted++;
      }
    }
    expect(planted).toBeGreaterThan(60);
  });
});

function read(text: string): (ClaimStatus | RefusedClaim)[] {
  const given: (ClaimStatus | RefusedClaim)[] = [];
  const reader = createStatusReader({
    file: 'statuses',
    onStatus: (status) => given.push(status),
    onRefused: (refused) => given.push(refused),
  });
  reader.write(text);
  reader.end();
  return given;
}

/** All that a reader of claims gives of a text, as one. */
function claimsIn(text: string): string {
  const given: unknown[] = [];
  const take = (each: unknown) => void given.push(each);
  const reader = createIntakeReader({
    file: 'claims',
    holds: 'claims',
    onClaim: take,
    onStatus: take,
    onRefused: take,
  });
  reader.write(new TextEncoder().encode(text));
  reader.end();
  expect(given.length).toBeGreaterThan(0);
  return JSON.stringify(given);
}
