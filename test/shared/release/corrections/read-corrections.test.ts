import { describe, expect, test } from 'vitest';
import { readCorrections, versionInName } from '../../../../shared/release/corrections/read-corrections.ts';
import { type CorrectionSketch, correctionsBook } from '../../../support/corrections-book.ts';
import { workbookOf } from '../../../support/release-builder.ts';

const day = { 'EFF DATE': '2030-01-01' };
const on = '2030-01-01';
const one = (row: CorrectionSketch) => readCorrections('x.xlsx', correctionsBook([{ CODE: 'J1111', ...row }]));
const revise = (values: object, effectiveOn: string | null = on) => ({ kind: 'revise', effectiveOn, values });
const edit = (field: string, add: string[], remove: string[], effectiveOn: string | null = on) => ({
  kind: 'edit-list',
  effectiveOn,
  field,
  add,
  remove,
});

describe('instructions that are understood', () => {
  test.each<[string, CorrectionSketch, object]>([
    ['Terminate code', day, { kind: 'terminate', terminatedOn: '2029-12-31' }],
    ['Discontinue', { 'TERM DATE': '2030-03-31' }, { kind: 'terminate', terminatedOn: '2030-03-31' }],
    ['Term code', day, { kind: 'terminate', terminatedOn: '2029-12-31' }],
    ['DELETE', {}, { kind: 'delete', effectiveOn: null }],
    ['Delete code', day, { kind: 'delete', effectiveOn: on }],
    ['DO NOT ADD', {}, { kind: 'withhold' }],
    ['DO NOT ADD - Remove from previous corrections document', {}, { kind: 'withhold' }],
    ['Remove, will be assigned at a later date', {}, { kind: 'withhold' }],
    ['Re-activate code', day, { kind: 'reactivate', effectiveOn: on }],
    ['Reinstate', day, { kind: 'reactivate', effectiveOn: on }],
    ['Remove xref code Q0080', day, edit('crossReferences', [], ['Q0080'])],
    ['Remove XREF codes Q0080 and QM', day, edit('crossReferences', [], ['Q0080', 'QM'])],
    ['Add xref code', { ...day, 'XREF CODE': 'J2222' }, edit('crossReferences', ['J2222'], [])],
    ['Change xref code from J2222 to J3333', day, edit('crossReferences', ['J3333'], ['J2222'])],
    ['Change xref', { ...day, 'XREF CODE': 'J2222, J3333' }, revise({ crossReferences: ['J2222', 'J3333'] })],
    ['Add Lab Cert code 220', day, edit('labCertifications', ['220'], [])],
    ['Add lab certification', { ...day, 'LC EDIT': '20' }, edit('labCertifications', ['020'], [])],
    ['Add TOS F', {}, edit('typesOfService', ['F'], [], null)],
    ['ReviseLong Description', { ...day, 'LONG DESC': ' New  text ' }, revise({ longDescription: 'New text' })],
    ['Revise Short Desc', { ...day, 'SHORT DESC': 'New' }, revise({ shortDescription: 'New' })],
    [
      'Revise Long & Short Desc',
      { ...day, 'LONG DESC': 'New text', 'SHORT DESC': 'New' },
      revise({ longDescription: 'New text', shortDescription: 'New' }),
    ],
    ['Correct description', { 'LONG DESC': 'New text' }, revise({ longDescription: 'New text' }, null)],
    ['Change ASC Ind/ASC eff date', { ...day, 'ASC IND': 'YY' }, revise({ ascGroup: 'YY', ascDate: on })],
    [
      'Change ASC Ind/ASC eff date',
      { ...day, 'ASC IND': 'YY', 'ASC DATE': '2029-10-01' },
      revise({ ascGroup: 'YY', ascDate: '2029-10-01' }),
    ],
    ['Remove ASC indicator', day, revise({ ascGroup: null })],
    ['Remove termination date', {}, revise({ terminatedOn: null }, null)],
    ['Correct termination date', { 'TERM DATE': '2030-03-31' }, revise({ terminatedOn: '2030-03-31' }, null)],
    ['Change add date', { 'ADD DATE': '2029-10-01' }, revise({ addedOn: '2029-10-01' }, null)],
    ['Long Description Change', { ...day, 'LONG DESC': 'New text' }, revise({ longDescription: 'New text' })],
    ['Change coverage to D', day, revise({ coverage: 'D' })],
    [
      'Change coverage, TOS and BETOS; revise price',
      { ...day, COV: 'I', TOS: '9,F', BETOS: 'D1E', PRICE: '53' },
      revise({ coverage: 'I', typesOfService: ['9', 'F'], betos: 'D1E' }),
    ],
    ['Revert to 2029 long description', {}, { kind: 'revert', year: 2029, fields: ['longDescription'] }],
    [
      'Should not have been updated - revert back to 2029 description',
      {},
      { kind: 'revert', year: 2029, fields: ['longDescription', 'shortDescription'] },
    ],
  ])('%s %j', (action, cells, intent) => {
    const { operations, quarantined, counts } = one({ ACTION: action, ...cells });
    expect(quarantined).toEqual([]);
    expect(operations[0]).toMatchObject({ code: 'J1111', codeType: 'procedure', line: 5, text: action });
    expect(operations[0]!.intent).toEqual(intent);
    expect(counts).toEqual({ rows: 1, understood: 1, quarantined: 0 });
  });

  test('a row may ask for two things', () => {
    const { operations } = one({ ACTION: 'Terminate code; add xref code J2222', ...day });
    expect(operations.map(({ intent }) => intent.kind)).toEqual(['terminate', 'edit-list']);
  });

  test.each(['ADD ', 'Add Code', 'New code', 'Add new modifier'])('"%s" takes every filled column', (action) => {
    const cells = { 'SHORT DESC': 'Inv', 'LONG DESC': 'Invented', TOS: '9,F', BETOS: 'Z2', COV: 'c', PRICE: '0' };
    const { operations } = one({ ACTION: action, ...day, ...cells, 'ASC IND': 'YY', 'XREF CODE': 'QM' });
    expect(operations[0]!.intent).toEqual({
      kind: 'add',
      effectiveOn: on,
      values: {
        longDescription: 'Invented',
        shortDescription: 'Inv',
        coverage: 'C',
        betos: 'Z2',
        typesOfService: ['9', 'F'],
        pricingIndicators: ['00'],
        crossReferences: ['QM'],
        ascGroup: 'YY',
      },
    });
  });

  test('a modifier may be padded with three blanks', () => {
    expect(one({ CODE: '   FX', ACTION: 'DELETE' }).operations[0]).toMatchObject({ code: 'FX', codeType: 'modifier' });
  });
});

