import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Claim, RefusedClaim } from '../../shared/claims/claim.ts';
import { createCsvClaimReader } from '../../shared/claims/csv.ts';
import type { ClaimSink, PushReader } from '../../shared/claims/intake-ledger.ts';
import { payerClassOf, payerMapOf } from '../../shared/claims/payers.ts';
import { createX12ClaimReader } from '../../shared/claims/x12/claim-reader.ts';
import { parseCodeText } from '../../shared/release/parse-text.ts';

const textOf = (name: string) =>
  readFileSync(fileURLToPath(new URL(`../../shared/sample/${name}`, import.meta.url)), 'latin1');
const readBy = (create: (options: ClaimSink & { file: string }) => PushReader, file: string) => {
  const claims: Claim[] = [];
  const refused: RefusedClaim[] = [];
  const reader = create({
    file,
    onClaim: (claim) => claims.push(claim),
    onRefused: (refusal) => refused.push(refusal),
  });
  reader.write(Buffer.from(textOf(file), 'latin1'));
  return { claims, refused, counts: reader.end() };
};
const professional = readBy(createX12ClaimReader, 'claims.837');
const institutional = readBy(createX12ClaimReader, 'claims-institutional.837');
const payers = payerMapOf(JSON.parse(textOf('payers.json')));

interface CsvLine {
  readonly claimId: string;
  readonly code: string;
  readonly modifiers: string;
  readonly date: string;
  readonly payer: string;
  readonly payerClass: string;
  readonly provider: string;
}
const [header, ...rows] = textOf('claims.csv').trimEnd().split('\n') as [string, ...string[]];
const csv = rows.map((row): CsvLine => {
  const cells = row.split(',');
  const cell = (name: string) => cells[header.split(',').indexOf(name)]!;
  return {
    claimId: cell('claim_id'),
    code: cell('code'),
    modifiers: cell('modifiers'),
    date: cell('date_of_service'),
    payer: cell('payer'),
    payerClass: cell('payer_class'),
    provider: cell('provider'),
  };
});

const codesKnown = new Set(
  ['HCPC2025_OCT_ANWEB_sample.txt', 'HCPC2026_JAN_ANWEB_sample.txt'].flatMap((name) =>
    parseCodeText(name, Buffer.from(textOf(name), 'latin1')).records.map(({ code }) => code),
  ),
);
const x12 = [...professional.claims, ...institutional.claims];

test('the sample CSV is read whole, line by line as it stands', () => {
  const { claims, refused, counts } = readBy(createCsvClaimReader, 'claims.csv');
  expect(refused).toEqual([]);
  expect([counts.read, counts.lines]).toEqual([53, 86]);
  const lines = claims.flatMap(({ claimId, payer, provider, lines }) =>
    lines.map(({ code, modifiers, dateOfService }) => [
      claimId,
      code,
      modifiers.join(':'),
      dateOfService,
      payer,
      provider,
    ]),
  );
  expect(lines).toEqual(csv.map((row) => [row.claimId, row.code, row.modifiers, row.date, row.payer, row.provider]));
  const esketamine = claims
    .flatMap((claim) => claim.lines)
    .filter(({ code, units }) => code === 'S0013' && units === 84);
  expect(new Set(esketamine.map(({ amount }) => amount))).toEqual(new Set([147_000]));
});

