import { describe, expect, test } from 'vitest';
import { account, claim, findingsOf, happening, storing, worldOf } from '../../support/claim-world.ts';
import { correctionsBook } from '../../support/corrections-book.ts';
import { openMedium, startApp } from '../../support/medium.ts';
import { zipOf } from '../../support/release-builder.ts';
import { releaseFile } from '../../support/release-chain.ts';

const lives = { addedOn: '2010-01-01', actionEffectiveOn: '2010-01-01' };
const ends = (terminatedOn: string) => ({ ...lives, terminatedOn, actionCode: 'D' });
const begins = (addedOn: string) => ({ addedOn, actionEffectiveOn: addedOn, actionCode: 'A' });
const medicare = { payer: 'MEDICARE', filingIndicator: 'MB' };

describe('rules that rest on lists, of stored claims', () => {
  const release = releaseFile('HCPC2026_JAN_ANWEB_12082025.txt', [
    { code: 'J9035', ...lives },
    { code: 'J3490', ...lives },
    { code: 'J0013', ...begins('2026-01-01') },
    { code: 'JZ', ...lives },
  ]);
  const bill = { programme: 'medicare', edition: 'practitioner', from: '2024-01-01', to: null } as const;
  const lists = {
    codes: {
      'single-dose': { source: 'list of an account', codes: ['J9035'] },
      unclassified: { source: 'NOC codes', codes: ['J3490'] },
    },
    products: {
      source: 'products of an account',
      codes: [{ ndc: '50458002803', code: 'J0013', from: '2026-01-01', to: null }],
    },
    pairs: {
      source: 'NCCI practitioner edits',
      edits: [{ ...bill, columnOne: '80053', columnTwo: '80048', modifierIndicator: '0' }],
    },
    unlikely: { source: 'Medicare practitioner MUE', edits: [{ ...bill, code: '99291', units: 1, adjudication: '2' }] },
  };
  const claims = [
    claim('R07', ['J9035 x10'], medicare),
    claim('R07Z', ['J9035-JZ x10'], medicare),
    claim('R19', ['J3490 ndc=50458002803/84ME'], { payer: 'COM' }),
    claim('R19N', ['J3490 ndc=00409490234/1ML'], { payer: 'COM' }),
    claim('R20P', ['80053', '80048-59'], medicare),
    claim('R20U', ['99291', '99291'], medicare),
    claim('R20C', ['80053', '80048'], { payer: 'COM' }),
  ];
  const found = [
    'R07 1 J9035 single-dose-drug-without-waste-modifier',
    'R19 1 J3490 unclassified-code-with-own-code',
    'R20P 2 80048 ncci-edit',
    'R20U 2 99291 ncci-edit',
  ];

  test('find nothing without them, and the same whether the lists or the claims came first', async () => {
    const { app } = await worldOf(release, claims);
    expect(await findingsOf(app)).toEqual([]);
    await app.ruleSettings.keepLists(account, lists);
    await app.sweep();
    expect(await findingsOf(app)).toEqual(found);

    const other = (await worldOf(release)).app;
    await other.ruleSettings.keepLists(account, lists);
    await storing(claims, other);
    expect(await findingsOf(other)).toEqual(found);
  });

  test('are mended when the list goes', async () => {
    const { app } = await worldOf(release);
    await app.ruleSettings.keepLists(account, lists);
    await storing(claims, app);
    for (const name of ['single-dose', 'products', 'pairs', 'unlikely'])
      await app.ruleSettings.removeList(account, name);
    await app.sweep();
    expect(await findingsOf(app)).toEqual([]);
  });
});

test('case 3: what a reactivation leaves unproven is no finding, before the reactivation is known and after', async () => {
  const screening = releaseFile('HCPC2018_JAN_ANWEB_11062017.txt', [
    { code: 'S3854', addedOn: '2006-01-01', actionEffectiveOn: '2016-07-01', actionCode: 'R', coverage: 'I' },
  ]);
  const claims = [claim('C3', ['S3854 @2018-02-01', 'S3854 @2016-03-15'], { payer: 'COM' })];
  expect(await findingsOf((await worldOf(screening, claims)).app)).toEqual([]);
  expect(await findingsOf((await worldOf(claims, screening)).app)).toEqual([]);
});