describe('instructions that a person has to rule on', () => {
  test.each<[string, CorrectionSketch, string]>([
    ['Hold until further notice', day, 'unknown-instruction'],
    ['Remove', day, 'unknown-instruction'],
    ['Remove code', day, 'unknown-instruction'],
    ['Terminate code on 1/1/2030', day, 'unknown-instruction'],
    ['Terminate code; ask the carrier', day, 'unknown-instruction'],
    ['Change effective date', day, 'unknown-instruction'],
    ['Change add date', day, 'no-value'],
    ['Change add date to 20291001', day, 'odd-value'],
    ['Remove add date', day, 'unknown-instruction'],
    ['Change long desc and something else', { ...day, 'LONG DESC': 'x' }, 'unknown-instruction'],
    ['', { ...day, 'LONG DESC': 'New text' }, 'no-action'],
    ['Terminate code', {}, 'no-date'],
    ['Terminate code', { 'EFF DATE': '01/01/203' }, 'cut-date'],
    ['Terminate code', { 'EFF DATE': '1/1/30' }, 'cut-date'],
    ['Revise long desc', { 'EFF DATE': '13/01/2030', 'LONG DESC': 'x' }, 'impossible-date'],
    ['ADD', { ...day, 'SHORT DESC': 'x' }, 'no-value'],
    ['ADD', { 'LONG DESC': 'x' }, 'no-date'],
    ['ADD', { ...day, 'LONG DESC': 'x', COV: 'Z' }, 'odd-value'],
    ['Revise long desc', day, 'no-value'],
    ['Remove xref code', day, 'no-value'],
    ['Add Lab Cert code ABC', day, 'odd-value'],
    ['Delete', { CODE: 'J1111-J1113' }, 'no-code'],
    ['Delete', { CODE: '99213' }, 'no-code'],
  ])('%s %j is %s', (action, cells, rule) => {
    const { operations, quarantined, counts } = one({ ACTION: action, ...cells });
    expect(operations).toEqual([]);
    expect(quarantined.map((entry) => [entry.line, entry.rule])).toEqual([[5, rule]]);
    if (action !== '') expect(quarantined[0]!.text).toBe(action);
    expect(counts).toEqual({ rows: 1, understood: 0, quarantined: 1 });
  });
});

test('what a row says beyond its instruction is noted, not applied', () => {
  const { operations, notes } = one({ ACTION: 'DELETE', COV: 'C', COMMENTS: 'see memo', COLOUR: 'red' });
  expect(operations).toHaveLength(1);
  expect(notes.map(({ code, rule }) => [code, rule])).toEqual([
    ['J1111', 'cell-not-named'],
    ['J1111', 'unknown-column'],
    ['J1111', 'comment'],
  ]);
});

test.each(['m/d/yy', 'mm/dd/yyyy', 'd-mmm-yy', 'yyyy-mm-dd'])(
  'a date cell is read whatever its format: %s',
  (format) => {
    const { operations } = readCorrections(
      'x.xlsx',
      correctionsBook([{ CODE: 'J1111', ACTION: 'Terminate', ...day }], { format }),
    );
    expect(operations[0]!.intent).toEqual({ kind: 'terminate', terminatedOn: '2029-12-31' });
  },
);

