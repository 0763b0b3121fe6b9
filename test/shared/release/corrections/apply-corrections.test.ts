import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareReleases } from '../../../../shared/changes/compare.ts';
import { applyCorrections } from '../../../../shared/release/corrections/apply-corrections.ts';
import { readCorrections } from '../../../../shared/release/corrections/read-corrections.ts';
import type { CodeRecord } from '../../../../shared/release/record.ts';
import { type CorrectionSketch, correctionsBook } from '../../../support/corrections-book.ts';
import { recordOf } from '../../../support/release-builder.ts';

const day = { 'EFF DATE': '2030-01-01' };
const before = (fields: Partial<CodeRecord> = {}) => recordOf({ code: 'J1111', ...fields });
const operationsOf = (...rows: CorrectionSketch[]) =>
  readCorrections('V1_HCPC2030.xlsx', correctionsBook(rows)).operations;

interface Case {
  readonly was: Partial<CodeRecord> | null;
  readonly row: CorrectionSketch;
  readonly earlier?: Partial<CodeRecord> | null;
  /** What must hold afterwards; null for no record. */
  readonly is: Partial<CodeRecord> | null;
  readonly note?: string;
  readonly quarantined?: string;
}

const cases: Readonly<Record<string, Case>> = {
  'a code is added': {
    was: null,
    row: { ACTION: 'ADD', ...day, 'LONG DESC': 'Invented', TOS: '9,F' },
    is: {
      longDescription: 'Invented',
      typesOfService: ['9', 'F'],
      addedOn: '2030-01-01',
      actionEffectiveOn: '2030-01-01',
      actionCode: 'A',
      terminatedOn: null,
      line: 5,
    },
  },
  'the base holds the added code already, in its own letter case': {
    was: { addedOn: '2030-01-01', longDescription: 'Invented drug' },
    row: { ACTION: 'ADD', ...day, 'LONG DESC': 'Invented DRUG' },
    is: { longDescription: 'Invented drug', line: 0 },
    note: 'already-held',
  },
  'the base holds the added code with another text': {
    was: { addedOn: '2030-01-01', longDescription: 'Invented drug', coverage: 'D' },
    row: { ACTION: 'ADD', ...day, 'LONG DESC': 'Another' },
    is: { longDescription: 'Another', coverage: 'D', addedOn: '2030-01-01' },
    note: 'added-over-existing',
  },
  'a dead code begins a new life': {
    was: { terminatedOn: '2027-12-31', coverage: 'D' },
    row: { ACTION: 'ADD', ...day, 'LONG DESC': 'Another' },
    is: { longDescription: 'Another', coverage: null, addedOn: '2030-01-01', terminatedOn: null },
    note: 'reused-code',
  },
  'a code ends on the day before': {
    was: {},
    row: { ACTION: 'Terminate code', ...day },
    is: { terminatedOn: '2029-12-31', actionCode: 'D', actionEffectiveOn: '2030-01-01', line: 5 },
  },
  'the base has that end already': {
    was: { terminatedOn: '2029-12-31' },
    row: { ACTION: 'Terminate code', ...day },
    is: { terminatedOn: '2029-12-31', actionCode: 'N' },
    note: 'already-held',
  },
  'the base has another end': {
    was: { terminatedOn: '2030-06-30' },
    row: { ACTION: 'Terminate code', ...day },
    is: { terminatedOn: '2029-12-31' },
    note: 'termination-moved',
  },
  'a code to end is not there': {
    was: null,
    row: { ACTION: 'Terminate code', ...day },
    is: null,
    quarantined: 'not-in-base',
  },
  'a code never was': { was: { actionCode: 'A' }, row: { ACTION: 'DELETE' }, is: null },
  'a deleted code is not there anyway': { was: null, row: { ACTION: 'DELETE' }, is: null, note: 'already-absent' },
  'a code deleted from the day of its addition never was': {
    was: { addedOn: '2030-01-01' },
    row: { ACTION: 'DELETE', ...day },
    is: null,
  },
  'a code deleted from a later day ends': {
    was: { addedOn: '2020-01-01' },
    row: { ACTION: 'DELETE', ...day },
    is: { terminatedOn: '2029-12-31' },
  },
  'a code is not to be added, and is not': {
    was: null,
    row: { ACTION: 'DO NOT ADD' },
    is: null,
    note: 'already-absent',
  },
  'a code is not to be added, but this release added it': {
    was: { actionCode: 'A' },
    row: { ACTION: 'DO NOT ADD' },
    is: null,
    note: 'withheld',
  },
  'a code is not to be added, but lives for years': {
    was: {},
    row: { ACTION: 'DO NOT ADD' },
    is: { line: 0 },
    quarantined: 'contradicts-base',
  },
  'a code comes back': {
    was: { terminatedOn: '2028-12-31' },
    row: { ACTION: 'Re-activate', ...day },
    is: { terminatedOn: null, actionCode: 'R', actionEffectiveOn: '2030-01-01', addedOn: '2015-01-01' },
  },
  'a code that had aged off comes back': {
    was: null,
    earlier: { terminatedOn: '2024-12-31', longDescription: 'Old' },
    row: { ACTION: 'Re-activate', ...day },
    is: { terminatedOn: null, actionCode: 'R', longDescription: 'Old' },
  },
  'a living code needs no return': {
    was: {},
    row: { ACTION: 'Re-activate', ...day },
    is: { actionCode: 'N' },
    note: 'already-held',
  },
  'a text is revised': {
    was: {},
    row: { ACTION: 'Revise long desc', ...day, 'LONG DESC': 'New' },
    is: { longDescription: 'New', actionCode: 'C', actionEffectiveOn: '2030-01-01', line: 5 },
  },
  'text and coverage are revised': {
    was: {},
    row: { ACTION: 'Revise long desc and coverage', ...day, 'LONG DESC': 'New', COV: 'M' },
    is: { longDescription: 'New', coverage: 'M', actionCode: 'B' },
  },
  'a price is revised': {
    was: {},
    row: { ACTION: 'Change price', PRICE: '53' },
    is: { pricingIndicators: ['53'], actionCode: 'P' },
  },
  'a short text is revised': {
    was: {},
    row: { ACTION: 'Revise short desc', 'SHORT DESC': 'New' },
    is: { actionCode: 'S' },
  },
  'a BETOS code is revised': {
    was: {},
    row: { ACTION: 'Change BETOS', BETOS: 'D1E' },
    is: { betos: 'D1E', actionCode: 'T' },
  },
  'an end is taken back': {
    was: { terminatedOn: '2029-12-31', actionCode: 'D' },
    row: { ACTION: 'Remove termination date', ...day },
    is: { terminatedOn: null, actionCode: 'F', addedOn: '2015-01-01' },
  },
  'an end is moved': {
    was: { terminatedOn: '2029-12-31', actionCode: 'N' },
    row: { ACTION: 'Correct termination date', 'TERM DATE': '2030-03-31' },
    is: { terminatedOn: '2030-03-31', actionCode: 'D' },
  },
  'a start is moved': {
    was: {},
    row: { ACTION: 'Change add date', 'ADD DATE': '2014-10-01' },
    is: { addedOn: '2014-10-01' },
  },
  'what this release added stays added': {
    was: { actionCode: 'A', actionEffectiveOn: '2029-10-01' },
    row: { ACTION: 'Change ASC ind', ...day, 'ASC IND': 'YY' },
    is: { ascGroup: 'YY', actionCode: 'A', actionEffectiveOn: '2029-10-01' },
  },
  'the text is revised already': {
    was: { longDescription: 'new' },
    row: { ACTION: 'Revise long desc', ...day, 'LONG DESC': 'New' },
    is: { longDescription: 'new', actionCode: 'N' },
    note: 'already-held',
  },
  'a cross reference goes, the others stay': {
    was: { crossReferences: ['Q0001', 'Q0002', 'Q0003'] },
    row: { ACTION: 'Remove xref code Q0002', ...day },
    is: { crossReferences: ['Q0001', 'Q0003'], actionCode: 'F' },
  },
  'a cross reference is gone already': {
    was: { crossReferences: ['Q0001'] },
    row: { ACTION: 'Remove xref code Q0002', ...day },
    is: { crossReferences: ['Q0001'], actionCode: 'N' },
    note: 'already-held',
  },
  'a cross reference is replaced that was not there': {
    was: {},
    row: { ACTION: 'Change xref from Q0002 to Q0003', ...day },
    is: { crossReferences: ['Q0003'] },
    note: 'entry-absent',
  },
  'a laboratory certification is added': {
    was: { labCertifications: ['140'] },
    row: { ACTION: 'Add Lab Cert code 220', ...day },
    is: { labCertifications: ['140', '220'], actionCode: 'F' },
  },
  'a description goes back': {
    was: { longDescription: 'Wrong', shortDescription: 'Wr', actionCode: 'C', coverage: 'M' },
    earlier: { longDescription: 'Right', shortDescription: 'Ri', actionEffectiveOn: '2016-01-01' },
    row: { ACTION: 'Should not have been updated - revert back to 2029 description' },
    is: {
      longDescription: 'Right',
      shortDescription: 'Ri',
      coverage: 'M',
      actionCode: 'N',
      actionEffectiveOn: '2016-01-01',
    },
  },
  'a description has gone back already': {
    was: { longDescription: 'Right' },
    earlier: { longDescription: 'Right' },
    row: { ACTION: 'Revert to 2029 long description' },
    is: { line: 0 },
    note: 'already-held',
  },
  'the earlier release is not held': {
    was: {},
    earlier: {},
    row: { ACTION: 'Revert to 2028 description' },
    is: { line: 0 },
    quarantined: 'earlier-release-missing',
  },
  'the earlier release has no such code': {
    was: {},
    earlier: null,
    row: { ACTION: 'Revert to 2029 description' },
    is: { line: 0 },
    quarantined: 'not-in-earlier-release',
  },
};

