import { beforeAll, describe, expect, test } from 'vitest';
import { unzip } from '../../../../functions/adapters/unzip.ts';
import { applyCorrections } from '../../../../shared/release/corrections/apply-corrections.ts';
import type { Corrections } from '../../../../shared/release/corrections/operation.ts';
import { readCorrections } from '../../../../shared/release/corrections/read-corrections.ts';
import { parseCodeText } from '../../../../shared/release/parse-text.ts';
import type { CodeRecord } from '../../../../shared/release/record.ts';
import { cmsFile, haveCms } from '../../../support/shared-files.ts';

type Held = { readonly [Field in keyof CodeRecord]?: unknown } | null;

const has = (text: string) => expect.stringContaining(text);
const asc = (ascDate: string): Held => ({ ascGroup: 'YY', ascDate, actionCode: 'A', terminatedOn: null });
const added = (shortDescription: string, rest: Held): Held => ({
  shortDescription,
  addedOn: rest && 'addedOn' in rest ? rest.addedOn : '2018-01-01',
  terminatedOn: null,
  actionCode: 'A',
  ...rest,
});

/** Written by hand from the document of December 2016: what must hold once it is applied. */
const after2017: Readonly<Record<string, Held>> = {
  C1842: added('Retinal prosth, add-on', {
    longDescription: has('add-on to C1841'),
    typesOfService: ['9', 'F'],
    betos: 'D1E',
    coverage: 'D',
    pricingIndicators: ['53'],
    addedOn: '2017-01-01',
  }),
  E0627: { crossReferences: [], terminatedOn: null, addedOn: '1992-01-01' },
  E0628: { crossReferences: [], terminatedOn: '2016-12-31' },
  E0629: { crossReferences: [], terminatedOn: null },
  G0477: { terminatedOn: '2016-12-31', actionEffectiveOn: '2017-01-01', actionCode: 'D', addedOn: '2016-01-01' },
  G0478: { terminatedOn: '2016-12-31', actionEffectiveOn: '2017-01-01', actionCode: 'D' },
  G0479: { terminatedOn: '2016-12-31', actionEffectiveOn: '2017-01-01', actionCode: 'D' },
  G0480: {
    longDescription: has('per day; 1-7 drug class(es)'),
    shortDescription: 'Drug test def 1-7 classes',
    actionCode: 'C',
  },
  G0481: { longDescription: has('per day; 8-14 drug class(es)'), actionCode: 'C' },
  G0482: { longDescription: has('per day; 15-21 drug class(es)'), actionCode: 'C' },
  G0483: { longDescription: has('per day; 22 or more drug class(es)'), actionCode: 'C' },
  G0659: added('Drug test def simple all cl', {
    longDescription: has('per day, any number of drug classes'),
    typesOfService: ['5'],
    betos: 'T1H',
    coverage: 'C',
    pricingIndicators: ['21'],
    addedOn: '2017-01-01',
  }),
};

const visit = (minutes: number): Held => ({
  longDescription: expect.stringMatching(
    new RegExp(`cms innovation center demonstration project.*typically, ${minutes} minutes`),
  ),
  actionCode: 'C',
  addedOn: '2016-04-01',
});
const teledermatology = { typesOfService: ['1'], betos: 'M5D', coverage: 'C', pricingIndicators: ['13'] };
const macularExam = { typesOfService: ['1'], betos: 'Z2', coverage: 'C', pricingIndicators: ['00'] };
const examPerformed = added('Mac exam perf', { longDescription: has('macular degeneration severity'), ...macularExam });
const examNotPerformed = added('Doc med rsn no dil mac exam', {
  longDescription: has('dilated macular examination'),
  ...macularExam,
});

/** Written by hand from the documents of December 2017 and January 2018: the part that all four versions share. */
const after2018: Readonly<Record<string, Held>> = {
  C9488: asc('2017-04-01'),
  C9745: asc('2017-07-01'),
  C9746: asc('2017-07-01'),
  C9747: asc('2017-07-01'),
  C9748: asc('2018-01-01'),
  G0279: { longDescription: has('to 77065 or 77066)'), shortDescription: 'Tomosynthesis, mammo' },
  G0499: { labCertifications: ['140', '220'], actionCode: 'F' },
  G9367: {
    longDescription: 'At least two orders for the same high-risk medication',
    shortDescription: '>= 2 same hi-rsk med ord',
  },
  G9368: {
    longDescription: 'At least two orders for the same high-risk medications not ordered',
    shortDescription: '>= 2 same hi-rsk med not ord',
  },
  G9637: {
    longDescription: has('Final reports with documentation'),
    shortDescription: 'Doc >1 dose reduc tech',
    actionCode: 'N',
  },
  G9638: {
    longDescription: has('Final reports without documentation'),
    shortDescription: 'No doc >1 dose reduc tech',
    actionCode: 'N',
  },
  G9868: added('Next Gen ACO model <10min', { longDescription: has('less than 10 minutes'), ...teledermatology }),
  G9869: added('Next Gen ACO model 10-20min', { longDescription: has('10-20 minutes'), ...teledermatology }),
  G9870: added('Next Gen ACO model >20min', { longDescription: has('20 or more minutes'), ...teledermatology }),
  G9481: visit(10),
  G9482: visit(20),
  G9483: visit(30),
  G9484: visit(45),
  G9485: visit(60),
  G9486: visit(10),
  G9487: visit(15),
  G9488: visit(25),
  G9489: visit(40),
  G9490: { longDescription: has('CMS innovation center models, home visit'), shortDescription: 'CMMI mod home visit' },
};

