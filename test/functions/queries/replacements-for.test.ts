import { beforeAll, describe, expect, test } from 'vitest';
import { replacementsFor } from '../../../functions/queries/replacements-for.ts';
import { forms } from '../../../shared/api/schema-names.ts';
import { payerMapOf } from '../../../shared/claims/payers.ts';
import type { RunningApp } from '../../support/medium.ts';
import { ingestFile, releaseFile } from '../../support/release-chain.ts';
import { emptyApp, sampleApp } from '../../support/sample-world.ts';

let sample: RunningApp;
beforeAll(async () => {
  sample = await sampleApp();
});

interface Case {
  readonly code: string;
  readonly on: string;
  readonly payer?: string;
  readonly valid: boolean | null;
  /** Codes with their relation and the units of one old unit. */
  readonly instead: readonly string[];
  readonly answer: RegExp;
}

const cases: readonly Case[] = [
  {
    code: 'S0013',
    on: '2026-01-01',
    payer: 'commercial',
    valid: false,
    instead: ['J0013 same 1/1'],
    answer: /^S0013 ended on 2025-12-31\. Bill J0013 \(unit for unit\), but not for Medicare, Medicare DME\.$/,
  },
  {
    code: 'S0013',
    on: '2025-12-31',
    payer: 'commercial',
    valid: true,
    instead: [],
    answer: /^S0013 is valid on 2025-12-31 and ends on 2025-12-31\. It is replaced by J0013 .* from 2026-01-01\.$/,
  },
  {
    code: 'S0013',
    on: '2025-12-31',
    payer: 'Medicare Part B',
    valid: true,
    instead: ['G2082 restructure', 'G2083 restructure'],
    answer: /never by swapping the code: G2082 or G2083 for Medicare\.$/,
  },
  {
    code: 'S0013',
    on: '2026-01-01',
    valid: false,
    instead: ['J0013 same 1/1', 'G2082 restructure', 'G2083 restructure'],
    answer: /Bill J0013/,
  },
  { code: 'C6010', on: '2026-01-01', valid: false, instead: ['J6011 same 10/1'], answer: /1 unit is 10 units of it/ },
  { code: 'C6021', on: '2026-01-01', valid: false, instead: ['J6022 same 1/5'], answer: /5 units are 1 unit of it/ },
  {
    code: 'Q6030',
    on: '2026-02-01',
    valid: false,
    instead: ['J6031 one-of 1/1', 'J6032 one-of 1/1', 'J6033 one-of 5/1'],
    answer: /Bill one of these, by what was done or given: J6031 .*J6032 .*J6033/,
  },
  { code: 'C6070', on: '2025-11-01', valid: false, instead: ['Q6071 same 1/1'], answer: /Bill Q6071/ },
  { code: 'C6070', on: '2026-01-01', valid: false, instead: ['J6072 same 1/1'], answer: /Bill J6072/ },
  {
    code: 'G5200',
    on: '2026-01-01',
    valid: false,
    instead: ['77067 same'],
    answer: /Bill 77067 \(units to be checked\)/,
  },
  {
    code: 'J0172',
    on: '2026-01-01',
    valid: false,
    instead: [],
    answer: /^J0172 ended on 2025-12-31\. CMS names no replacement\.$/,
  },
  { code: 'J0172', on: '2025-12-31', valid: true, instead: [], answer: /^J0172 is valid on 2025-12-31/ },
  {
    code: 'G5190',
    on: '2026-01-01',
    valid: false,
    instead: [],
    answer: /it left the file without a termination date\. CMS names no replacement\.$/,
  },
  {
    code: 'S6120',
    on: '2026-01-01',
    payer: 'medicare',
    valid: true,
    instead: ['J6121 not-valid-for-medicare-use'],
    answer: /Not payable by Medicare, which names J6121/,
  },
  { code: 'S6120', on: '2026-01-01', payer: 'commercial', valid: true, instead: [], answer: /is valid on/ },
  {
    code: 'J0013',
    on: '2025-12-31',
    payer: 'tricare',
    valid: false,
    instead: [],
    answer: /not valid before 2026-01-01/,
  },
  { code: 'J9999', on: '2026-01-01', valid: false, instead: [], answer: /^No release held lists J9999\.$/ },
  { code: 'J9999', on: '2024-01-01', valid: null, instead: [], answer: /say nothing of 2024-01-01/ },
  { code: '99213', on: '2026-01-01', valid: null, instead: [], answer: /code set that is not loaded/ },
];

test.each(cases)('$code on $on for $payer', async ({ code, on, payer, valid, instead, answer }) => {
  const said = await replacementsFor(sample)({ code, on, payer });
  expect(forms.replacements.parse(said)).toEqual(said);
  expect(said).toMatchObject({ code, on, valid });
  expect(said.answer).toMatch(answer);
  const found = said.replacements.map(({ code: target, relation, units }) =>
    [target, relation, units ? `${units.numerator}/${units.denominator}` : ''].join(' ').trim(),
  );
  expect(found.sort()).toEqual([...instead].sort());
});

test('a proposal is called one', async () => {
  const said = await replacementsFor(sample)({ code: 'M9240', on: '2026-01-01' });
  expect(said.replacements).toMatchObject([{ code: 'M9241', status: 'proposed' }]);
  expect(said.answer).toMatch(/Possibly M9241 .*: read from the descriptors, a person has to confirm it\.$/);
});

describe('payers', () => {
  test('an id is what the account says it is', async () => {
    const payers = payerMapOf({ '01234': 'medicare' });
    const said = await replacementsFor(sample)({ code: 'S0013', on: '2026-01-01', payer: '01234', payers });
    expect(said.replacements.map(({ code }) => code)).toEqual(['G2082', 'G2083']);
  });

  test('one of no known class is taken for no class', async () => {
    const said = await replacementsFor(sample)({ code: 'S0013', on: '2026-01-01', payer: 'P-77' });
    expect(said.replacements.map(({ code }) => code)).toEqual(['J0013']);
  });
});

test('a chain multiplies the units, and goes round in no circle', async () => {
  const app = await emptyApp();
  const drug = 'Injection, circulin,';
  const ended = { terminatedOn: '2025-09-30', actionCode: 'D', actionEffectiveOn: '2025-10-01' };
  await ingestFile(
    app,
    releaseFile('HCPC2025_OCT_ANWEB_09082025.txt', [
      {
        code: 'C9101',
        longDescription: `${drug} 10 mg`,
        crossReferences: ['C9102'],
        ...ended,
        terminatedOn: '2025-06-30',
      },
      { code: 'C9102', longDescription: `${drug} 5 mg`, crossReferences: ['J9103', 'C9101'], ...ended },
      { code: 'J9103', longDescription: `${drug} 0.5 mg`, addedOn: '2025-10-01', crossReferences: ['C9102'] },
    ]),
  );
  const said = await replacementsFor(app)({ code: 'C9101', on: '2025-11-01' });
  expect(said.replacements).toMatchObject([{ code: 'J9103', units: { numerator: 20, denominator: 1 } }]);
  expect(said.replacements[0]!.reasons).toHaveLength(2);
});