test.each(Object.entries(cases))('%s', (_, { was, row, earlier, is, note, quarantined }) => {
  const other = recordOf({ code: 'A1111' });
  const base = was ? [before(was), other] : [other];
  const operations = operationsOf({ CODE: 'J1111', ...row });
  const past = earlier === undefined ? [] : [{ year: 2029, records: earlier ? [before(earlier)] : [] }];
  const result = applyCorrections(base, operations, { earlier: past });
  const after = result.records.find(({ code }) => code === 'J1111');
  if (is) expect(after).toMatchObject(is);
  else expect(after).toBeUndefined();
  expect(result.records).toContain(other);
  expect(result.notes.map(({ rule }) => rule)).toEqual(note ? [note] : []);
  expect(result.quarantined.map(({ rule, text }) => [rule, text])).toEqual(
    quarantined ? [[quarantined, row.ACTION]] : [],
  );
});

describe('versions', () => {
  const base = [recordOf({ code: 'G1111', actionCode: 'A', addedOn: '2030-01-01' })];
  const add = { ACTION: 'ADD Code', ...day, 'LONG DESC': 'Invented measure' };
  const versions: Readonly<Record<string, readonly CorrectionSketch[]>> = {
    V1: [{ CODE: 'G2222', ...add }],
    V2: [
      { CODE: 'G1111', ACTION: 'DELETE' },
      { CODE: 'G2222', ACTION: 'Remove, will be assigned at a later date' },
      { CODE: 'G3333', ...add },
    ],
    V3: [
      { CODE: 'G1111', ACTION: 'DELETE' },
      { CODE: 'G3333', ACTION: 'DO NOT ADD - Remove from previous corrections document' },
    ],
  };

  test('each version is applied to the base, not on top of the one before', () => {
    const held = Object.values(versions).map((rows) =>
      applyCorrections(base, operationsOf(...rows)).records.map(({ code }) => code),
    );
    expect(held).toEqual([['G1111', 'G2222'], ['G3333'], []]);
  });

  test('from version to version the comparison shows what the document took back', () => {
    const [first, second] = ['V1', 'V2'].map((version) => applyCorrections(base, operationsOf(...versions[version]!)));
    const { changes } = compareReleases(
      { date: '2030-01-01', records: first!.records },
      { date: '2030-01-01', records: second!.records },
    );
    expect(changes.map(({ code, kind, withdrawn }) => [code, kind, withdrawn])).toEqual([
      ['G1111', 'deleted', true],
      ['G2222', 'deleted', true],
      ['G3333', 'added', false],
    ]);
  });
});

test('applying twice is applying once, and unnamed codes stay as they are', () => {
  const rows: readonly CorrectionSketch[] = Object.values(cases).map(({ row }) => row);
  const code = fc.constantFrom('J1111', 'J2222', 'J3333');
  fc.assert(
    fc.property(fc.array(fc.tuple(code, fc.constantFrom(...rows)), { maxLength: 6 }), (picked) => {
      const perCode = new Map(picked);
      const operations = operationsOf(...[...perCode].map(([named, row]) => ({ CODE: named, ...row })));
      const base = ['J1111', 'J3333', 'J4444'].map((named) => recordOf({ code: named }));
      const once = applyCorrections(base, operations);
      const twice = applyCorrections(once.records, operations);
      const meaning = ({ line, ...record }: CodeRecord) => record;
      expect(twice.records.map(meaning)).toEqual(once.records.map(meaning));
      expect(once.records).toContain(base[2]);
    }),
    { numRuns: 60 },
  );
});