describe('the sample 837 files', () => {
  test('are read whole', () => {
    expect([...professional.refused, ...institutional.refused]).toEqual([]);
    expect(professional.claims.map(({ claimType }) => claimType)).toEqual(new Array(12).fill('professional'));
    expect(institutional.claims.map(({ claimType }) => claimType)).toEqual(new Array(3).fill('institutional'));
  });

  test('hold data of invented persons as real files do, of which nothing is kept', () => {
    const written = textOf('claims.837') + textOf('claims-institutional.837');
    const personal = [
      ...written.matchAll(/NM1\*(?:IL|QC|82|71)\*1\*([^*~]+)\*([^*~]+)/g),
      ...written.matchAll(/\*MI\*([^*~]+)~/g),
      ...written.matchAll(/DMG\*D8\*(\d{8})/g),
      ...written.matchAll(/N3\*([^~]+)~/g),
      ...written.matchAll(/(?:NTE\*ADD|K3|REF\*EA)\*([^~]+)~/g),
      ...written.matchAll(/HI\*ABK:([^*~]+)/g),
      ...written.matchAll(/PWK\*OZ\*BM\*{3}AC\*([^~]+)~/g),
    ].flatMap((match) => match.slice(1));
    expect(personal.length).toBeGreaterThan(100);
    const kept = JSON.stringify(x12);
    expect(personal.filter((text) => new RegExp(`\\b${text}\\b`).test(kept))).toEqual([]);
  });

  test('say the dose behind a line where the claim has it', () => {
    const lines = x12.flatMap(({ claimId, lines }) => lines.map((line) => ({ claimId, ...line })));
    const doses = lines.filter(({ drug }) => drug).map(({ code, units, drug }) => [code, units, drug!.quantity]);
    expect(doses).toEqual([
      ['S0013', 84, 84],
      ['S0013', 84, 84],
      ['J6100', 10, 10],
      ['Q6071', 30, 60],
      ['C6010', 40, 400],
    ]);
  });

  test('an institutional line without a date of its own has the statement date', () => {
    expect(institutional.claims[2]!.lines.map(({ dateOfService }) => dateOfService)).toEqual([
      '2025-09-22',
      '2025-09-22',
    ]);
  });
});

test('every payer is in the map, and the CSV says the same class', () => {
  for (const { payer, payerClass } of csv)
    expect(payerClassOf({ payer, filingIndicator: null }, payers), payer).toBe(payerClass);
  for (const { payer, filingIndicator } of x12)
    expect(payerClassOf({ payer, filingIndicator }, payers), payer ?? '').not.toBe('unknown');
});

test('every HCPCS code and modifier billed is in one of the sample releases, but for those of CPT and ambulances', () => {
  const billed = [
    ...csv.flatMap(({ code, modifiers }) => [code, ...modifiers.split(/\W/)]),
    ...x12.flatMap(({ lines }) => lines.flatMap(({ code, modifiers }) => [code, ...modifiers])),
  ];
  const others = new Set(billed.filter((code) => code !== '' && !codesKnown.has(code)));
  expect([...others].sort()).toEqual(['25', '96127', '96365', '96372', '96413', '99213', '99214', 'HR', 'RH']);
});

/** Before and after: what the sample has to show beyond any later change of its rows. */
test.each([
  ['S0013', 'before', (date: string) => date < '2026-01-01', 4],
  ['S0013', 'after', (date: string) => date >= '2026-01-01', 10],
  ['G5060', 'in September 2025', (date: string) => date.startsWith('2025-09'), 2],
  ['C6070', 'after its end', (date: string) => date > '2025-09-30', 1],
] as const)('%s %s', (code, _, on, lines) => {
  const inX12 = x12.flatMap((claim) => claim.lines).filter((line) => line.code === code && on(line.dateOfService!));
  expect(csv.filter((line) => line.code === code && on(line.date)).length + inX12.length).toBe(lines);
});

test('dates of service lie between September 2025 and January 2026', () => {
  const dates = [
    ...csv.map(({ date }) => date),
    ...x12.flatMap(({ lines }) => lines.map((line) => line.dateOfService!)),
  ];
  expect(dates.filter((date) => date < '2025-09-01' || date > '2026-01-31')).toEqual([]);
});

test('no provider number is one that anybody could have', () => {
  const providers = new Set([...csv.map(({ provider }) => provider), ...x12.map(({ provider }) => provider!)]);
  expect(providers.size).toBe(5);
  for (const provider of providers) expect(checkDigitIsRight(`80840${provider}`), provider).toBe(false);
});

/** Luhn, over the prefix 80840 and the ten digits of an NPI. */
function checkDigitIsRight(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const twice = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (twice > 9 ? twice - 9 : twice);
  }, 0);
  return sum % 10 === 0;
}