describe('case 6: biosimilars that got codes of their own', () => {
  const infliximab = 'Injection, infliximab, biosimilar, 10 mg';
  const before = releaseFile('HCPC2018_JAN_ANWEB_11062017.txt', [
    { code: 'Q5101', ...lives },
    { code: 'Q5102', ...lives, longDescription: infliximab },
    ...['ZA', 'ZB', 'ZC'].map((code) => ({ code, ...lives })),
  ]);
  const after = releaseFile('HCPC2018_APR_ANWEB_03102018.txt', [
    { code: 'Q5101', ...lives },
    { code: 'Q5102', ...ends('2018-03-31'), longDescription: infliximab, crossReferences: ['Q5103', 'Q5104'] },
    { code: 'Q5103', ...begins('2018-04-01'), longDescription: 'Injection, infliximab-dyyb, (inflectra), 10 mg' },
    { code: 'Q5104', ...begins('2018-04-01'), longDescription: 'Injection, infliximab-abda, (renflexis), 10 mg' },
    ...['ZA', 'ZB', 'ZC'].map((code) => ({ code, ...ends('2018-03-31') })),
  ]);
  const lines = ['Q5102-ZC x10 @2018-03-31', 'Q5102-ZC x10', 'Q5102-ZB x10', 'Q5102 x10', 'Q5101-ZA x3'];

  test('the modifier decides and comes off; without one the product is asked for', async () => {
    const claims = [
      claim(
        'C6',
        lines.map((line) => (line.includes('@') ? line : `${line} @2018-04-01`)),
      ),
    ];
    for (const steps of [
      [before, claims, after],
      [before, after, claims],
    ] as const) {
      const { app } = await worldOf(...steps);
      const fixes: string[] = [];
      for await (const { finding } of app.findings.list(account, 'open'))
        fixes.push(
          `${finding.line} ${finding.code} ${finding.fix.map(({ code, confirm }) => `${code}${confirm ? '?' : ''}`)}`,
        );
      expect(fixes.sort()).toEqual([
        '2 Q5102 Q5104',
        '2 ZC ',
        '3 Q5102 Q5103',
        '3 ZB ',
        '4 Q5102 Q5103?,Q5104?',
        '5 ZA ',
      ]);
    }
  });
});

test('case 7: a code that a correction takes back, and that comes again with another meaning', async () => {
  const other = { code: 'G9001', ...lives };
  const g9890 = { code: 'G9890', longDescription: 'Dilated macular exam, invented words' };
  const annual = releaseFile('HCPC2018_JAN_ANWEB_11062017.txt', [other, { ...g9890, ...begins('2018-01-01') }]);
  const book = correctionsBook([{ CODE: 'G9890', ACTION: 'DELETE' }], { title: '2018 HCPCS CORRECTIONS' });
  const corrections = {
    name: '2018-HCPCS-Alpha-Numeric-Corrections.zip',
    bytes: await zipOf({ 'V2_HCPC2018_Corrections_ANWEB.xlsx': book }, '2018-02-20'),
  };
  const april = releaseFile('HCPC2018_APR_ANWEB_03202018.txt', [
    other,
    { ...g9890, longDescription: 'Another meaning', ...begins('2018-04-01') },
  ]);
  const medium = await openMedium();
  const open = () => findingsOf(startApp(medium));
  await happening(medium, annual, [claim('C7', ['G9890 @2018-02-01', 'G9890 @2018-05-01'], { payer: 'COM' })]);
  expect(await open()).toEqual([]);
  await happening(medium, corrections);
  expect(await open()).toEqual(['C7 1 G9890 code-never-valid', 'C7 2 G9890 code-never-valid']);
  await happening(medium, april);
  expect(await open()).toEqual(['C7 1 G9890 code-not-yet-effective']);
});