/** Where the versions differ. The base holds G9890 and G9891, and none of the other four. */
const byVersion: Readonly<Record<number, Readonly<Record<string, Held>>>> = {
  1: {
    G9890: { actionCode: 'A', addedOn: '2018-01-01' },
    G9891: { actionCode: 'A', addedOn: '2018-01-01' },
    G9978: null,
    G9979: null,
    G9989: null,
    G9990: null,
  },
  2: { G9890: null, G9891: null, G9978: examPerformed, G9979: examNotPerformed, G9989: null, G9990: null },
  3: { G9890: null, G9891: null, G9978: null, G9979: null, G9989: examPerformed, G9990: examNotPerformed },
  4: { G9890: null, G9891: null, G9978: null, G9979: null, G9989: null, G9990: null },
};
const noOps: Readonly<Record<number, readonly string[]>> = {
  1: [],
  2: [],
  3: ['G9978', 'G9979'],
  4: ['G9989', 'G9990'],
};

describe.skipIf(!haveCms)("CMS's corrections", () => {
  let base2017: readonly CodeRecord[] = [];
  let base2018: readonly CodeRecord[] = [];
  const documents = new Map<string, Corrections>();

  beforeAll(async () => {
    const text = async (zip: string, end: string) => {
      const entry = (await unzip(zip, cmsFile(zip))).find(({ name }) => name.endsWith(end))!;
      return parseCodeText(entry.name, entry.bytes).records;
    };
    base2017 = await text('2017-Alpha-Numeric-HCPCS-File.zip', 'ANWEB.txt');
    base2018 = await text('2018-Alpha-Numeric-HCPCS-File.zip', 'ANWEB_disc.txt');
    for (const year of [2017, 2018])
      for (const { name, bytes } of await unzip('zip', cmsFile(`${year}-HCPCS-Alpha-Numeric-Corrections.zip`)))
        if (!/readme/i.test(name)) documents.set(name, readCorrections(name, bytes));
  });

  /** Codes that the table does not name must be the base's own objects. */
  function expectState(
    base: readonly CodeRecord[],
    records: readonly CodeRecord[],
    table: Readonly<Record<string, Held>>,
  ) {
    const held = new Map(records.map((record) => [record.code, record]));
    for (const [code, is] of Object.entries(table)) {
      if (is) expect(held.get(code), code).toMatchObject(is);
      else expect(held.get(code), code).toBeUndefined();
    }
    const untouched = base.filter(({ code }) => !(code in table));
    expect(untouched.every((record) => held.get(record.code) === record)).toBe(true);
    expect(records).toHaveLength(untouched.length + Object.values(table).filter(Boolean).length);
  }

  test.each(['hcpc2017_corrections_alpha.xlsx', 'hcpc2017_corrections_alpha.txt'])('2017, from %s', (name) => {
    const document = documents.get(name)!;
    expect([document.base, document.version]).toEqual(['2017-01', 1]);
    expect(document.counts).toEqual({ rows: 12, understood: 12, quarantined: 0 });
    const { records, notes, quarantined } = applyCorrections(base2017, document.operations);
    expect([notes, quarantined]).toEqual([[], []]);
    expectState(base2017, records, after2017);
  });

  test.each([
    [1, 24],
    [2, 28],
    [3, 30],
    [4, 28],
  ])('2018 V%i', (version, rows) => {
    const document = documents.get(`V${version}_HCPC2018_Corrections_ANWEB.xlsx`)!;
    expect([document.base, document.version]).toEqual(['2018-01', version]);
    expect(document.counts).toEqual({ rows, understood: rows, quarantined: 0 });
    const earlier = [{ year: 2017, records: base2017 }];
    const { records, notes, quarantined } = applyCorrections(base2018, document.operations, { earlier });
    expect(quarantined).toEqual([]);
    expect(notes.map(({ code, rule }) => [code, rule])).toEqual(
      noOps[version]!.map((code) => [code, 'already-absent']),
    );
    expectState(base2018, records, { ...after2018, ...byVersion[version] });
  });

  test('without 2017 the two reverted descriptions go to a person', () => {
    const { operations } = documents.get('V4_HCPC2018_Corrections_ANWEB.xlsx')!;
    const { quarantined } = applyCorrections(base2018, operations);
    expect(quarantined.map(({ code, rule, text }) => [code, rule, text])).toEqual(
      ['G9637', 'G9638'].map((code) => [
        code,
        'earlier-release-missing',
        'Should not have been updated - revert back to 2017 description',
      ]),
    );
  });

  test.each([1, 2, 3, 4])('the print file of V%i says nothing that its workbook does not', (version) => {
    const [print, book] = ['prn', 'xlsx'].map((end) => documents.get(`V${version}_HCPC2018_Corrections_ANWEB.${end}`)!);
    expect(print!.counts.rows).toBe(book!.counts.rows);
    expect(print!.operations.length).toBeGreaterThan(0);
    const intents = new Map(book!.operations.map(({ code, intent }) => [code, intent]));
    for (const { code, intent } of print!.operations) expect(intent).toEqual(intents.get(code));
  });
});