test.each([
  ['2018 HCPCS CORRECTIONS', 'any.xlsx', '2018-01', 1],
  ['HCPCS CORRECTIONS', 'V3_HCPC2018_Corrections_ANWEB.xlsx', '2018-01', 3],
  ['April 2021 HCPCS Corrections', 'hcpc2021_corrections_v2.xlsx', '2021-04', 2],
  ['Corrections', 'corrections.xlsx', null, 1],
])('%s in %s', (title, file, base, version) => {
  const read = readCorrections(file, correctionsBook([{ CODE: 'J1111', ACTION: 'DELETE' }], { title }));
  expect([read.title, read.base, read.version]).toEqual([title, base, version]);
});

test.each([
  ['V12_x.xlsx', 12],
  ['folder/V2/x_v4.prn', 4],
  ['survey5.xlsx', 1],
  ['HCPC2018.xlsx', 1],
])('version in %s', (name, version) => {
  expect(versionInName(name)).toBe(version);
});

describe('the other forms of the document', () => {
  test('tab-delimited, with quoted texts', () => {
    const lines = [
      '\t2030 HCPCS CORRECTIONS\t\t\t',
      '\t\t\t\t',
      'CODE\tACTION\tEFF DATE\tSHORT DESC\tLONG DESC\tTOS ',
      'J1111\tADD \t01/01/2030\t"Inv, ""add-on"""\t"Invented, new"\t"9,F"',
      'J2222\tTerminate code\t01/01/2030\t\t\t',
      '\t\t\t\t',
    ];
    const read = readCorrections('hcpc2030.txt', Buffer.from(lines.join('\r\n')));
    expect(read.title).toBe('2030 HCPCS CORRECTIONS');
    expect(read.operations.map(({ code, line, intent }) => [code, line, intent])).toEqual([
      [
        'J1111',
        4,
        {
          kind: 'add',
          effectiveOn: on,
          values: { shortDescription: 'Inv, "add-on"', longDescription: 'Invented, new', typesOfService: ['9', 'F'] },
        },
      ],
      ['J2222', 5, { kind: 'terminate', terminatedOn: '2029-12-31' }],
    ]);
  });

  test('printed: nothing is made of a cut date, a cut text or an action that fills its column', () => {
    const lines = [
      '         2030 HCPCS CORRECTIONS',
      '',
      '',
      '  CODE           ACTION        EFF DATE         SHORT DESC                   LONG DESC           TOSBETOSCOVPRICASC IN',
      '  C1111  Change ASC Ind/ASC eff01/01/2030                                                                         YY',
      '  C2222  Revise Long Desc      01/01/2030                          Invented text that the column cuts off somewhe',
      '  C3333  Add Lab Cert code 220 01/01/2030',
      '  C4444  ADD Code              01/01/203Invented code              Invented code, new             1  M5D  C  13',
      '  C5555  Terminate code        01/01/2030',
      '  C6666  DELETE',
      '  C7777  Should not have been updated - revert back to 2029 description',
      '  C8888  Change TOS and BETOS  01/01/2030                                                        1  M5D',
      '  C9999  Change coverage       01/01/2030                                                                C',
      'and a line that is no row',
    ];
    const read = readCorrections('V1_HCPC2030.prn', Buffer.from(lines.join('\r\n')));
    expect(read.operations.map(({ code, intent }) => [code, intent.kind])).toEqual([
      ['C5555', 'terminate'],
      ['C6666', 'delete'],
      ['C7777', 'revert'],
      ['C8888', 'revise'],
      ['C9999', 'revise'],
    ]);
    expect(read.operations.slice(3).map(({ intent }) => intent)).toMatchObject([
      { values: { typesOfService: ['1'], betos: 'M5D' } },
      { values: { coverage: 'C' } },
    ]);
    expect(read.quarantined.map(({ code, rule }) => [code, rule])).toEqual([
      ['C1111', 'cut-action'],
      ['C2222', 'cut-text'],
      ['C3333', 'cut-action'],
      ['C4444', 'cut-date'],
      [null, 'no-code'],
    ]);
  });
});

test.each([
  ['a web page', Buffer.from('<!doctype html>')],
  ['a text without the headers', Buffer.from('CODE only')],
  ['a text with an open quote', Buffer.from('CODE\tACTION\nJ1111\t"DELETE\nJ2222\tDELETE')],
  ['another workbook', workbookOf({ A: [['HCPC', 'SEQNUM']] })],
])('refuses %s', (_, bytes) => {
  expect(() => readCorrections('corrections.xlsx', bytes)).toThrow(/corrections\.xlsx/);
});
